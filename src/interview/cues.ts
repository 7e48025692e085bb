const CLOCK = String.raw`(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?`;
const TIMING = new RegExp(
  String.raw`^\s*${CLOCK}[ \t]*-->[ \t]*${CLOCK}(?:[ \t]+[A-Za-z]\w{0,20}:[^\s:]+)*\s*$`,
  "u",
);
const WEBVTT = /^WEBVTT(?![^\s])/u;

/** When a cue of subtitles is shown: `00:00:01,000 --> 00:00:03,000`. */
export const isTiming = (line: string): boolean => line.includes("-->") && TIMING.test(line);

/** Whether a text is WebVTT: SRT has no header. */
export const isWebVtt = (source: string, from: number): boolean =>
  WEBVTT.test(source.slice(from, from + 10));

/** The first line of what WebVTT does not show, up to the next blank line. */
export const isVttNote = (line: string): boolean =>
  /^(?:WEBVTT|NOTE|STYLE|REGION)(?:[ \t]|$)/u.test(line);

export const isCueNumber = (line: string): boolean => /^\s*\d{1,6}\s*$/u.test(line);
