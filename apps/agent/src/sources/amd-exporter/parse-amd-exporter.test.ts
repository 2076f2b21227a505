import { expect, test } from "vitest";
import { cases } from "../../../test/cases.ts";
import { interpretAmdExporter, parseAmdExporter } from "./index.ts";

const { names, text: textOf, expected } = cases(new URL("./testdata/", import.meta.url));
const gpusOf = (name: string) => {
  const parsed = parseAmdExporter(textOf(name));
  if (parsed.kind !== "ok") throw new Error(parsed.kind);
  return parsed.report.gpus;
};

test.each(names)("%s reads as expected.json states", (name) => {
  const parsed = parseAmdExporter(textOf(name));
  expect(parsed).toEqual(expected(name, parsed));
});

test("values are in base units", () =>
  expect(gpusOf("mi300x")[0]).toMatchObject({
    uuid: "AMD-00ff74a1-0000-1000-80e0-c6d49f5b0d86",
    name: "AMD Instinct MI300X OAM",
    utilizationRatio: 0.93,
    memoryTotalBytes: 196592 * 2 ** 20,
    memoryUsedBytes: 150000 * 2 ** 20,
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
      memoryTotalBytes: 196592 * 2 ** 20,
      unknown: { memoryUtilizationRatio: "unsupported", memoryUsedBytes: "missing", utilizationRatio: "unreadable" },
    },
  },
])("$name", ({ name, expected: gpu }) => expect(gpusOf(name)[0]).toMatchObject(gpu));

test("partitions are rows of their own", () =>
  expect(new Set(gpusOf("mi300x-cpx-partitions").map(({ uuid }) => uuid)).size).toBe(4));

test.each([
  { name: "another-exporter", expected: { kind: "failed", reason: "no-known-metric" } },
  { name: "cut", expected: { kind: "degraded", reason: "unreadable" } },
  { name: "pods", expected: { kind: "ok" } },
])("$name is $expected.kind", ({ name, expected: outcome }) =>
  expect(interpretAmdExporter(textOf(name))).toMatchObject(outcome),
);

test.each([
  {
    name: "the hottest of its stacks",
    lines: ['gpu_hbm_temperature{hbm_index="0",', 'gpu_hbm_temperature{hbm_index="1",'],
    values: [55, 61],
    celsius: 61,
  },
  {
    name: "its own where it has one",
    lines: ["gpu_memory_temperature{", 'gpu_hbm_temperature{hbm_index="1",'],
    values: [50, 61],
    celsius: 50,
  },
  { name: "unknown where the card reports 0", lines: ["gpu_memory_temperature{"], values: [0], celsius: null },
])("the temperature of the memory is $name", ({ lines, values, celsius }) => {
  const text = lines.map((line, at) => `${line}gpu_id="0",gpu_uuid="u"} ${values[at]}\n`).join("");
  const parsed = parseAmdExporter(text);
  expect(parsed.kind === "ok" && parsed.report.gpus[0]?.memoryTemperatureCelsius).toBe(celsius);
});
