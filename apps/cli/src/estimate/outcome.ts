import {
  type Estimate,
  estimate,
  type PassEstimate,
  passEstimate,
  type ReplicaMemory,
  type ReplicaSpec,
  replicaMemory,
} from "@loadline/core";
import type { EstimateRequest } from "./request.ts";

/** A replica that its GPUs cannot hold is an answer, not an error. */
export type Outcome =
  | { readonly kind: "fits"; readonly estimate: Estimate }
  /** Answers come in one piece. */
  | { readonly kind: "pass"; readonly estimate: PassEstimate }
  | { readonly kind: "does-not-fit"; readonly memory: ReplicaMemory };

const answersInOnePiece = ({ model: { kind } }: ReplicaSpec): boolean =>
  kind === "encoder" || kind === "encoder-decoder" || kind === "diffusion";

/**
 * Speed and latency of one configuration, or that it does not fit.
 * @throws LL_WORKLOAD_UNSUPPORTED, LL_INPUT_INVALID
 */
export const outcomeOf = ({ spec, shape, load, picture }: EstimateRequest): Outcome => {
  const memory = replicaMemory(spec);
  if (!memory.fits) return { kind: "does-not-fit", memory };
  if (answersInOnePiece(spec)) return { kind: "pass", estimate: passEstimate(spec, shape, { load, picture }) };
  return { kind: "fits", estimate: estimate(spec, shape, load) };
};
