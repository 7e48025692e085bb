import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import { interviewIdFrom } from "../../src/interview/interview-id.ts";
import { decodeSource } from "../../src/interview/read-source.ts";

const bytes = (...values: number[]) => new Uint8Array(values);

describe("a source file", () => {
  it("keeps its byte-order mark, so that offsets are those of the file", () => {
    expect(decodeSource(bytes(0xef, 0xbb, 0xbf, 0x61), "a.md")).toBe("\ufeffa");
  });

  it.each([
    ["empty", bytes(), /empty/u],
    ["blank", bytes(0xef, 0xbb, 0xbf, 0x20, 0x0a), /empty/u],
    ["binary", bytes(0x61, 0x00, 0x62), /not a text file/u],
    ["full of control characters", new Uint8Array(100).fill(1), /not a text file/u],
    ["not UTF-8", bytes(0xc4, 0xe3, 0xba, 0xc3), /UTF-8/u],
    ["too large", new Uint8Array(20 * 1024 * 1024 + 1).fill(0x61), /20 MB/u],
  ])("is refused in one line that names it when it is %s", (_, content, message) => {
    const read = () => decodeSource(content, "talk.md");
    expect(read).toThrow(UserError);
    expect(read).toThrow(message);
    expect(read).toThrow(/^talk\.md [^\n]+$/u);
  });
});

describe("an interview's id", () => {
  it.each([
    ["sam-altman-returns-2023-12-01.md", "sam-altman-returns-2023-12-01"],
    ["My Talk (final).TXT", "my-talk-final"],
    ["Café.md", "cafe"],
    ["a-very-long-name-of-a-file-about-something.md", "a-very-long-name-of-a-file"],
    ["x".repeat(50), "x".repeat(30)],
  ])("comes from the file's name: %s", (name, id) => {
    expect(interviewIdFrom(name)).toBe(id);
  });

  it("is made up from a name without Latin letters, the same each time", () => {
    expect(interviewIdFrom("采访.md")).toMatch(/^doc-[0-9a-f]{8}$/u);
    expect(interviewIdFrom("采访.md")).toBe(interviewIdFrom("采访.md"));
    expect(interviewIdFrom("采访.md")).not.toBe(interviewIdFrom("对话.md"));
  });
});
