import { describe, expect, test } from "vitest";
import { parseCsvLoad, parseServegenLoad } from "../load/parse-recorded-load.ts";
import { csvLines } from "./csv-lines.ts";
import { hasRequestLengths, parseCsvTrace } from "./parse-csv-trace.ts";

const twoRequests = [
  { at: 0, inputTokens: 374, outputTokens: 44 },
  { at: 1.5, inputTokens: 396, outputTokens: 109 },
];

describe("requests are read alike, however the table is written:", () => {
  test.each([
    { name: "plain", text: "timestamp,input,output\n10,374,44\n11.5,396,109\n" },
    { name: "without a header", text: "10,374,44\n11.5,396,109\n" },
    { name: "with a byte order mark", text: "\uFEFFtimestamp,input,output\n10,374,44\n11.5,396,109\n" },
    { name: "with carriage returns", text: "timestamp,input,output\r\n10,374,44\r\n11.5,396,109\r\n" },
    { name: "with old Macintosh line ends", text: "timestamp,input,output\r10,374,44\r11.5,396,109\r" },
    { name: "quoted", text: '"timestamp","input","output"\n"10","374","44"\n"11.5","396","109"\n' },
    { name: "with semicolons and decimal commas", text: "timestamp;input;output\n10,0;374;44\n11,5;396;109\n" },
    { name: "with tabs", text: "timestamp\tinput\toutput\n10\t374\t44\n11.5\t396\t109\n" },
    { name: "with capitals and blanks in the header", text: "Timestamp , Input , OUTPUT\n10,374,44\n11.5,396,109\n" },
    {
      name: "with other names, other order and more columns",
      text: "id,Completion Tokens,promptTokens,arrival_time\na,44,374,10\nb,109,396,11.5\n",
    },
    {
      name: "with blank lines and a comment",
      text: "\n# of March\ntimestamp,input,output\n\n10,374,44\n11.5,396,109\n\n",
    },
    { name: "with lengths as decimals", text: "timestamp,input,output\n10,374.0,44.0\n11.5,396.0,109.0\n" },
    {
      name: "with milliseconds since 1970",
      text: "timestamp,input,output\n1700158546680,374,44\n1700158548180,396,109\n",
    },
    {
      name: "with milliseconds by the column's name",
      text: "timestamp_ms,input,output\n10000,374,44\n11500,396,109\n",
    },
    {
      name: "with microseconds since 1970",
      text: "ts,input,output\n1700158546680000,374,44\n1700158548180000,396,109\n",
    },
    { name: "with seconds since 1970", text: "time,input,output\n1700158546.5,374,44\n1700158548,396,109\n" },
    {
      name: "with zones",
      text: "time,input,output\n2026-03-01T00:59:59+01:00,374,44\n2026-03-01T00:00:00.500Z,396,109\n",
    },
    {
      name: "with a zone without colon and a blank for the T",
      text: "time,input,output\n2026-03-01 00:59:59 +0100,374,44\n2026-03-01 00:00:00.5 UTC,396,109\n",
    },
    {
      name: "with the header in the middle, where two files were joined",
      text: "timestamp,input,output\n10,374,44\ntimestamp,input,output\n11.5,396,109\n",
    },
  ])("$name", ({ text }) => {
    expect(parseCsvTrace(text)).toEqual(twoRequests);
  });
});

test("Azure's times of 2024 carry a zone and may lack the fraction", () => {
  const text = [
    "TIMESTAMP,ContextTokens,GeneratedTokens",
    "2024-05-10 00:00:00+00:00,374,44",
    "2024-05-10 00:00:01.500000+00:00,396,109",
  ].join("\n");
  expect(parseCsvTrace(text)).toEqual(twoRequests);
});

test("Azure's 100 ns survive", () => {
  const text = "2023-11-16 18:15:46.6805900,1,1\n2023-11-16 18:15:46.6805901,1,1";
  expect(parseCsvTrace(text)[1]?.at).toBeCloseTo(1e-7, 9);
});

test.each([
  ["TIMESTAMP,ContextTokens,GeneratedTokens,PromptTokens,Output", "0,374,44,1,x", "1.5,396,109,2,y"],
  ["Timestamp,Input,Request tokens,Response tokens,Output", "5,hello,374,44,x", "6.5,yo,396,109,y"],
])("a public trace is read by its own columns, whatever others there are: %s", (...lines) => {
  expect(parseCsvTrace(lines.join("\n"))).toEqual(twoRequests);
});

test("BurstGPT with a model's name that holds a comma", () => {
  const text = 'Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n5,"GPT, 4",374,44,418,API log';
  expect(parseCsvTrace(text)).toEqual([{ at: 0, inputTokens: 374, outputTokens: 44 }]);
});

test.each([
  { name: "a calendar time among numbers", text: "timestamp,input,output\n1,1,1\n2026-01-01T00:00:00Z,1,1", line: 3 },
  { name: "a number among calendar times", text: "2026-01-01T00:00:00Z,1,1\n5,1,1\n6,1,1\n", line: 2 },
  {
    name: "a time without zone among zoned ones",
    text: "2026-01-01T00:00:00+02:00,1,1\n2026-01-01T00:00:05,1,1\n",
    line: 2,
  },
  {
    name: "a zoned time among others",
    text: "timestamp\n2026-01-01T00:00:00\n2026-01-01T00:00:05Z\n",
    line: 3,
    read: parseCsvLoad,
  },
  { name: "a day that does not exist", text: "2026-02-30T00:00:00Z,1,1\n", line: 1 },
  { name: "a length below zero", text: "timestamp,input,output\n1,-1,1\n", line: 2 },
])("$name is refused with the line", ({ text, line, read = parseCsvTrace }) => {
  expect(() => read(text)).toThrow(`line ${line} of the trace`);
});

