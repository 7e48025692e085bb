import type { Message } from "grammy/types";
import type { ChatState, World } from "./world.ts";

/** The fields of service messages that the server forms; bots see those in any mode. */
const SERVICE_FIELDS = [
  "new_chat_members",
  "left_chat_member",
  "migrate_to_chat_id",
  "migrate_from_chat_id",
  "forum_topic_created",
  "forum_topic_closed",
  "group_chat_created",
  "supergroup_chat_created",
  "new_chat_title",
  "pinned_message",
] as const satisfies readonly (keyof Message)[];

function isForBot(world: World, message: Message, mentionsArrive: boolean): boolean {
  const name = `@${world.bot.username.toLowerCase()}`;
  const text = message.text ?? message.caption ?? "";
  if (message.via_bot?.id === world.bot.id) return true;
  if (message.reply_to_message?.from?.id === world.bot.id) return true;
  return (message.entities ?? message.caption_entities ?? []).some((entity) => {
    const said = text.slice(entity.offset, entity.offset + entity.length).toLowerCase();
    if (entity.type === "bot_command") return !said.includes("@") || said.endsWith(name);
    return mentionsArrive && entity.type === "mention" && said === name;
  });
}

/**
 * Whether a message of a chat is shown to the bot: https://core.telegram.org/bots/features#privacy-mode.
 * A bare mention may or may not arrive in privacy mode, hence `mentionsArrive`.
 */
export function reachesBot(
  world: World,
  state: ChatState,
  message: Message,
  mentionsArrive: boolean,
): boolean {
  if (state.chat.type === "private") return state.contact === "open";
  const member = state.members.get(world.bot.id);
  if (!member || member.status === "left" || member.status === "kicked") return false;
  if (state.chat.type === "channel") return true;
  if (SERVICE_FIELDS.some((field) => message[field] !== undefined)) return true;
  // Bots do not see other bots; a group's and a channel's stand-ins are not bots in this sense.
  if (message.from?.is_bot && !message.sender_chat) return false;
  if (state.botSeesAll || member.status === "administrator") return true;
  return isForBot(world, message, mentionsArrive);
}
