import { isLoadlineError } from "@loadline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCsvTrace } from "./parse-csv-trace.ts";
import { parseMooncakeTrace } from "./parse-mooncake-trace.ts";
import type { TraceRequest } from "./trace-lines.ts";

const burstHeader = "Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type";
const formats = [
  {
    name: "mooncake",
    parse: parseMooncakeTrace,
    more: { prefixHashes: [0] },
    write: (requests: readonly TraceRequest[]): string =>
      requests
        .map((one) =>
          JSON.stringify({
            timestamp: one.at * 1000,
            input_length: one.inputTokens,
            output_length: one.outputTokens,
            hash_ids: [0],
          }),
        )
        .join("\n"),
  },
  {
    name: "burstgpt",
    parse: parseCsvTrace,
    more: {},
    write: (requests: readonly TraceRequest[]): string =>
      [
        burstHeader,
        ...requests.map(
          ({ at, inputTokens, outputTokens }) =>
            `${at},ChatGPT,${inputTokens},${outputTokens},${inputTokens + outputTokens},Conversation log`,
        ),
      ].join("\n"),
  },
  {
    name: "csv",
    parse: parseCsvTrace,
    more: {},
    write: (requests: readonly TraceRequest[]): string =>
      ["timestamp,input,output", ...requests.map((one) => `${one.at},${one.inputTokens},${one.outputTokens}`)].join(
        "\n",
      ),
  },
];

const arbitraryRequests = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 1_000_000 }),
    inputTokens: fc.nat(100_000),
    outputTokens: fc.nat(10_000),
  }),
  { minLength: 1, maxLength: 30 },
);

describe.each(formats)("$name", ({ parse, more, write }) => {
  test("what is written is read: lengths and hashes kept, times from the first, in order", () => {
    fc.assert(
      fc.property(arbitraryRequests, (requests) => {
        const first = Math.min(...requests.map(({ at }) => at));
        const expected = requests
          .map((one) => ({ ...one, ...more, at: one.at - first }))
          .toSorted((a, b) => a.at - b.at);
        expect(parse(write(requests))).toEqual(expected);
      }),
    );
  });

  test("any text is read or refused with a trace error, never otherwise", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          expect(parse(text)[0]?.at).toBe(0);
        } catch (error) {
          expect(isLoadlineError(error) && error.code).toMatch(/^LL_TRACE_/);
        }
      }),
    );
  });

  test("a line damaged anywhere is named with its number", () => {
    const lines = write([
      { at: 0, inputTokens: 1, outputTokens: 1 },
      { at: 1, inputTokens: 2, outputTokens: 2 },
    ]).split("\n");
    const damaged = [...lines.slice(0, -1), "2,x"].join("\n");
    expect(() => parse(damaged)).toThrow(`line ${lines.length} of the trace reads "2,x"`);
  });

  test("nothing is refused as empty", () => {
    expect(() => parse("\n\n")).toThrow("holds no request");
  });
});

test.each([
  { name: "a negative length", text: '{"timestamp":0,"input_length":-1,"output_length":1}' },
  { name: "half a token", text: '{"timestamp":0,"input_length":1.5,"output_length":1}' },
  { name: "a missing length", text: '{"timestamp":0,"input_length":1}' },
  { name: "a bare number", text: "5" },
])("mooncake: $name is refused", ({ text }) => {
  expect(() => parseMooncakeTrace(text)).toThrow("line 1 of the trace");
});

test("burstgpt: columns are found by name", () => {
  const text = "Session ID,Timestamp,Response tokens,Request tokens\n7,3.5,20,10\n8,5,0,30";
  expect(parseCsvTrace(text)).toEqual([
    { at: 0, inputTokens: 10, outputTokens: 20 },
    { at: 1.5, inputTokens: 30, outputTokens: 0 },
  ]);
});

test("burstgpt: a header without the needed columns is refused", () => {
  expect(() => parseCsvTrace("Timestamp,Tokens\n1,2")).toThrow("Request tokens");
});

test("csv: times with dates and zones", () => {
  const text = "2026-03-01T00:00:00+01:00,1,2\n2026-02-28T23:00:01.250Z,3,4";
  expect(parseCsvTrace(text).map(({ at }) => at)).toEqual([0, 1.25]);
});

test.each(["2026-13-01T00:00:00Z,1,1", "soon,1,1", "1,1", "1,1,1,1", "1,-1,1", "1,1,1e99"])(
  "csv: %s is refused",
  (text) => {
    expect(() => parseCsvTrace(text)).toThrow("line 1 of the trace");
  },
);

describe("repairs", () => {
  const lines = ["timestamp,input,output", "3,30,3", "1,10,1", "2,20,2"];

  test("of the order are reported once", () => {
    const notices: string[] = [];
    const trace = parseCsvTrace(`${lines.join("\n")}\n`, { onNotice: (notice) => notices.push(notice) });
    expect(trace.map(({ at }) => at)).toEqual([0, 1, 2]);
    expect(notices).toEqual(["lines were out of order and are sorted"]);
  });

  test.each([
    { name: "burstgpt", parse: parseCsvTrace, text: `${burstHeader}\n1,a,5,5,10,b\n2,a,5` },
    { name: "csv", parse: parseCsvTrace, text: "1,5,5\n2,5" },
    {
      name: "mooncake",
      parse: parseMooncakeTrace,
      text: '{"timestamp":1,"input_length":5,"output_length":5}\n{"timest',
    },
    { name: "azure", parse: parseCsvTrace, text: "2023-11-16 18:15:46.68,374,44\n2023-11-16 18:1" },
  ])("a last line of $name that is cut off is left out and reported", ({ parse, text }) => {
    const notices: string[] = [];
    expect(parse(text, { onNotice: (notice) => notices.push(notice) })).toHaveLength(1);
    expect(notices).toEqual([expect.stringContaining("is cut off and is left out")]);
    expect(() => parse(`${text}\n`)).toThrow("of the trace");
  });
});
