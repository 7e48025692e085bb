/** A text by its letters and figures alone, in lower case: what is left when it is written, set or marked otherwise. */
export const lettersOf = (text: string): string =>
  text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
