import { cleanClaim } from "../answer/model/clean-claim.ts";
import { type NameDeps, namesLacking } from "../answer/model/names-lacking.ts";
import { numbersLacking } from "../answer/model/numbers-in.ts";
import { foldLatin } from "../retrieve/english.ts";
import type { Author, ChatMessage } from "./chat-message.ts";

/**
 * A claim in a model's words as it may be shown; `null` where its messages do not support it: every number in it,
 * every name, and everybody of the chat whom it names must be theirs. What only messages may bring goes from it:
 * addresses, commands, and the quotation marks that would make it look like their words.
 *
 * @param people everybody who wrote in the window
 */
export function checkClaim(
  text: string,
  cited: readonly ChatMessage[],
  people: readonly Author[],
  deps: NameDeps,
): string | null {
  const source = cited.map(({ author, text: said }) => `${author.name}: ${said}`).join("\n");
  const claim = cleanClaim(text, source).text;
  if (cited.length === 0 || !/[\p{L}\p{N}]/u.test(claim)) return null;
  const named = people
    .map(({ name }) => name)
    .filter((name) => name.length > 1 && holds(claim, name));
  const unnamed = named.reduce((rest, name) => rest.replaceAll(name, " "), claim);
  const isSupported =
    named.every((name) => holds(source, name)) &&
    numbersLacking(unnamed, source).length === 0 &&
    namesLacking(unnamed, source, deps).length === 0;
  return isSupported ? claim : null;
}

/** Whether a text has the name as a word of its own; Chinese has no blanks between words. */
function holds(text: string, name: string): boolean {
  const [folded, wanted] = [foldLatin(text), foldLatin(name)];
  const isLatin = /^[a-z\d]/u.test(wanted);
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    const around =
      folded.slice(Math.max(0, at - 1), at) + folded.slice(at + wanted.length).charAt(0);
    if (!isLatin || !/[a-z\d]/u.test(around)) return true;
  }
  return false;
}
