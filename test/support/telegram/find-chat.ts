import { badRequest, forbidden } from "./api-error.ts";
import type { ChatState, World } from "./world.ts";

/** The chat a parameter names, by id or by @username, whatever the bot may do there. */
export function findChat(world: World, id: number | string): ChatState {
  if (id === "") throw badRequest("chat_id is empty");
  const found =
    typeof id === "string" && !/^-?\d+$/u.test(id)
      ? byUsername(world, id)
      : world.chats.get(Number(id));
  if (!found) throw badRequest("chat not found");
  return found;
}

function byUsername(world: World, name: string): ChatState | undefined {
  if (!name.startsWith("@")) return undefined;
  const username = name.slice(1).toLowerCase();
  return [...world.chats.values()].find(
    ({ chat }) =>
      (chat.type === "supergroup" || chat.type === "channel") &&
      chat.username?.toLowerCase() === username,
  );
}

/** The chat, if the bot is there to see it. */
export function seenChat(world: World, id: number | string): ChatState {
  const state = findChat(world, id);
  if (state.migratedTo !== undefined)
    throw badRequest("group chat was upgraded to a supergroup chat", {
      migrate_to_chat_id: state.migratedTo,
    });
  if (state.chat.type === "private") {
    if (state.contact === "none") throw badRequest("chat not found");
    return state;
  }
  const kind = state.chat.type;
  const status = state.members.get(world.bot.id)?.status ?? "left";
  const kindName = kind === "group" ? "group chat" : `${kind} chat`;
  if (status === "kicked") throw forbidden(`bot was kicked from the ${kindName}`);
  if (status === "left") throw forbidden(`bot is not a member of the ${kindName}`);
  return state;
}

/** The chat, if the bot may write there; `what` completes "not enough rights to send …". */
export function writableChat(world: World, id: number | string, what = "text messages"): ChatState {
  const state = seenChat(world, id);
  if (state.chat.type === "private") {
    if (state.contact === "blocked") throw forbidden("bot was blocked by the user");
    if (state.contact === "deactivated") throw forbidden("user is deactivated");
    return state;
  }
  const member = state.members.get(world.bot.id)!;
  if (member.status === "restricted" && !member.can_send_messages)
    throw badRequest(`not enough rights to send ${what} to the chat`);
  if (state.chat.type === "channel" && member.status !== "administrator")
    throw badRequest("need administrator rights in the channel chat");
  return state;
}
