import { type RequestsPerSecond, requestsPerSecond } from "../../base/units.ts";
import { openLoopCalibration } from "../../catalogue/calibration-data.ts";
import { type BindingLimit, type OpenLoopEstimate, percentileNames } from "../../model/estimate.ts";
import { type ArrivalProcess, type Objective, objectives, type ServingShape, type Slo } from "../../model/load.ts";
import type { ServingReplica } from "../../model/replica.ts";
import { squaredVariation } from "../arrivals/draw-requests.ts";
import { type SimulatedService, stationaryEstimate } from "./open-loop-estimate.ts";
import { type SaturatedRun, saturatedRun } from "./saturated-run.ts";

type StationaryEstimate = Omit<OpenLoopEstimate, "range">;

export interface MissedObjective {
  readonly objective: Objective;
  readonly reached: number;
  readonly allowed: number;
}

export type OpenLoopCapacity =
  | {
      readonly kind: "feasible";
      readonly requestsPerSecond: RequestsPerSecond;
      readonly bindingLimit: BindingLimit;
      /** The objective that a higher rate would miss; null when stability ends the search. */
      readonly limitedBy: Objective | null;
      readonly saturatedRate: RequestsPerSecond;
      readonly at: StationaryEstimate;
    }
  /** Only an idle replica meets the objectives, or not even that: what the lightest load reaches that misses one. */
  | { readonly kind: "infeasible"; readonly missed: MissedObjective; readonly at: StationaryEstimate };

/** What an objective is on: `interTokenLatency` on the mean gap of a request, `tokenGap` on single ones. */
const measures = {
  timeToFirstToken: "timeToFirstToken",
  interTokenLatency: "timePerOutputToken",
  tokenGap: "interTokenLatency",
  endToEnd: "endToEnd",
} as const;

const distributionFor = (estimate: StationaryEstimate, objective: Objective) => estimate[measures[objective]];

/** The objective that is missed most, relative to its bound; null when all hold. */
const worstMiss = (estimate: StationaryEstimate, slo: Slo): MissedObjective | null => {
  const missed = objectives.flatMap((objective) => {
    const allowed = slo[objective];
    const reached = distributionFor(estimate, objective)[percentileNames[slo.percentile]];
    return allowed === undefined || reached <= allowed ? [] : [{ objective, reached, allowed }];
  });
  const [worst = null] = missed.toSorted((a, b) => b.reached / b.allowed - a.reached / a.allowed);
  return worst;
};

/** What the objective that is missed next is made of. */
const limitBehind = (
  saturated: SaturatedRun,
  next: StationaryEstimate,
  missed: MissedObjective | null,
): BindingLimit => {
  if (missed === null) return saturated.bindingLimit;
  if (missed.objective === "timeToFirstToken" && next.verdict === "stable") {
    return next.bindingLimit === "decode-bandwidth" ? "prefill-compute" : next.bindingLimit;
  }
  return next.bindingLimit;
};

/** A load so light that a request meets no other, as a share of capacity; few requests show that. */
const idleUtilisation = 1e-4;
const idleRequests = 200;

/**
 * Steps of the grid of rates, each a hundredth above the one before, up to the stable capacity: down to a thousandth of it
 * answers are exact to a hundredth of themselves, and equal questions meet equal simulations.
 */
const gridStep = Math.log(1.01);
const gridSteps = 700;
const requestsOfRun = 1000;
/** Most requests before those that count, for each replica. */
export const longestWarmUp = 2000;

/** Worst latency over its objective; at most 1 where all hold, 0 without objectives. */
const strainOf = (estimate: StationaryEstimate, slo: Slo): number =>
  objectives.reduce((worst, objective) => {
    const allowed = slo[objective];
    const reached = distributionFor(estimate, objective)[percentileNames[slo.percentile]];
    return allowed === undefined ? worst : Math.max(worst, reached / allowed);
  }, 0);

interface Probe {
  readonly step: number;
  readonly estimate: StationaryEstimate;
  readonly strain: number;
}

