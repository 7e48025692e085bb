import type { InlineKeyboardMarkup, MessageEntity } from "grammy/types";
import { z } from "zod";

// Read from the declarations of Bot API 10.x that grammY carries (@grammyjs/types 5.0.0): strict
// objects, so that a field Telegram does not know is seen rather than ignored.

export const integer = z.int();
export const chatId = z.union([z.int(), z.string()]);

const simpleEntity = z.strictObject({
  type: z.enum([
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
  ]),
  offset: integer,
  length: integer,
});

const user = z.looseObject({ id: integer, is_bot: z.boolean(), first_name: z.string() });

const anyEntity = z.discriminatedUnion("type", [
  simpleEntity,
  simpleEntity.extend({ type: z.literal("pre"), language: z.string().optional() }),
  simpleEntity.extend({ type: z.literal("text_link"), url: z.string() }),
  simpleEntity.extend({ type: z.literal("text_mention"), user }),
  simpleEntity.extend({ type: z.literal("custom_emoji"), custom_emoji_id: z.string() }),
  simpleEntity.extend({
    type: z.literal("date_time"),
    unix_time: integer,
    date_time_format: z.string().optional(),
  }),
]);

export const entities = z.array(anyEntity) as unknown as z.ZodType<MessageEntity[]>;

export const linkPreviewOptions = z.strictObject({
  is_disabled: z.boolean().optional(),
  url: z.string().optional(),
  prefer_small_media: z.boolean().optional(),
  prefer_large_media: z.boolean().optional(),
  show_above_text: z.boolean().optional(),
});

export const replyParameters = z.strictObject({
  message_id: integer.optional(),
  chat_id: chatId.optional(),
  ephemeral_message_id: integer.optional(),
  checklist_task_id: integer.optional(),
  poll_option_id: z.string().optional(),
  allow_sending_without_reply: z.boolean().optional(),
  quote: z.string().optional(),
  quote_parse_mode: z.string().optional(),
  quote_entities: entities.optional(),
  quote_position: integer.optional(),
});

const webApp = z.strictObject({ url: z.string() });

const inlineButton = z.strictObject({
  text: z.string(),
  icon_custom_emoji_id: z.string().optional(),
  style: z.enum(["danger", "success", "primary"]).optional(),
  url: z.string().optional(),
  callback_data: z.string().optional(),
  web_app: webApp.optional(),
  login_url: z
    .strictObject({
      url: z.string(),
      forward_text: z.string().optional(),
      bot_username: z.string().optional(),
      request_write_access: z.boolean().optional(),
    })
    .optional(),
  disabled: z.strictObject({}).optional(),
  switch_inline_query: z.string().optional(),
  switch_inline_query_current_chat: z.string().optional(),
  switch_inline_query_chosen_chat: z
    .strictObject({
      query: z.string().optional(),
      allow_user_chats: z.boolean().optional(),
      allow_bot_chats: z.boolean().optional(),
      allow_group_chats: z.boolean().optional(),
      allow_channel_chats: z.boolean().optional(),
    })
    .optional(),
  copy_text: z.strictObject({ text: z.string() }).optional(),
  callback_game: z.strictObject({}).optional(),
  pay: z.boolean().optional(),
});

export const inlineKeyboard = z.strictObject({
  inline_keyboard: z.array(z.array(inlineButton)),
  force_reply: z.boolean().optional(),
}) as unknown as z.ZodType<InlineKeyboardMarkup>;

const replyKeyboard = z.strictObject({
  keyboard: z.array(
    z.array(
      z.union([z.string(), z.strictObject({ text: z.string(), style: z.string().optional() })]),
    ),
  ),
  is_persistent: z.boolean().optional(),
  resize_keyboard: z.boolean().optional(),
  one_time_keyboard: z.boolean().optional(),
  input_field_placeholder: z.string().max(64).optional(),
  selective: z.boolean().optional(),
  force_reply: z.boolean().optional(),
});

const removeKeyboard = z.strictObject({
  remove_keyboard: z.literal(true),
  selective: z.boolean().optional(),
});

const forceReply = z.strictObject({
  force_reply: z.literal(true),
  input_field_placeholder: z.string().max(64).optional(),
  selective: z.boolean().optional(),
});

export const replyMarkup = z.union([inlineKeyboard, replyKeyboard, removeKeyboard, forceReply]);

export const allowedUpdates = z.array(
  z.enum([
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "guest_message",
    "stopped_message_generation",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "managed_bot",
    "subscription",
  ]),
);
