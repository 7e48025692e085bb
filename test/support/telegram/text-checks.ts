import type { MessageEntity } from "grammy/types";
import { type ApiError, badRequest } from "./api-error.ts";
import { cleanText, type FormattedText } from "./clean-text.ts";

/** https://core.telegram.org/bots/api#sendmessage and limits.tginfo.me */
export const TEXT_LIMIT = 4096;
export const CAPTION_LIMIT = 1024;
const ENTITY_LIMIT = 100;
const ENTITY_PAYLOAD_LIMIT = 9_500;

interface TextRules {
  limit: number;
  /** What a text over the limit is answered; sending and editing differ. */
  tooLong: string;
  /** Whether nothing but white space will do. */
  mayBeEmpty?: boolean;
}

const QUOTE_TYPES = new Set(["blockquote", "expandable_blockquote"]);
const CODE_TYPES = new Set(["code", "pre"]);
/** At most one of these covers a character. */
const LINK_TYPES = new Set(["text_link", "text_mention", "custom_emoji", "date_time"]);
const LINK_URL = /^(https?:\/\/|tg:\/\/|mailto:|tel:|ton:)\S+$/u;

const malformed = (detail: string): ApiError => badRequest(`can't parse entities: ${detail}`);

function splitsPair(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return at > 0 && at < text.length && code >= 0xdc00 && code <= 0xdfff;
}

const byteOffset = (text: string, at: number) => Buffer.byteLength(text.slice(0, at + 1));

function checkBounds(text: string, entity: MessageEntity): void {
  const { offset, length } = entity;
  const end = offset + length;
  const begins = `entity beginning at UTF-16 offset ${offset} ends`;
  const within = "in a middle of a UTF-16 symbol at byte offset";
  if (offset < 0) throw badRequest(`receive an entity with incorrect offset ${offset}`);
  if (length < 0) throw badRequest(`receive an entity with incorrect length ${length}`);
  if (length === 0) throw malformed(`entity at offset ${offset} covers nothing`);
  if (offset >= text.length)
    throw badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
  if (end > text.length)
    throw badRequest(`${begins} after the end of the text at UTF-16 offset ${end}`);
  if (splitsPair(text, offset))
    throw badRequest(`entity begins ${within} ${byteOffset(text, offset)}`);
  if (splitsPair(text, end)) throw badRequest(`${begins} ${within} ${byteOffset(text, end)}`);
  if (entity.type === "text_link" && !LINK_URL.test(entity.url))
    throw malformed(`text_link at offset ${offset} has a wrong URL`);
}

/** `inner` begins in `outer`, by the order they are sorted in. */
function checkPair(outer: MessageEntity, inner: MessageEntity): void {
  if (inner.offset + inner.length > outer.offset + outer.length)
    throw malformed(`entities at offsets ${outer.offset} and ${inner.offset} cross`);
  if (QUOTE_TYPES.has(outer.type) && QUOTE_TYPES.has(inner.type))
    throw malformed(`block quotes at offsets ${outer.offset} and ${inner.offset} are nested`);
  if (CODE_TYPES.has(outer.type) || CODE_TYPES.has(inner.type)) {
    const isQuotedCode = QUOTE_TYPES.has(outer.type) && CODE_TYPES.has(inner.type);
    if (!isQuotedCode) throw malformed(`entity at offset ${inner.offset} is nested with code`);
  }
  if (LINK_TYPES.has(outer.type) && LINK_TYPES.has(inner.type))
    throw malformed(`links at offsets ${outer.offset} and ${inner.offset} are nested`);
}

function checkNesting(entities: readonly MessageEntity[]): void {
  const open: MessageEntity[] = [];
  for (const entity of entities) {
    while (open.length > 0 && open.at(-1)!.offset + open.at(-1)!.length <= entity.offset)
      open.pop();
    for (const outer of open) checkPair(outer, entity);
    open.push(entity);
  }
}

function payloadLength(entity: MessageEntity): number {
  if (entity.type === "text_link") return entity.url.length;
  if (entity.type === "pre") return entity.language?.length ?? 0;
  return 0;
}

/**
 * The text as Telegram would keep it, or the refusal it would send. Of more than 100 entities the
 * later ones are ignored without a word, as Telegram does. Refused with "can't parse entities" is
 * what Telegram would silently split or drop, so that a test sees it: crossing, nested and empty
 * entities, unknown types, links to nowhere.
 */
export function acceptText(
  text: string,
  entities: readonly MessageEntity[] | undefined,
  { limit, tooLong, mayBeEmpty = false }: TextRules,
): FormattedText {
  if (!text.isWellFormed()) throw badRequest("strings must be encoded in UTF-8");
  if (text === "" && !mayBeEmpty) throw badRequest("message text is empty");
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  for (const entity of sorted) checkBounds(text, entity);
  checkNesting(sorted);
  if (sorted.reduce((sum, entity) => sum + payloadLength(entity), 0) > ENTITY_PAYLOAD_LIMIT)
    throw badRequest("ENTITIES_TOO_LONG");
  const accepted = cleanText({ text, entities: sorted.slice(0, ENTITY_LIMIT) });
  if (accepted.text === "" && !mayBeEmpty) throw badRequest("text must be non-empty");
  if (accepted.text.length > limit) throw badRequest(tooLong);
  return accepted;
}
