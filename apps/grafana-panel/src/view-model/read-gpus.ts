import { type FieldLike, knownNumber, type Labels } from "./frame.ts";
import type { gpuRoleOf } from "./metrics.ts";

type GpuMetric = NonNullable<ReturnType<typeof gpuRoleOf>>;

/** What a series measures, by its metric and its labels. */
export type GpuSource = ReturnType<typeof sourceOf>;

/**
 * Samples of series of GPUs, in base units: one place of each list for each series. Lists and not objects, of which
 * 60,000 at each update would be collected again.
 */
export interface GpuSamples {
  readonly sources: GpuSource[];
  readonly timesMs: number[];
  /** NaN: unknown. */
  readonly values: number[];
}

/** True for a spot node of GKE.
 *  @source https://cloud.google.com/kubernetes-engine/docs/concepts/spot-vms */
const isSpot = (labels: Labels): boolean =>
  labels["cloud_google_com_gke_spot"] === "true" ||
  labels["label_cloud_google_com_gke_spot"] === "true" ||
  labels["cloud_google_com_gke_preemptible"] === "true" ||
  labels["label_cloud_google_com_gke_preemptible"] === "true";

const purchaseNames = new Map([
  ["preemptible", "spot"],
  ["ondemand", "on-demand"],
  ["capacity-block", "reserved"],
]);

/**
 * How a node is paid for, by a label that a scrape configuration adds, and by those of Karpenter and of the managed
 * clusters, as they are on nodes or as kube-state-metrics writes them; null: no label has it. An unknown class is shown
 * as it is written.
 * @source https://karpenter.sh/docs/concepts/scheduling/
 * @source https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
 */
const purchaseOf = (labels: Labels): string | null => {
  if (isSpot(labels)) return "spot";
  const found =
    labels["purchase_class"] ||
    labels["purchase"] ||
    labels["capacity_type"] ||
    labels["karpenter_sh_capacity_type"] ||
    labels["eks_amazonaws_com_capacityType"] ||
    labels["label_karpenter_sh_capacity_type"] ||
    labels["label_eks_amazonaws_com_capacity_type"];
  if (!found) return null;
  const plain = found.toLowerCase().replaceAll("_", "-");
  return ["spot", "on-demand", "reserved"].includes(plain) ? plain : (purchaseNames.get(plain) ?? found);
};

/**
 * What the labels of a series say: those of the node agent first, then those of NVIDIA's exporter; an exporter without
 * a node has its address. The board is the GPU as a whole where this is a slice of it.
 * Each label by its name: going through lists of names took a third of the time of reading 60,000 series.
 */
export const sourceOf = ({ role, factor }: GpuMetric, labels: Labels) => {
  const uuid = labels["gpu_uuid"] || labels["UUID"] || null;
  const number = labels["gpu"] || (uuid ?? "?");
  return {
    role,
    factor,
    node: labels["node"] || labels["Hostname"] || labels["instance"] || "unknown node",
    uuid,
    number,
    board: uuid ?? number,
    slice: labels["GPU_I_ID"] || null,
    model: labels["modelName"] || labels["gpu_name"] || labels["label_nvidia_com_gpu_product"] || null,
    purchase: purchaseOf(labels),
    zone:
      labels["zone"] || labels["topology_kubernetes_io_zone"] || labels["label_topology_kubernetes_io_zone"] || null,
  };
};

/** The row of the newest sample that is not later than asOfMs, or -1; samples are nearly always in time order. */
const newestRow = (time: FieldLike, asOfMs: number): number => {
  let row = time.values.length - 1;
  while (row >= 0 && (knownNumber(time.values[row]) ?? Number.POSITIVE_INFINITY) > asOfMs) row--;
  return row;
};

/** The value of a row in base units, or NaN: unknown. No measure of a GPU is below zero. */
const measureAt = ({ values }: FieldLike, factor: number, row: number): number => {
  const value = knownNumber(values[row]);
  return value === null || value < 0 ? Number.NaN : (knownNumber(value * factor) ?? Number.NaN);
};

/** Adds the newest sample of a series that is not later than asOfMs, where it has one. */
export const addGpu = (to: GpuSamples, source: GpuSource, time: FieldLike, field: FieldLike, asOfMs: number): void => {
  const row = newestRow(time, asOfMs);
  const timeMs = knownNumber(time.values[row]);
  if (timeMs === null) return;
  to.sources.push(source);
  to.timesMs.push(timeMs);
  to.values.push(measureAt(field, source.factor, row));
};
