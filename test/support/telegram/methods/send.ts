import type { Message } from "grammy/types";
import { badRequest } from "../api-error.ts";
import { present } from "../bot-api.ts";
import { writableChat } from "../find-chat.ts";
import { acceptInlineKeyboard } from "../markup-checks.ts";
import { placeMessage } from "../place-message.ts";
import type { ParamsOf } from "../schemas/methods.ts";
import { acceptText, CAPTION_LIMIT, TEXT_LIMIT } from "../text-checks.ts";
import { type ChatState, plainUser, type World } from "../world.ts";
import type { CallContext, HandlersOf } from "./handler.ts";

type SendParams = ParamsOf<"sendMessage"> | ParamsOf<"sendDocument">;

/** 50 MB: https://core.telegram.org/bots/api#senddocument */
const UPLOAD_LIMIT = 50 * 1024 * 1024;

/** Puts a message of the bot, new or edited, into the chat. */
export function store(world: World, state: ChatState, message: Message): Message {
  if (!state.messages.has(message.message_id)) state.sent.push(message.message_id);
  state.messages.set(message.message_id, message);
  world.signal.notify();
  return message;
}

function send(
  world: World,
  state: ChatState,
  params: SendParams,
  content: Partial<Message>,
): Message {
  const { chat } = state;
  const place = placeMessage(state, params.message_thread_id, params.reply_parameters);
  const markup = params.reply_markup;
  const keyboard =
    markup && "inline_keyboard" in markup ? acceptInlineKeyboard(markup, chat.type) : undefined;
  return store(world, state, {
    message_id: world.nextMessageId(state),
    ...(chat.type === "channel" ? { sender_chat: chat } : { from: plainUser(world.bot) }),
    chat,
    date: world.now(),
    ...place,
    ...content,
    ...present({
      reply_markup: keyboard,
      has_protected_content: params.protect_content === true ? (true as const) : undefined,
    }),
  });
}

function sendMessage(world: World, params: ParamsOf<"sendMessage">): Message {
  const state = writableChat(world, params.chat_id);
  const { text, entities } = acceptText(params.text, params.entities, {
    limit: TEXT_LIMIT,
    tooLong: "message is too long",
  });
  return send(world, state, params, {
    text,
    ...(entities.length > 0 && { entities }),
    ...(params.link_preview_options && {
      link_preview_options: present(params.link_preview_options),
    }),
  });
}

function sendDocument(
  world: World,
  params: ParamsOf<"sendDocument">,
  { files }: CallContext,
): Message {
  const state = writableChat(world, params.chat_id, "documents");
  const uploaded = files.get(params.document.replace(/^attach:\/\//u, ""));
  const known = world.files.get(params.document);
  if (!uploaded && !known) throw badRequest("wrong file identifier/HTTP URL specified");
  if (uploaded && uploaded.content.length === 0) throw badRequest("file must be non-empty");
  if (uploaded && uploaded.content.length > UPLOAD_LIMIT) throw badRequest("file is too big");
  const caption = acceptText(params.caption ?? "", params.caption_entities, {
    limit: CAPTION_LIMIT,
    tooLong: "message caption is too long",
    mayBeEmpty: true,
  });
  const id = uploaded ? storeFile(world, uploaded.name, uploaded.content) : params.document;
  return send(world, state, params, {
    document: documentOf(world, id),
    ...(caption.text !== "" && { caption: caption.text }),
    ...(caption.entities.length > 0 && { caption_entities: caption.entities }),
  });
}

/** Keeps a file; returns its file_id. */
export function storeFile(world: World, name: string, content: Buffer): string {
  const id = `file-${world.serial()}`;
  world.files.set(id, { name, path: `documents/${id}-${encodeURIComponent(name)}`, content });
  return id;
}

export function documentOf(world: World, id: string): NonNullable<Message["document"]> {
  const { name, content } = world.files.get(id)!;
  return {
    file_id: id,
    file_unique_id: `unique-${id}`,
    file_name: name,
    file_size: content.length,
    ...(name.endsWith(".json") && { mime_type: "application/json" }),
    ...(name.endsWith(".txt") && { mime_type: "text/plain" }),
  };
}

export const sendHandlers: HandlersOf<
  "sendMessage" | "sendDocument" | "sendMessageDraft" | "sendChatAction"
> = {
  sendMessage,
  sendDocument,

  sendMessageDraft(world, params) {
    const state = writableChat(world, params.chat_id);
    if (state.chat.type !== "private")
      throw badRequest("message drafts can be sent to private chats only");
    if (params.draft_id === 0) throw badRequest("draft_id must be non-zero");
    acceptText(params.text ?? "", params.entities, {
      limit: TEXT_LIMIT,
      tooLong: "message is too long",
      mayBeEmpty: true,
    });
    return true;
  },

  sendChatAction(world, params) {
    const state = writableChat(world, params.chat_id);
    if (state.chat.type === "channel")
      throw badRequest("chat actions aren't supported in channels");
    // General is a place to type in, though not one to send to by its number.
    const thread = params.message_thread_id;
    if (thread !== 1) placeMessage(state, thread, undefined);
    return true;
  },
};
