import pc from "picocolors";
import stringWidth from "string-width";
import { type Finding, GROUPS, type Say } from "./finding.ts";

/** One line for each finding, under the heading of its group, and a last line that sums up. */
export function renderFindings(
  findings: readonly Finding[],
  say: Say,
  { colour }: { readonly colour: boolean },
): string {
  const { bold, green, yellow, red, dim } = pc.createColors(colour);
  const marks = {
    ok: { word: say("doctor-ok"), paint: green },
    warn: { word: say("doctor-warn"), paint: yellow },
    fail: { word: say("doctor-fail"), paint: red },
  };
  const width = Math.max(...Object.values(marks).map(({ word }) => stringWidth(word)));
  const lineOf = ({ status, text, ms }: Finding): string => {
    const { word, paint } = marks[status];
    const took = ms === undefined ? "" : dim(` (${ms} ms)`);
    return `  ${paint(word)}${" ".repeat(width - stringWidth(word))}  ${text}${took}`;
  };
  const blocks = GROUPS.map((group) => {
    const own = findings.filter((finding) => finding.group === group);
    return own.length === 0 ? [] : [bold(say(`doctor-group-${group}`)), ...own.map(lineOf), ""];
  });
  const fails = findings.filter(({ status }) => status === "fail").length;
  const warns = findings.filter(({ status }) => status === "warn").length;
  const sum =
    fails > 0 ? say("doctor-sum-fail", { fails, warns }) : say("doctor-sum-ok", { warns });
  return [...blocks.flat(), sum].join("\n");
}
