import { UserError } from "../errors.ts";
import type { ChatMessage } from "./chat-message.ts";
import { exportedChat, type RawChat } from "./exported-chat.ts";
import { exportedMessages, type SkippedMessage } from "./exported-messages.ts";
import type { RecapChat } from "./recap.ts";
import { createSlices } from "./slices.ts";
import { parseInSlices } from "./parse-in-slices.ts";
import { repairExport } from "./repair-export.ts";

/** Larger files are refused before they fill the memory. */
export const MAX_EXPORT_BYTES = 200 * 2 ** 20;

export interface ChatExport {
  /** `type` as the export names it, such as `private_supergroup`; `username` only where a file has one. */
  readonly chat: RecapChat & { readonly type: string };
  /** In the order in which they were sent. */
  readonly messages: readonly ChatMessage[];
  readonly skipped: readonly SkippedMessage[];
}

export interface ReadExportOptions {
  /** Id or name of the chat, for exports of a whole account. */
  readonly chat?: string | undefined;
  /** In which exports from before 2021, which have no other time, were made; default: the computer's. */
  readonly timeZone?: string | undefined;
}

/**
 * Reads `result.json` as Telegram Desktop writes it, of one chat or of an account.
 *
 * @throws UserError `export`, in one line, when it is none, or when it does not say which chat.
 */
export async function readExport(
  input: string | AsyncIterable<Uint8Array>,
  { chat, timeZone }: ReadExportOptions = {},
): Promise<ChatExport> {
  const slices = createSlices(undefined);
  const text = await textOf(input);
  const raw = exportedChat((await parseInSlices(text, slices)) ?? parse(text), chat);
  const found = await exportedMessages(raw.messages, timeZone ?? "local", slices);
  return { chat: chatOf(raw), ...found };
}

async function textOf(input: string | AsyncIterable<Uint8Array>): Promise<string> {
  if (typeof input === "string") return input;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input) {
    size += chunk.byteLength;
    if (size > MAX_EXPORT_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const tooLarge = () =>
  new UserError(
    "export",
    `The export is larger than ${MAX_EXPORT_BYTES / 2 ** 20} MB. Export a shorter period of the chat, without media`,
  );

const HOW =
  "In Telegram Desktop open the chat, then ⋮ > Export chat history > Format: Machine-readable JSON";

function parse(text: string): unknown {
  const json = text.replace(/^\uFEFF/u, "");
  if (json.trim() === "") throw new UserError("export", `The export is empty. ${HOW}`);
  if (/^\s*</u.test(json))
    throw new UserError("export", `That is an HTML page, not a JSON export. ${HOW}`);
  try {
    return JSON.parse(json);
  } catch {
    return parseRepaired(json);
  }
}

function parseRepaired(json: string): unknown {
  try {
    return JSON.parse(repairExport(json));
  } catch (cause) {
    const isCut = /^\s*[{[]/u.test(json) && !/[}\]]\s*$/u.test(json.slice(-200));
    const what = isCut ? "The export breaks off before its end" : "The export is not valid JSON";
    throw new UserError("export", `${what}. Export the chat again. ${HOW}`, { cause });
  }
}

function chatOf({ id, name, type, username }: RawChat): ChatExport["chat"] {
  return { id: botApiId(id, type), name: name ?? type, type, username: username ?? null };
}

/** Exports number each kind of chat from 1; the Bot API tells the kinds apart by range. */
function botApiId(id: number, type: string): number {
  if (/supergroup|channel/u.test(type)) return -1_000_000_000_000 - id;
  return /group/u.test(type) ? -id : id;
}
