import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createHnswIndex } from "../../src/library/vector-index.ts";

const unit = (vector: number[]) => vector.map((value) => value / (Math.hypot(...vector) || 1));

describe("the vector index", () => {
  it("finds what an exact scan finds", () => {
    const vectors = fc.array(
      fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 8, maxLength: 8 }),
      {
        minLength: 1,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(vectors, fc.nat(100), (all, limit) => {
        const index = createHnswIndex(all, 8);
        const query = all[0]!;
        const exact = all
          .map((vector) => unit(vector).reduce((sum, value, i) => sum + value * unit(query)[i]!, 0))
          .sort((a, b) => b - a)
          .slice(0, limit);
        const found = index.search(query, limit);
        expect(found).toHaveLength(Math.min(limit, all.length));
        found.forEach(({ similarity }, rank) => {
          expect(similarity).toBeCloseTo(exact[rank]!, 4);
        });
      }),
      { numRuns: 200 },
    );
  });

  it("is empty without vectors", () => {
    expect(createHnswIndex([], 8).search([1, 0, 0, 0, 0, 0, 0, 0], 5)).toEqual([]);
  });

  it("takes no vector that would kill or fool the native code", () => {
    expect(() => createHnswIndex([[NaN, 0]], 2)).toThrow(RangeError);
    expect(() => createHnswIndex([[1, 0, 0]], 2)).toThrow(RangeError);
    const index = createHnswIndex([[1, 0]], 2);
    expect(() => index.search([1], 1)).toThrow(RangeError);
    expect(() => index.search([Infinity, 0], 1)).toThrow(RangeError);
  });
});
