import { describe, expect, it } from "vitest";
import { loadMessages } from "../../src/locales/messages.ts";
import { policyOf, privacyText } from "../../src/telegram/privacy.ts";

const messages = loadMessages();
const titles = { en: "Verbatim: privacy policy", zh: "Verbatim：隐私政策" };

const chapter = (language: "en" | "zh") =>
  [
    `# ${titles[language]}`,
    ...policyOf(language, messages, { model: "document" }).flatMap(({ title, text }) => [
      `## ${title}`,
      text,
    ]),
  ].join("\n\n");

describe("the privacy policy", () => {
  it("is a document made of what /privacy says (npx vitest run test/telegram/privacy.test.ts -u writes it)", async () => {
    const document = `${chapter("en")}\n\n${chapter("zh")}\n`;
    await expect(document).toMatchFileSnapshot("../../docs/privacy.md");
  });

  it("names the model that questions are sent to, and only where there is one", () => {
    for (const language of ["en", "zh"] as const) {
      expect(privacyText(language, messages, { model: "gpt-4.1-mini" }).text).toContain(
        "gpt-4.1-mini",
      );
      expect(privacyText(language, messages, { model: "none" }).text).not.toContain("gpt");
    }
  });

  it("fits into one message", () => {
    for (const language of ["en", "zh"] as const)
      expect(privacyText(language, messages, { model: "x".repeat(60) }).text.length).toBeLessThan(
        4096,
      );
  });
});
