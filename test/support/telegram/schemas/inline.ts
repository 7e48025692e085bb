import { z } from "zod";
import { entities, inlineKeyboard, integer, linkPreviewOptions } from "./common.ts";

const textContent = z.strictObject({
  message_text: z.string(),
  parse_mode: z.string().optional(),
  entities: entities.optional(),
  link_preview_options: linkPreviewOptions.optional(),
});

const shared = { id: z.string(), reply_markup: inlineKeyboard.optional() };

const thumbnail = {
  thumbnail_url: z.string().optional(),
  thumbnail_width: integer.optional(),
  thumbnail_height: integer.optional(),
};

// The kinds that carry text alone. The product sends no media inline, so a result of another kind
// is refused with RESULT_TYPE_INVALID rather than half supported.
const inlineResult = z.strictObject({
  type: z.literal("article"),
  ...shared,
  title: z.string(),
  input_message_content: textContent,
  url: z.string().optional(),
  description: z.string().optional(),
  ...thumbnail,
});

export type InlineResult = z.output<typeof inlineResult>;

export const inlineMethods = {
  answerInlineQuery: z.strictObject({
    inline_query_id: z.string(),
    results: z.array(inlineResult),
    cache_time: integer.optional(),
    is_personal: z.boolean().optional(),
    next_offset: z.string().optional(),
    button: z
      .strictObject({
        text: z.string(),
        web_app: z.strictObject({ url: z.string() }).optional(),
        start_parameter: z.string().optional(),
      })
      .optional(),
  }),
  answerGuestQuery: z.strictObject({ guest_query_id: z.string(), result: inlineResult }),
  answerCallbackQuery: z.strictObject({
    callback_query_id: z.string(),
    text: z.string().optional(),
    show_alert: z.boolean().optional(),
    url: z.string().optional(),
    cache_time: integer.optional(),
  }),
};
