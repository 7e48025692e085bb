import type { ChatMember } from "grammy/types";
import { badRequest } from "../api-error.ts";
import { present } from "../bot-api.ts";
import { changeMember } from "../membership.ts";
import { seenChat } from "../find-chat.ts";
import { plainUser } from "../world.ts";
import type { HandlersOf } from "./handler.ts";

/** https://core.telegram.org/bots/api#reactiontypeemoji */
const REACTIONS = new Set(
  "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡".split(
    " ",
  ),
);

/** Bots may download up to 20 MB: https://core.telegram.org/bots/api#getfile */
const DOWNLOAD_LIMIT = 20 * 1024 * 1024;

const isIn = ({ status }: ChatMember) => status !== "left" && status !== "kicked";

export const chatHandlers: HandlersOf<
  | "getChat"
  | "getChatMember"
  | "getChatAdministrators"
  | "getChatMemberCount"
  | "leaveChat"
  | "setMessageReaction"
  | "getFile"
> = {
  getChat(world, params) {
    const { chat, linkedChatId } = seenChat(world, params.chat_id);
    return {
      ...chat,
      accent_color_id: 0,
      max_reaction_count: 11,
      accepted_gift_types: {
        unlimited_gifts: false,
        limited_gifts: false,
        unique_gifts: false,
        premium_subscription: false,
        gifts_from_channels: false,
      },
      ...present({ linked_chat_id: linkedChatId }),
      ...(chat.username && { active_usernames: [chat.username] }),
    };
  },

  getChatMember(world, params) {
    const { members } = seenChat(world, params.chat_id);
    const user = world.users.get(params.user_id);
    if (!user) throw badRequest("invalid user_id specified");
    return members.get(user.id) ?? { status: "left", user };
  },

  getChatAdministrators(world, params) {
    const { chat, members } = seenChat(world, params.chat_id);
    if (chat.type === "private")
      throw badRequest("there are no administrators in the private chat");
    return [...members.values()].filter(
      ({ status }) => status === "administrator" || status === "creator",
    );
  },

  getChatMemberCount(world, params) {
    const { chat, members } = seenChat(world, params.chat_id);
    return chat.type === "private" ? 2 : [...members.values()].filter(isIn).length;
  },

  leaveChat(world, params) {
    const state = seenChat(world, params.chat_id);
    if (state.chat.type === "private")
      throw badRequest("chat member status can't be changed in private chats");
    const bot = plainUser(world.bot);
    changeMember(world, state, bot, { status: "left", user: bot });
    return true;
  },

  setMessageReaction(world, params) {
    const { chat, messages } = seenChat(world, params.chat_id);
    if (!messages.has(params.message_id)) throw badRequest("message to react not found");
    const emoji = (params.reaction ?? []).map((reaction) => reaction.emoji);
    if (emoji.length > 1) throw badRequest("REACTIONS_TOO_MANY");
    if (emoji.some((one) => !REACTIONS.has(one))) throw badRequest("REACTION_INVALID");
    world.reactions.set(`${chat.id}/${params.message_id}`, emoji);
    world.signal.notify();
    return true;
  },

  getFile(world, params) {
    const file = world.files.get(params.file_id);
    if (!file) throw badRequest("wrong file_id or the file is temporarily unavailable");
    if (file.content.length > DOWNLOAD_LIMIT) throw badRequest("file is too big");
    return {
      file_id: params.file_id,
      file_unique_id: `unique-${params.file_id}`,
      file_size: file.content.length,
      file_path: file.path,
    };
  },
};
