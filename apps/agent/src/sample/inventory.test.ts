import { Inventory } from "@loadline/protocol";
import { describe, expect, test } from "vitest";
import { gpuReading, gpuReport } from "../../test/snapshots.ts";
import { buildInventory } from "./inventory.ts";

const facts = { agentVersion: "0.1.0", host: "gpu-node-7", expectedGpus: 8, observedAt: 1_764_000_000 };
const report = gpuReport([gpuReading(0), gpuReading(1)]);
const inventory = buildInventory(report, facts);

test("an inventory satisfies the contract", () => expect(Inventory.parse(inventory)).toEqual(inventory));

describe("the hash", () => {
  test("is SHA-256 in hexadecimal", () => expect(inventory.hash).toMatch(/^[0-9a-f]{64}$/));
  test.each([
    { name: "the time", other: buildInventory(report, { ...facts, observedAt: 1 }) },
    { name: "the order of the GPUs", other: buildInventory(gpuReport([gpuReading(1), gpuReading(0)]), facts) },
    {
      name: "what changes all the time",
      other: buildInventory(gpuReport([gpuReading(0, { powerDrawWatts: 1 }), gpuReading(1)]), facts),
    },
  ])("does not depend on $name", ({ other }) => expect(other.hash).toBe(inventory.hash));
  test.each([
    { name: "a GPU", other: buildInventory(gpuReport([gpuReading(0)]), facts) },
    { name: "the driver", other: buildInventory({ ...report, driverVersion: "590.10" }, facts) },
    { name: "MIG", other: buildInventory(gpuReport([gpuReading(0, { migEnabled: true }), gpuReading(1)]), facts) },
    { name: "the expected number", other: buildInventory(report, { ...facts, expectedGpus: 4 }) },
  ])("depends on $name", ({ other }) => expect(other.hash).not.toBe(inventory.hash));
});
