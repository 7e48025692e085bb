import type { MessageEntity } from "grammy/types";
import { type ApiError, badRequest } from "./api-error.ts";

/** https://core.telegram.org/bots/api#sendmessage and limits.tginfo.me */
export const TEXT_LIMIT = 4096;
export const CAPTION_LIMIT = 1024;
const ENTITY_LIMIT = 100;
const ENTITY_PAYLOAD_LIMIT = 9_500;

export interface FormattedText {
  text: string;
  entities: MessageEntity[];
}

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

function checkBounds(text: string, entity: MessageEntity): void {
  const { offset, length } = entity;
  const end = offset + length;
  if (offset < 0 || length <= 0 || end > text.length)
    throw malformed(`entity at offset ${offset} of length ${length} is outside of the text`);
  if (splitsPair(text, offset))
    throw malformed(`entity begins in a middle of a UTF-16 symbol at offset ${offset}`);
  if (splitsPair(text, end))
    throw malformed(`entity ends in a middle of a UTF-16 symbol at offset ${end}`);
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

const isSpace = (character: string | undefined) => character !== undefined && /\s/u.test(character);

/** White space goes from both ends, and entities follow the text that stays. */
function trim({ text, entities }: FormattedText): FormattedText {
  const trimmed = text.trim();
  const start = text.length - text.trimStart().length;
  const kept: MessageEntity[] = [];
  for (const entity of entities) {
    const from = Math.max(entity.offset - start, 0);
    let to = Math.min(entity.offset + entity.length - start, trimmed.length);
    while (to > from && isSpace(trimmed[to - 1])) to -= 1;
    if (to > from) kept.push({ ...entity, offset: from, length: to - from });
  }
  return { text: trimmed, entities: kept };
}

/**
 * The text as Telegram would keep it, or the refusal it would send. Of more than 100 entities the
 * later ones are ignored without a word, as Telegram does. Crossing and nested entities that
 * Telegram would silently split or drop are refused, so that a test sees them.
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
  const accepted = trim({ text, entities: sorted.slice(0, ENTITY_LIMIT) });
  if (accepted.text === "" && !mayBeEmpty) throw badRequest("text must be non-empty");
  if (accepted.text.length > limit) throw badRequest(tooLong);
  return accepted;
}
