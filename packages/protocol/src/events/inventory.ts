import { z } from "zod";
import { known, list } from "./columns.ts";

export const InventoryGpu = z.object({
  uuid: z.string().min(1),
  index: known,
  name: z.string().nullable().describe("Product name that the driver reports."),
  pciBusId: z.string().nullable(),
  serial: z.string().nullable(),
  memoryTotalBytes: known,
  powerLimitDefaultWatts: known,
  migEnabled: z.boolean().nullable(),
  eccEnabled: z.boolean().nullable(),
  vbiosVersion: z.string().nullable(),
});
export type InventoryGpu = z.infer<typeof InventoryGpu>;

export const InventoryNode = z.object({
  kernel: z.string().nullable(),
  operatingSystem: z.string().nullable(),
  processorModel: z.string().nullable(),
  processors: known,
  memoryTotalBytes: known,
  nvidiaModule: z.string().nullable().describe("Version of NVIDIA's kernel module that is loaded."),
  nvidiaDevices: known.describe("GPUs that the module has an entry for."),
});
export type InventoryNode = z.infer<typeof InventoryNode>;

/** Static facts of a node, sent on change and hourly; telemetry refers to it by hash. */
export const Inventory = z.object({
  v: z.literal(1),
  hash: z.string().min(8).describe("SHA-256, hexadecimal, of the facts without hash and time."),
  observedAt: z.number().positive().describe("Epoch seconds."),
  agentVersion: z.string(),
  host: z.string().describe("Host name that the node reports; the node's identity is in the subject."),
  driverVersion: z.string().nullable(),
  cudaVersion: z.string().nullable(),
  expectedGpus: known.describe("GPUs that should be there; null where it is not configured."),
  node: InventoryNode.optional(),
  gpus: list(InventoryGpu),
});
export type Inventory = z.infer<typeof Inventory>;
