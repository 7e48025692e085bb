import { stripVTControlCharacters } from "node:util";

/** A longer question is not read. In UTF-16 units. */
export const MAX_QUESTION_LENGTH = 2000;

/**
 * The words of a question without what only looks like nothing: control and zero-width characters,
 * direction marks, lone surrogates, runs of blanks.
 */
export const cleanQuestion = (question: string): string =>
  stripVTControlCharacters(question)
    .toWellFormed()
    .replace(/\uFFFD/gu, " ")
    // Joiners hold some emoji together, and mean nothing else in Chinese or English.
    .replace(/[\p{Cf}\p{Cs}\p{Co}]/gu, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();

/** Whether there is a word in it at all. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
