import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/doctor/finding.ts";
import { linesOf, run } from "../support/run.ts";
import { workspace } from "../support/workspace.ts";

const clean = (data: string) => ({
  DATA_DIR: data,
  TELEGRAM_BOT_TOKEN: "",
  OPENAI_API_KEY: "",
  OPENAI_BASE_URL: "",
  CHAT_MODEL: "",
  EMBEDDING_MODEL: "",
  CHAT_LOG_KEY: "",
});

const doctor = (args: string[], env: Record<string, string> = {}) =>
  run("doctor", args, { env: { ...clean(workspace().path), ...env } });

describe("npm run doctor", () => {
  it("exits with 0 and says so when nothing is broken", async () => {
    const { code, out, err } = await doctor([]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^System\n {2}ok {4}Node /);
    expect(out).toMatch(/Nothing is broken\.\n$/);
  });

  it("has no colour in a pipe, even where CI is set, which makes picocolors assume a terminal", async () => {
    const { out } = await doctor([], { CI: "true", FORCE_COLOR: "", NO_COLOR: "" });
    expect(out).toMatch(/^System\n/);
    expect(out).not.toContain("\u001B");
  });

  it("gives one JSON object, and exits with 1 when something is broken", async () => {
    const { code, out } = await doctor(["--json", "--library", "/nowhere"]);
    expect([code, linesOf(out).length]).toEqual([1, 1]);
    const { ok, checks } = JSON.parse(out) as { ok: boolean; checks: Finding[] };
    expect(ok).toBe(false);
    expect(checks.filter(({ status }) => status === "fail")).toMatchObject([
      { group: "library", name: "library" },
    ]);
  });

  it("has a line for each setting that is wrong", async () => {
    const { code, out } = await doctor([], { LOG_LEVEL: "loud", CHAT_MODEL: "m" });
    expect(code).toBe(1);
    expect(out).toMatch(/ {2}fail .*LOG_LEVEL/);
    expect(out).toMatch(/ {2}fail .*CHAT_MODEL needs/);
  });

  it("speaks the language of the locale", async () => {
    const { out } = await doctor([], { LC_ALL: "zh_CN.UTF-8" });
    expect(out).toMatch(/没有故障。\n$/);
  });

  it("exits with 2 on wrong usage", async () => {
    expect(await doctor(["--frobnicate"])).toMatchObject({ code: 2, out: "" });
  });
});
