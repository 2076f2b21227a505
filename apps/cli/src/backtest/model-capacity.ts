import {
  LoadlineError,
  openLoopCapacity,
  openLoopReplica,
  replicaSpec,
  type ServingShape,
  seconds,
} from "@loadline/core";

/** What a replica is, and the objectives that its capacity has to hold; times in seconds. */
export interface CapacityQuestion {
  readonly model: string;
  readonly gpu: string;
  readonly engine: string | undefined;
  readonly tensor: number | undefined;
  readonly ttft: number;
  readonly itl: number;
}

const percentile = 0.95;

/**
 * Requests/s that one replica carries at the trace's lengths while 95 % of the requests hold both objectives.
 * @throws LL_INPUT_INVALID when the trace has no lengths or no load holds the objectives; LL_UNKNOWN_MODEL, LL_UNKNOWN_GPU,
 * LL_MODEL_DOES_NOT_FIT
 */
export const modelCapacity = (question: CapacityQuestion, lengths: ServingShape | null): number => {
  const { model, gpu, engine, tensor, ttft, itl } = question;
  if (lengths === null) {
    const expected = "a trace that records prompt and answer lengths, or --replica-capacity";
    throw new LoadlineError("LL_INPUT_INVALID", { what: "--model", value: model, expected });
  }
  const spec = replicaSpec({
    model,
    gpu,
    ...(engine === undefined ? {} : { engine }),
    ...(tensor === undefined ? {} : { parallel: { tensor } }),
  });
  const slo = { percentile, timeToFirstToken: seconds(ttft), interTokenLatency: seconds(itl) } as const;
  const capacity = openLoopCapacity(openLoopReplica(spec, lengths), lengths, slo);
  if (capacity.kind === "feasible") return capacity.requestsPerSecond;
  const { objective, reached, allowed } = capacity.missed;
  const expected = `objectives that an idle replica holds: ${objective} reaches ${reached.toPrecision(3)} s of ${allowed} s`;
  throw new LoadlineError("LL_INPUT_INVALID", { what: "--ttft and --itl", value: `${ttft}, ${itl}`, expected });
};
