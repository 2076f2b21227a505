import { describe, expect, test } from "vitest";
import { captionsOf, filledSeconds, framesOf, parseRangeAnswer, rangeQueryPath, stepSeconds } from "./prometheus.ts";

const answer = (values: readonly unknown[]) => ({
  status: "success",
  data: { resultType: "matrix", result: [{ metric: { __name__: "m", deployment: "chat" }, values }] },
});

describe("parseRangeAnswer", () => {
  test("numbers come as text, times in seconds", () => {
    expect(
      parseRangeAnswer(
        answer([
          [10, "1.5"],
          [12, "2"],
        ]),
      ),
    ).toEqual({
      kind: "series",
      series: [{ labels: { __name__: "m", deployment: "chat" }, timesMs: [10_000, 12_000], values: [1.5, 2] }],
    });
  });

  test.each([
    { text: "NaN", value: Number.NaN },
    { text: "+Inf", value: Number.POSITIVE_INFINITY },
    { text: "-Inf", value: Number.NEGATIVE_INFINITY },
  ])("$text keeps its meaning", ({ text, value }) => {
    expect(parseRangeAnswer(answer([[1, text]]))).toMatchObject({ series: [{ values: [value] }] });
  });

  test.each([
    { name: "an error of Prometheus", body: { status: "error", error: "bad query" }, message: "bad query" },
    { name: "something else", body: "<html>", message: "the answer is not one of Prometheus" },
    { name: "nothing", body: null, message: "the answer is not one of Prometheus" },
  ])("$name is refused with its message", ({ body, message }) =>
    expect(parseRangeAnswer(body)).toEqual({ kind: "refused", message }),
  );
});

test("a frame has a time field and a value field with the labels", () => {
  const [frame] = framesOf([{ labels: { __name__: "m" }, timesMs: [1000], values: [7] }], 2);
  expect(frame?.fields.map(({ name, type }) => [name, type])).toEqual([
    ["Time", "time"],
    ["Value", "number"],
  ]);
  expect(frame?.fields[1]).toMatchObject({ labels: { __name__: "m" }, values: [7] });
});

describe("stepSeconds", () => {
  test.each([
    { name: "a short range has the least step", seconds: 600, least: 2, expected: 2 },
    { name: "a long range has fewer points", seconds: 10_800, least: 2, expected: 18 },
    { name: "a part of a second is a whole one", seconds: 60, least: 0.5, expected: 1 },
  ])("$name", ({ seconds, least, expected }) => expect(stepSeconds(seconds, least)).toBe(expected));
});

test("the range begins and ends on multiples of the step", () => {
  const path = rangeQueryPath({ query: 'a{b="c"}', fromMs: 10_999, toMs: 21_500, stepSeconds: 2 });
  const search = new URLSearchParams(path.split("?")[1]);
  expect(Object.fromEntries(search)).toEqual({ query: 'a{b="c"}', start: "10", end: "20", step: "2" });
});

test("captions begin with the first sample of their text, again after a pause; the last is the present one", () => {
  const caption = (text: string, ...seconds: readonly number[]) => ({
    labels: { __name__: "fleet_caption_info", caption: text },
    ...{ timesMs: seconds.map((at) => at * 1000), values: seconds.map(() => 1) },
  });
  const other = { labels: { __name__: "m" }, timesMs: [1000], values: [1] };
  expect(captionsOf([caption("morning", 2, 4, 6, 40, 42), other, caption("burst", 8, 10)], 2)).toEqual([
    { text: "morning", fromMs: 2000 },
    { text: "burst", fromMs: 8000 },
    { text: "morning", fromMs: 40_000 },
  ]);
});

describe("the range that follows the age of the data", () => {
  const series = (fromMs: number, labels: Readonly<Record<string, string>> = { deployment: "chat" }) => ({
    ...{ labels, timesMs: [fromMs, fromMs + 1000], values: [1, 1] },
  });
  const toMs = 10_000_000;
  test.each([
    { name: "without data it is 20 seconds", all: [], expected: 20 },
    { name: "a few seconds of data are 20", all: [series(toMs - 5000)], expected: 20 },
    { name: "the oldest series counts", all: [series(toMs - 5000), series(toMs - 145_000)], expected: 150 },
    { name: "series of GPUs do not count", all: [series(toMs - 5000), series(toMs - 145_000, {})], expected: 20 },
    { name: "it is half an hour at most", all: [series(toMs - 7_200_000)], expected: 1800 },
  ])("$name", ({ all, expected }) => expect(filledSeconds(all, toMs)).toBe(expected));
});
