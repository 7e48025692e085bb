import type { ChatMember, ChatMemberAdministrator, ChatMemberRestricted, User } from "grammy/types";
import type { ChatState, World } from "./world.ts";

/** Sets who `next.user` is in the chat, and tells the bot what it may know of that. */
export function changeMember(world: World, state: ChatState, by: User, next: ChatMember): void {
  const { user } = next;
  const before = state.members.get(user.id) ?? { status: "left" as const, user };
  state.members.set(user.id, next);
  const isBot = user.id === world.bot.id;
  const joins = before.status === "left" || before.status === "kicked";
  if (isBot && joins) state.botSeesAll = world.bot.can_read_all_group_messages;
  const botIsAdmin = state.members.get(world.bot.id)?.status === "administrator";
  if (isBot || botIsAdmin)
    world.updates.add(isBot ? "my_chat_member" : "chat_member", {
      chat: state.chat,
      from: by,
      date: world.now(),
      old_chat_member: before,
      new_chat_member: next,
    });
  world.signal.notify();
}

export const asMember = (user: User): ChatMember => ({ status: "member", user });

export function asAdministrator(user: User): ChatMemberAdministrator {
  return {
    status: "administrator",
    user,
    can_be_edited: false,
    is_anonymous: false,
    can_manage_chat: true,
    can_delete_messages: true,
    can_manage_video_chats: true,
    can_restrict_members: true,
    can_promote_members: false,
    can_change_info: true,
    can_invite_users: true,
    can_post_stories: false,
    can_edit_stories: false,
    can_delete_stories: false,
    can_post_messages: true,
    can_edit_messages: true,
    can_pin_messages: true,
    can_manage_topics: true,
    can_send_welcome_messages: false,
  };
}

/** In the chat but not allowed to write. */
export function asMuted(user: User): ChatMemberRestricted {
  return {
    status: "restricted",
    user,
    is_member: true,
    can_send_messages: false,
    can_send_audios: false,
    can_send_documents: false,
    can_send_photos: false,
    can_send_videos: false,
    can_send_video_notes: false,
    can_send_voice_notes: false,
    can_send_polls: false,
    can_send_other_messages: false,
    can_add_web_page_previews: false,
    can_react_to_messages: false,
    can_change_info: false,
    can_invite_users: false,
    can_edit_tag: false,
    can_pin_messages: false,
    can_manage_topics: false,
    until_date: 0,
  };
}
