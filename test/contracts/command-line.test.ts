import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { describe, expect, it, beforeAll, afterAll } from "vitest";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { quoteOf } from "../../src/interview/quote-of.ts";
import type { Citation } from "../../src/answer/reply.ts";
import { linesOf, run, type RunOptions, start } from "../support/run.ts";
import { workspace } from "../support/workspace.ts";

const data = mkdtempSync(join(tmpdir(), "verbatim-data-"));
const env = { DATA_DIR: data };
const verbatim = (name: string, args: string[], options: RunOptions = {}) =>
  run(name, args, { ...options, env: { ...env, ...options.env } });

interface AskJson {
  question: string;
  status: string;
  mode: string;
  language: string;
  message: string;
  claims: { text: string; citations: number[] }[];
  citations: Citation[];
  nearest: { section: string | null; question: string }[];
  ms: { total: number };
}

const asked = (line: string | undefined) => JSON.parse(line!) as AskJson;

function expectExact({ file, start: from, end, quote }: Citation): void {
  const source = readFileSync(isAbsolute(file) ? file : resolve(file), "utf8");
  expect(quoteOf(source.slice(from, end))).toBe(quote);
}

let first: Awaited<ReturnType<typeof run>>;
beforeAll(async () => {
  first = await verbatim("ask", ["--json", "Altman 为什么被解雇？"]);
});
afterAll(() => {
  rmSync(data, { recursive: true, force: true });
});

describe("ask", () => {
  it("builds the default library when it is first needed, with progress on stderr only", () => {
    expect(first.code).toBe(0);
    expect(linesOf(first.out)).toHaveLength(1);
    expect(first.err).toMatch(/Building the library/);
    expect(existsSync(join(data, "library", "manifest.json"))).toBe(true);
  });

  it("answers with exactly the keys of its contract, and exact quotes", () => {
    const answer = asked(first.out);
    expect(Object.keys(answer)).toEqual([
      "question",
      "status",
      "mode",
      "language",
      "message",
      "claims",
      "citations",
      "nearest",
      "ms",
    ]);
    expect(answer.citations.length).toBeGreaterThan(0);
    expect(Object.keys(answer.citations[0]!).sort()).toEqual([
      "end",
      "file",
      "interview",
      "n",
      "passage",
      "question",
      "quote",
      "quoted_speaker",
      "role",
      "section",
      "sentences",
      "speaker",
      "start",
      "url",
    ]);
    answer.citations.forEach(expectExact);
  });

  it("gives one line for each line of stdin, in order, whatever is in it", async () => {
    const questions = [
      "",
      "   ",
      "为什么回来？",
      "长".repeat(3000),
      "x".repeat(100_000),
      "\u0000\u0007 why \u200b\u200e did he come back?",
      "\u202Eemos thgir ot tfel",
      "為什麼董事會解僱他？",
      "Altman 觉得 governance 怎么样？",
      "😀🎉",
      "“”‘’【】",
      "Why?\u2028Really?",
      "{{7*7}} ${jndi} <script> '; DROP TABLE",
    ];
    const { code, out } = await verbatim("ask", ["--json", "-"], {
      input: `${questions.join("\n")}\n`,
    });
    expect(code).toBe(0);
    const answers = linesOf(out).map(asked);
    expect(answers.map(({ question }) => question)).toEqual(questions);
    for (const answer of answers) {
      answer.citations.forEach(expectExact);
      if (answer.status === "not_found")
        expect(answer).toMatchObject({ claims: [], citations: [] });
      if (answer.status === "not_found") expect(answer.message).not.toBe("");
    }
    const refused = answers
      .filter(({ status }) => status === "not_found")
      .map(({ question }) => question);
    for (const question of ["", "   ", questions[3], questions[4], "😀🎉", "“”‘’【】"])
      expect(refused).toContain(question);
  });

  it("keeps to one line for each question also without --json", async () => {
    const { out } = await verbatim("ask", ["-"], { input: "为什么回来？\n\nWho is the CTO?" });
    expect(out.split("\n")).toHaveLength(4);
  });

  it("reads stdin that is not UTF-8 without failing", async () => {
    const input = Buffer.concat([
      Buffer.from([0xff, 0xfe, 0xc0, 0x80]),
      Buffer.from("董事会\n为什么回来？\n"),
    ]);
    const { code, out } = await verbatim("ask", ["--json", "-"], { input });
    expect(code).toBe(0);
    expect(linesOf(out)).toHaveLength(2);
  });

  it("takes several words as one question", async () => {
    const { out } = await verbatim("ask", ["--json", "Why", "did", "he", "come", "back?"]);
    expect(asked(out).question).toBe("Why did he come back?");
  });

  it("ends quietly when its reader has seen enough", async () => {
    const child = start("ask", ["--json", "-"], env);
    child.stdin!.on("error", () => undefined);
    child.stdin!.write("为什么回来？\n".repeat(2000));
    let err = "";
    child.stderr!.on("data", (chunk: Buffer) => (err += chunk.toString()));
    await once(child.stdout!, "data");
    child.stdout!.destroy();
    child.stdin!.end();
    await once(child, "close");
    expect(child.exitCode).toBe(0);
    expect(err).toBe("");
  });

  it("says in one line that there is no such library, and makes none", async () => {
    const { path } = workspace();
    const { code, out, err } = await verbatim("ask", ["--library", join(path, "none"), "x"]);
    expect({ code, out, lines: linesOf(err).length }).toEqual({ code: 1, out: "", lines: 1 });
    expect(existsSync(join(path, "none"))).toBe(false);
  });

  it("says in one line that a data directory cannot be used", async () => {
    const { write } = workspace();
    const file = write("file", "not a directory");
    const { code, out, err } = await verbatim("ask", ["x"], {
      env: { DATA_DIR: join(file, "data") },
    });
    expect({ code, out, lines: linesOf(err).length }).toEqual({ code: 1, out: "", lines: 1 });
  });

  it.each([["--frobnicate"], ["--library"], []])(
    "exits with 2 on wrong usage: %s",
    async (...args) => {
      const { code, out, err } = await verbatim("ask", args);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toMatch(/error:/);
    },
  );

  it("names every variable of the environment that is wrong", async () => {
    const { code, err } = await verbatim("ask", ["x"], {
      env: { EMBEDDING_MODEL: "m", OPENAI_BASE_URL: "not a url", TELEGRAM_BOT_TOKEN: "oops" },
    });
    expect(code).toBe(1);
    expect(linesOf(err)).toHaveLength(1);
    expect(err).toMatch(/OPENAI_BASE_URL.*TELEGRAM_BOT_TOKEN|TELEGRAM_BOT_TOKEN.*OPENAI_BASE_URL/);
  });
});

