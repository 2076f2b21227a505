import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cases, everyNumber } from "../../../../test/cases.ts";
import type { EngineReading } from "../../../engine-report/engine-report.ts";
import { parseEngineMetrics } from "../parse-engine-metrics.ts";

const { names, text: textOf, expected } = cases(new URL("../testdata/", import.meta.url));
const parse = (text: string) => parseEngineMetrics(text, "vllm");

const readingOf = (name: string): EngineReading => {
  const parsed = parse(textOf(name));
  if (parsed.kind !== "ok") throw new Error(parsed.kind);
  return parsed.reading;
};

test.each(names)("%s reads as expected.json states", (name) => {
  const parsed = parse(textOf(name));
  const reading = parsed.kind === "ok" ? parsed.reading : parsed;
  expect(reading).toEqual(expected(name, reading));
});

test("a finished request counts once, whatever its reason", () =>
  expect(readingOf("v1-single").numbers.finishedRequestsTotal).toBe(100));

test.each(["v0-old-names", "v1-both-names", "relay-underscore"])("%s has the numbers of the present names", (name) =>
  expect(readingOf(name).numbers).toEqual(readingOf("v1-single").numbers),
);

test("under Ray the numbers are the same, without the start of the process", () =>
  expect(readingOf("ray").numbers).toEqual({ ...readingOf("v1-single").numbers, startedAt: null }));

describe("ranks of one server", () => {
  const { numbers } = readingOf("v1-two-ranks");
  const single = readingOf("v1-single").numbers;
  test("counts are summed", () => expect(numbers.running).toBe(4 * (single.running ?? Number.NaN)));
  test("capacity is summed", () => expect(numbers.kvCacheCapacityTokens).toBe(2 * 27_000 * 16));
  test("shares are averaged, not summed", () => expect(numbers.kvCacheUsageRatio).toBeCloseTo((0.6 + 0.8) / 2, 9));
});

describe("unknown is null", () => {
  const { numbers } = readingOf("idle-partial");
  test.each([
    { name: "zero is known", actual: numbers.running, expected: 0 },
    { name: "NaN is unknown", actual: numbers.waiting, expected: null },
    { name: "infinity is unknown", actual: numbers.promptTokensTotal, expected: null },
    { name: "a share above 1 is unknown", actual: numbers.kvCacheUsageRatio, expected: null },
    { name: "a capacity without number of blocks is unknown", actual: numbers.kvCacheCapacityTokens, expected: null },
    { name: "a family that is missing is unknown", actual: numbers.preemptionsTotal, expected: null },
    { name: "a broken line is unknown", actual: numbers.generationTokensTotal, expected: null },
  ])("$name", ({ actual, expected: value }) => expect(actual).toBe(value));
});

test("another server has no known metric", () =>
  expect(parse(textOf("another-server"))).toEqual({
    kind: "no-known-metric",
    samples: 3,
    rejectedLines: 0,
  }));

describe("laws", () => {
  const isSound = (text: string): void => {
    expect(everyNumber(parse(text)).every(Number.isFinite)).toBe(true);
  };
  test("any text is answered with finite numbers", () => {
    const line = fc.oneof(
      fc.string(),
      fc
        .tuple(
          fc.constantFrom("vllm:num_requests_running", "vllm:kv_cache_usage_perc", "vllm:cache_config_info"),
          fc.string(),
          fc.double(),
        )
        .map(([name, label, value]) => `${name}{engine="${label}",num_gpu_blocks="${value}",block_size="16"} ${value}`),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => isSound(`${lines.join("\n")}\n`)),
      { numRuns: 400 },
    );
  });
  test.each(["v1-single", "ray"])("%s cut anywhere has each number right or not at all", (name) => {
    const text = textOf(name);
    const whole = Object.entries(readingOf(name).numbers);
    fc.assert(
      fc.property(fc.nat(text.length), (length) => {
        const parsed = parse(text.slice(0, length));
        if (parsed.kind !== "ok") return;
        // The three lines by reason are one sum, which a cut between them makes smaller.
        const single = whole.filter(([key]) => key !== "finishedRequestsTotal");
        for (const [key, value] of single) expect([null, value]).toContain(parsed.reading.numbers[key as "running"]);
      }),
    );
  });
  test.each(names)("%s cut anywhere has finite numbers", (name) => {
    const text = textOf(name);
    fc.assert(
      fc.property(fc.nat(text.length), (length) => isSound(text.slice(0, length))),
      { numRuns: 60 },
    );
  });
  test("the order of lines does not matter", () => {
    const lines = textOf("v1-single").trimEnd().split("\n");
    const ordered = parse(`${lines.join("\n")}\n`);
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        expect(parse(`${shuffled.join("\n")}\n`)).toEqual(ordered);
      }),
      { numRuns: 30 },
    );
  });
});
