import { type FieldLike, knownNumber, type Labels } from "./frame.ts";
import type { GpuRole } from "./metrics.ts";
import type { GpuField } from "./read-series.ts";

/** The newest sample of one series of a GPU, in base units. */
export interface GpuSample {
  readonly role: GpuRole;
  readonly node: string;
  readonly uuid: string | null;
  /** Its UUID, else its number. */
  readonly id: string;
  /** Number of a slice. */
  readonly slice: string | null;
  readonly labels: Labels;
  readonly timeMs: number;
  readonly value: number | null;
}

const firstOf = (labels: Labels, names: readonly string[]): string | null => {
  for (const name of names) if (labels[name]) return labels[name];
  return null;
};

/**
 * Labels that hold how a node is paid for: one that a scrape configuration adds, and those of Karpenter and of the
 * managed clusters, as they are on nodes or as kube-state-metrics writes them.
 * @source https://karpenter.sh/docs/concepts/scheduling/
 * @source https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
 */
const purchaseLabels = [
  ...["purchase_class", "purchase", "capacity_type", "karpenter_sh_capacity_type", "eks_amazonaws_com_capacityType"],
  ...["label_karpenter_sh_capacity_type", "label_eks_amazonaws_com_capacity_type"],
];

/** Labels that are "true" on spot nodes.
 *  @source https://cloud.google.com/kubernetes-engine/docs/concepts/spot-vms */
const spotLabels = [
  ...["cloud_google_com_gke_spot", "label_cloud_google_com_gke_spot"],
  ...["cloud_google_com_gke_preemptible", "label_cloud_google_com_gke_preemptible"],
];

const purchaseNames = new Map([
  ["preemptible", "spot"],
  ["ondemand", "on-demand"],
  ["capacity-block", "reserved"],
]);

/** How a node is paid for, by its labels; null: no label has it. An unknown class is shown as it is written. */
export const purchaseOf = (labels: Labels): string | null => {
  if (spotLabels.some((name) => labels[name] === "true")) return "spot";
  const found = firstOf(labels, purchaseLabels);
  const plain = found?.toLowerCase().replaceAll("_", "-");
  if (plain === undefined || ["spot", "on-demand", "reserved"].includes(plain)) return plain ?? null;
  return purchaseNames.get(plain) ?? found;
};

/** Labels of the node agent first, then those of NVIDIA's exporter; an exporter without a node has its address. */
const nodeLabels = ["node", "Hostname", "instance"];
const uuidLabels = ["gpu_uuid", "UUID"];
const modelLabels = ["modelName", "gpu_name", "label_nvidia_com_gpu_product"];

export const modelOf = (labels: Labels): string | null => firstOf(labels, modelLabels);

/** How a GPU, or a slice of one, is named and told from others. */
export const gpuIdentity = ({ node, uuid, id, slice, labels }: GpuSample) => {
  const number = labels["gpu"] || id;
  // The length keeps names apart that are joined to the same text.
  const board = `${node.length} ${node} ${id}`;
  return {
    ...{ node, uuid, board, gpu: slice === null ? number : `${number} slice ${slice}` },
    key: slice === null ? board : JSON.stringify([board, slice]),
  };
};

/** The row of the newest sample that is not later than asOfMs, or -1; samples are nearly always in time order. */
const newestRow = (time: FieldLike, asOfMs: number): number => {
  let row = time.values.length - 1;
  while (row >= 0 && (knownNumber(time.values[row]) ?? Number.POSITIVE_INFINITY) > asOfMs) row--;
  return row;
};

const readField = ({ role, factor, time, field }: GpuField, asOfMs: number): GpuSample | null => {
  const row = newestRow(time, asOfMs);
  const timeMs = knownNumber(time.values[row]);
  if (timeMs === null) return null;
  const value = knownNumber(field.values[row]);
  // No measure of a GPU is below zero: such a value is unknown.
  const inBaseUnit = value === null || value < 0 ? null : knownNumber(value * factor);
  const { labels = {} } = field;
  const node = firstOf(labels, nodeLabels) ?? "unknown node";
  const uuid = firstOf(labels, uuidLabels);
  const id = uuid ?? (labels["gpu"] || "?");
  return { role, node, uuid, id, slice: labels["GPU_I_ID"] || null, labels, timeMs, value: inBaseUnit };
};

/** The GPU samples at asOfMs, one per series. */
export const readGpus = (fields: readonly GpuField[], asOfMs: number): readonly GpuSample[] => {
  const samples: GpuSample[] = [];
  for (const field of fields) {
    const sample = readField(field, asOfMs);
    if (sample !== null) samples.push(sample);
  }
  return samples;
};
