import type { Telemetry } from "@loadline/wire";
import { type SyntheticEngine, syntheticTelemetry } from "./synthetic-node.ts";

export interface NodeWithGpus {
  readonly gpus: readonly string[];
  readonly engines: readonly SyntheticEngine[];
  /** Devices of each engine; null: it does not report them. */
  readonly on: readonly (readonly string[] | null)[];
  readonly seq?: number;
  readonly sampledAt?: number;
}

/** A sample that reports which GPUs the node has and which of them each engine runs on. */
export const sampleWithGpus = ({ gpus, engines, on, seq = 0, sampledAt = 1 }: NodeWithGpus): Telemetry => {
  const sample = syntheticTelemetry({ seq, sampledAt, engines });
  const gpuUuids = on.map((devices) => (devices === null ? null : [...devices]));
  return { ...sample, gpus: { ...sample.gpus, uuid: [...gpus] }, engines: { ...sample.engines, gpuUuids } };
};
