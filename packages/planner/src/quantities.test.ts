import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ObjectiveKind, objectiveOf } from "./quantities.ts";

const read = (kind: ObjectiveKind, value: unknown) => {
  const { success, data, error } = objectiveOf(kind).safeParse(value);
  return success ? data : error?.issues[0]?.message;
};

describe("a latency objective", () => {
  test.each([
    { name: "in milliseconds", kind: "timeToFirstToken", value: "500ms", seconds: 0.5 },
    { name: "in seconds", kind: "timeToFirstToken", value: "500s", seconds: 500 },
    { name: "in minutes", kind: "endToEnd", value: "2m", seconds: 120 },
    { name: "without a unit, in seconds", kind: "timeToFirstToken", value: "0.5", seconds: 0.5 },
    { name: "that begins with its point", kind: "interTokenLatency", value: ".05", seconds: 0.05 },
    { name: "as a number of a file", kind: "interTokenLatency", value: 0.05, seconds: 0.05 },
    { name: "as a very small number of a file", kind: "interTokenLatency", value: 1e-7, seconds: 1e-7 },
  ] as const)("$name is taken as $seconds s", ({ kind, value, seconds }) => {
    expect(read(kind, value)).toBeCloseTo(seconds, 12);
  });

  test.each([
    { name: "a first token after 500", kind: "timeToFirstToken", value: "500", message: "did you mean 500ms or 500s?" },
    { name: "the same as a number of a file", kind: "timeToFirstToken", value: 500, message: "mean 500ms or 500s?" },
    { name: "a gap of 50", kind: "interTokenLatency", value: "50", message: "did you mean 50ms?" },
    { name: "an answer after 30000", kind: "endToEnd", value: "30000", message: "did you mean 30000ms or 30000s?" },
    { name: "a gap of a minute", kind: "interTokenLatency", value: "1m", message: "at most 10 s" },
    { name: "nothing", kind: "interTokenLatency", value: "0ms", message: "a time above 0" },
    { name: "a negative time", kind: "interTokenLatency", value: "-1", message: "a time above 0" },
    { name: "a word", kind: "interTokenLatency", value: "soon", message: "a time above 0" },
    { name: "a list", kind: "interTokenLatency", value: [], message: "a time such as" },
  ] as const)("$name is refused with $message", ({ kind, value, message }) => {
    expect(read(kind, value)).toContain(message);
  });

  test("is the same with a unit and without one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (milliseconds) => {
        expect(read("interTokenLatency", `${milliseconds}ms`)).toBeCloseTo(milliseconds / 1000, 12);
        expect(read("interTokenLatency", String(milliseconds / 1000))).toBeCloseTo(milliseconds / 1000, 12);
      }),
    );
  });
});
