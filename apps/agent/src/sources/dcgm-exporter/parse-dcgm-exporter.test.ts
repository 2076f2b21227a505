import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cases, everyNumber } from "../../../test/cases.ts";
import { interpretDcgmExporter, parseDcgmExporter } from "./parse-dcgm-exporter.ts";

const { names, text: textOf, expected } = cases(new URL("./testdata/", import.meta.url));
test.each(names)("%s reads as expected.json states", (name) => {
  const parsed = parseDcgmExporter(textOf(name));
  const plain =
    parsed.kind === "ok"
      ? { ...parsed, report: { ...parsed.report, lastXids: Object.fromEntries(parsed.report.lastXids) } }
      : parsed;
  expect(plain).toEqual(expected(name, plain));
});

describe("the GPUs of a page", () => {
  const reportOf = (name: string) => {
    const parsed = parseDcgmExporter(textOf(name));
    if (parsed.kind !== "ok") throw new Error(parsed.kind);
    return parsed.report;
  };
  test("have their values in base units, under classic names", () =>
    expect(reportOf("h100-default-counters-535").gpuReport).toMatchObject({
      driverVersion: "535.161.08",
      gpus: [
        {
          utilizationRatio: 0.97,
          memoryUsedBytes: 70000 * 2 ** 20,
          memoryTotalBytes: 81000 * 2 ** 20,
          powerDrawWatts: 640.2,
          temperatureCelsius: 61,
          smClockHertz: 1.98e9,
          clockEventReasons: ["hw-thermal-slowdown"],
          rowRemapFailed: false,
          eccUncorrectedVolatile: null,
          unknown: { eccUncorrectedVolatile: "missing" },
        },
        { clockEventReasons: ["sw-power-cap"] },
      ],
    }));
  test("and under those since 4.6", () =>
    expect(reportOf("b200-names-since-4-6-full").gpuReport.gpus[0]).toMatchObject({
      utilizationRatio: 1,
      powerDrawWatts: 911.4,
      temperatureCelsius: 52,
      memoryTotalBytes: 183359 * 2 ** 20,
      rowRemapPending: true,
      clockEventReasons: [],
    }));
  test("of a divided GPU the slices have their memory, and the GPU no utilisation", () => {
    const [gpu] = reportOf("h100-mig-memory").gpuReport.gpus;
    expect(gpu).toMatchObject({
      migEnabled: true,
      utilizationRatio: null,
      unknown: { utilizationRatio: "unsupported" },
    });
    expect(gpu?.slices.map(({ profile, gpuInstanceId }) => [profile, gpuInstanceId])).toEqual([
      ["1g.10gb", 9],
      ["1g.10gb", 10],
      ["3g.40gb", 3],
    ]);
    expect(gpu?.slices[0]).toMatchObject({ memoryUsedBytes: 4000 * 2 ** 20, memoryTotalBytes: 9800 * 2 ** 20 });
  });
  test("of a divided GPU the values of the board are those that its slices repeat", () =>
    expect(reportOf("mig-board-values").gpuReport).toMatchObject({
      gpus: [
        {
          index: 0,
          name: "NVIDIA H100 80GB HBM3",
          pciBusId: "00000000:18:00.0",
          powerDrawWatts: 412.5,
          temperatureCelsius: 51,
          memoryTemperatureCelsius: 58,
          smClockHertz: 1.98e9,
          eccUncorrectedVolatile: 0,
          rowRemapFailed: false,
          utilizationRatio: null,
          memoryUsedBytes: null,
        },
      ],
      pods: [
        { device: "GPU-00000000-1111-2222-3333-444444444444/gi9/ci0", namespace: "serving", pod: "chat-0" },
        { device: "GPU-00000000-1111-2222-3333-444444444444/gi3/ci0", container: "engine", pod: "chat-1" },
      ],
    }));
  test("of a divided GPU a value of its own counts before those of its slices, and none that its slices disagree on", () => {
    const series = (name: string, value: number, slice = "") =>
      `DCGM_FI_DEV_${name}{gpu="0",UUID="GPU-0"${slice === "" ? "" : `,GPU_I_ID="${slice}",GPU_I_PROFILE="1g.10gb"`}} ${value}\n`;
    const page = [
      series("GPU_TEMP", 50),
      series("GPU_TEMP", 40, "1"),
      series("POWER_USAGE", 300, "1"),
      series("POWER_USAGE", 300, "2"),
      series("SM_CLOCK", 1000, "1"),
      series("SM_CLOCK", 1200, "2"),
    ].join("");
    const parsed = parseDcgmExporter(page);
    expect(parsed).toMatchObject({
      kind: "ok",
      report: {
        gpuReport: {
          gpus: [
            {
              temperatureCelsius: 50,
              powerDrawWatts: 300,
              smClockHertz: null,
              unknown: { smClockHertz: "unreadable" },
            },
          ],
        },
      },
    });
  });
  test("of a capture have their values and the pod of the one that is given away", () =>
    expect(reportOf("h100-8gpu-capture").gpuReport).toMatchObject({
      driverVersion: "580.105.08",
      gpus: Array.from({ length: 8 }, (_, index) => ({ index, name: "NVIDIA H100 80GB HBM3" })),
      pods: [{ device: "GPU-c4529c8d-69c4-b61d-e0bc-7b2460096005", container: "main" }],
    }));
  test("a slice that is named alone has no GPU and is left out", () =>
    expect(reportOf("mig-uuid-alone").gpuReport.gpus).toEqual([]));
});

test.each([
  { name: "another-exporter", expected: { kind: "failed", reason: "no-known-metric" } },
  { name: "no-profiling", expected: { kind: "ok" } },
  { name: "mig-slices", expected: { kind: "ok" } },
  { name: "broken-line", expected: { kind: "degraded", reason: "unreadable" } },
  { name: "classic-names", expected: { kind: "ok" } },
])("$name is $expected.kind", ({ name, expected: outcome }) =>
  expect(interpretDcgmExporter(textOf(name))).toMatchObject(outcome),
);

test("any labels and values are answered with finite shares", () => {
  const value = fc.oneof(fc.double(), fc.string(), fc.constantFrom(2147483635, 2 ** 63, 140737488355331, 1.0001));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.string(), value), { maxLength: 8 }), (rows) => {
      const text = rows.map(([uuid, gpu, v]) => `DCGM_FI_DEV_GPU_UTIL{UUID="${uuid}",gpu="${gpu}"} ${v}\n`).join("");
      const parsed = parseDcgmExporter(text);
      expect(everyNumber(parsed).every(Number.isFinite)).toBe(true);
      if (parsed.kind !== "ok") return;
      for (const { utilizationRatio } of parsed.report.gpuReport.gpus)
        expect(utilizationRatio ?? 0).toBeLessThanOrEqual(1);
    }),
    { numRuns: 1000 },
  );
});