describe("quotes", () => {
  it("keeps to the limit, the length and the speaker", async () => {
    const { out } = await verbatim("quotes", [
      "--json",
      "--limit",
      "3",
      "--speaker",
      "mira",
      "安全",
    ]);
    const { quotes } = JSON.parse(out) as {
      quotes: (Citation & { rank: number; score: number })[];
    };
    expect(quotes.length).toBeGreaterThan(0);
    expect(quotes.length).toBeLessThanOrEqual(3);
    quotes.forEach((quote, i) => {
      expectExact(quote);
      expect(quote).toMatchObject({ speaker: "Mira Murati", rank: i + 1 });
      expect(quote.quote.length).toBeLessThanOrEqual(200);
    });
  });

  it("finds what the reporter's prose quotes of a speaker", async () => {
    const { out } = await verbatim("quotes", [
      "--json",
      "--limit",
      "20",
      "--speaker",
      "Sam Altman",
      "支持 调查",
    ]);
    const { quotes } = JSON.parse(out) as { quotes: Citation[] };
    expect(
      quotes.some((quote) => quote.speaker === null && quote.quoted_speaker === "Sam Altman"),
    ).toBe(true);
  });

  it("lists the speakers there are when it knows nobody of that name", async () => {
    const { code, out, err } = await verbatim("quotes", ["--speaker", "Nobody Here", "x"]);
    expect({ code, out, lines: linesOf(err).length }).toEqual({ code: 1, out: "", lines: 1 });
    expect(err).toMatch(/Sam Altman.*Mira Murati/);
  });

  it("answers every line of stdin with one line", async () => {
    const { out } = await verbatim("quotes", ["--json", "-"], { input: "董事会\n\n火星殖民\n" });
    expect(linesOf(out)).toHaveLength(3);
  });

  it.each(["0", "-1", "x", "1.5"])("refuses the limit %s", async (limit) => {
    expect(await verbatim("quotes", [`--limit=${limit}`, "x"])).toMatchObject({ code: 2, out: "" });
  });
});

