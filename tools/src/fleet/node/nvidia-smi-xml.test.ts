import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { testNode } from "../../../test/fleet/small-fleet.ts";
import { gpuReading } from "./gpu-reading.ts";
import { NodeFiles } from "./node-files.ts";
import { nvidiaSmiXml } from "./nvidia-smi-xml.ts";

const limits = { memory: 80 * 2 ** 30, power: 700 };
const first = { before: null, seconds: 0 };
const busy = { busyRatio: 1, batchRatio: 0.25, memoryUsed: 40 * 2 ** 30 };

/** Names of elements in order of closing; throws where tags do not nest. */
const closedElements = (xml: string): readonly string[] => {
  const open: string[] = [];
  const closed: string[] = [];
  for (const [, slash, name] of xml.matchAll(/<(\/?)([a-z_]+)[^<>]*>/g)) {
    if (slash === "") open.push(name ?? "");
    else if (open.pop() === name) closed.push(name ?? "");
    else throw new Error(`</${name}> closes another element`);
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(", ")}`);
  return closed;
};

const textOf = (xml: string, element: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, "g"))].map(([, text]) => (text ?? "").trim());

const node = testNode("pool-1", "pool", 2);

describe("the rendered nvidia-smi document", () => {
  const readings = [gpuReading(limits, busy, first), gpuReading(limits, null, first)];
  const xml = nvidiaSmiXml(node, readings, "Thu, 01 Jan 2026 12:00:00 GMT");

  test("its elements nest and it names its schema", () => {
    expect(closedElements(xml).filter((name) => name === "gpu")).toHaveLength(2);
    expect(xml).toContain('<!DOCTYPE nvidia_smi_log SYSTEM "nvsmi_device_v12.dtd">');
    expect(textOf(xml, "attached_gpus")).toEqual(["2"]);
  });

  test.each([
    { element: "uuid", expected: node.gpus.map(({ uuid }) => uuid) },
    { element: "product_name", expected: ["NVIDIA H100 80GB HBM3", "NVIDIA H100 80GB HBM3"] },
    { element: "gpu_util", expected: ["100 %", "0 %"] },
    { element: "used", expected: ["40960 MiB", "0 MiB"] },
    { element: "total", expected: ["81920 MiB", "81920 MiB"] },
    { element: "power_draw", expected: ["530.60 W", "84.00 W"] },
    { element: "current_power_limit", expected: ["700.00 W", "700.00 W"] },
    { element: "gpu_temp", expected: ["63 C", "33 C"] },
    { element: "clocks_event_reason_gpu_idle", expected: ["Not Active", "Active"] },
    { element: "current_mig", expected: ["Disabled", "Disabled"] },
    { element: "sm_clock", expected: ["N/A", "N/A"] },
  ])("$element is $expected", ({ element, expected }) => {
    expect(textOf(xml, element)).toEqual(expected);
  });

  test("whatever a GPU does, its memory adds up and its power and temperature stay within their limits", () =>
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 1.2e11, noNaN: true }),
        (busyRatio, batchRatio, memoryUsed) => {
          const reading = gpuReading(limits, { busyRatio, batchRatio, memoryUsed }, first);
          expect(reading.powerDrawWatts).toBeGreaterThanOrEqual(84);
          expect(reading.powerDrawWatts).toBeLessThanOrEqual(700);
          expect(reading.temperatureCelsius).toBeLessThanOrEqual(74);
          expect(reading.memoryUsed + reading.memoryReserved).toBeLessThanOrEqual(limits.memory);
        },
      ),
    ));

  test("temperature follows a change of load over time and arrives", () => {
    const cold = gpuReading(limits, null, first).temperatureCelsius;
    const soon = gpuReading(limits, busy, { before: cold, seconds: 1 }).temperatureCelsius;
    const later = gpuReading(limits, busy, { before: cold, seconds: 600 }).temperatureCelsius;
    expect(soon).toBeGreaterThan(cold);
    expect(soon).toBeLessThan(cold + 5);
    expect(later).toBeCloseTo(gpuReading(limits, busy, first).temperatureCelsius, 3);
  });
});

describe("the folder of a node", () => {
  const run = promisify(execFile);
  let dir = "";
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "fleet-node-"));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  test("its nvidia-smi prints the present readings", async () => {
    const files = new NodeFiles({ ...node, dir: join(dir, "pool-1") });
    await files.prepare();
    await files.writeGpus(() => busy, 1, new Date(0));
    expect(textOf((await run(files.nvidiaSmi, ["-q", "-x"])).stdout, "gpu_util")).toEqual(["100 %", "100 %"]);
    await files.writeGpus(() => null, 1, new Date(1000));
    expect(textOf((await run(files.nvidiaSmi, ["-q", "-x"])).stdout, "gpu_util")).toEqual(["0 %", "0 %"]);
  });

  test.each([[["--version"]], [["-q"]], [["-q", "-x", "-l", "1"]], [[]]])(
    "its nvidia-smi refuses %j with status 2 and says so on standard error",
    async (args) => {
      const files = new NodeFiles({ ...node, dir });
      await files.prepare();
      await expect(run(files.nvidiaSmi, args)).rejects.toMatchObject({
        code: 2,
        stdout: "",
        stderr: expect.stringContaining("-q -x"),
      });
    },
  );
});
