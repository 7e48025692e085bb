import type { Message } from "grammy/types";
import { expect, it, onTestFinished } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { startTelegram } from "../../src/telegram/start-telegram.ts";
import { shippedApp } from "../support/app.ts";
import { quotesIn } from "../support/sent-messages.ts";
import { startPeer } from "../support/telegram/peer.ts";
import { workspace } from "../support/workspace.ts";

const app = await shippedApp();

it("talks with a Bot API server by other hands: a greeting, an answer, a follow-up, a button", async () => {
  const peer = await startPeer();
  onTestFinished(() => peer.close());
  const { telegram, ...config } = loadConfig({
    DATA_DIR: workspace().path,
    TELEGRAM_BOT_TOKEN: peer.token,
    TELEGRAM_API_ROOT: peer.root,
    LOG_LEVEL: "silent",
  });
  const stopping = new AbortController();
  const running = startTelegram(
    { ...config, telegram: telegram! },
    { openApp: () => Promise.resolve(app), report: () => undefined, stopping: stopping.signal },
  );
  onTestFinished(async () => {
    stopping.abort();
    await running;
  });
  const ben = peer.client(1001, "Ben");
  const reads = async () => {
    const [first] = await ben.reads();
    return first!.message as unknown as Pick<Message, "text" | "entities">;
  };
  await ben.sends("/start");
  expect((await reads()).text).toContain("Ask me about “重返聚光灯下");
  await ben.sends("Did the board ask him to come back?");
  expect(quotesIn(await reads())).toEqual(["是的。"]);
  await ben.sends("why?");
  expect(quotesIn(await reads()).join("")).toMatch(/自我和情绪/u);
  await ben.presses("context:sam-altman-returns-2023-12-01-40", peer.sent().at(-1)!.messageId);
  expect(quotesIn(await reads())).toEqual(["所以是董事会请你回来的？", "是的。"]);
});
