import { z } from "zod";
import { engines } from "./engine-facts.ts";
import { sourced } from "./sourced.ts";

const brief = sourced("s", { min: 0, max: 0.1 });

/** What open-loop estimates rest on: where regimes begin, and what serving engines make of the hardware under load. */
export const openLoopSchema = z.strictObject({
  kind: z.literal("open-loop"),
  id: z.string(),
  stableUtilisation: sourced("1", { min: 0.1, max: 1 }),
  /** Between this and `overloadUtilisation` the growth of the wait decides. */
  doubtfulUtilisation: sourced("1", { min: 0.5, max: 1.5 }),
  overloadUtilisation: sourced("1", { min: 1, max: 2 }),
  /** Seconds of wait per second of arrivals. */
  overloadGrowth: sourced("1", { min: 0, max: 1 }),
  /** Bookkeeping of one prompt in a step. */
  promptSeconds: brief,
  /** From the client's call to the scheduler. */
  requestSeconds: brief,
  /**
   * Servers whose closed-loop rows were measured inside the engine, so that handing tokens out over the network comes
   * on top, per step and per token.
   */
  streaming: z.array(
    z.strictObject({
      engine: z.enum(engines),
      /** Engine versions begin with this. */
      versionPrefix: z.string(),
      stepSeconds: brief,
      tokenSeconds: brief,
    }),
  ),
  /** Share of its output that a request occupies in the KV cache while the pool is full. */
  residentOutputShare: sourced("1", { min: 0.5, max: 1 }),
  /** Median error of mean time to first token over runs whose GPU, or whose workload, was not in the fit. */
  firstTokenError: sourced("1", { min: 0, max: 1 }),
  /** As above, of mean inter-token latency. */
  interTokenError: sourced("1", { min: 0, max: 1 }),
});
export type OpenLoopCalibration = z.infer<typeof openLoopSchema>;
