import { describe, expect, test } from "vitest";
import { gpuReading, gpuReport } from "../../test/snapshots.ts";
import type { SliceReading } from "../gpu-report/gpu-report.ts";
import type { SliceMetrics } from "../sources/dcgm-exporter/read-dcgm-gpus.ts";
import { sliceColumns } from "./sample-slices.ts";

const slice = (uuid: string, over: Partial<SliceReading> = {}): SliceReading => ({
  uuid,
  index: 0,
  gpuInstanceId: 3,
  computeInstanceId: 0,
  profile: null,
  memoryTotalBytes: 20e9,
  memoryUsedBytes: 5e9,
  ...over,
});
const metrics = (
  uuid: string,
  over: Partial<SliceReading> = {},
  parentUuid: string | null = "GPU-0",
): SliceMetrics => ({
  parentUuid,
  slice: slice(uuid, { profile: "2g.20gb", memoryUsedBytes: 6e9, ...over }),
  shares: {
    graphicsActiveRatio: 0.9,
    smActiveRatio: 0.7,
    smOccupancyRatio: null,
    tensorActiveRatio: 0.4,
    dramActiveRatio: 0.5,
  },
});
const columns = (slices: readonly SliceReading[], exported: readonly SliceMetrics[], fresh = true) =>
  sliceColumns({ value: gpuReport([gpuReading(0, { migEnabled: true, slices })]), fresh }, exported).slices;

describe("a slice of the driver and one of the exporter", () => {
  test("with one instance are one row: memory of the driver, profile and shares of the exporter", () =>
    expect(columns([slice("MIG-a")], [metrics("GPU-0/gi3/ci0")])).toMatchObject({
      uuid: ["MIG-a"],
      parentUuid: ["GPU-0"],
      profile: ["2g.20gb"],
      memoryUsedBytes: [5e9],
      smActiveRatio: [0.7],
    }));
  test("with one UUID are one row, whatever their instances", () =>
    expect(columns([slice("MIG-a", { gpuInstanceId: null })], [metrics("MIG-a", {}, null)])).toMatchObject({
      uuid: ["MIG-a"],
      dramActiveRatio: [0.5],
    }));
  test("are not joined where two compute instances share the instance", () =>
    expect(
      columns([slice("MIG-a"), slice("MIG-b", { computeInstanceId: 1 })], [metrics("GPU-0/gi3/ci0")]),
    ).toMatchObject({ uuid: ["MIG-a", "MIG-b"] }));
});

test("slices of a GPU for which the driver has none are the exporter's", () =>
  expect(columns([], [metrics("GPU-0/gi3/ci0")])).toMatchObject({
    uuid: ["GPU-0/gi3/ci0"],
    memoryUsedBytes: [6e9],
    smActiveRatio: [0.7],
  }));

test("stale memory of the driver is the exporter's, else unknown", () => {
  expect(columns([slice("MIG-a")], [metrics("GPU-0/gi3/ci0")], false)?.memoryUsedBytes).toEqual([6e9]);
  expect(columns([slice("MIG-a")], [], false)?.memoryUsedBytes).toEqual([null]);
});

test("without slices there are no columns, without an exporter no shares", () => {
  expect(columns([], [])).toBeUndefined();
  expect(columns([slice("MIG-a")], [])).not.toHaveProperty("smActiveRatio");
});
