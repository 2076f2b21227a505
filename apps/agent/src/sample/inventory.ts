import { createHash } from "node:crypto";
import type { Inventory, InventoryGpu } from "@loadline/protocol";
import type { GpuReading, GpuReport } from "../gpu-report/gpu-report.ts";

type InventoryFacts = Pick<Inventory, "agentVersion" | "host" | "expectedGpus" | "node" | "observedAt">;

/** The values of a GPU that do not change while it runs. */
const staticKeys = [
  "uuid",
  "index",
  "name",
  "pciBusId",
  "serial",
  "memoryTotalBytes",
  "powerLimitDefaultWatts",
  "migEnabled",
  "eccEnabled",
  "vbiosVersion",
] as const;
const inventoryGpu = (gpu: GpuReading) => Object.fromEntries(staticKeys.map((key) => [key, gpu[key]])) as InventoryGpu;

/** Static facts of the node; the hash covers all of them, but not the time. */
export const buildInventory = (
  report: GpuReport,
  { agentVersion, host, expectedGpus, observedAt, node }: InventoryFacts,
): Inventory => {
  const facts = {
    agentVersion,
    host,
    driverVersion: report.driverVersion,
    cudaVersion: report.cudaVersion,
    expectedGpus,
    ...(node === undefined ? {} : { node }),
    gpus: report.gpus.map(inventoryGpu).sort((a, b) => (a.uuid < b.uuid ? -1 : a.uuid > b.uuid ? 1 : 0)),
  };
  const hash = createHash("sha256").update(JSON.stringify(facts)).digest("hex");
  return { v: 1, hash, observedAt, ...facts };
};
