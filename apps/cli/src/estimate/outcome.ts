import { type Estimate, estimate, LoadlineError, type ReplicaMemory, replicaMemory } from "@loadline/core";
import type { EstimateRequest } from "./request.ts";

/** A replica that its GPUs cannot hold is an answer, not an error. */
export type Outcome =
  | { readonly kind: "fits"; readonly estimate: Estimate }
  | { readonly kind: "does-not-fit"; readonly memory: ReplicaMemory };

/**
 * Speed and latency of one configuration, or that it does not fit.
 * @throws LL_WORKLOAD_UNSUPPORTED, LL_INPUT_INVALID
 */
export const outcomeOf = ({ spec, shape, load, finiteRun }: EstimateRequest): Outcome => {
  const memory = replicaMemory(spec);
  if (!memory.fits) return { kind: "does-not-fit", memory };
  const found = estimate(spec, shape, load);
  if (finiteRun && found.verdict !== "stable") {
    throw new LoadlineError("LL_INPUT_INVALID", {
      what: "load.requests",
      value: `a run that ends, at a ${found.verdict} load`,
      expected: "a rate that the replica sustains; how a queue grows in a short run is not modelled",
    });
  }
  return { kind: "fits", estimate: found };
};
