import type { LengthDistribution } from "@loadline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ClientClass, describedWorkload, generateSessions } from "./described-workload.ts";
import { parseMooncakeTrace } from "./parse-mooncake-trace.ts";
import { prefixHits } from "./prefix-hits.ts";
import type { Trace } from "./trace-lines.ts";

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

const fixed = (tokens: number): LengthDistribution => ({ kind: "fixed", tokens });
const chat: ClientClass = {
  share: 1,
  sharedTokens: 0,
  sharedPrompts: 1,
  sharedSkew: 0,
  inputTokens: fixed(160),
  outputTokens: fixed(320),
  turns: 1,
  secondsBetweenTurns: 60,
};

const hitsOf = (kinds: readonly ClientClass[], cacheTokens: number, rate: number): number =>
  describedWorkload(kinds).hits(cacheTokens, rate).share;

/** Tokens found in a cache of so many tokens that is played request by request, the last tokens of a block evicted first. */
const playedTokens = (trace: Trace, cacheTokens: number): number => {
  let found = 0;
  let newestFirst: readonly (readonly [block: number, tokens: number])[] = [];
  for (const { inputTokens, prefixHashes = [], blockTokens = [] } of trace) {
    const cache = new Map<number, number>();
    let left = cacheTokens;
    for (const [block, tokens] of newestFirst) {
      cache.set(block, Math.min(tokens, left));
      left -= Math.min(tokens, left);
    }
    const whole = new Map(newestFirst);
    let hits = 0;
    for (const block of prefixHashes) {
      hits += cache.get(block) ?? 0;
      if (cache.get(block) !== whole.get(block)) break;
      if (!cache.has(block)) break;
    }
    found += inputTokens === 0 ? 0 : Math.min(hits, inputTokens - 1);
    const own = prefixHashes.map((block, place) => [block, blockTokens[place] as number] as const);
    newestFirst = [...new Map([...own, ...newestFirst.filter(([block]) => !prefixHashes.includes(block))])];
  }
  return found;
};

