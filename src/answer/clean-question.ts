import { stripVTControlCharacters } from "node:util";

/** A longer question is not read. In UTF-16 units. */
export const MAX_QUESTION_LENGTH = 2000;

/**
 * The words of a question without what only looks like nothing: control and zero-width characters,
 * direction marks, lone surrogates, runs of blanks; and without addresses and tags, unless it has nothing else.
 */
export const cleanQuestion = (question: string): string => {
  const text = readable(question);
  const words = text.replace(ADDRESS_OR_TAG, " ").replace(/\s+/gu, " ").trim();
  return hasWords(words) ? words : text;
};

/** What is pasted along with a question, and says nothing of what is asked. */
const ADDRESS_OR_TAG = /https?:\/\/[^\s，。！？]+|<\/?[a-z][^<>]{0,200}>/giu;

const readable = (question: string): string =>
  stripVTControlCharacters(question)
    .toWellFormed()
    .replace(/\uFFFD/gu, " ")
    // Joiners hold some emoji together, and mean nothing else in Chinese or English.
    .replace(/[\p{Cf}\p{Cs}\p{Co}]/gu, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();

/** Whether there is a word in it at all. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
