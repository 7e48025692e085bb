import { readFileSync } from "node:fs";
import { packageRoot } from "../../src/package-root.ts";
import type { ChatMessage } from "../../src/recap/chat-message.ts";
import { type ChatExport, readExport } from "../../src/recap/read-export.ts";
import type { RecapChat } from "../../src/recap/recap.ts";

export type Half = "tuning" | "untouched";

/** What a reader of a conversation would want to know of it; messages by their ids. */
export interface Gold {
  readonly language: "zh" | "en";
  readonly half: Half;
  readonly topics: readonly {
    readonly title: readonly string[];
    readonly messages: readonly number[];
  }[];
  readonly decisions: readonly number[];
  readonly questions: readonly number[];
  readonly links: readonly { readonly url: string; readonly message: number }[];
  /** Greetings, advertisements, attacks, media without words. */
  readonly noise: readonly number[];
}

export interface Conversation {
  readonly name: string;
  readonly chat: RecapChat;
  readonly messages: readonly ChatMessage[];
  readonly gold: Gold;
}

const DIRECTORY = new URL("data/eval/recap/", packageRoot());

const readJson = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(name, DIRECTORY), "utf8"));

export async function readConversations(): Promise<Conversation[]> {
  const gold = readJson("gold.json") as Record<string, Gold>;
  return Promise.all(
    Object.entries(gold).map(async ([name, expected]) => {
      const exported: ChatExport = await readExport(
        readFileSync(new URL(`${name}.json`, DIRECTORY), "utf8"),
      );
      return { name, chat: exported.chat, messages: exported.messages, gold: expected };
    }),
  );
}

export const readChatter = (): string[] => readJson("chatter.json") as string[];
