import { describe, expect, test } from "vitest";
import { captionsOf, filledSeconds, framesOf, type Series } from "./live-data.ts";

const series = (metric: Series["metric"], ...seconds: readonly number[]): Series => ({
  metric,
  values: seconds.map((at) => [at, "1"]),
});

test("a frame has a field of times in milliseconds, and one of values with the labels; captions are none", () => {
  const values = ["7", "NaN", "+Inf", "-Inf"].map((text, index) => [index + 1, text] as const);
  const [frame, ...others] = framesOf(
    [{ metric: { __name__: "m" }, values }, series({ __name__: "fleet_caption_info" }, 1)],
    2,
  );
  expect(others).toEqual([]);
  expect(frame?.fields).toMatchObject([
    { name: "Time", type: "time", config: { interval: 2000 }, values: [1000, 2000, 3000, 4000] },
    {
      name: "Value",
      type: "number",
      labels: { __name__: "m" },
      values: [7, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    },
  ]);
});

test("captions begin with the first sample of their text, again after a pause; the last is the present one", () => {
  const caption = (text: string, ...seconds: readonly number[]) =>
    series({ __name__: "fleet_caption_info", caption: text }, ...seconds);
  const all = [caption("morning", 2, 4, 6, 40, 42), series({ __name__: "m" }, 1), caption("burst", 8, 10)];
  expect(captionsOf(all, 2)).toEqual([
    { text: "morning", fromMs: 2000 },
    { text: "burst", fromMs: 8000 },
    { text: "morning", fromMs: 40_000 },
  ]);
});

describe("the range that follows the age of the data", () => {
  const now = 10_000;
  const since = (age: number, labels: Series["metric"] = { deployment: "chat" }) => series(labels, now - age, now);
  test.each([
    { name: "without data it is 20 seconds", all: [], expected: 20 },
    { name: "a few seconds of data are 20", all: [since(5)], expected: 20 },
    { name: "the oldest series counts", all: [since(5), since(145)], expected: 150 },
    { name: "series of GPUs do not count", all: [since(5), since(145, {})], expected: 20 },
    { name: "it is half an hour at most", all: [since(7200)], expected: 1800 },
  ])("$name", ({ all, expected }) => expect(filledSeconds(all, 1000 * now)).toBe(expected));
});
