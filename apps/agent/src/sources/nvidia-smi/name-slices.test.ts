import { expect, test } from "vitest";
import { gpuReading, gpuReport } from "../../../test/snapshots.ts";
import type { SliceReading } from "../../gpu-report/gpu-report.ts";
import { nameSlices, parseNvidiaSmiList } from "./name-slices.ts";

const list = `GPU 0: NVIDIA A100-SXM4-80GB (UUID: GPU-0)
  MIG 3g.40gb     Device  0: (UUID: MIG-c6d4f1ef-42e4-5de3-91c7-45d71c87eb3f)
  MIG 1c.3g.40gb  Device  1: (UUID: MIG-cba663e8-9bed-5b25-b243-5985ef7c9beb)
GPU 1: NVIDIA A100-SXM4-80GB (UUID: GPU-1)
GPU 2: ERR!
  MIG 1g.10gb     Device  0: (UUID: MIG-00000000-0000-0000-0000-000000000000)
GPU 3: A100-SXM4-40GB (UUID: GPU-3)
  MIG 1g.5gb Device 0: (UUID: MIG-GPU-3/1/0)
`;

test("slices are listed below their GPU; those of a GPU that cannot be read are left out", () =>
  expect(parseNvidiaSmiList(list).map(({ parentUuid, index, profile }) => [parentUuid, index, profile])).toEqual([
    ["GPU-0", 0, "3g.40gb"],
    ["GPU-0", 1, "1c.3g.40gb"],
    ["GPU-3", 0, "1g.5gb"],
  ]));

const slice = (index: number): SliceReading => ({
  uuid: `GPU-0/gi${index}/ci0`,
  index,
  gpuInstanceId: index,
  computeInstanceId: 0,
  profile: null,
  memoryTotalBytes: 40e9,
  memoryUsedBytes: 1e9,
});

test("slices get the name that the list gives their number, and keep their values", () => {
  const report = gpuReport([gpuReading(0, { migEnabled: true, slices: [slice(0), slice(7)] })]);
  expect(nameSlices(report, parseNvidiaSmiList(list)).gpus[0]?.slices).toEqual([
    { ...slice(0), uuid: "MIG-c6d4f1ef-42e4-5de3-91c7-45d71c87eb3f", profile: "3g.40gb" },
    slice(7),
  ]);
});

test("a report without slices gets those of the list; a GPU that is not divided gets none", () => {
  const report = gpuReport([gpuReading(3, { migEnabled: true }), gpuReading(0)]);
  const [divided, plain] = nameSlices(report, parseNvidiaSmiList(list)).gpus;
  expect(divided?.slices).toMatchObject([{ uuid: "MIG-GPU-3/1/0", profile: "1g.5gb", memoryUsedBytes: null }]);
  expect(plain?.slices).toEqual([]);
});
