import { LoadlineError, replicasCarrying } from "@loadline/model";
import type { CoveredLoad } from "./reason-text.ts";
import type { DecisionInputs, DecisionMemory, DecisionSettings, DemandForecast, MissingInput } from "./types.ts";
import { tooRarelyCarried } from "./warranty.ts";

/** What the inputs of one decision ask for, in replicas. null: not known. */
export interface Need {
  /** The count that stands: the latest published, else what is there. */
  readonly target: number | null;
  /** What the load line must cover. */
  readonly load: CoveredLoad;
  /** Replicas that cover it, reserve included, before bounds. */
  readonly needed: number | null;
  /** Count to ask for, within bounds: what is needed, or the smaller one that also carries the margin, or what stands. */
  readonly wanted: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Everything that forbids a scale-down. */
  readonly missing: readonly MissingInput[];
  /** Share of the last day's lead times in which the count carried the load, where it is too small. */
  readonly rarelyCarried: number | null;
}

/** Everything a choice depends on; `memory` already holds the present tick. */
export interface Situation {
  readonly inputs: DecisionInputs;
  readonly settings: DecisionSettings;
  readonly memory: DecisionMemory;
  readonly need: Need;
}

/** `replicas` within the plan's bounds. */
export const withinBounds = (replicas: number, { minReplicas, maxReplicas }: DecisionSettings): number =>
  Math.min(maxReplicas, Math.max(minReplicas, replicas));

const smallestQuantileFrom = (forecast: DemandForecast, quantile: number): number | null => {
  const covering = forecast.quantiles.find((candidate) => candidate.quantile >= quantile);
  return (covering ?? forecast.quantiles.at(-1))?.requestsPerSecond ?? null;
};

const highest = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
};

/**
 * Load that is present with what waits, or forecast at `quantile`, whichever is higher; null when neither is known. What is
 * held for a rise of the load clears what waits while the load does not rise.
 */
const demandAt = (
  { demand, forecast, backlogRequestsPerSecond = 0 }: DecisionInputs,
  quantile: number,
): number | null =>
  highest([
    demand === null ? null : demand.requestsPerSecond + backlogRequestsPerSecond,
    forecast === null ? null : smallestQuantileFrom(forecast, quantile),
  ]);

/** What a count must carry: the demand at that quantile, and a surge of the load that is there. */
const coveredAt = (inputs: DecisionInputs, quantile: number): number | null =>
  highest([demandAt(inputs, quantile), inputs.forecast?.surgeRequestsPerSecond ?? null]);

/** Smallest count whose load line covers `requestsPerSecond`, reserve included; null while capacity is unknown. */
const replicasFor = (
  requestsPerSecond: number | null,
  { capacity }: DecisionInputs,
  { reserveReplicas }: DecisionSettings,
): number | null => {
  if (requestsPerSecond === null || capacity.kind !== "feasible") return null;
  const needed = replicasCarrying(requestsPerSecond, capacity) + reserveReplicas;
  return Math.min(needed, capacity.mostReplicas ?? needed);
};

/** Smallest count that carries so much however requests are split; 0 where it is known how, or nothing is known. */
const replicasAtRandom = (
  requestsPerSecond: number,
  { capacity }: DecisionInputs,
  { reserveReplicas }: DecisionSettings,
): number =>
  capacity.kind !== "feasible" || capacity.atRandom === undefined
    ? 0
    : replicasCarrying(requestsPerSecond, capacity.atRandom) + reserveReplicas;

/**
 * The count to ask for. What stands stays while it covers the demand quantile; a new count is sized by the size quantile,
 * and below what stands only one counts that carries the margin as well: the noise of the demand and of the modelled
 * capacity would else lift it again, and at a constant load the count would go to and fro.
 */
