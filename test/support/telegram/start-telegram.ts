import type { Chat, User, UserFromGetMe } from "grammy/types";
import { present } from "./bot-api.ts";
import { privateChatOf } from "./deliver.ts";
import { createFaults } from "./faults.ts";
import { createGroup, type GroupOptions } from "./groups.ts";
import { type Call, createJournal } from "./journal.ts";
import { asMember } from "./membership.ts";
import { createBasicGroup } from "./migrate-group.ts";
import { createPerson, type Person } from "./people.ts";
import { createReadBack } from "./read-back.ts";
import { openServer } from "./server.ts";
import { createSignal } from "./signal.ts";
import { createUpdates } from "./updates.ts";
import { createWorld } from "./world.ts";

export interface TelegramOptions {
  token?: string;
  botUser?: Partial<UserFromGetMe>;
  /** Privacy mode off. Off for groups joined from then on only; see `setPrivacy`. */
  canReadAllGroupMessages?: boolean;
  supportsInline?: boolean;
  supportsGuest?: boolean;
  /** Whether a bare @mention in a group reaches the bot in privacy mode. */
  mentionsArrive?: boolean;
  inlineFeedback?: boolean;
  /** Whether calls are kept in `calls`; long benchmarks do without. */
  recordCalls?: boolean;
  /** A port of its own choice unless given. */
  port?: number;
  /** Milliseconds since the epoch; the date of messages. */
  now?: () => number;
}

/** A running server; the comment at `startTelegram` shows how to use one. */
export type Telegram = Awaited<ReturnType<typeof startTelegram>>;

const FIRST_UPDATE_ID = 100_000_001;

/**
 * A strict Bot API server on loopback, with people and chats that tests direct. It refuses what
 * Telegram refuses, and unknown parameters too, which Telegram would ignore.
 *
 * ```ts
 * const telegram = await startTelegram();
 * const bot = new Bot(telegram.token, { client: { apiRoot: telegram.root } });
 * const ann = telegram.user({ first_name: "Ann", language_code: "zh-hans" });
 * ann.starts("q_1"); // sends "/start q_1"
 * const greeting = await telegram.nextMessage(ann); // a person stands for their private chat
 * const toast = await telegram.callbackAnswer(ann.presses(greeting, "Help"));
 * const group = telegram.supergroup({ members: [ann], isForum: true });
 * ann.sends(group, "@verbatim_test_bot why was he fired?", { thread: group.topic("AI") });
 * const found = await telegram.inlineAnswer(ann.asksInline("board"));
 * ann.picks(group, found, 0);
 * telegram.faults.every(10, { status: 429, retryAfter: 1 });
 * await telegram.close();
 * ```
 *
 * - Who and where: `user`, `group`, `supergroup`, `channel`; what people do is on `Person`
 *   (people.ts), what happens to chats on `GroupHandle` (groups.ts, migrate-group.ts).
 * - Reading back (read-back.ts): `messages`, `sent`, `current`, `nextMessage`, `nextEdit`,
 *   `callbackAnswer`, `inlineAnswer(s)`, `guestAnswer`, `unanswered`, `reactions`; `entityTexts`
 *   in a file of that name; `calls` and `callsOf` for what was asked of the server (journal.ts).
 * - Waiting: the above wait by events, as does `waitFor(look)`. `settled()` is for silence: all
 *   updates confirmed, no call under way, nothing new for `quietMs`. A bot that thinks longer than
 *   that between two calls needs a larger one.
 * - Faults (faults.ts): `faults.every`, `faults.next`; `stop` and `restart` for an outage.
 *
 * Unlike Telegram it adds no entities of its own to what the bot sends, keeps no rate limits but
 * injected ones, and knows neither `parse_mode` nor media other than documents from the bot.
 */
export async function startTelegram({
  token = "123456789:TEST-token_of-the-fake-server",
  botUser = {},
  canReadAllGroupMessages = false,
  supportsInline = true,
  supportsGuest = true,
  mentionsArrive = true,
  inlineFeedback = true,
  recordCalls = true,
  port = 0,
  now = Date.now,
}: TelegramOptions = {}) {
  const signal = createSignal();
  const updates = createUpdates({ signal, firstId: FIRST_UPDATE_ID });
  const bot: UserFromGetMe = {
    id: Number(token.split(":")[0]),
    is_bot: true,
    first_name: "Verbatim",
    username: "verbatim_test_bot",
    can_join_groups: true,
    can_read_all_group_messages: canReadAllGroupMessages,
    supports_guest_queries: supportsGuest,
    supports_inline_queries: supportsInline,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
    ...botUser,
  };
  const world = createWorld({ bot, updates, signal, now });
  const journal = createJournal(recordCalls);
  const faults = createFaults();
  const rules = { mentionsArrive, inlineFeedback };
  const open = (at: number) => openServer({ world, token, journal, faults }, at);
  let server: Awaited<ReturnType<typeof open>> | undefined = await open(port);
  const boundPort = server.port;

  async function stop(): Promise<void> {
    const running = server;
    server = undefined;
    await running?.close();
  }

  return {
    root: `http://127.0.0.1:${boundPort}`,
    token,
    bot,
    faults,
    /** Every call of the bot so far, long polls included. */
    calls: journal.calls,
    /** The calls of one method. */
    callsOf: (method: string): Call[] => journal.calls.filter((call) => call.method === method),
    /** All calls ever made, recorded or not. */
    callCount: journal.count,
    recordCalls: journal.record,
    /** Is told of every call that was answered; returns how to end that. */
    onCall: journal.listen,
    ...createReadBack(world),

    user({ id, ...given }: Partial<User> = {}): Person {
      const serial = id ?? 500_000_000 + world.serial();
      const user: User = { id: serial, is_bot: false, first_name: `User ${serial}`, ...given };
      world.users.set(user.id, user);
      world.addChat(privateChatOf(user)).members.set(user.id, asMember(user));
      return createPerson(world, user, rules);
    },
    group: ({ title = "Group", ...options }: GroupOptions = {}) =>
      createBasicGroup(world, { id: -world.serial(), type: "group", title }, options, rules),
    supergroup: ({
      title = "Supergroup",
      username,
      isForum,
      ...options
    }: GroupOptions & { isForum?: boolean } = {}) => {
      const id = world.supergroupId();
      const chat: Chat = {
        id,
        type: "supergroup",
        title,
        ...present({ username, is_forum: isForum ? (true as const) : undefined }),
      };
      return createGroup(world, chat, options, rules);
    },
    channel: ({ title = "Channel", username, ...options }: GroupOptions = {}) => {
      const id = world.supergroupId();
      const chat: Chat = { id, type: "channel", title, ...present({ username }) };
      return createGroup(world, chat, options, rules);
    },
    /** BotFather's /setprivacy: known at once, in force in groups the bot is added to afterwards. */
    setPrivacy(canReadAll: boolean): void {
      bot.can_read_all_group_messages = canReadAll;
    },

    waitFor: signal.waitFor,
    /** Updates the bot has not confirmed. */
    pendingUpdates: updates.pending,
    isPolling: updates.isPolling,
    /** Waits until all updates are confirmed, no call is under way, and nothing stirs. */
    settled: (options: { quietMs?: number; timeoutMs?: number } = {}) =>
      signal.settled(() => updates.pending() === 0 && (server?.inFlight() ?? 0) === 0, options),

    /** Goes away as a server that is down; the world stays. */
    stop,
    /** Comes back on the same port, with all chats and unconfirmed updates. */
    async restart(): Promise<void> {
      await stop();
      server = await open(boundPort);
    },
    close: stop,
  };
}
