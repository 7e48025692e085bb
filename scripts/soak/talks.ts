/** An interview of its own for each name and version, which shares no sentence with the others. */
export function talk(name: string, version: number, exchanges = 12): string {
  const parts = [`# The talk of ${name}, version ${version}`];
  for (let n = 1; n <= exchanges; n++) {
    const about = `${TOPICS[n % TOPICS.length]!} in ${name}`;
    parts.push(
      `Q: What can you say of ${about}, question ${n}?`,
      `A: We looked at ${about} for ${n + version} years. It was **never** dull in version ${version}. ${name} 的第${n}个回答是第${version}版。`,
    );
  }
  return `${parts.join("\n\n")}\n`;
}

const TOPICS = ["the tides", "the harbour", "glass making", "night trains", "bee keeping"];

/** Titles for the first exchange, as an editor would give them. */
export const topicSheet = (name: string): string =>
  JSON.stringify({
    sections: [],
    topics: [{ starts: `What can you say of`, zh: `${name} 的话题`, en: `On ${name}` }],
  });
