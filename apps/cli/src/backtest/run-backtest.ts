import { LoadlineError } from "@loadline/core";
import { createPolicy, type FluidRun, type FrontierPoint, simulateFluid } from "@loadline/simulation";

export interface BacktestRequest {
  /** What the load is called in the answer. */
  readonly trace: string;
  readonly demand: Float64Array;
  readonly policies: readonly string[];
  readonly leadTimeSeconds: number;
  readonly stepSeconds: number;
  /** Requests/s; null: 1/25 of the mean demand. */
  readonly replicaCapacity: number | null;
  readonly usdPerReplicaHour: number | null;
  readonly minimumReplicas: number;
  readonly maximumReplicas: number;
  readonly scoreFromSeconds: number;
}

export interface Backtest extends BacktestRequest {
  readonly replicaCapacity: number;
  readonly runs: readonly FluidRun[];
}

/** Replicas that the mean load keeps busy when no capacity is given. */
const usualReplicas = 25;

/** Mean of a load in requests/s. */
export const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const capacityOf = ({ replicaCapacity, demand }: BacktestRequest): number => {
  const capacity = replicaCapacity ?? meanOf(demand) / usualReplicas;
  if (capacity > 0) return capacity;
  const expected = "load above zero, or a capacity with --replica-capacity";
  throw new LoadlineError("LL_INPUT_INVALID", { what: "the mean load", value: 0, expected });
};

const assertScoredPart = ({ scoreFromSeconds, demand, stepSeconds }: BacktestRequest): void => {
  const seconds = demand.length * stepSeconds;
  if (scoreFromSeconds < seconds) return;
  const expected = `a start before the end of the load, which lasts ${seconds} s`;
  throw new LoadlineError("LL_INPUT_INVALID", { what: "--score-from", value: scoreFromSeconds, expected });
};

const assertBounds = ({ minimumReplicas, maximumReplicas }: BacktestRequest): void => {
  if (minimumReplicas <= maximumReplicas) return;
  const expected = `at least the ${minimumReplicas} of --min-replicas`;
  throw new LoadlineError("LL_INPUT_INVALID", { what: "--max-replicas", value: maximumReplicas, expected });
};

/** Every policy over the same load. @throws LL_INPUT_INVALID naming an unknown policy */
export const runBacktest = (request: BacktestRequest): Backtest => {
  assertBounds(request);
  assertScoredPart(request);
  const { demand, stepSeconds } = request;
  const replicaCapacity = capacityOf(request);
  const policies = request.policies.map((name) => createPolicy(name, { ...request, demandAhead: demand }));
  const runs = policies.map((policy) =>
    simulateFluid(demand, policy, { ...request, capacity: replicaCapacity, stepSeconds }),
  );
  return { ...request, replicaCapacity, runs };
};

/** Targets of the pod autoscaler that draw its frontier, dearest first. */
const frontierTargets = [0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1];

/** What the pod autoscaler with its defaults would have cost and left unserved at other targets. */
export const podAutoscalerFrontier = (backtest: Backtest): readonly FrontierPoint[] =>
  frontierTargets.map((target) => {
    const policy = createPolicy(`hpa:${target}`, { ...backtest, demandAhead: backtest.demand });
    return simulateFluid(backtest.demand, policy, { ...backtest, capacity: backtest.replicaCapacity }).score;
  });
