import { z } from "zod";
import {
  allowedUpdates,
  chatId,
  entities,
  inlineKeyboard,
  integer,
  linkPreviewOptions,
  replyMarkup,
  replyParameters,
} from "./common.ts";
import { inlineMethods } from "./inline.ts";

const nothing = z.strictObject({});
const oneChat = z.strictObject({ chat_id: chatId });

const sending = {
  business_connection_id: z.string().optional(),
  chat_id: chatId,
  message_thread_id: integer.optional(),
  direct_messages_topic_id: integer.optional(),
  parse_mode: z.string().optional(),
  disable_notification: z.boolean().optional(),
  protect_content: z.boolean().optional(),
  allow_paid_broadcast: z.boolean().optional(),
  message_effect_id: z.string().optional(),
  reply_parameters: replyParameters.optional(),
  reply_markup: replyMarkup.optional(),
};

const editing = {
  business_connection_id: z.string().optional(),
  chat_id: chatId.optional(),
  message_id: integer.optional(),
  inline_message_id: z.string().optional(),
  reply_markup: inlineKeyboard.optional(),
};

const commandScope = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.enum(["default", "all_private_chats", "all_group_chats", "all_chat_administrators"]),
  }),
  z.strictObject({ type: z.enum(["chat", "chat_administrators"]), chat_id: chatId }),
  z.strictObject({ type: z.literal("chat_member"), chat_id: chatId, user_id: integer }),
]);

const commandPlace = { scope: commandScope.optional(), language_code: z.string().optional() };

/** The parameters of every method the server knows; any other method is answered 404. */
export const schemas = {
  ...inlineMethods,
  getMe: nothing,
  getUpdates: z.strictObject({
    offset: integer.optional(),
    limit: integer.optional(),
    timeout: integer.optional(),
    allowed_updates: allowedUpdates.optional(),
  }),
  setWebhook: z.strictObject({
    url: z.string(),
    ip_address: z.string().optional(),
    max_connections: integer.optional(),
    allowed_updates: allowedUpdates.optional(),
    drop_pending_updates: z.boolean().optional(),
    secret_token: z.string().optional(),
  }),
  deleteWebhook: z.strictObject({ drop_pending_updates: z.boolean().optional() }),
  getWebhookInfo: nothing,
  sendMessage: z.strictObject({
    ...sending,
    text: z.string(),
    entities: entities.optional(),
    link_preview_options: linkPreviewOptions.optional(),
  }),
  sendDocument: z.strictObject({
    ...sending,
    document: z.string(),
    caption: z.string().optional(),
    caption_entities: entities.optional(),
    disable_content_type_detection: z.boolean().optional(),
  }),
  sendMessageDraft: z.strictObject({
    chat_id: integer,
    message_thread_id: integer.optional(),
    draft_id: integer,
    text: z.string().optional(),
    parse_mode: z.string().optional(),
    entities: entities.optional(),
    can_stop: z.boolean().optional(),
    keep_on_stop: z.boolean().optional(),
  }),
  editMessageText: z.strictObject({
    ...editing,
    text: z.string(),
    parse_mode: z.string().optional(),
    entities: entities.optional(),
    link_preview_options: linkPreviewOptions.optional(),
  }),
  editMessageReplyMarkup: z.strictObject(editing),
  deleteMessage: z.strictObject({ chat_id: chatId, message_id: integer }),
  sendChatAction: z.strictObject({
    business_connection_id: z.string().optional(),
    chat_id: chatId,
    message_thread_id: integer.optional(),
    action: z.enum([
      "typing",
      "upload_photo",
      "record_video",
      "upload_video",
      "record_voice",
      "upload_voice",
      "upload_document",
      "choose_sticker",
      "find_location",
      "record_video_note",
      "upload_video_note",
    ]),
  }),
  setMessageReaction: z.strictObject({
    chat_id: chatId,
    message_id: integer,
    reaction: z.array(z.strictObject({ type: z.literal("emoji"), emoji: z.string() })).optional(),
    is_big: z.boolean().optional(),
  }),
  setMyCommands: z.strictObject({
    commands: z.array(
      z.strictObject({
        command: z.string(),
        description: z.string(),
        is_ephemeral: z.boolean().optional(),
      }),
    ),
    ...commandPlace,
  }),
  getMyCommands: z.strictObject(commandPlace),
  deleteMyCommands: z.strictObject(commandPlace),
  setMyDescription: z.strictObject({
    description: z.string().optional(),
    language_code: z.string().optional(),
  }),
  getMyDescription: z.strictObject({ language_code: z.string().optional() }),
  setMyShortDescription: z.strictObject({
    short_description: z.string().optional(),
    language_code: z.string().optional(),
  }),
  getMyShortDescription: z.strictObject({ language_code: z.string().optional() }),
  getChat: oneChat,
  getChatMember: z.strictObject({ chat_id: chatId, user_id: integer }),
  getChatAdministrators: z.strictObject({
    chat_id: chatId,
    return_bots: z.boolean().optional(),
  }),
  getChatMemberCount: oneChat,
  leaveChat: oneChat,
  getFile: z.strictObject({ file_id: z.string() }),
};

export type MethodName = keyof typeof schemas;
export type ParamsOf<M extends MethodName> = z.output<(typeof schemas)[M]>;

/** Method names are case-insensitive: https://core.telegram.org/bots/api#making-requests */
export const methodNames: ReadonlyMap<string, MethodName> = new Map(
  (Object.keys(schemas) as MethodName[]).map((name) => [name.toLowerCase(), name]),
);
