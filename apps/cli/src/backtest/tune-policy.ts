import { LoadlineError } from "@loadline/core";
import { createPolicy, type FluidRun, parsePolicyName, policyEntries, simulateFluid } from "@loadline/simulation";
import type { Backtest } from "./run-backtest.ts";

/** A policy's parameter as found on the first part, and what it did on the second. */
export interface TunedPolicy {
  readonly policy: string;
  readonly parameter: number;
  /** Whether some value kept the unserved share on the first part; else the one that left least is taken. */
  readonly kept: boolean;
  readonly fitted: FluidRun["score"];
  readonly reported: FluidRun["score"];
}

export interface TuneSettings {
  /** End of the first part. */
  readonly untilSeconds: number;
  /** Most demand that may go unserved, 0…1. */
  readonly mostUnserved: number;
}

/** Values tried as multiples of the policy's default, then twice as finely beside the best. */
const multiples = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.35, 1.5, 1.75, 2];
const fineSteps = [-0.075, -0.05, -0.025, 0.025, 0.05, 0.075];
const digits = 3;

interface Tried {
  readonly parameter: number;
  readonly score: FluidRun["score"];
}

/** Cheapest of those that keep the share, else the one that leaves least unserved. */
const bestOf = (tried: readonly Tried[], mostUnserved: number): Tried | null =>
  tried.reduce<Tried | null>((best, one) => {
    if (best === null) return one;
    const [keeps, bestKeeps] = [one, best].map(({ score }) => score.unservedShare <= mostUnserved);
    if (keeps !== bestKeeps) return keeps ? one : best;
    const cheaper = one.score.replicaHours < best.score.replicaHours;
    const safer = one.score.unservedShare < best.score.unservedShare;
    return (keeps ? cheaper : safer) ? one : best;
  }, null);

const runOf = (backtest: Backtest, name: string, part: { readonly demand: Float64Array; readonly from: number }) => {
  const { stepSeconds, replicaCapacity } = backtest;
  return simulateFluid(part.demand, createPolicy(name, { ...backtest, demandAhead: part.demand }), {
    ...backtest,
    capacity: replicaCapacity,
    stepSeconds,
    scoreFromSeconds: part.from,
  });
};

const tuned = (backtest: Backtest, name: string, { untilSeconds, mostUnserved }: TuneSettings): TunedPolicy | null => {
  const usual = policyEntries.find((entry) => entry.name === name)?.parameter?.default;
  if (usual === undefined) return null;
  const first = backtest.demand.slice(0, Math.round(untilSeconds / backtest.stepSeconds));
  const tryAll = (parameters: readonly number[]): readonly Tried[] =>
    parameters.map((value) => {
      const parameter = Number(value.toPrecision(digits));
      return { parameter, score: runOf(backtest, `${name}:${parameter}`, { demand: first, from: 0 }).score };
    });
  const coarse = tryAll(multiples.map((multiple) => multiple * usual));
  const near = bestOf(coarse, mostUnserved)?.parameter ?? usual;
  const best = bestOf([...coarse, ...tryAll(fineSteps.map((step) => near + step * usual))], mostUnserved);
  if (best === null) return null;
  const policy = `${name}:${best.parameter}`;
  const reported = runOf(backtest, policy, { demand: backtest.demand, from: untilSeconds }).score;
  const kept = best.score.unservedShare <= mostUnserved;
  return { policy, parameter: best.parameter, kept, fitted: best.score, reported };
};

const assertParts = ({ demand, stepSeconds }: Backtest, { untilSeconds }: TuneSettings): void => {
  const seconds = demand.length * stepSeconds;
  if (untilSeconds >= stepSeconds && untilSeconds < seconds) return;
  const expected = `a time within the load, which lasts ${seconds} s`;
  throw new LoadlineError("LL_INPUT_INVALID", { what: "--tune-until", value: untilSeconds, expected });
};

/**
 * The parameter of each policy that has one, as cheap as it can be on the first part while the unserved share is kept, and
 * what it did on the rest.
 * @throws LL_INPUT_INVALID when the first part is not within the load
 */
export const tunePolicies = (backtest: Backtest, settings: TuneSettings): readonly TunedPolicy[] => {
  assertParts(backtest, settings);
  const names = [...new Set(backtest.policies.map((text) => parsePolicyName(text).entry.name))];
  return names.flatMap((name) => tuned(backtest, name, settings) ?? []);
};
