import { readdirSync, readFileSync } from "node:fs";
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { packageRoot } from "../package-root.ts";
import type { Language } from "../interview/interview.ts";

/** Words for people, in their language. */
export type Messages = (
  language: Language,
  id: string,
  values?: Record<string, FluentVariable>,
) => string;

/** @throws Error when a message is missing or its values are: a fault of the program, not of its user. */
export function loadMessages(): Messages {
  const bundles = { zh: loadBundle("zh"), en: loadBundle("en") };
  return (language, id, values) => {
    const bundle = bundles[language];
    const pattern = bundle.getMessage(id)?.value;
    if (!pattern) throw new Error(`No message "${id}" in ${language}.ftl`);
    const errors: Error[] = [];
    const text = bundle.formatPattern(pattern, values ?? null, errors);
    if (errors[0]) throw new Error(`Message "${id}" in ${language}.ftl`, { cause: errors[0] });
    return text;
  };
}

/** `en.ftl` and whatever stands beside it as `<part>.en.ftl`. */
function loadBundle(language: Language): FluentBundle {
  // Isolation marks would be invisible characters around every name.
  const bundle = new FluentBundle(language, { useIsolating: false });
  const directory = new URL("src/locales/", packageRoot());
  const names = readdirSync(directory).filter(
    (name) => name === `${language}.ftl` || name.endsWith(`.${language}.ftl`),
  );
  for (const name of names) {
    const source = readFileSync(new URL(name, directory), "utf8");
    const [error] = bundle.addResource(new FluentResource(source));
    if (error) throw error;
  }
  return bundle;
}
