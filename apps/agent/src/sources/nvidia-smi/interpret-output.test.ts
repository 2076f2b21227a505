import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { cases } from "../../../test/cases.ts";
import { gpuReading, gpuReport } from "../../../test/snapshots.ts";
import type { SliceReading } from "../../gpu-report/gpu-report.ts";
import type { RunResult } from "../../source/run-bounded.ts";
import { parseDocument } from "./document/parse-document.ts";
import { nameSlices, parseNvidiaSmiList } from "./name-slices.ts";
import { interpretOutput } from "./output/interpret-output.ts";
import { unreachableGpus } from "./output/stray-text.ts";

const { text: fixture } = cases(new URL("./document/testdata/", import.meta.url));
const exited = (code: number, stdout: string, stderr = ""): RunResult => ({ kind: "exited", code, stdout, stderr });

test.each([
  {
    name: "a program that is not there is absent, not failed",
    result: { kind: "not-started", missing: true, detail: "spawn ENOENT" } as const,
    expected: { kind: "absent", detail: "smi was not found" },
  },
  {
    name: "a program that may not be run has failed",
    result: { kind: "not-started", missing: false, detail: "spawn EACCES" } as const,
    expected: { kind: "failed", reason: "not-started", detail: "spawn EACCES" },
  },
  {
    name: "a driver that is not loaded fails with its exit code and message",
    result: exited(9, "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\nMore.\n"),
    expected: {
      kind: "failed",
      reason: "exit-code",
      detail: "exit code 9: NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.",
    },
  },
  {
    name: "no document in spite of success is unreadable",
    result: exited(0, "Hello, GPU world.....\n"),
    expected: {
      kind: "failed",
      reason: "unreadable",
      detail: "no whole document in 22 characters: Hello, GPU world.....",
    },
  },
  {
    name: "a driver's message in spite of success is the reason",
    result: exited(0, "Failed to initialize NVML: Driver/library version mismatch\nNVML library version: 535.183\n"),
    expected: {
      kind: "failed",
      detail: expect.stringContaining(": Failed to initialize NVML: Driver/library version mismatch"),
    },
  },
  {
    name: "a table is no document",
    result: exited(0, "pid, process_name\n17, python\n"),
    expected: { kind: "failed", reason: "unreadable" },
  },
  {
    name: "a document without cards is incomplete",
    result: exited(0, fixture("no-gpu-v12-535")),
    expected: { kind: "degraded", detail: "no GPU is described", value: { attachedGpus: 0 } },
  },
  {
    name: "a driver without cards has reported their number",
    result: exited(6, "No devices were found\n"),
    expected: { kind: "degraded", value: { attachedGpus: 0, gpus: [] }, detail: "No devices were found" },
  },
  {
    name: "a lost card on standard error is rejected as lost",
    result: exited(
      15,
      fixture("h100-v12-535"),
      "Unable to determine the device handle for GPU 0000:C9:00.0: GPU is lost.\n",
    ),
    expected: { kind: "degraded", value: { rejected: [{ pciBusId: "0000:C9:00.0", reason: "lost" }] } },
  },
  {
    name: "too much output is a failure of its own",
    result: { kind: "too-large", maxOutputBytes: 10 } as const,
    expected: { kind: "failed", reason: "too-large", detail: "more than 10 bytes" },
  },
  {
    name: "a stopped read ran into its deadline",
    result: { kind: "stopped" } as const,
    expected: { kind: "failed", reason: "deadline", detail: "the read was stopped at its deadline" },
  },
  { name: "a whole document is ok", result: exited(0, fixture("h100-v12-535")), expected: { kind: "ok" } },
  {
    name: "a document counts in spite of an exit code",
    result: exited(14, fixture("h100-v12-535"), "infoROM is corrupted\n"),
    expected: { kind: "degraded", reason: "exit-code", detail: "exit code 14: infoROM is corrupted" },
  },
  {
    name: "a document with the message inside counts, and the message is the detail",
    result: exited(
      14,
      fixture("h100-v12-535").replace(
        "<attached_gpus>",
        "WARNING: infoROM is corrupted at gpu 0000:4C:00.0\n<attached_gpus>",
      ),
    ),
    expected: {
      kind: "degraded",
      reason: "exit-code",
      detail: "exit code 14: WARNING: infoROM is corrupted at gpu 0000:4C:00.0",
    },
  },
  {
    name: "a cut document fails with the message, not with its markup",
    result: exited(255, '<?xml version="1.0" ?>\n<nvidia_smi_log>\n<timestamp>now</timestamp>\nUnknown Error\n'),
    expected: { kind: "failed", reason: "exit-code", detail: "exit code 255: Unknown Error" },
  },
  {
    name: "a lost card makes the report incomplete and names the card",
    result: exited(0, fixture("h100-broken-card-v12-535")),
    expected: {
      kind: "degraded",
      reason: "incomplete",
      detail: "GPU at 00000000:2A:00.0: uuid-missing; 3 GPUs attached, 2 described",
    },
  },
])("$name", ({ result, expected }) => expect(interpretOutput(result, "smi", parseDocument)).toMatchObject(expected));

