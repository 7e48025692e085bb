/** What the named groups of a button's pattern took. */
export const namedGroups = (match: string | RegExpMatchArray): Record<string, string> =>
  (typeof match === "string" ? undefined : match.groups) ?? {};
