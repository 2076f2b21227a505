import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { anyText } from "../../../test/any-text.ts";
import { everyNumber } from "../../../test/every-number.ts";
import { golden } from "../../../test/golden.ts";
import { dcgmiDmonSource, interpretDcgmiDmon } from "./index.ts";
import { maxOutputCharacters, parseDcgmiDmon } from "./parse-dcgmi-dmon.ts";

const folder = new URL("./testdata/", import.meta.url);
const fixtures = readdirSync(folder).filter((name) => name.endsWith(".txt"));
const textOf = (name: string): string => readFileSync(new URL(`${name}.txt`, folder), "utf8");
const reportOf = (name: string) => {
  const parsed = parseDcgmiDmon(textOf(name));
  if (parsed.kind !== "ok") throw new Error(parsed.detail);
  return parsed.report;
};

test("there are fixtures of twelve shapes", () => expect(fixtures.length).toBeGreaterThanOrEqual(12));

test.each(fixtures)("%s reads as its golden file says", (name) => {
  const parsed = parseDcgmiDmon(readFileSync(new URL(name, folder), "utf8"));
  expect(parsed).toEqual(golden(new URL(name.replace(/\.txt$/, ".expected.json"), folder), parsed));
});

test.each([
  { name: "two-gpus", why: "the last row of a GPU counts", gpu: { smActiveRatio: 0.71, dramActiveRatio: 0.58 } },
  { name: "repeated-header", why: "a header again is no row", gpu: { smActiveRatio: 0.2 } },
  {
    name: "blank-cells",
    why: "an empty cell moves no other",
    gpu: { smActiveRatio: null, smOccupancyRatio: 0.33, dramActiveRatio: 0.58 },
  },
  {
    name: "cut-values",
    why: "a cut value is none",
    gpu: { smActiveRatio: null, smOccupancyRatio: null, tensorActiveRatio: 0.42, dramActiveRatio: null },
  },
  {
    name: "overflowing-value",
    why: "a value over the edge and its neighbour are none",
    gpu: { graphicsActiveRatio: 0.93, smActiveRatio: null, smOccupancyRatio: null, tensorActiveRatio: 0.42 },
  },
  {
    name: "columns-in-another-order",
    why: "titles say what a column is",
    gpu: { smActiveRatio: 0.71, dramActiveRatio: 0.58, tensorActiveRatio: null },
  },
  { name: "columns-change", why: "the newest header counts", gpu: { smActiveRatio: 0.3, dramActiveRatio: null } },
  { name: "cut-row", why: "a row without its end costs itself", gpu: { smActiveRatio: 0.5 } },
])("$name: $why", ({ name, gpu }) => expect(reportOf(name).gpus[0]).toMatchObject(gpu));

test("slices and links are parts, not GPUs", () => {
  expect(reportOf("mig-entities")).toMatchObject({
    gpus: [{ index: 0, smActiveRatio: null }],
    partsIgnored: 2,
    rejectedLines: 0,
  });
  expect(reportOf("links")).toMatchObject({ gpus: [{ index: 0 }], partsIgnored: 1, rejectedLines: 0 });
});

const exited = (stdout: string, code = 0, stderr = "") => ({ kind: "exited", code, stdout, stderr }) as const;

test.each([
  { name: "a table", result: exited(textOf("two-gpus")), expected: { kind: "ok" } },
  { name: "a table with a message in it", result: exited(textOf("not-understood")), expected: { kind: "degraded" } },
  { name: "no table", result: exited(textOf("no-header")), expected: { kind: "failed", reason: "unreadable" } },
  {
    name: "an exit code",
    result: exited("", 1, "no DCGM"),
    expected: { reason: "exit-code", detail: "exit code 1: no DCGM" },
  },
  { name: "too much", result: exited(" ".repeat(maxOutputCharacters + 1)), expected: { reason: "too-large" } },
  { name: "its deadline", result: { kind: "stopped" } as const, expected: { reason: "deadline" } },
])("$name is told as such", ({ result, expected }) =>
  expect(interpretDcgmiDmon(result, "dcgmi")).toMatchObject(expected),
);

test("a program that is not there is absent", async () =>
  expect(
    await dcgmiDmonSource({ command: "/nonexistent/dcgmi", deadlineSeconds: 1 }).read(new AbortController().signal),
  ).toMatchObject({ kind: "absent" }));

test("any text is answered with finite numbers", () => {
  fc.assert(
    fc.property(anyText, fc.string(), (a, b) => {
      const parsed = parseDcgmiDmon(`#Entity   GRACT  ${a}\nGPU 0     ${b}\n${a}\n`);
      expect(everyNumber(parsed).every(Number.isFinite)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test.each(fixtures)("%s cut anywhere tells only numbers that stand in it", (name) => {
  const text = textOf(name.replace(".txt", ""));
  const numbers = new Set([...text.matchAll(/[\d.]+/g)].map(([digits]) => Number(digits)));
  fc.assert(
    fc.property(fc.nat(text.length), (length) => {
      const parsed = parseDcgmiDmon(text.slice(0, length));
      if (parsed.kind === "ok") for (const value of everyNumber(parsed.report.gpus)) expect(numbers).toContain(value);
    }),
    { numRuns: 20 },
  );
});
