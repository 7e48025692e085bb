import { DateTime } from "luxon";
import type { Author, ChatMessage, MediaKind } from "./chat-message.ts";

export type RawMessage = Readonly<Record<string, unknown>>;

/** One message of an export; `null` without id or time. Field names: tdesktop's export_output_json.cpp. */
export function exportedMessage(raw: RawMessage, timeZone: string): ChatMessage | null {
  const id = raw["id"];
  const sentAt = timeOf(raw["date_unixtime"], raw["date"], timeZone);
  if (typeof id !== "number" || !Number.isSafeInteger(id) || sentAt === null) return null;
  const entities = entitiesOf(raw);
  const poll = isObject(raw["poll"]) ? textIn(raw["poll"]["question"]) : "";
  return {
    id,
    thread: whole(raw["message_thread_id"]),
    author: authorOf(raw),
    sentAt,
    editedAt: timeOf(raw["edited_unixtime"], raw["edited"], timeZone),
    // What answers a message of another chat answers none here.
    replyTo: raw["reply_to_peer_id"] === undefined ? whole(raw["reply_to_message_id"]) : null,
    text: textOf(raw) || poll,
    media: mediaOf(raw),
    mentions: [...new Set(entities.flatMap(mentionOf))],
    links: [...new Set(entities.flatMap(linkOf))],
  };
}

const whole = (value: unknown): number | null =>
  typeof value === "number" && Number.isSafeInteger(value) ? value : null;

const isObject = (value: unknown): value is RawMessage =>
  typeof value === "object" && value !== null;

const textIn = (value: unknown): string => (typeof value === "string" ? value : "");

/** `date` is the time of the computer that exported, and all that exports before 2021 have. */
function timeOf(unix: unknown, date: unknown, zone: string): number | null {
  const seconds = typeof unix === "string" || typeof unix === "number" ? Number(unix) : NaN;
  const time =
    Number.isFinite(seconds) && seconds > 0
      ? seconds * 1000
      : DateTime.fromISO(textIn(date), { zone }).toMillis();
  // Some exports have 1970 for "never edited".
  return Number.isFinite(time) && time > 86_400_000 ? time : null;
}

function authorOf(raw: RawMessage): Author {
  const id = raw["from_id"];
  const [, kind, number] = /^(user|channel|chat)(\d+)$/u.exec(String(id)) ?? [];
  const name = textIn(raw["from"]).trim();
  // Exports before 2021 number users, and nobody else.
  const user = number ?? (typeof id === "number" ? String(id) : name);
  return {
    key: kind === undefined || kind === "user" ? `user:${user}` : `chat:${user}`,
    name: name || (number === undefined ? "?" : `${kind!}${number}`),
    handle: null,
  };
}

/** A string; or strings and entities in turn; newer exports have all of it as entities besides. */
function textOf({ text, text_entities: entities }: RawMessage): string {
  if (typeof text === "string") return text;
  const parts: readonly unknown[] = Array.isArray(text)
    ? text
    : Array.isArray(entities)
      ? entities
      : [];
  return parts.map((part) => (isObject(part) ? textIn(part["text"]) : textIn(part))).join("");
}

function entitiesOf({ text, text_entities: entities }: RawMessage): RawMessage[] {
  const list: readonly unknown[] = Array.isArray(entities)
    ? entities
    : Array.isArray(text)
      ? text
      : [];
  return list.filter(isObject);
}

function mentionOf(entity: RawMessage): string[] {
  if (entity["type"] === "mention") return [textIn(entity["text"]).toLowerCase()];
  const id = whole(entity["user_id"]);
  return entity["type"] === "mention_name" && id !== null ? [`user:${id}`] : [];
}

function linkOf(entity: RawMessage): string[] {
  const address =
    entity["type"] === "link"
      ? textIn(entity["text"])
      : entity["type"] === "text_link"
        ? textIn(entity["href"])
        : "";
  const url = /^[a-z][a-z\d+.-]*:/iu.test(address) ? address : `https://${address}`;
  return address !== "" && /^https?:/iu.test(url) && URL.canParse(url) ? [url] : [];
}

const MEDIA: Readonly<Record<string, MediaKind>> = {
  sticker: "sticker",
  video_message: "video",
  voice_message: "voice",
  animation: "animation",
  video_file: "video",
  audio_file: "audio",
};
const OTHER = [
  "game_title",
  "invoice_information",
  "giveaway_information",
  "giveaway_results",
  "paid_stars_amount",
];

function mediaOf(raw: RawMessage): MediaKind | null {
  const type = textIn(raw["media_type"]);
  if (type !== "") return MEDIA[type] ?? "other";
  if ("photo" in raw) return "photo";
  if ("file" in raw) return "file";
  if ("poll" in raw) return "poll";
  if ("location_information" in raw || "place_name" in raw) return "location";
  if ("contact_information" in raw) return "contact";
  return OTHER.some((key) => key in raw) ? "other" : null;
}
