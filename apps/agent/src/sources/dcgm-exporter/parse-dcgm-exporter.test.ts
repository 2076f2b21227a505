import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { profilingFields } from "../../profiling/profiling-fields.ts";
import { everyNumber } from "../../testing/every-number.ts";
import { golden } from "../../testing/golden.ts";
import { interpretDcgmExporter } from "./index.ts";
import { parseDcgmExporter } from "./parse-dcgm-exporter.ts";

const folder = new URL("./testdata/", import.meta.url);
const fixtures = readdirSync(folder).filter((name) => name.endsWith(".txt"));
const textOf = (name: string): string => readFileSync(new URL(`${name}.txt`, folder), "utf8");
const gpusOf = (name: string) => {
  const parsed = parseDcgmExporter(textOf(name));
  if (parsed.kind !== "ok") throw new Error(parsed.kind);
  return parsed.report.gpus;
};

test.each(fixtures)("%s reads as its golden file says", (name) => {
  const parsed = parseDcgmExporter(readFileSync(new URL(name, folder), "utf8"));
  expect(parsed).toEqual(golden(new URL(name.replace(/\.txt$/, ".expected.json"), folder), parsed));
});

const first = {
  uuid: "GPU-0",
  index: 0,
  graphicsActiveRatio: 0.93,
  smActiveRatio: 0.71,
  smOccupancyRatio: 0.33,
  tensorActiveRatio: 0.42,
  dramActiveRatio: 0.58,
};
const unknown = Object.fromEntries(Object.keys(profilingFields).map((key) => [key, null]));

test.each(["classic-names", "names-since-4-6"])("%s tell the same", (name) => {
  expect(gpusOf(name)[0]).toEqual(first);
  expect(gpusOf(name)[1]).toMatchObject({ uuid: "GPU-1", smActiveRatio: 0, dramActiveRatio: 0 });
});

describe("what is no share", () => {
  const [blank, other] = gpusOf("sentinels");
  test("is null, be it a blank of 32 or 64 bits, a double, above 1 or not a number", () =>
    expect(blank).toEqual({ uuid: "GPU-0", index: 0, ...unknown }));
  test("costs the values beside it nothing", () => expect(other).toMatchObject({ tensorActiveRatio: 0.5 }));
});

test("a GPU shared by pods has one value, and none where its series disagree", () =>
  expect(gpusOf("shared-by-pods")).toMatchObject([first, { graphicsActiveRatio: null, smActiveRatio: 0.71 }]));

test("slices of a GPU are not taken for the GPU", () => expect(gpusOf("mig-slices")).toEqual([]));

test.each([
  { name: "another-exporter", expected: { kind: "failed", reason: "no-known-metric" } },
  { name: "no-profiling", expected: { kind: "degraded", reason: "no-known-metric" } },
  { name: "mig-slices", expected: { kind: "degraded", detail: expect.stringContaining("1 of its parts") } },
  { name: "broken-line", expected: { kind: "degraded", reason: "unreadable" } },
  { name: "classic-names", expected: { kind: "ok" } },
])("$name is $expected.kind", ({ name, expected }) =>
  expect(interpretDcgmExporter(textOf(name))).toMatchObject(expected),
);

test("any labels and values are answered with finite shares", () => {
  const value = fc.oneof(fc.double(), fc.string(), fc.constantFrom(2147483635, 2 ** 63, 140737488355331, 1.0001));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.string(), value), { maxLength: 8 }), (rows) => {
      const text = rows.map(([uuid, gpu, v]) => `DCGM_FI_PROF_SM_ACTIVE{UUID="${uuid}",gpu="${gpu}"} ${v}\n`).join("");
      const parsed = parseDcgmExporter(text);
      expect(everyNumber(parsed).every(Number.isFinite)).toBe(true);
      if (parsed.kind !== "ok") return;
      for (const { smActiveRatio } of parsed.report.gpus) expect(smActiveRatio ?? 0).toBeLessThanOrEqual(1);
    }),
    { numRuns: 1000 },
  );
});
