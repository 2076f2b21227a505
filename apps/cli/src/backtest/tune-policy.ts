import { type FluidRun, parsePolicyName, policyEntries } from "@loadline/simulation";
import { messages, UserError } from "../messages.ts";
import { type Backtest, runPolicy } from "./run-backtest.ts";

/** A policy's parameter as found on the first part, and what it did on the second. */
export interface TunedPolicy {
  readonly policy: string;
  readonly parameter: number;
  /** Whether some value met the unserved share on the first part; else the one that left least is taken. */
  readonly meetsBound: boolean;
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

/** Cheapest of those that meet the share, else the one that leaves least unserved. */
const bestOf = (tried: readonly Tried[], mostUnserved: number): Tried | null =>
  tried.reduce<Tried | null>((best, one) => {
    if (best === null) return one;
    const [meets, bestMeets] = [one, best].map(({ score }) => score.unservedShare <= mostUnserved);
    if (meets !== bestMeets) return meets ? one : best;
    const cheaper = one.score.replicaHours < best.score.replicaHours;
    const safer = one.score.unservedShare < best.score.unservedShare;
    return (meets ? cheaper : safer) ? one : best;
  }, null);

const tuned = (backtest: Backtest, name: string, { untilSeconds, mostUnserved }: TuneSettings): TunedPolicy | null => {
  const byDefault = policyEntries.find((entry) => entry.name === name)?.parameter?.default;
  if (byDefault === undefined) return null;
  const first = backtest.demand.slice(0, Math.round(untilSeconds / backtest.stepSeconds));
  const tryAll = (parameters: readonly number[]): readonly Tried[] =>
    parameters.map((value) => {
      const parameter = Number(value.toPrecision(digits));
      const changes = { demand: first, scoreFromSeconds: 0 };
      return { parameter, score: runPolicy(backtest, `${name}:${parameter}`, changes).score };
    });
  const coarse = tryAll(multiples.map((multiple) => multiple * byDefault));
  const near = bestOf(coarse, mostUnserved)?.parameter ?? byDefault;
  const best = bestOf([...coarse, ...tryAll(fineSteps.map((step) => near + step * byDefault))], mostUnserved);
  if (best === null) return null;
  const policy = `${name}:${best.parameter}`;
  const reported = runPolicy(backtest, policy, { scoreFromSeconds: untilSeconds }).score;
  const meetsBound = best.score.unservedShare <= mostUnserved;
  return { policy, parameter: best.parameter, meetsBound, fitted: best.score, reported };
};

/**
 * The parameter of each policy that has one, as cheap as it can be on the first part while the unserved share is met, and
 * what it did on the rest.
 * @throws UserError when the first part is not within the load
 */
export const tunePolicies = (backtest: Backtest, settings: TuneSettings): readonly TunedPolicy[] => {
  const { untilSeconds } = settings;
  const seconds = backtest.demand.length * backtest.stepSeconds;
  if (untilSeconds < backtest.stepSeconds || untilSeconds >= seconds) {
    throw new UserError(
      messages.invalid("--tune-until", untilSeconds, `a time within the load, which lasts ${seconds} s`),
    );
  }
  const names = [...new Set(backtest.policies.map((text) => parsePolicyName(text).entry.name))];
  return names.flatMap((name) => tuned(backtest, name, settings) ?? []);
};
