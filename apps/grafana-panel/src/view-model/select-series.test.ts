import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { frame, type SeriesFixture } from "../../test/frame-fixtures.ts";
import { decisionState } from "./decision.ts";
import { panelQuery } from "./metrics.ts";
import { readFrames, type Series } from "./read-series.ts";
import { currentValue, newestSampleMs } from "./select-series.ts";

const read = (...fixtures: readonly SeriesFixture[]): readonly Series[] => readFrames(fixtures.map(frame)).series;

const sampled = (timesMs: readonly number[], values: readonly unknown[]): Series | undefined =>
  read({ metric: "loadline_ready_replicas", timesMs, values })[0];

describe("currentValue", () => {
  const rows = [
    { name: "the newest sample counts", times: [0, 1000], asOfMs: 1500, newestMs: 1000, expected: 7 },
    {
      name: "a later sample than the instant asked for does not hold yet",
      times: [0, 9000],
      asOfMs: 900,
      newestMs: 0,
      expected: 5,
    },
    { name: "before the first sample it is unknown", times: [1000, 2000], asOfMs: 500, newestMs: null, expected: null },
    { name: "a sample at the limit of its age counts", times: [0, 1000], asOfMs: 11_000, newestMs: 1000, expected: 7 },
    {
      name: "a sample beyond the limit of its age does not",
      times: [0, 1000],
      asOfMs: 11_001,
      newestMs: 1000,
      expected: null,
    },
    {
      name: "a series that ended while others go on is unknown",
      times: [0, 1000],
      asOfMs: 6000,
      newestMs: 6000,
      expected: null,
    },
    { name: "one late sample is no end", times: [0, 1000], asOfMs: 3000, newestMs: 3000, expected: 7 },
    {
      name: "a slowly sampled series has not ended between two samples",
      times: [0, 5000],
      asOfMs: 9000,
      newestMs: 9000,
      expected: 7,
    },
  ];
  test.each(rows)("$name", ({ times, asOfMs, newestMs, expected }) => {
    expect(currentValue(sampled(times, [5, 7]), { asOfMs, newestMs, staleAfterMs: 10_000 })).toBe(expected);
  });
});

test("of two verdicts that are both 1 the one with the later sample is in force", () => {
  const verdict = (name: string, timesMs: readonly number[]): SeriesFixture => ({
    metric: "loadline_verdict",
    labels: { verdict: name, reason: "within-load-line" },
    timesMs,
    values: timesMs.map(() => 1),
  });
  const series = read(verdict("scale-up", [0, 1000, 2000]), verdict("hold", [3000]));
  const freshness = { asOfMs: 3000, staleAfterMs: 10_000, newestMs: newestSampleMs(series, 3000) };
  expect(decisionState(series, freshness).verdict).toBe("hold");
});

describe("metrics", () => {
  test("the README gives the query that the panel asks for", () => {
    expect(readFileSync(join(import.meta.dirname, "../../README.md"), "utf8")).toContain(`\n${panelQuery}\n`);
  });
});