test("what numbers are taken for is reported", () => {
  const notices: string[] = [];
  parseCsvTrace("timestamp,input,output\n1700158546680,1,1\n1700158548180,1,1\n", {
    onNotice: (one) => notices.push(one),
  });
  expect(notices).toEqual(["times are taken for milliseconds since 1970"]);
});

describe("windows are read alike, however the table is written:", () => {
  test.each([
    { name: "plain", text: "timestamp_s,rate_rps\n0,10\n600,20\n" },
    { name: "with seconds since 1970", text: "timestamp,rps\n1700158200,10\n1700158800,20\n" },
    { name: "with milliseconds since 1970", text: "timestamp,qps\n1700158200000,10\n1700158800000,20\n" },
    { name: "with calendar times", text: "Time;Requests per second\n2026-01-01 00:00;10\n2026-01-01 00:10;20\n" },
    { name: "with counts of requests", text: "time,requests\n0,6000\n600,12000\n" },
    { name: "with a byte order mark and carriage returns", text: "\uFEFFTimestamp_S,Rate_RPS\r\n0,10\r\n600,20\r\n" },
  ])("$name", ({ text }) => {
    expect(parseCsvLoad(text)).toMatchObject({ kind: "windows", windowSeconds: 600, rates: [10, 20] });
  });

  test.each([
    { name: "fractions of a second on a clock since 1970", times: [1700158546.123, 1700159146.123, 1700160346.123] },
    { name: "milliseconds of jitter", times: [0.012, 600.03, 1799.998] },
  ])("with $name", ({ times }) => {
    const text = `timestamp,rps\n${times.map((at, row) => `${at},${row}`).join("\n")}\n`;
    expect(parseCsvLoad(text)).toMatchObject({ kind: "windows", rates: [0, 1, null, 2] });
    expect(parseCsvLoad(text)).toMatchObject({ windowSeconds: expect.closeTo(600, 0) });
  });

  test("with requests per minute", () => {
    expect(parseCsvLoad("timestamp,rpm\n0,600\n600,1200\n")).toMatchObject({ rates: [10, 20] });
  });

  test.each(["", "NaN", "null", "-"])("with %o where nothing was recorded", (cell) => {
    const recorded = parseCsvLoad(`timestamp,rps\n0,10\n600,${cell}\n1200,30\n`);
    expect(recorded).toMatchObject({ rates: [10, null, 30], notices: ["1 window missing"] });
  });

  test("a lone column of times is one request a row", () => {
    const text = "created_at\n2026-01-01T00:00:00Z\n2026-01-01T00:00:02Z\n";
    expect(parseCsvLoad(text)).toMatchObject({ kind: "requests", arrivals: [0, 2] });
  });
});

describe("what is no load is not taken for one:", () => {
  test("rows at equal distances beside a column nobody knows are windows of something, not requests", () => {
    const rows = Array.from({ length: 20 }, (_, row) => `${row * 60},${row}`).join("\n");
    expect(() => parseCsvLoad(`Time,Value\n${rows}\n`)).toThrow("rate_rps");
  });

  test("a header that lacks a column is named by its own line", () => {
    expect(() => parseCsvLoad("# of March\n\nwhen,rps\n0,10\n600,20\n")).toThrow("line 3 of the trace");
  });

  test("rows at any distance beside a column nobody knows are requests, and that is reported", () => {
    const recorded = parseCsvLoad("time,user\n0,a\n1.5,b\n1.7,a\n9,c\n");
    expect(recorded).toMatchObject({ kind: "requests", arrivals: [0, 1.5, 1.7, 9] });
    expect(recorded.notices).toEqual(["each line is taken for one request, as no column is known as a load"]);
  });

  test("a rate beyond all machines is a slip", () => {
    expect(() => parseCsvLoad("timestamp,rps\n0,1\n600,1e300\n")).toThrow("line 3 of the trace");
  });

  test.each(['[{"timestamp":1}]', '{"timestamp":1,"prompt_tokens":2}\n{"timestamp":2,"prompt_tokens":2}\n'])(
    "JSON is no CSV: %s",
    (text) => {
      expect(() => parseCsvLoad(text)).toThrow("a CSV");
      expect(() => parseCsvTrace(text)).toThrow("a CSV");
    },
  );
});

test("ServeGen's windows may be quoted", () => {
  expect(parseServegenLoad('"timestamp_s","rate_rps"\n"0","10"\n"600","20"\n').rates).toEqual([10, 20]);
});

test.each([
  { text: "timestamp,input,output\n", expected: true },
  { text: "time;prompt_tokens;completion_tokens\n", expected: true },
  { text: "timestamp_s,rate_rps\n", expected: false },
  { text: "0,1,2\n", expected: true },
  { text: "0,1\n", expected: false },
])("whether a table is one of requests with lengths follows from its first line: $text", ({ text, expected }) => {
  expect(hasRequestLengths(text)).toBe(expected);
});

test("lines keep the numbers they have in the file", () => {
  const text = "# note\n\na,b\n1,2\n\n3,4\n";
  expect(csvLines(text).map(({ number }) => number)).toEqual([3, 4, 6]);
});