describe("a described workload", () => {
  const lengths = fc.integer({ min: 16, max: 900 });
  const classes = fc.array(
    fc
      .record({
        share: fc.integer({ min: 1, max: 3 }),
        sharedTokens: fc.integer({ min: 0, max: 3000 }),
        sharedPrompts: fc.integer({ min: 1, max: 4 }),
        sharedSkew: fc.constantFrom(0, 1, 1.5),
        documentTokens: fc.option(lengths.map(fixed), { nil: undefined }),
        inputTokens: lengths.map(fixed),
        turns: fc.constantFrom(1, 2, 5),
        secondsBetweenTurns: fc.constantFrom(1, 20),
        outputTokens: lengths.map((mean): LengthDistribution => ({ kind: "log-normal", mean, stdev: mean / 2 })),
      })
      .map((kind): ClientClass => kind),
    { minLength: 1, maxLength: 3 },
  );

  test("has the hits of a cache that is played request by request, whatever its size", () => {
    fc.assert(
      fc.property(classes, fc.integer({ min: 0, max: 60_000 }), (kinds, cacheTokens) => {
        const { before, trace } = generateSessions(kinds, { requestsPerSecond: 1, seconds: 60 });
        const all = [...before, ...trace];
        const total = trace.reduce((sum, { inputTokens }) => sum + inputTokens, 0);
        fc.pre(total > 0);
        const hits = prefixHits(all, before.length)?.(cacheTokens) ?? Number.NaN;
        expect(hits * total).toBeCloseTo(playedTokens(all, cacheTokens), 5);
      }),
      { numRuns: 60 },
    );
  });

  test("a turn begins with the prompt and the answer of the turn before, the first of a run too", () => {
    fc.assert(
      fc.property(classes, (kinds) => {
        const { before, trace } = generateSessions(kinds, { requestsPerSecond: 2, seconds: 60 });
        const sizes = new Map(before.map(({ prefixHashes, blockTokens }) => [prefixHashes?.[1], blockTokens?.[1]]));
        for (const { prefixHashes, inputTokens, outputTokens, blockTokens } of trace) {
          const [shared = 0, own = 0] = blockTokens ?? [];
          const [, session] = prefixHashes ?? [];
          expect(shared + own).toBe(Math.floor((inputTokens + outputTokens) / 16) * 16);
          expect(shared + (sizes.get(session) ?? 0)).toBeLessThanOrEqual(inputTokens);
          sizes.set(session, own);
        }
      }),
    );
  });

  test("without a limit the share follows from the lengths, however many prompts are shared", () => {
    const infinite = (kind: ClientClass): number => hitsOf([kind], Number.POSITIVE_INFINITY, 2);
    expect(infinite(chat)).toBe(0);
    for (const sharedPrompts of [1, 1000, 10_000])
      expect(infinite({ ...chat, sharedTokens: 1600, sharedPrompts })).toBeCloseTo(1600 / 1760, 6);
    // The mean request is the fifth of its session: four prompts and answers are before it.
    const sessions = { ...chat, turns: 5 };
    const prompt = 5 * 160 + 4 * 320;
    expect(Math.abs(infinite(sessions) - (4 * 480) / prompt)).toBeLessThan(0.02);
    const long = { ...chat, inputTokens: fixed(20), outputTokens: fixed(30), turns: 1000, secondsBetweenTurns: 1 };
    for (const rate of [0.5, 1, 8])
      expect(Math.abs(hitsOf([long], Number.POSITIVE_INFINITY, rate) - (999 * 50) / (999 * 50 + 20))).toBeLessThan(
        0.01,
      );
  });

  test("shared prompts that a cache holds in part are found in that part", () => {
    // All alike, of 1,000 prompts of 1,600 tokens and 480 tokens that nobody asks for again.
    const kind = { ...chat, sharedTokens: 1600, sharedPrompts: 1000 };
    // In the time that a cache of so many tokens lasts, so many requests come: each prompt is there with 1 - exp(-n/1000).
    const requests = 700;
    const cacheTokens = requests * 480 + 1000 * 1600 * -Math.expm1(-requests / 1000);
    expect(hitsOf([kind], cacheTokens, 3)).toBeCloseTo((1600 / 1760) * -Math.expm1(-requests / 1000), 1);
    expect(hitsOf([kind], cacheTokens, 300)).toBeCloseTo(hitsOf([kind], cacheTokens, 3), 1);
  });

  test("lengths are those of the description, not of a draw", () => {
    const spread: LengthDistribution = { kind: "log-normal", mean: 2000, stdev: 9000 };
    const { input, output } = describedWorkload([
      { ...chat, share: 3, turns: 5, documentTokens: spread },
      { ...chat, share: 1, outputTokens: fixed(64) },
    ]).shape;
    expect(input).toMatchObject({ mean: expect.closeTo((3 * (2000 + 5 * 160 + 4 * 320) + 160) / 4, 9) });
    expect(output).toMatchObject({ mean: (3 * 320 + 64) / 4 });
    const drawn = generateSessions([{ ...chat, turns: 5 }], { requestsPerSecond: 10, seconds: 5000 }).trace;
    const mean = drawn.reduce((sum, { inputTokens }) => sum + inputTokens, 0) / drawn.length;
    const variance = drawn.reduce((sum, { inputTokens }) => sum + (inputTokens - mean) ** 2, 0) / drawn.length;
    const stated = describedWorkload([{ ...chat, turns: 5 }]).shape.input;
    expect(Math.abs(("mean" in stated ? stated.mean : 0) / mean - 1)).toBeLessThan(0.03);
    expect(Math.abs(("stdev" in stated ? stated.stdev : 0) / Math.sqrt(variance) - 1)).toBeLessThan(0.06);
  });

  test("classes share the requests, and the rate is that asked for", () => {
    const kinds = [
      { ...chat, share: 3, turns: 4 },
      { ...chat, outputTokens: fixed(7) },
    ];
    const { trace } = generateSessions(kinds, { requestsPerSecond: 10, seconds: 2000 });
    expect(trace.length / 20_000).toBeCloseTo(1, 1);
    expect(trace.filter(({ outputTokens }) => outputTokens === 7).length / trace.length).toBeCloseTo(1 / 4, 1);
  });

  test("the longer the users think and the more of them there are, the less a cache holds", () => {
    const hitsAt = (secondsBetweenTurns: number, rate: number): number =>
      hitsOf([{ ...chat, turns: 5, secondsBetweenTurns }], 100_000, rate);
    const [few, more, most] = [1, 4, 16].map((rate) => hitsAt(30, rate)) as [number, number, number];
    expect([few > more, more > most, more > hitsAt(120, 4)]).toEqual([true, true, true]);
    // Only their product counts.
    expect(Math.abs(hitsAt(30, 16) - hitsAt(120, 4))).toBeLessThan(0.02);
  });
});