/** Where a straight line through the logarithms of both strains meets 1, strictly between them. */
const stepBetween = (low: Probe, high: Probe): number => {
  const [below, above] = [-Math.log(low.strain), Math.log(high.strain)];
  const guess = low.step + Math.round((below / (below + above)) * (high.step - low.step));
  return Math.min(high.step - 1, Math.max(low.step + 1, guess));
};

const firstStride = 16;

type Neighbours = readonly [low: Probe, high: Probe];

/** The last on the grid of rates that meets every objective and the first that does not, at most so many steps apart. */
const narrowed = ([first, last]: Neighbours, probe: (step: number) => Probe, apart = 1): Neighbours => {
  let [low, high] = [first, last];
  // What is carried is mostly near the stable rate: down from there in widening strides until it holds.
  for (let stride = firstStride; low.step === 0 && high.step > stride; stride *= 4) {
    const next = probe(high.step - stride);
    if (next.strain <= 1) low = next;
    else high = next;
  }
  let isGuessed = true;
  while (high.step - low.step > apart) {
    // Every second step halves, so that a line that creeps does not set the pace.
    const next = probe(isGuessed ? stepBetween(low, high) : Math.floor((low.step + high.step) / 2));
    isGuessed = !isGuessed;
    if (next.strain <= 1) low = next;
    else high = next;
  }
  return [low, high];
};

/** Steps of the grid between rates that long runs are made at, and between which strains are interpolated. */
const fineApart = 3;

/** As `narrowed`, from a guess: outwards from it in widening strides, then between. Up to the highest step. */
const narrowedAbout = (guess: number, probe: (step: number) => Probe): Neighbours => {
  let here = probe(guess);
  const isBelow = here.strain <= 1;
  for (let stride = fineApart; ; stride *= 2) {
    const step = Math.min(gridSteps, Math.max(1, here.step + (isBelow ? stride : -stride)));
    if (step === here.step) return [here, here];
    const next = probe(step);
    if (next.strain <= 1 !== isBelow) return narrowed(isBelow ? [here, next] : [next, here], probe, fineApart);
    here = next;
  }
};

/** Where the strain is 1 between two neighbours, as a step of the grid with a fraction. */
const crossing = ([low, high]: Neighbours): number => {
  if (low.step === high.step || low.strain <= 0) return low.step;
  const [below, above] = [-Math.log(low.strain), Math.log(high.strain)];
  return low.step + (below / (below + above)) * (high.step - low.step);
};

/** Between two rates by short runs, and where there are long ones by them from there on. */
const searched = (
  [low, high]: Neighbours,
  probe: (step: number) => Probe,
  probeLong: ((step: number) => Probe) | null,
): Neighbours => {
  const rough =
    low.step === high.step ? ([low, high] as const) : narrowed([low, high], probe, probeLong ? fineApart : 1);
  if (probeLong === null || rough[0].step === 0) return rough;
  return narrowedAbout(Math.round(crossing(rough)), probeLong);
};

/** Simulations of about equally many requests, by steps of the grid. */
interface Runs {
  readonly simulated: ReadonlyMap<number, StationaryEstimate>;
  readonly estimateAt: (step: number) => StationaryEstimate;
}

const probeOf =
  ({ estimateAt }: Runs, slo: Slo) =>
  (step: number): Probe => {
    const estimate = estimateAt(step);
    return { step, estimate, strain: strainOf(estimate, slo) };
  };

interface CapacityOptions {
  /** Left out: random ones. */
  readonly arrivals?: ArrivalProcess | undefined;
  /** Where it is already known. */
  readonly saturated?: SaturatedRun | undefined;
  /**
   * Where the replica is one of several behind a router: rates are those of each. With `requests` the answer of short runs
   * is only where the search over runs of so many begins.
   */
  readonly service?: (SimulatedService & { readonly requests?: number | undefined }) | undefined;
}

/**
 * The highest steady rate, in requests per second, at which every objective holds; never beyond the stable verdict.
 * Searched over simulations that all see the same requests, so the answer does not depend on chance between rates.
 * Several objectives share them. What carries less than `atLeast` requests/s is infeasible, after one simulation.
 * @throws LL_INPUT_INVALID as `openLoopEstimate`
 */
