import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { golden } from "../../../test/golden.ts";
import { interpretAmdExporter } from "./index.ts";
import { parseAmdExporter } from "./parse-amd-exporter.ts";

const folder = new URL("./testdata/", import.meta.url);
const fixtures = readdirSync(folder).filter((name) => name.endsWith(".txt"));
const textOf = (name: string): string => readFileSync(new URL(`${name}.txt`, folder), "utf8");
const gpusOf = (name: string) => {
  const parsed = parseAmdExporter(textOf(name));
  if (parsed.kind !== "ok") throw new Error(parsed.kind);
  return parsed.report.gpus;
};

test("there are fixtures of twelve shapes", () => expect(fixtures.length).toBeGreaterThanOrEqual(12));

test.each(fixtures)("%s reads as its golden file says", (name) => {
  const parsed = parseAmdExporter(readFileSync(new URL(name, folder), "utf8"));
  expect(parsed).toEqual(golden(new URL(name.replace(/\.txt$/, ".expected.json"), folder), parsed));
});

test("values are in base units", () =>
  expect(gpusOf("mi300x")[0]).toMatchObject({
    uuid: "AMD-00ff74a1-0000-1000-80e0-c6d49f5b0d86",
    name: "AMD Instinct MI300X OAM",
    utilizationRatio: 0.93,
    memoryTotalBytes: 196592e6,
    memoryUsedBytes: 150000e6,
    powerDrawWatts: 640,
    temperatureCelsius: 71,
    smClockHertz: 2.1e9,
    memoryClockHertz: 1.3e9,
    eccUncorrectedVolatile: 0,
  }));

test.each([
  { name: "mi250-average-power", expected: { powerDrawWatts: 310, temperatureCelsius: 48, utilizationRatio: 0 } },
  { name: "mi325x-prefix", expected: { powerDrawWatts: 640, utilizationRatio: 0.93 } },
  { name: "upper-case-names", expected: { powerDrawWatts: 640, utilizationRatio: 0.93 } },
  { name: "mi355x-without-uuid", expected: { uuid: "AMD-692409005400/0", powerDrawWatts: 1111 } },
  { name: "no-name-but-index", expected: { uuid: "AMD-node-9/3", index: 3, utilizationRatio: 0.12 } },
  {
    name: "strix-halo-zeros",
    expected: {
      powerDrawWatts: null,
      temperatureCelsius: null,
      utilizationRatio: 0,
      unknown: { powerDrawWatts: "unreadable", temperatureCelsius: "unreadable" },
    },
  },
  {
    name: "not-available",
    expected: {
      utilizationRatio: null,
      memoryUsedBytes: null,
      powerDrawWatts: null,
      temperatureCelsius: null,
      memoryTotalBytes: 196592e6,
      unknown: { memoryUtilizationRatio: "unsupported", memoryUsedBytes: "missing", utilizationRatio: "unreadable" },
    },
  },
])("$name", ({ name, expected }) => expect(gpusOf(name)[0]).toMatchObject(expected));

test("partitions are rows of their own", () =>
  expect(new Set(gpusOf("mi300x-cpx-partitions").map(({ uuid }) => uuid)).size).toBe(4));

test.each([
  { name: "another-exporter", expected: { kind: "failed", reason: "no-known-metric" } },
  { name: "cut", expected: { kind: "degraded", reason: "unreadable" } },
  { name: "pods", expected: { kind: "ok" } },
])("$name is $expected.kind", ({ name, expected }) =>
  expect(interpretAmdExporter(textOf(name))).toMatchObject(expected),
);