const handle = (rest: string): string => `Unable to determine the device handle for ${rest}\n`;

test.each([
  { name: "bus id alone", text: handle("GPU 0000:0B:00.0: Unknown Error"), index: null, busId: "0000:0B:00.0" },
  {
    name: "bus id without a blank",
    text: handle("GPU0000:65:00.0: Unknown Error"),
    index: null,
    busId: "0000:65:00.0",
  },
  { name: "index and bus id", text: handle("GPU3: 0000:5F:00.0: Unknown Error"), index: 3, busId: "0000:5F:00.0" },
  { name: "index alone", text: handle("GPU2: Unknown Error"), index: 2, busId: null },
  { name: "index at the end", text: handle("GPU0"), index: 0, busId: null },
  { name: "short domain", text: handle("GPU 000:BA:80.0: Unknown Error"), index: null, busId: "000:BA:80.0" },
  { name: "long domain", text: handle("gpu 00000000:C9:00.0: GPU is lost."), index: null, busId: "00000000:C9:00.0" },
  {
    name: "the other verb",
    text: "Unable to detect the device handle for GPU0000:B1:00.0: Unknown Error\n",
    index: null,
    busId: "0000:B1:00.0",
  },
])("a GPU that cannot be reached is named by $name", ({ text, index, busId }) =>
  expect(unreachableGpus(text)).toEqual([{ index, busId }]),
);
test("a message that names none names none", () => expect(unreachableGpus(handle("the GPU"))).toEqual([]));

describe("GPUs behind one that the driver left out", () => {
  const whole = readFileSync(new URL("./document/testdata/h100-v12-535.xml", import.meta.url), "utf8");
  /** Without its third GPU, which a message names. */
  const without = (message: string, attached = "8") => {
    const third = whole.match(/<gpu id="[^"]*">[\s\S]*?<\/gpu>\s*/g)?.[2] ?? "";
    const text = whole.replace(third, "").replace(/<attached_gpus>\d+</, `<attached_gpus>${attached}<`);
    const parsed = parseDocument(message + text);
    return parsed.kind === "ok" ? parsed.report.gpus.map(({ index }) => index) : parsed;
  };
  const busIds = [...whole.matchAll(/<gpu id="([^"]*)"/g)].map(([, busId = ""]) => busId);
  test.each([
    {
      name: "keep their indices where the message has its index",
      message: handle(`GPU2: ${busIds[2]?.slice(4)}: Unknown Error`),
    },
    {
      name: "keep their indices where the message has its bus id",
      message: handle(`GPU${busIds[2]?.slice(4)}: GPU is lost.`),
    },
  ])("$name", ({ message }) => expect(without(message)).toEqual([0, 1, 3, 4, 5, 6, 7]));
  test("have new ones where the driver no longer counts it", () =>
    expect(without(handle(`GPU${busIds[2]?.slice(4)}: GPU is lost.`), "7")).toEqual([0, 1, 2, 3, 4, 5, 6]));
});

describe("names of slices", () => {
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
});
