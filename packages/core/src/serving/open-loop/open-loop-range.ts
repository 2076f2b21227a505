import type { OpenLoopEstimate, OpenLoopRange, ValueRange } from "../../model/estimate.ts";
import type { OpenLoad, ServingShape } from "../../model/load.ts";
import type { ServingReplica } from "../../model/replica.ts";
import { planLoad } from "../arrivals/plan-load.ts";
import { serveBatch } from "./serve-batch.ts";
import { type Latencies, latenciesOf } from "./serving-statistics.ts";

/** Lengths of the runs to look at beside a steady rate; the seeds differ too. */
const steadyRunLengths = [500, 2000, 8000];
const otherSeeds = [1, 2, 3];

type Run = Extract<OpenLoad, { kind: "run" }>;

/** Runs that a load beyond the stable verdict is compared with; none where every arrival is given. */
const runsBeside = (load: OpenLoad): readonly Run[] => {
  switch (load.kind) {
    case "rate":
      return steadyRunLengths.map((requests, index) => ({ ...load, kind: "run", requests, seed: index + 1 }));
    case "run":
      return otherSeeds.map((seed) => ({ ...load, seed }));
    case "stages":
    case "closed-run":
    case "all-at-once":
    case "trace":
      return [];
  }
};

const rangeOf = (values: readonly number[]): ValueRange => ({ low: Math.min(...values), high: Math.max(...values) });

/** How far apart runs of other lengths and seeds are; null while stable or when every arrival is given. */
export const openLoopRange = (
  replica: ServingReplica,
  shape: ServingShape,
  { load, verdict }: { readonly load: OpenLoad; readonly verdict: OpenLoopEstimate["verdict"] },
): OpenLoopRange | null => {
  const runs = verdict === "stable" ? [] : runsBeside(load);
  if (runs.length === 0) return null;
  const results: readonly Latencies[] = runs.map((run) => {
    const { batch, measured } = planLoad(shape, run);
    return latenciesOf(serveBatch(replica, batch), measured);
  });
  return {
    runLengths: runs.map(({ requests }) => requests),
    meanTimeToFirstToken: rangeOf(results.map(({ timeToFirstToken }) => timeToFirstToken.mean)),
    p99TimeToFirstToken: rangeOf(results.map(({ timeToFirstToken }) => timeToFirstToken.p99)),
    meanInterTokenLatency: rangeOf(results.map(({ interTokenLatency }) => interTokenLatency.mean)),
    meanEndToEnd: rangeOf(results.map(({ endToEnd }) => endToEnd.mean)),
  };
};
