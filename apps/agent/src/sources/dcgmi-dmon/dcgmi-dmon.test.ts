import fc from "fast-check";
import { expect, test } from "vitest";
import { anyText, cases, everyNumber } from "../../../test/cases.ts";
import { dcgmiDmonSource, interpretDcgmiDmon, maxOutputCharacters, parseDcgmiDmon } from "./index.ts";

const { names, text: textOf, expected } = cases(new URL("./testdata/", import.meta.url));
const gpusOf = (name: string) => {
  const parsed = parseDcgmiDmon(textOf(name));
  if (parsed.kind !== "ok") throw new Error(parsed.detail);
  return parsed.report.gpus;
};

test.each(names)("%s reads as expected.json states", (name) => {
  const parsed = parseDcgmiDmon(textOf(name));
  expect(parsed).toEqual(expected(name, parsed));
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
    why: "titles name the columns",
    gpu: { smActiveRatio: 0.71, dramActiveRatio: 0.58, tensorActiveRatio: null },
  },
  { name: "columns-change", why: "the newest header counts", gpu: { smActiveRatio: 0.3, dramActiveRatio: null } },
  { name: "cut-row", why: "a row without its end costs itself", gpu: { smActiveRatio: 0.5 } },
])("$name: $why", ({ name, gpu }) => expect(gpusOf(name)[0]).toMatchObject(gpu));

test("slices and links are parts, not GPUs", () => {
  const entities = { kind: "ok", report: { gpus: [{ index: 0, smActiveRatio: null }] }, rejectedLines: 0 };
  expect(parseDcgmiDmon(textOf("mig-entities"))).toMatchObject(entities);
  expect(parseDcgmiDmon(textOf("links"))).toMatchObject({ report: { gpus: [{ index: 0 }] }, rejectedLines: 0 });
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
])("the outcome of $name", ({ result, expected: outcome }) =>
  expect(interpretDcgmiDmon(result, "dcgmi")).toMatchObject(outcome),
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

test.each(names)("%s cut anywhere has only numbers of its text", (name) => {
  const text = textOf(name);
  const numbers = new Set([...text.matchAll(/[\d.]+/g)].map(([digits]) => Number(digits)));
  fc.assert(
    fc.property(fc.nat(text.length), (length) => {
      const parsed = parseDcgmiDmon(text.slice(0, length));
      if (parsed.kind === "ok") for (const value of everyNumber(parsed.report.gpus)) expect(numbers).toContain(value);
    }),
    { numRuns: 20 },
  );
});
