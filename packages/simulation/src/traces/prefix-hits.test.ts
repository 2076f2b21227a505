import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMooncakeTrace } from "./parse-mooncake-trace.ts";
import { prefixHits } from "./prefix-hits.ts";

type Prompt = readonly [inputTokens: number, hashes?: unknown];

const traceOf = (prompts: readonly Prompt[]) =>
  parseMooncakeTrace(
    prompts
      .map(([input_length, hash_ids], index) =>
        JSON.stringify({ timestamp: index, input_length, output_length: 1, hash_ids }),
      )
      .join("\n"),
  );

/** Tokens found by a cache that is played request by request. */
const played = (prompts: readonly (readonly [number, readonly number[]])[], blocks: number): number => {
  let found = 0;
  let newestFirst: readonly number[] = [];
  for (const [inputTokens, hashes] of prompts) {
    const cache = new Set(newestFirst.slice(0, blocks));
    const miss = hashes.findIndex((hash) => !cache.has(hash));
    const hits = miss === -1 ? hashes.length : miss;
    found += Math.max(0, Math.min(512 * hits, inputTokens - 1));
    newestFirst = [...new Set([...hashes, ...newestFirst])];
  }
  return found;
};

describe("hits of a prefix cache", () => {
  test("a prompt that comes again is cached but for one token, while its blocks are the newest", () => {
    const hits = prefixHits(
      traceOf([
        [1000, [1, 2]],
        [1100, [1, 3, 4]],
        [1000, [1, 2]],
      ]),
    );
    const total = 3100;
    expect(hits?.(Number.POSITIVE_INFINITY)).toBe((512 + 999) / total);
    // Block 2 is the fourth newest when it comes again, block 1 the newest.
    expect(hits?.(4 * 512)).toBe((512 + 999) / total);
    expect(hits?.(4 * 512 - 1)).toBe((512 + 512) / total);
    expect(hits?.(511)).toBe(0);
  });

  test("are those of a cache that is played request by request, whatever its size", () => {
    const hashes = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 6 });
    const prompt = fc
      .tuple(hashes, fc.integer({ min: 0, max: 511 }))
      .map(([ids, missing]) => [ids.length * 512 - missing, ids] as const);
    const prompts = fc.array(prompt, { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(prompts, fc.integer({ min: 0, max: 16 }), (trace, blocks) => {
        const total = trace.reduce((sum, [inputTokens]) => sum + inputTokens, 0);
        const hits = prefixHits(traceOf(trace));
        expect((hits?.(blocks * 512) ?? Number.NaN) * total).toBeCloseTo(played(trace, blocks), 6);
        expect((hits?.(Number.POSITIVE_INFINITY) ?? Number.NaN) * total).toBeCloseTo(played(trace, 1000), 6);
      }),
    );
  });

  test.each<{ name: string; prompts: readonly Prompt[] }>([
    { name: "some lines have no hashes", prompts: [[512, [1]], [512]] },
    { name: "blocks are of another length", prompts: [[512, [1, 2, 3, 4]]] },
    { name: "there is no prompt", prompts: [[0, []]] },
  ])("are unknown where $name", ({ prompts }) => {
    expect(prefixHits(traceOf(prompts))).toBeNull();
  });

  test.each([[["a"]], [[1.5]], [7], [null]])("hashes such as %j are refused with their line", (hashes) => {
    expect(() => traceOf([[512, hashes]])).toThrow("line 1 of the trace");
  });
});
