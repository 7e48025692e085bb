import type { Entry } from "./glosses.ts";

/** Traditional characters and the simplified ones that stand in their place in the dictionary. */
export function scriptTable(entries: readonly Entry[]) {
  const votes = new Map<string, Map<string, number>>();
  for (const { traditional, simplified } of entries) {
    if (traditional.length !== simplified.length) continue;
    for (let i = 0; i < traditional.length; i++) {
      const vote = votes.get(traditional[i]!) ?? new Map<string, number>();
      vote.set(simplified[i]!, (vote.get(simplified[i]!) ?? 0) + 1);
      votes.set(traditional[i]!, vote);
    }
  }
  // 么 stands for 麼 and is itself the traditional form of 幺: where both readings exist, leave it.
  const uses = new Map<string, number>();
  for (const { simplified } of entries)
    for (const character of simplified) uses.set(character, (uses.get(character) ?? 0) + 1);
  const isSimplified = (character: string) => {
    const vote = votes.get(character)!;
    const changed = [...vote].reduce((sum, [to, n]) => sum + (to === character ? 0 : n), 0);
    return (uses.get(character) ?? 0) >= changed;
  };
  const pairs = [...votes]
    .map(
      ([from, vote]) =>
        [from, [...vote].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]![0]] as const,
    )
    .filter(([from, to]) => from !== to && /\p{Script=Han}/u.test(from) && !isSimplified(from))
    .sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return {
    tradfrom: Buffer.from(pairs.map(([from]) => from).join(""), "utf16le"),
    tradto: Buffer.from(pairs.map(([, to]) => to).join(""), "utf16le"),
  };
}
