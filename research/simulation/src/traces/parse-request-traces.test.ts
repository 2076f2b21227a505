import { describe, expect, test } from "vitest";
import { parseCsvTrace } from "./parse-csv-trace.ts";

const header = "TIMESTAMP,ContextTokens,GeneratedTokens";
const first = "2023-11-16 18:15:46.6805900,374,44";
const second = "2023-11-16 18:15:50.9951690,396,109";

const expected = [
  { at: 0, inputTokens: 374, outputTokens: 44 },
  { at: expect.closeTo(4.314579, 7), inputTokens: 396, outputTokens: 109 },
];

describe("a trace", () => {
  test.each([
    { name: "with header", text: `${header}\n${first}\n${second}\n` },
    { name: "without header", text: `${first}\n${second}` },
    { name: "with carriage returns", text: `${header}\r\n${first}\r\n${second}\r\n` },
    { name: "with blank lines at the end", text: `${header}\n${first}\n${second}\n\n  \n` },
    { name: "out of order", text: `${header}\n${second}\n${first}\n` },
  ])("$name reads the same", ({ text }) => {
    expect(parseCsvTrace(text)).toEqual(expected);
  });

  test("keeps 100 ns apart, also far from the epoch", () => {
    const trace = parseCsvTrace("2023-11-16 18:15:46.0000000,1,1\n2023-11-16 18:15:46.0000001,1,1");
    expect(trace[1]?.at).toBeCloseTo(1e-7, 11);
  });

  test("runs on over midnight and the end of a month", () => {
    const trace = parseCsvTrace("2024-02-29 23:59:59.5,1,1\n2024-03-01 00:00:00.5,1,1");
    expect(trace[1]?.at).toBe(1);
  });
});

test.each([
  { name: "a missing column", text: `${header}\n${first}\n2023-11-16 18:15:50,396`, message: "line 3 of the trace" },
  { name: "a column too many", text: `${first},9`, message: "three columns" },
  { name: "a word for a number", text: "2023-11-16 18:15:50,many,5", message: 'reads "many"' },
  { name: "a negative count", text: "2023-11-16 18:15:50,5,-1", message: 'reads "-1"' },
  { name: "a fraction of a token", text: "2023-11-16 18:15:50,5,1.5", message: 'reads "1.5"' },
  { name: "an empty cell", text: "2023-11-16 18:15:50,,5", message: "a whole number of tokens" },
  { name: "a day that does not exist", text: "2023-02-30 18:15:50,5,5", message: "a time such as" },
  { name: "a time that does not exist", text: "2023-02-20 25:15:50,5,5", message: "a time such as" },
  { name: "something else than a time", text: "yesterday,5,5", message: 'reads "yesterday"' },
  { name: "a second header", text: `${first}\n${header}`, message: "line 2 of the trace" },
])("refuses $name with the line and the value", ({ text, message }) => {
  expect(() => parseCsvTrace(text)).toThrow(message);
});

test.each(["", "\n\n", `${header}\n`])("a trace without a request is refused: %j", (text) => {
  expect(() => parseCsvTrace(text)).toThrow("holds no request");
});
