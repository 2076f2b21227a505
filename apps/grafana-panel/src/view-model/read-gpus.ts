import { type FieldLike, knownNumber, type Labels } from "./frame.ts";
import type { GpuMetric, GpuRole } from "./metrics.ts";

/** The newest sample of one series of a GPU, in base units, with its labels' meaning. */
export interface GpuSample {
  readonly role: GpuRole;
  readonly node: string;
  readonly uuid: string | null;
  /** Its UUID, else its number. */
  readonly id: string;
  readonly number: string;
  /** Number of a slice. */
  readonly slice: string | null;
  readonly model: string | null;
  readonly purchase: string | null;
  readonly timeMs: number;
  readonly value: number | null;
  /** The series, for the value at an earlier time. */
  readonly from: GpuField;
}

/** One series of a GPU or a node. */
interface GpuField {
  readonly metric: GpuMetric;
  readonly time: FieldLike;
  readonly field: FieldLike;
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
const purchaseOf = (labels: Labels): string | null => {
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

/** How a GPU, or a slice of one, is named and told from others. */
export const gpuIdentity = ({ node, uuid, id, number, slice }: GpuSample) => {
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

/** No measure of a GPU is below zero: such a value is unknown. */
const measureOf = ({ metric, field }: GpuField, row: number): number | null => {
  const value = knownNumber(field.values[row]);
  return value === null || value < 0 ? null : knownNumber(value * metric.factor);
};

/** The newest sample of a series; null without any. */
export const readGpu = (from: GpuField): GpuSample | null => {
  const row = newestRow(from.time, Number.MAX_VALUE);
  const timeMs = knownNumber(from.time.values[row]);
  if (timeMs === null) return null;
  const { labels = {} } = from.field;
  const uuid = firstOf(labels, uuidLabels);
  const number = labels["gpu"] || (uuid ?? "?");
  return {
    role: from.metric.role,
    node: firstOf(labels, nodeLabels) ?? "unknown node",
    uuid,
    id: uuid ?? number,
    number,
    slice: labels["GPU_I_ID"] || null,
    model: firstOf(labels, modelLabels),
    purchase: purchaseOf(labels),
    timeMs,
    value: measureOf(from, row),
    from,
  };
};

/** The samples at asOfMs: of a series that goes on after it an earlier one. */
export const samplesAt = (newest: readonly GpuSample[], asOfMs: number): readonly GpuSample[] =>
  newest.flatMap((sample) => {
    if (sample.timeMs <= asOfMs) return sample;
    const row = newestRow(sample.from.time, asOfMs);
    const timeMs = knownNumber(sample.from.time.values[row]);
    return timeMs === null ? [] : { ...sample, timeMs, value: measureOf(sample.from, row) };
  });
