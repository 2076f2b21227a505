import type { FieldLike, FrameLike } from "./frame.ts";
import { type GpuRole, gpuRoleOf } from "./gpu-role.ts";
import { knownNumber } from "./known-number.ts";
import { seriesFrames } from "./long-frame.ts";
import { type PurchaseClass, purchaseClassOf } from "./purchase-class.ts";
import { metricOf } from "./read-frames.ts";

/** The newest sample of one series of a GPU, in base units. */
export interface GpuSample {
  readonly key: string;
  readonly node: string;
  readonly gpu: string;
  readonly uuid: string | null;
  /** The GPU as a whole where this is a slice of it. */
  readonly board: string;
  readonly model: string | null;
  readonly purchase: PurchaseClass;
  readonly role: GpuRole;
  readonly timeMs: number;
  readonly value: number | null;
}

type Labels = Readonly<Record<string, string>>;

const firstOf = (labels: Labels, names: readonly string[]): string | null =>
  names.map((name) => labels[name]).find((value) => value !== undefined && value !== "") ?? null;

/** Labels of the node agent first, then those of NVIDIA's exporter; an exporter without a node has its address. */
const identityOf = (labels: Labels) => {
  const node = firstOf(labels, ["node", "Hostname", "instance"]) ?? "unknown node";
  const uuid = firstOf(labels, ["gpu_uuid", "UUID"]);
  const slice = firstOf(labels, ["GPU_I_ID"]);
  const number = firstOf(labels, ["gpu"]) ?? uuid ?? "?";
  const gpu = slice === null ? number : `${number} slice ${slice}`;
  const board = JSON.stringify([node, uuid ?? number]);
  const model = firstOf(labels, ["modelName", "gpu_name", "label_nvidia_com_gpu_product"]);
  const key = JSON.stringify([node, uuid ?? number, slice]);
  return { node, uuid, gpu, board, model, key, purchase: purchaseClassOf(labels) };
};

/** The newest sample that is not later than asOfMs; samples are nearly always in time order, so from the end. */
const newest = (time: FieldLike, field: FieldLike, asOfMs: number) => {
  for (let row = time.values.length - 1; row >= 0; row--) {
    const timeMs = knownNumber(time.values[row]);
    if (timeMs !== null && timeMs <= asOfMs) return { timeMs, value: knownNumber(field.values[row]) };
  }
  return null;
};

const readField = (frame: FrameLike, field: FieldLike, asOfMs: number): readonly GpuSample[] => {
  const metric = gpuRoleOf(metricOf(frame, field));
  const time = frame.fields.find(({ type }) => type === "time");
  if (metric === null || time === undefined) return [];
  const sample = newest(time, field, asOfMs);
  if (sample === null) return [];
  // No measure of a GPU is below zero: such a number is none.
  const value = sample.value === null || sample.value < 0 ? null : knownNumber(sample.value * metric.factor);
  return [{ ...identityOf(field.labels ?? {}), role: metric.role, timeMs: sample.timeMs, value }];
};

/** What the frames say of GPUs at asOfMs, one sample per series. */
export const readGpus = (frames: readonly FrameLike[], asOfMs: number): readonly GpuSample[] =>
  frames
    .flatMap(seriesFrames)
    .flatMap((frame) =>
      frame.fields.filter(({ type }) => type === "number").flatMap((field) => readField(frame, field, asOfMs)),
    );
