import { expect, test } from "vitest";
import { cases } from "../../../test/cases.ts";
import type { RunResult } from "../../run-bounded.ts";
import { interpretNvidiaSmi } from "./interpret-nvidia-smi.ts";

const { text: fixture } = cases(new URL("../nvidia-smi-xml/testdata/", import.meta.url));
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
    name: "a table in answer to the query of a document is read by its titles",
    result: exited(
      0,
      "index, gpu_name, gpu_uuid, utilization.gpu [%], memory.used [MiB]\n3, NVIDIA L4, GPU-1, 17 %, 512 MiB\n",
    ),
    expected: {
      kind: "ok",
      value: {
        gpus: [{ uuid: "GPU-1", index: 3, name: "NVIDIA L4", utilizationRatio: 0.17, memoryUsedBytes: 2 ** 29 }],
      },
    },
  },
  {
    name: "a table without UUIDs is read, and the state names the missing column",
    result: exited(0, "pci.bus_id, temperature.gpu\n00000000:18:00.0, 34\n00000000:2A:00.0, 35\n"),
    expected: {
      kind: "degraded",
      detail: expect.stringContaining("no column uuid"),
      value: { gpus: [{ uuid: "pci-00000000:18:00.0" }, { uuid: "pci-00000000:2A:00.0", temperatureCelsius: 35 }] },
    },
  },
  {
    name: "a table of unknown titles is none",
    result: exited(0, "pid, process_name\n17, python\n"),
    expected: { kind: "failed", reason: "unreadable" },
  },
  {
    name: "a document without cards is incomplete",
    result: exited(0, fixture("no-gpu-v12-535")),
    expected: { kind: "degraded", detail: "no GPU is described", value: { attachedGpus: 0 } },
  },
  {
    name: "a table without rows is incomplete",
    result: exited(0, "uuid, temperature.gpu\n"),
    expected: { kind: "degraded", detail: "no GPU is described", value: { attachedGpus: null } },
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
    name: "a lost card makes the report incomplete and names the card",
    result: exited(0, fixture("h100-broken-card-v12-535")),
    expected: {
      kind: "degraded",
      reason: "incomplete",
      detail: "GPU at 00000000:2A:00.0: uuid-missing; 3 GPUs attached, 2 described",
    },
  },
])("$name", ({ result, expected }) => expect(interpretNvidiaSmi(result, "smi")).toMatchObject(expected));
