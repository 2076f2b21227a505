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

/** The objective that is nearest to its bound, or farthest beyond it; null without objectives. */
const tightest = (estimate: StationaryEstimate, slo: Slo): MissedObjective | null => {
  const all = objectives.flatMap((objective) => {
    const allowed = slo[objective];
    const reached = estimate[measures[objective]][percentileNames[slo.percentile]];
    return allowed === undefined ? [] : [{ objective, reached, allowed }];
  });
  const [first = null] = all.toSorted((a, b) => b.reached / b.allowed - a.reached / a.allowed);
  return first;
};

/** The objective that is missed most, relative to its bound; null when all hold. */
const worstMiss = (estimate: StationaryEstimate, slo: Slo): MissedObjective | null => {
  const worst = tightest(estimate, slo);
  return worst !== null && worst.reached > worst.allowed ? worst : null;
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
const strainOf = (estimate: StationaryEstimate, slo: Slo): number => {
  const worst = tightest(estimate, slo);
  return worst === null ? 0 : worst.reached / worst.allowed;
};

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

type Neighbours = readonly [low: Probe, high: Probe];

/** Between two rates of the grid, the last of those that hold and the first that does not, next to each other. */
const narrowed = ([first, last]: Neighbours, probe: (step: number) => Probe): Neighbours => {
  let [low, high] = [first, last];
  let isGuessed = low.strain > 0;
  while (high.step - low.step > 1) {
    // Every second step halves, so that a line that creeps does not set the pace.
    const next = probe(isGuessed ? stepBetween(low, high) : Math.floor((low.step + high.step) / 2));
    isGuessed = !isGuessed && low.strain > 0;
    if (next.strain <= 1) low = next;
    else high = next;
  }
  return [low, high];
};

/** What is carried is mostly near the stable rate. */
const usualStep = gridSteps - 16;
const firstStride = 16;

/**
 * The last rate that holds and the first that does not, from a guess in widening strides; twice the same where the highest
 * holds or the lowest does not.
 */
const searchedFrom = (guess: number, probe: (step: number) => Probe): Neighbours => {
  let here = probe(guess);
  const holds = here.strain <= 1;
  for (let stride = firstStride; ; stride *= 4) {
    const step = Math.min(gridSteps, Math.max(0, here.step + (holds ? stride : -stride)));
    if (step === here.step) return [here, here];
    const next = probe(step);
    if (next.strain <= 1 !== holds) return narrowed(holds ? [here, next] : [next, here], probe);
    here = next;
  }
};

const logStrain = ({ strain }: Probe): number => Math.log(Math.max(strain, Number.MIN_VALUE));

/** What a rate of the grid, with a fraction, is known by. */
interface Found {
  readonly step: number;
  readonly holding: Probe;
  readonly missing: Probe;
}

/** Where the strain is 1 between two neighbours. */
const crossing = ([holding, missing]: Neighbours): Found => {
  if (holding.step === missing.step || holding.step === 0) return { step: holding.step, holding, missing };
  const [below, above] = [-logStrain(holding), logStrain(missing)];
  return { step: holding.step + (below / (below + above)) * (missing.step - holding.step), holding, missing };
};

/**
 * Steps of the grid that a guess is first moved by at the most; how ln strain usually rises in a step, and at the least; and
 * how near to 0 it is within a step of the answer whatever its slope: where waits are short it hardly rises with the rate.
 */
const [firstMove, usualSlope, leastSlope, nearZero] = [8, 0.03, 1e-3, 2e-3];

const within = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

/** The rates nearest to the answer on both sides, as far as they are known. */
interface Bracket {
  readonly holding: Probe | null;
  readonly missing: Probe | null;
}

/** Of several rates at which the strain is 1, a lower one: what misses at less load does not hold at more. */
const bracketed = ({ holding, missing }: Bracket, here: Probe): Bracket => {
  if (here.strain <= 1) return { holding: here, missing };
  return { holding: holding !== null && holding.step < here.step ? holding : null, missing: here };
};

/** The answer where nothing is left between both sides, or where the last rate is within a step of it; null slope: unknown. */
const foundBetween = ({ holding, missing }: Bracket, here: Probe, slope: number | null): Found | null => {
  const ends = { holding: holding ?? here, missing: missing ?? here };
  const near = -logStrain(here) / (slope ?? usualSlope);
  if (Math.abs(logStrain(here)) <= nearZero || (slope !== null && Math.abs(near) <= 1))
    return { ...ends, step: within(here.step + within(near, -1, 1), 0, gridSteps) };
  const [least, most] = [holding?.step ?? 0, missing?.step ?? gridSteps + 1];
  if (most - least > 1) return null;
  return holding && missing ? crossing([holding, missing]) : { ...ends, step: least };
};

/** Where the strain is 1, from a guess along a usual slope, then along that of the last two and by halves. */
const foundFrom = (guess: number, probe: (step: number) => Probe): Found => {
  let bracket: Bracket = { holding: null, missing: null };
  let slope: number | null = null;
  let [farthest, isHalved] = [firstMove, false];
  let here = probe(within(Math.round(guess), 1, gridSteps));
  for (;;) {
    bracket = bracketed(bracket, here);
    const found = foundBetween(bracket, here, slope);
    if (found !== null) return found;
    const [least, most] = [bracket.holding?.step ?? 0, bracket.missing?.step ?? gridSteps + 1];
    isHalved = !isHalved && bracket.holding !== null && bracket.missing !== null;
    const move = within(-logStrain(here) / (slope ?? usualSlope), -farthest, farthest);
    const there = probe(within(Math.round(isHalved ? (least + most) / 2 : here.step + move), least + 1, most - 1));
    slope = Math.max(leastSlope, (logStrain(there) - logStrain(here)) / (there.step - here.step));
    farthest *= 2;
    here = there;
  }
};

/** Estimates of runs at steps of the grid. */
export type GridRuns = Map<number, StationaryEstimate>;

interface CapacityOptions {
  /** Left out: random ones. */
  readonly arrivals?: ArrivalProcess | undefined;
  /** Where it is already known. */
  readonly saturated?: SaturatedRun | undefined;
  /** Where the replica is one of several behind a router: rates are those of each. */
  readonly service?: SimulatedService | undefined;
  /** Requests of each run, and where to begin with them; left out: short ones, from the usual share of the stable rate. */
  readonly from?: { readonly requests: number; readonly guess: (slo: Slo) => OpenLoopCapacity } | undefined;
  /** Of the same replica, shape and service: what is in it is not run again. */
  readonly runs?: GridRuns | undefined;
}

/**
 * The highest steady rate, in requests per second, at which every objective holds; never beyond the stable verdict.
 * Searched over simulations that see the same requests, so the answer does not depend on chance between rates.
 * Several objectives share them. What carries less than `atLeast` requests/s is infeasible, after one simulation.
 * @throws LL_INPUT_INVALID as `openLoopEstimate`
 */
export const openLoopCapacities = (
  replica: ServingReplica,
  shape: ServingShape,
  { arrivals, saturated = saturatedRun(replica, shape), service, from, runs = new Map() }: CapacityOptions = {},
): ((slo: Slo, atLeast?: number) => OpenLoopCapacity) => {
  const stableShare = service?.stableShare ?? openLoopCalibration().stableUtilisation.value;
  const shareOf = (step: number): number =>
    step === 0 ? idleUtilisation : Math.exp(gridStep * (step - gridSteps)) * stableShare;
  // Waits vary with the work of a request as well as with the gaps: as many times more requests show as much.
  const variation = squaredVariation(shape.input) + squaredVariation(shape.output);
  const { requests: count = Math.ceil(requestsOfRun * (1 + variation)), guess } = from ?? {};
  const looked = new Set<number>();
  const estimateAt = (step: number): StationaryEstimate => {
    looked.add(step);
    const known = runs.get(step);
    if (known !== undefined) return known;
    const load = { kind: "rate", requestsPerSecond: shareOf(step) * saturated.requestsPerSecond, arrivals } as const;
    const requests = step === 0 ? idleRequests : count;
    const estimate = stationaryEstimate(replica, shape, { load, saturated, requests, longestWarmUp, service });
    runs.set(step, estimate);
    return estimate;
  };
  /** Where a rate is on the grid, with a fraction. */
  const stepOf = (rate: number): number =>
    gridSteps + Math.log(rate / (stableShare * saturated.requestsPerSecond)) / gridStep;
  const answerOf = ({ step, holding, missing }: Found, slo: Slo): OpenLoopCapacity => {
    const missed = worstMiss(missing.estimate, slo);
    // What an idle replica carries is no capacity: ten thousand of them would carry what one does without objectives.
    if (step < 1 && missed !== null) return { kind: "infeasible", missed, at: missing.estimate };
    const next = step < gridSteps ? tightest(missing.estimate, slo) : null;
    return {
      kind: "feasible",
      requestsPerSecond: requestsPerSecond(shareOf(step) * saturated.requestsPerSecond),
      bindingLimit: limitBehind(saturated, missing.estimate, next),
      limitedBy: next?.objective ?? null,
      saturatedRate: requestsPerSecond(saturated.requestsPerSecond),
      at: holding.estimate,
    };
  };
  return (slo, atLeast = 0) => {
    const at = (step: number): Probe => {
      const estimate = estimateAt(step);
      return { step, estimate, strain: strainOf(estimate, slo) };
    };
    if (guess !== undefined) {
      const rough = guess(slo);
      return rough.kind === "infeasible" ? rough : answerOf(foundFrom(stepOf(rough.requestsPerSecond), at), slo);
    }
    // A step below what is asked for, as one run may lie beside the next.
    const first = at(Math.max(0, Math.min(gridSteps, Math.floor(stepOf(atLeast)) - 1)));
    const missed = worstMiss(first.estimate, slo);
    if (missed !== null) return { kind: "infeasible", missed, at: first.estimate };
    // What was looked at for other objectives narrows the search for these.
    const known = [...looked].toSorted((a, b) => a - b).map(at);
    const over = known.findIndex(({ strain }) => strain > 1);
    const [below, above] = [known[over - 1], known[over]];
    if (below !== undefined && above !== undefined && below.step > 0)
      return answerOf(crossing(narrowed([below, above], at)), slo);
    const start = above?.step ?? Math.max(usualStep, known.at(-1)?.step ?? 0);
    return answerOf(crossing(searchedFrom(start, at)), slo);
  };
};
