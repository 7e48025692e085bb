import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { describe } from "vitest";
import { openState } from "../../src/state/open-state.ts";
import { chatLogContract } from "../contracts/state-chat-log-contract.ts";
import { stateContract } from "../contracts/state-contract.ts";
import { workspace } from "../support/workspace.ts";

const newFile = () => join(workspace().path, "state.sqlite");
const keys = [randomBytes(32)];

describe("state in a file", () => {
  stateContract(() => openState({ file: newFile() }));
});

describe("state in memory", () => {
  stateContract(() => openState({ file: ":memory:" }));
});

describe("messages in a file, with a key", () => {
  chatLogContract((now) => openState({ file: newFile(), keys, now }));
});

describe("messages in memory, beside a file, without a key", () => {
  chatLogContract((now) => openState({ file: newFile(), now }));
});

describe("messages in memory, with a key", () => {
  chatLogContract((now) => openState({ file: ":memory:", keys, now }));
});
