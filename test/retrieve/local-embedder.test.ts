import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LocalEmbeddings } from "../../src/retrieve/local-embedder.ts";
import { shippedLexicon } from "./shipped-lexicon.ts";

const embeddings = new LocalEmbeddings(shippedLexicon);
const cosine = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, index) => sum + value * b[index]!, 0);

describe("local embeddings", () => {
  it("puts a Chinese sentence near its translation", async () => {
    const [fired, weather] = await embeddings.embedDocuments([
      "董事会解雇了首席执行官",
      "今天下午会下大雨",
    ]);
    const question = await embeddings.embedQuery("The board fired the chief executive");
    expect(cosine(question, fired!)).toBeGreaterThan(cosine(question, weather!) + 0.3);
  });

  it("puts a paraphrase nearer than another subject", async () => {
    const [leaving, weather] = await embeddings.embedDocuments(["他被开除了", "天气很冷"]);
    const fired = await embeddings.embedQuery("解雇员工");
    expect(cosine(fired, leaving!)).toBeGreaterThan(cosine(fired, weather!));
  });

  it("gives the same vector for the same text", async () => {
    expect(await embeddings.embedQuery("董事会")).toEqual(await embeddings.embedQuery("董事会"));
  });

  it("gives a finite vector of unit length for any text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
        const vector = await embeddings.embedQuery(text);
        expect(vector).toHaveLength(LocalEmbeddings.dimensions);
        expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
      }),
    );
  });
});