const wantedFor = (
  needed: number | null,
  { target, inputs, settings }: { target: number | null; inputs: DecisionInputs; settings: DecisionSettings },
): number | null => {
  // The quantile that a new count is sized by: never below the one that must be covered.
  const sized = coveredAt(inputs, Math.max(settings.demandQuantile, settings.sizeQuantile ?? settings.demandQuantile));
  if (needed === null || sized === null) return null;
  const rises = target === null || withinBounds(needed, settings) > target;
  const margin = rises ? 0 : settings.scaleDownMargin;
  const wanted = withinBounds(replicasFor(sized * (1 + margin), inputs, settings) ?? needed, settings);
  if (rises) return wanted;
  return Math.min(
    Math.max(wanted, withinBounds(replicasAtRandom(sized * (1 + margin), inputs, settings), settings)),
    target,
  );
};

/** Inputs the caller did not report as missing although they are not there. */
const unnamedGaps = ({ replicas, demand, forecast, capacity }: DecisionInputs): readonly MissingInput[] => [
  ...(replicas.ready === null ? [{ input: "ready replicas", ageSeconds: null }] : []),
  ...(demand === null ? [{ input: "demand", ageSeconds: null }] : []),
  ...(forecast === null || forecast.quantiles.length === 0 ? [{ input: "demand forecast", ageSeconds: null }] : []),
  ...(capacity.kind === "unknown" ? [{ input: `capacity (${capacity.detail})`, ageSeconds: null }] : []),
];

const targetOf = ({ replicas: { currentTarget, ready, pending } }: DecisionInputs): number | null =>
  currentTarget ?? (ready === null ? null : ready + pending);

const assertKnown = (what: string, value: number | undefined, least: "0" | "more than 0"): void => {
  if (value === undefined) return;
  const enough = least === "0" ? value >= 0 : value > 0;
  if (enough && Number.isFinite(value)) return;
  const expected = `a finite number of ${least === "0" ? "at least 0" : least}; unknown is null`;
  throw new LoadlineError("LL_INPUT_INVALID", { what, value, expected });
};

/** A value that is not a number must not pass for a load or a capacity. */
const assertInputs = ({ demand, forecast, capacity, backlogRequestsPerSecond }: DecisionInputs): void => {
  assertKnown("backlogRequestsPerSecond", backlogRequestsPerSecond, "0");
  assertKnown("demand.requestsPerSecond", demand?.requestsPerSecond, "0");
  assertKnown("forecast.surgeRequestsPerSecond", forecast?.surgeRequestsPerSecond, "0");
  for (const { requestsPerSecond } of forecast?.quantiles ?? []) {
    assertKnown("forecast.requestsPerSecond", requestsPerSecond, "0");
  }
  if (capacity.kind === "feasible")
    assertKnown("capacity.requestsPerSecond", capacity.requestsPerSecond, "more than 0");
};

const loadOf = (inputs: DecisionInputs, { demandQuantile }: DecisionSettings): CoveredLoad => {
  const requestsPerSecond = coveredAt(inputs, demandQuantile);
  const isSurge = requestsPerSecond !== null && requestsPerSecond > (demandAt(inputs, demandQuantile) ?? 0);
  return {
    requestsPerSecond,
    backlog: inputs.backlogRequestsPerSecond ?? 0,
    horizonSeconds: inputs.forecast?.horizonSeconds ?? null,
    quantile: isSurge ? null : demandQuantile,
  };
};

/** Counts and gaps behind one decision. The reported gaps stand for the ones found here when there are any. @throws LL_INPUT_INVALID */
export const assess = (inputs: DecisionInputs, settings: DecisionSettings): Need => {
  assertInputs(inputs);
  const bounded = (demand: number | null): number | null => {
    const replicas = replicasFor(demand, inputs, settings);
    return replicas === null ? null : withinBounds(replicas, settings);
  };
  const load = loadOf(inputs, settings);
  const target = targetOf(inputs);
  const needed = replicasFor(load.requestsPerSecond, inputs, settings);
  return {
    target,
    load,
    needed,
    wanted: wantedFor(needed, { target, inputs, settings }),
    lower: bounded(demandAt(inputs, 1 / 2)),
    upper: bounded(coveredAt(inputs, 1)),
    missing: inputs.missing.length > 0 ? inputs.missing : unnamedGaps(inputs),
    rarelyCarried: tooRarelyCarried(inputs),
  };
};
