import { seededRandom } from "@loadline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCsvTrace } from "./parse-csv-trace.ts";
import { parseMooncakeTrace } from "./parse-mooncake-trace.ts";

const random = seededRandom(5);
/** Requests of half an hour with times to so many decimals, in order. */
const linesOf = (count: number, decimals: number, longest = 2000): readonly string[] => {
  const times = Array.from({ length: count }, () => random() * 1800).toSorted((a, b) => a - b);
  return times.map((at) => {
    const lengths = [1, 2].map(() => 1 + Math.floor(random() * longest));
    return `${at.toFixed(decimals)},${lengths.join(",")}`;
  });
};
const text = (lines: readonly string[]): string => `timestamp,input,output\n${lines.join("\n")}\n`;
const read = (csv: string): { readonly count: number; readonly notices: readonly string[] } => {
  const notices: string[] = [];
  return { count: parseCsvTrace(csv, { onNotice: (notice) => notices.push(notice) }).length, notices };
};

const fine = linesOf(400, 6);
const coarse = linesOf(400, 0);
const twice = (lines: readonly string[]): readonly string[] => lines.flatMap((line) => [line, line]);

describe("lines that a trace repeats", () => {
  test.each([
    {
      name: "every line twice, times in microseconds",
      lines: twice(fine),
      count: 400,
      answer: /400 lines equal .* left out/,
    },
    {
      name: "one line twice",
      lines: [...fine.slice(0, 9), ...fine.slice(8)],
      count: 400,
      answer: /1 line equals .* is left out/,
    },
    {
      name: "two exports that overlap",
      lines: [...fine.slice(0, 250), ...fine.slice(150)],
      count: 400,
      answer: /100 lines/,
    },
    {
      name: "the same, times in whole seconds",
      lines: [...coarse.slice(0, 250), ...coarse.slice(150)],
      count: 400,
      answer: /left out/,
    },
  ])("$name are left out and reported", ({ lines, count, answer }) => {
    const found = read(text(lines));
    expect(found.count).toBe(count);
    expect(found.notices.join("; ")).toMatch(answer);
  });

  test.each([
    { name: "equal neighbours at whole seconds", lines: twice(coarse.slice(0, 20)), count: 40 },
    {
      name: "equal requests of a benchmark at whole seconds",
      lines: new Array<string>(50).fill("3,100,10"),
      count: 50,
    },
    { name: "few lengths and whole seconds", lines: linesOf(3000, 0, 2), count: 3000 },
  ])("$name may be different requests: kept and reported", ({ lines, count }) => {
    const found = read(text(lines));
    expect(found.count).toBe(count);
    expect(found.notices.join("; ")).toMatch(/lines equal an earlier one in every column; kept/);
  });

  test("a line that differs in an identifier is none", () => {
    const ids = "time,id,input,output\n1.000001,a,5,5\n1.000001,b,5,5\n2.5,c,6,6\n";
    expect(read(ids)).toEqual({ count: 3, notices: [] });
  });

  test("nothing is reported of a trace without them, and requests stay as they are", () => {
    expect(read(text(fine))).toEqual({ count: 400, notices: [] });
  });

  test("other formats are read alike", () => {
    const azure = ["2023-11-16 18:15:46.6805900,374,44", "2023-11-16 18:15:50.9951690,396,109"];
    const rows = [1, 4000].map((timestamp) => JSON.stringify({ timestamp, input_length: 5, output_length: 7 }));
    const notices: string[] = [];
    const onNotice = (notice: string) => notices.push(notice);
    expect(parseCsvTrace(text(twice(azure)).replace(/^.*\n/, ""), { onNotice })).toHaveLength(2);
    expect(parseMooncakeTrace(twice(rows).join("\n"), { onNotice })).toHaveLength(4);
    expect(notices).toHaveLength(2);
  });

  test("a trace that went through without repeats goes through again unchanged", () =>
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 40 }), (picked) => {
        const lines = picked.map((index) => fine[index] ?? "");
        const once = read(text(lines)).count;
        expect(once).toBeLessThanOrEqual(lines.length);
        expect(once).toBeGreaterThanOrEqual(new Set(lines).size);
      }),
    ));
});
