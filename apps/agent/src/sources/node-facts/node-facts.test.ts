import fc from "fast-check";
import { expect, test } from "vitest";
import { anyText, everyNumber } from "../../../test/cases.ts";
import { type NodeFiles, parseNodeFacts, readNodeFacts } from "./index.ts";

const nothing: NodeFiles = {
  osRelease: null,
  kernelRelease: null,
  cpuinfo: null,
  meminfo: null,
  nvidiaVersion: null,
  nvidiaDevices: null,
};

test("facts are read from the kernel's files", () =>
  expect(
    parseNodeFacts({
      osRelease: 'NAME="Ubuntu"\nPRETTY_NAME="Ubuntu 24.04.1 LTS"\n',
      kernelRelease: "6.8.0-1015-nvidia\n",
      cpuinfo: "processor\t: 0\nmodel name\t: Example CPU\n\nprocessor\t: 1\nmodel name\t: Example CPU\n",
      meminfo: "MemTotal:       2113428480 kB\nMemFree: 1 kB\n",
      nvidiaVersion:
        "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.65.06  Release Build\nGCC version: 13\n",
      nvidiaDevices: ["0000:18:00.0", "0000:2a:00.0"],
    }),
  ).toEqual({
    kernel: "6.8.0-1015-nvidia",
    operatingSystem: "Ubuntu 24.04.1 LTS",
    processorModel: "Example CPU",
    processors: 2,
    memoryTotalBytes: 2113428480 * 1024,
    nvidiaModule: "580.65.06",
    nvidiaDevices: 2,
  }));

test.each([
  ["NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.129.03  Thu Oct 19\n", "535.129.03"],
  ["NVRM version: NVIDIA UNIX aarch64 Kernel Module  570.86.15\n", "570.86.15"],
  ["something else\n", null],
])("%j is of the module %s", (nvidiaVersion, expected) =>
  expect(parseNodeFacts({ ...nothing, nvidiaVersion }).nvidiaModule).toBe(expected),
);

test("what cannot be read is unknown", () =>
  expect(new Set(Object.values(readNodeFacts("/nonexistent")))).toEqual(new Set([null])));

test("any text is answered with finite numbers", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const facts = parseNodeFacts({ ...nothing, osRelease: text, cpuinfo: text, meminfo: text, nvidiaVersion: text });
      expect(everyNumber(facts).every(Number.isFinite)).toBe(true);
    }),
    { numRuns: 200 },
  );
});
