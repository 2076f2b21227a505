import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePrometheusText } from "../../exporter/parse-prometheus-text.ts";
import { bucketDelta, readBuckets } from "./latency-buckets.ts";

const read = (text: string, sharedRanks: readonly string[] = []) => {
  const latencies = { timeToFirstToken: { names: ["ttft_seconds"] } };
  const adapter = { name: "e", prefix: /^e:/, modelLabels: [], sums: {}, latencies, sharedRanks };
  return readBuckets(parsePrometheusText(text).samples, adapter)?.timeToFirstToken ?? null;
};

const page = (counts: readonly number[], labels = ""): string =>
  counts.map((count, at) => `e:ttft_seconds_bucket{le="${["0.1", "1.0", "+Inf"][at]}"${labels}} ${count}\n`).join("");

describe("the observations between two pages", () => {
  test.each([
    { name: "nothing", before: [1, 2, 3], now: [1, 2, 3], expected: [] },
    {
      name: "one in each bucket",
      before: [1, 2, 3],
      now: [2, 4, 6],
      expected: [
        [0.1, 1],
        [1, 1],
        [null, 1],
      ],
    },
    { name: "everything, after a new beginning", before: [5, 9, 9], now: [1, 1, 1], expected: [[0.1, 1]] },
    { name: "unknown, where counts fall", before: [1, 2, 3], now: [3, 2, 4], expected: null },
  ])("is $name", ({ before, now, expected }) =>
    expect(bucketDelta(read(page(before)), read(page(now)))).toEqual(expected),
  );
  test("is unknown without a page before", () => expect(bucketDelta(null, read(page([1, 1, 1])))).toBeNull());
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

test("the deltas of any run of pages add up to what the last page has more than the first", () => {
  const grown = fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(grown, (steps) => {
      let [a, b, c] = [0, 0, 0];
      const pages = steps.map(([x, y, z]) => {
        [a, b, c] = [a + x, b + x + y, c + x + y + z];
        return read(page([a, b, c]));
      });
      const deltas = pages.slice(1).flatMap((now, at) => bucketDelta(pages[at] ?? null, now) ?? []);
      const sum = deltas.reduce((total, [, count]) => total + count, 0);
      const all = (at: number): number => pages.at(at)?.get(Number.POSITIVE_INFINITY) ?? 0;
      expect(sum).toBe(all(-1) - all(0));
    }),
    { numRuns: 50 },
  );
});
