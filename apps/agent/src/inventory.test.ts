import { Inventory } from "@loadline/wire";
import { describe, expect, test } from "vitest";
import { buildInventory } from "./inventory.ts";
import { InventoryDesk } from "./publish/inventory-desk.ts";
import { gpuReading, gpuReport } from "./testing/snapshots.ts";

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

describe("an inventory is due", () => {
  const changed = buildInventory(gpuReport([gpuReading(0)]), facts);
  const sentAt = (now: number) => {
    const desk = new InventoryDesk();
    desk.sent(inventory, now);
    return desk;
  };
  test("before it was ever sent", () => expect(new InventoryDesk().isDue(inventory, 0)).toBe(true));
  test("not again while nothing changed", () => expect(sentAt(0).isDue(inventory, 3599)).toBe(false));
  test("hourly", () => expect(sentAt(0).isDue(inventory, 3600)).toBe(true));
  test("at once when it changed", () => expect(sentAt(0).isDue(changed, 1)).toBe(true));
  test("again when it was lost on the way", () => {
    const desk = sentAt(0);
    desk.lost();
    expect(desk.isDue(inventory, 1)).toBe(true);
  });
});
