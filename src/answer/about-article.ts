import type { Language, MetadataField } from "../interview/interview.ts";
import type { LibraryInterview } from "../library/stored-interview.ts";
import type { Messages } from "../locales/messages.ts";
import type { ArticleQuestion } from "./article-questions.ts";
import type { Corpus } from "./corpus.ts";
import type { Draft } from "./reply.ts";
import { metadataOf } from "./verify.ts";

/** A claim for each fact that is asked for and that a source gives; of two ways to say it, the first. */
export function articleDraft(
  {
    article,
    language,
    text,
  }: { readonly article: ArticleQuestion; readonly language: Language; readonly text: string },
  { corpus, messages }: { corpus: Corpus; messages: Messages },
): Draft {
  const claims = interviewsMeant(text, corpus).flatMap(({ interview }) => {
    const facts = article.fields
      .map((field) => interview.metadata.find((fact) => fact.field === field))
      .filter((fact) => fact !== undefined)
      .filter(({ value }) => article.says?.test(value) ?? true);
    return facts.map(({ field, id }) => ({
      text: messages(language, leadId(field)),
      sentences: [id],
    }));
  });
  return { claims: claims.slice(0, MOST_FACTS) };
}

const MOST_FACTS = 3;

/** Those whose title or speakers the question names, else all. */
function interviewsMeant(text: string, { interviews }: Corpus): readonly LibraryInterview[] {
  const named = interviews.filter(({ interview: { metadata, speakers } }) =>
    [...speakers.map(({ name }) => name), metadataOf(metadata, "title") ?? ""].some(
      (name) => name !== "" && text.includes(name),
    ),
  );
  return named.length > 0 ? named : interviews;
}

const leadId = (field: MetadataField): string =>
  `article-${field.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
