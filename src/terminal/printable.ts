/**
 * Words of others, made safe to show. An interview or a question may hold escape sequences, which would
 * move the cursor or recolour the window, and marks that turn the direction of the rest of a line around.
 * Quotes in JSON stay as they are in the source; this is for what people look at.
 */
export const printable = (text: string): string =>
  text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/gu, " ")
    .replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "");
