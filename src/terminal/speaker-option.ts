/** `--speaker NAME` at the beginning of what follows `/quotes`; a name with blanks stands in quotation marks. */
export function splitSpeakerOption(text: string): { speaker: string | null; topic: string } {
  const match =
    /^(?:--|—)speaker(?:\s+|=)(?:["“”'](?<quoted>[^"“”']+)["“”']|(?<bare>\S+))\s*(?<topic>.*)$/su.exec(
      text,
    );
  if (!match?.groups) return { speaker: null, topic: text };
  const { quoted, bare, topic } = match.groups;
  return { speaker: (quoted ?? bare ?? "").trim(), topic: (topic ?? "").trim() };
}