export const openLoopCapacities = (
  replica: ServingReplica,
  shape: ServingShape,
  { arrivals, saturated = saturatedRun(replica, shape), service }: CapacityOptions = {},
): ((slo: Slo, atLeast?: number) => OpenLoopCapacity) => {
  const stableShare = service?.stableShare ?? openLoopCalibration().stableUtilisation.value;
  const shareOf = (step: number): number =>
    step === 0 ? idleUtilisation : Math.exp(gridStep * (step - gridSteps)) * stableShare;
  /** Of runs of about so many requests, by steps of the grid. */
  const runsOf = (count: number): Runs => {
    const simulated = new Map<number, StationaryEstimate>();
    const estimateAt = (step: number): StationaryEstimate => {
      const load = { kind: "rate", requestsPerSecond: shareOf(step) * saturated.requestsPerSecond, arrivals } as const;
      const requests = step === 0 ? idleRequests : count;
      const known = simulated.get(step);
      const estimate =
        known ?? stationaryEstimate(replica, shape, { load, saturated, requests, longestWarmUp, service });
      simulated.set(step, estimate);
      return estimate;
    };
    return { simulated, estimateAt };
  };
  // Waits vary with the work of a request as well as with the gaps: as many times more requests show as much.
  const variation = squaredVariation(shape.input) + squaredVariation(shape.output);
  const short = runsOf(Math.ceil(requestsOfRun * (1 + variation)));
  const long = service?.requests === undefined ? null : runsOf(service.requests);
  const answerOf = ([low, high]: Neighbours, slo: Slo, isFine: boolean): OpenLoopCapacity => {
    const missed = worstMiss(high.estimate, slo);
    // What an idle replica carries is no capacity: ten thousand of them would carry what one does without objectives.
    if ((low.step === 0 || low.strain > 1) && missed !== null) return { kind: "infeasible", missed, at: high.estimate };
    const step = isFine ? crossing([low, high]) : low.step;
    return {
      kind: "feasible",
      requestsPerSecond: requestsPerSecond(shareOf(step) * saturated.requestsPerSecond),
      bindingLimit: limitBehind(saturated, high.estimate, missed),
      limitedBy: missed?.objective ?? null,
      saturatedRate: requestsPerSecond(saturated.requestsPerSecond),
      at: low.estimate,
    };
  };
  return (slo, atLeast = 0) => {
    const at = probeOf(short, slo);
    // A step below what is asked for, as one run may lie beside the next.
    const asked = Math.log(atLeast / (stableShare * saturated.requestsPerSecond)) / gridStep;
    const below = Math.min(gridSteps, gridSteps + Math.floor(asked) - 1);
    const tooSlow = below > 0 ? worstMiss(at(below).estimate, slo) : null;
    if (tooSlow !== null) return { kind: "infeasible", missed: tooSlow, at: at(below).estimate };
    if (!(below > 0)) {
      const idle = at(0);
      const idleMiss = worstMiss(idle.estimate, slo);
      if (idleMiss !== null) return { kind: "infeasible", missed: idleMiss, at: idle.estimate };
    }
    at(gridSteps);
    // What is simulated for other objectives narrows the search for these.
    const known = [...short.simulated.keys()].toSorted((a, b) => a - b).map(at);
    const over = known.findIndex(({ strain }) => strain > 1);
    const top = known.at(-1) as Probe;
    const probeLong = long === null ? null : probeOf(long, slo);
    const [low, high] = over < 0 ? [top, top] : [known[over - 1] as Probe, known[over] as Probe];
    return answerOf(searched([low, high], at, probeLong), slo, probeLong !== null);
  };
};

/** As `openLoopCapacities`, for one set of objectives. */
export const openLoopCapacity = (replica: ServingReplica, shape: ServingShape, slo: Slo): OpenLoopCapacity =>
  openLoopCapacities(replica, shape)(slo);
