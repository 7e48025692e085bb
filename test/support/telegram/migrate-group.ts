import type { Chat } from "grammy/types";
import { deliver, stateOf } from "./deliver.ts";
import { createGroup, type GroupHandle, type GroupOptions, OWNER } from "./groups.ts";
import type { PeopleRules, Person } from "./people.ts";
import type { World } from "./world.ts";

/** A basic group, which can become a supergroup with another id. */
export function createBasicGroup(
  world: World,
  chat: Chat.GroupChat,
  options: GroupOptions,
  rules: PeopleRules,
) {
  const group = createGroup(world, chat, options, rules);

  return {
    ...group,
    /** Turns it into a supergroup: the old group refuses everything from here on. */
    migrates(by?: Person): GroupHandle {
      const old = stateOf(world, chat);
      const id = world.supergroupId();
      const supergroup: Chat = { id, type: "supergroup", title: chat.title };
      const handle = createGroup(world, supergroup, { bot: "absent" }, rules);
      const state = stateOf(world, id);
      state.members = new Map(old.members);
      state.botSeesAll = old.botSeesAll;
      const user = by?.user ?? OWNER;
      deliver(world, chat, user, { migrate_to_chat_id: id }, rules);
      old.migratedTo = id;
      deliver(world, supergroup, user, { migrate_from_chat_id: chat.id }, rules);
      return handle;
    },
  };
}