describe("summary", () => {
  it("covers every section with exact quotes", async () => {
    const { out } = await verbatim("summary", ["--json"]);
    const summary = JSON.parse(out) as { claims: { citations: number[] }[]; citations: Citation[] };
    expect(Object.keys(summary)).toEqual(["interview", "mode", "claims", "citations"]);
    summary.citations.forEach(expectExact);
    expect(new Set(summary.citations.map(({ section }) => section)).size).toBe(4);
    expect(summary.citations.some(({ role }) => role === "interviewer")).toBe(false);
  });

  it("narrows to a topic, and has nothing to say on what is not spoken of", async () => {
    const about = JSON.parse((await verbatim("summary", ["--json", "治理结构"])).out) as {
      citations: Citation[];
    };
    expect(about.citations.length).toBeGreaterThan(0);
    const nothing = JSON.parse((await verbatim("summary", ["--json", "火星殖民"])).out) as {
      claims: unknown[];
    };
    expect(nothing.claims).toEqual([]);
  });

  it("lists the interviews there are when it knows none of that id", async () => {
    const { code, out, err } = await verbatim("summary", ["--interview", "none"]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("sam-altman-returns-2023-12-01");
  });
});

describe("ingest", () => {
  it("lists, removes and adds again", async () => {
    const { path, write } = workspace();
    const lib = ["--library", join(path, "lib")];
    const file = write(
      "tides.md",
      "---\ntitle: Tides\n---\n\nThe moon pulls the oceans twice a day.\n",
    );
    expect((await verbatim("ingest", [...lib, file])).out).toMatch(
      /^added tides: 1 passages, 1 sentences/,
    );
    expect((await verbatim("ingest", [...lib, file])).out).toMatch(/^unchanged tides/);
    expect((await verbatim("ingest", [...lib, "--list"])).out).toBe("tides\tTides\n");
    expect(await verbatim("ingest", [...lib, "--remove", "none"])).toMatchObject({
      code: 1,
      out: "",
    });
    expect((await verbatim("ingest", [...lib, "--remove", "tides"])).code).toBe(0);
    const empty = asked((await verbatim("ask", [...lib, "--json", "What pulls the oceans?"])).out);
    expect(empty.status).toBe("not_found");
  });

  it("ingests the good files, gives each bad one its line, and exits with 1", async () => {
    const { path, write } = workspace();
    const good = write("good.md", "The moon pulls the oceans twice a day.\n");
    const { code, out, err } = await verbatim("ingest", [
      "--library",
      join(path, "lib"),
      write("empty.md", ""),
      good,
      join(path, "missing.md"),
    ]);
    expect(code).toBe(1);
    expect(linesOf(out)).toEqual([expect.stringMatching(/^added good/)]);
    expect(err).toMatch(/empty\.md/);
    expect(err).toMatch(/missing\.md/);
  });

  it.each([[[]], [["--list", "--remove", "x"]], [["--list", "file.md"]]])(
    "exits with 2 on %s",
    async (args) => {
      expect(await verbatim("ingest", args)).toMatchObject({ code: 2, out: "" });
    },
  );
});

describe("npm start without a terminal", () => {
  it("answers line by line, knows the commands, and ends with its input", async () => {
    const input =
      "Altman 为什么被解雇？\n/quotes 董事会\n/topics\n/nonsense\n/summary\n/context 1\n";
    const { code, out } = await verbatim("main", [], { input });
    expect(code).toBe(0);
    expect(out).toContain("[1]");
    expect(out).toContain("/nonsense");
  });

  it("leaves at /quit", async () => {
    const { code, out } = await verbatim("main", [], { input: "/quit\n为什么回来？\n" });
    expect(code).toBe(0);
    expect(out).not.toContain("[1]");
  });
});

describe("a program that does not exist", () => {
  it.each([["nothing"], ["../main"], ["toString"]])("is told of in a line: %s", async (name) => {
    const { code, out, err } = await run(name, []);
    expect([code, out]).toEqual([2, ""]);
    expect(linesOf(err)).toEqual([expect.stringContaining(`There is no program "${name}"`)]);
  });
});
