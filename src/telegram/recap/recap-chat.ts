import type { Chat } from "grammy/types";
import type { RecapChat } from "../../recap/recap.ts";

export const recapChatOf = (chat: Chat): RecapChat => ({
  id: chat.id,
  name: ("title" in chat ? chat.title : undefined) ?? "",
  username: ("username" in chat ? chat.username : undefined) ?? null,
});
