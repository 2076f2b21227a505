import { type FieldLike, knownNumber, type Labels } from "./frame.ts";
import type { gpuRoleOf } from "./metrics.ts";

type GpuMetric = NonNullable<ReturnType<typeof gpuRoleOf>>;

/** The newest sample of one series of a GPU, in base units. */
export interface GpuSample extends GpuMetric {
  readonly time: FieldLike;
  readonly field: FieldLike;
  readonly node: string;
  readonly uuid: string | null;
  readonly number: string;
  /** Number of a slice. */
  readonly slice: string | null;
  readonly model: string | null;
  readonly purchase: string | null;
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
  "purchase_class",
  "purchase",
  "capacity_type",
  "karpenter_sh_capacity_type",
  "eks_amazonaws_com_capacityType",
  "label_karpenter_sh_capacity_type",
  "label_eks_amazonaws_com_capacity_type",
];

/** Labels that are "true" on spot nodes.
 *  @source https://cloud.google.com/kubernetes-engine/docs/concepts/spot-vms */
const spotLabels = [
  "cloud_google_com_gke_spot",
  "label_cloud_google_com_gke_spot",
  "cloud_google_com_gke_preemptible",
  "label_cloud_google_com_gke_preemptible",
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

/** The GPU as a whole where this is a slice of it. */
export const boardOf = ({ uuid, number }: GpuSample): string => uuid ?? number;

/** The row of the newest sample that is not later than asOfMs, or -1; samples are nearly always in time order. */
const newestRow = (time: FieldLike, asOfMs: number): number => {
  let row = time.values.length - 1;
  while (row >= 0 && (knownNumber(time.values[row]) ?? Number.POSITIVE_INFINITY) > asOfMs) row--;
  return row;
};

/** The value of a row in base units. No measure of a GPU is below zero: such a value is unknown. */
const measureAt = ({ values }: FieldLike, factor: number, row: number): number | null => {
  const value = knownNumber(values[row]);
  return value === null || value < 0 ? null : knownNumber(value * factor);
};

/** The newest sample of a series; null without any. */
export const readGpu = ({ role, factor }: GpuMetric, time: FieldLike, field: FieldLike): GpuSample | null => {
  const row = newestRow(time, Number.MAX_VALUE);
  const timeMs = knownNumber(time.values[row]);
  if (timeMs === null) return null;
  const { labels = {} } = field;
  const uuid = firstOf(labels, uuidLabels);
  const node = firstOf(labels, nodeLabels) ?? "unknown node";
  const [number, slice] = [labels["gpu"] || (uuid ?? "?"), labels["GPU_I_ID"] || null];
  const [model, purchase] = [firstOf(labels, modelLabels), purchaseOf(labels)];
  const value = measureAt(field, factor, row);
  return { role, factor, time, field, node, uuid, number, slice, model, purchase, timeMs, value };
};

const earlier = (sample: GpuSample, asOfMs: number): readonly GpuSample[] => {
  const row = newestRow(sample.time, asOfMs);
  const timeMs = knownNumber(sample.time.values[row]);
  return timeMs === null ? [] : [{ ...sample, timeMs, value: measureAt(sample.field, sample.factor, row) }];
};

/** The samples at asOfMs: of a series that goes on after it an earlier one. */
export const samplesAt = (newest: readonly GpuSample[], asOfMs: number): readonly GpuSample[] =>
  newest.every(({ timeMs }) => timeMs <= asOfMs)
    ? newest
    : newest.flatMap((sample) => (sample.timeMs <= asOfMs ? sample : earlier(sample, asOfMs)));
