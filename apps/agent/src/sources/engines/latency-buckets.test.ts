import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePrometheusText } from "../../exporter/parse-prometheus-text.ts";
import { readBuckets, totalsIn } from "./latency-buckets.ts";

const read = (text: string, sharedRanks: readonly string[] = []) => {
  const latencies = { timeToFirstToken: { names: ["ttft_seconds"] } };
  const adapter = { name: "e", prefix: /^e:/, modelLabels: [], sums: {}, latencies, sharedRanks };
  return readBuckets(parsePrometheusText(text).samples, adapter)?.timeToFirstToken ?? null;
};

const page = (counts: readonly number[], labels = "", bounds: readonly string[] = ["0.1", "1.0", "+Inf"]): string =>
  counts.map((count, at) => `e:ttft_seconds_bucket{le="${bounds[at]}"${labels}} ${count}\n`).join("");

describe("the observations since the engine started, in our buckets", () => {
  const totals = (counts: readonly number[], bounds?: readonly string[]) =>
    totalsIn("timeToFirstToken", read(page(counts, "", bounds)));
  const none = (many: number): readonly number[] => Array.from({ length: many }, () => 0);
  test.each([
    { name: "nothing", counts: [0, 0, 0], expected: [[]] },
    { name: "without the zeros at the end", counts: [2, 2, 2], expected: [[...none(7), 2]] },
    {
      name: "one in each, the last without a bound",
      counts: [1, 2, 3],
      expected: [[...none(7), 1, ...none(3), 1, ...none(8), 1]],
    },
    { name: "unknown, where counts fall", counts: [3, 2, 4], expected: null },
  ])("are $name", ({ counts, expected }) => expect(totals(counts)).toEqual(expected));
  test("are counted once more where an engine's bucket begins in the one before, and beyond our bounds together", () => {
    // Up to 0.2 s and up to 0.4 s lie in ours up to 0.25 and up to 0.5 s.
    const expected = [
      [...none(8), 4, 1, ...none(10), 5],
      [...none(8), 4, 1],
    ];
    expect(totals([4, 5, 7, 10], ["0.2", "0.4", "640", "+Inf"])).toEqual(expected);
  });
  test("are unknown without a histogram", () => expect(totalsIn("timeToFirstToken", null)).toBeNull());
});

test("ranks with their own requests add up, ranks that report the same ones do not", () => {
  const text = page([1, 2, 2], ',rank="0"') + page([1, 2, 2], ',rank="1"');
  expect([...(read(text) ?? [])]).toEqual([
    [0.1, 2],
    [1, 4],
    [Number.POSITIVE_INFINITY, 4],
  ]);
  expect(read(text, ["rank"])).toEqual(read(page([1, 2, 2])));
});

test("the totals of any page are its observations", () => {
  fc.assert(
    fc.property(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)), ([x, y, z]) => {
      const [counts = []] = totalsIn("timeToFirstToken", read(page([x, x + y, x + y + z]))) ?? [];
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(x + y + z);
    }),
    { numRuns: 50 },
  );
});
