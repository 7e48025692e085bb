import { afterAll, afterEach, describe, expect, it } from "vitest";
import { createMemoryLedger } from "../../../src/answer/model/token-ledger.ts";
import { idOf, reply, startModelServer } from "../../../scripts/soak/model-server.ts";
import { modelApp } from "../../answer/model/model-app.ts";
import type { GroupHandle } from "../../support/telegram/groups.ts";
import type { Person } from "../../support/telegram/people.ts";
import { opened, recapBot, recapOf, replyTo, turnOn } from "./support.ts";

const model = await startModelServer();
afterAll(() => model.close());
const ledger = createMemoryLedger();
const env = { CHAT_MODEL: "listener-7b", ANSWER_TIMEOUT_MS: "1500" };
const { app, uses } = await modelApp(model.url, env, { ledger });
const bot = await recapBot(app, { OPENAI_BASE_URL: model.url, ...env });
const { telegram } = bot;
afterEach(() => bot.check());

const LINES = [
  "Who repairs the boat engine before the regatta on Sunday?",
  "The boat engine needs two new spark plugs, I have spare spark plugs",
  "Let's repair the boat engine on Friday evening at the harbour",
];
const CLAIM = "Ottokar says that the boat engine needs two new spark plugs";

const speak = () => {
  model.behave(({ prompt, say }) =>
    say(reply({ text: CLAIM, sentences: [idOf(prompt, "two new spark plugs")] })),
  );
};

const today = () => new Date().toISOString().slice(0, "YYYY-MM-DD".length);

async function talking(make: "group" | "supergroup"): Promise<{
  readonly ann: Person;
  readonly otto: Person;
  readonly group: GroupHandle;
}> {
  const [ann, otto] = (["Ann", "Ottokar"] as const).map((first_name) =>
    telegram.user({ first_name, language_code: "en" }),
  ) as [Person, Person];
  const group = telegram[make]({ title: "Sailors", admins: [ann], members: [otto] });
  await turnOn(telegram, ann, group);
  LINES.forEach((line, i) => [ann, otto][i % 2]!.sends(group, line));
  return { ann, otto, group };
}

describe("a recap in a model's words", () => {
  it("links each claim to the messages that it is about, and counts for whoever asked", async () => {
    const { ann, otto, group } = await talking("supergroup");
    speak();
    const before = await ledger.used("all", today());
    const recap = await recapOf(telegram, ann, group);
    expect(recap.text).toContain(`• ${CLAIM} [1]`);
    const link = recap.entities!.find(({ type }) => type === "text_link")!;
    const message = opened(telegram, "url" in link ? link.url : "", [group]);
    expect(message.text).toBe(LINES[1]);
    expect(message.from!.id).toBe(otto.id);
    const used = (await ledger.used("all", today())) - before;
    expect(used).toBeGreaterThan(0);
    expect(await ledger.used(`user:user:${ann.id}`, today())).toBe(used);
    expect(await ledger.used(`chat:chat:${group.id}`, today())).toBe(used);
    expect(uses.at(-1)).toMatchObject({ outcome: "answered", model: "listener-7b" });
  });

  it("has the words of messages that no link leads to", async () => {
    const { ann, group } = await talking("group");
    speak();
    const recap = await recapOf(telegram, ann, group);
    expect(recap.text).toContain(`• ${CLAIM} (${LINES[1]!})`);
  });

  it("is of nobody who was forgotten while it was made", async () => {
    const { ann, otto, group } = await talking("supergroup");
    let release = (): void => undefined;
    const waiting = new Promise<void>((resolve) => {
      release = resolve;
    });
    model.behave(async ({ prompt, say }) => {
      await waiting;
      const words = prompt.includes("two new spark plugs") ? "two new spark plugs" : "regatta";
      const text = words === "regatta" ? "Ann asks about the boat engine" : CLAIM;
      await say(reply({ text, sentences: [idOf(prompt, words)] }));
    });
    const calls = model.requests.length;
    const asked = ann.sends(group, "/recap");
    await expect.poll(() => model.requests.length).toBeGreaterThan(calls);
    await replyTo(telegram, otto.sends(otto, "/forget_me"));
    release();
    const { text } = await replyTo(telegram, asked);
    expect(text).not.toMatch(/Ottokar|two new spark plugs/u);
  });

  it("gives way to the messages themselves when it takes too long or costs too much", async () => {
    const { ann, group } = await talking("supergroup");
    model.behave(() => undefined);
    const slow = await recapOf(telegram, ann, group);
    expect(slow.text).toContain("The model took too long");
    expect(slow.text).toContain(LINES[1]);
    speak();
    await ledger.add("all", today(), 3_000_000);
    const calls = model.requests.length;
    const late = await recapOf(telegram, ann, group);
    expect(late.text).toContain("The model's budget is used up");
    expect(late.text).toContain(LINES[1]);
    expect(model.requests).toHaveLength(calls);
  });
});
