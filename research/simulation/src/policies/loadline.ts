import {
  arrivingRate,
  type CapacityInput,
  type DecisionInputs,
  type DecisionMemory,
  type DecisionSettings,
  decisionDefaults,
  emptyDecisionMemory,
  emptyLoadForecast,
  type LoadForecast,
  loadCover,
  loadQuantiles,
  observeDemand,
} from "@loadline/control";
import { settle } from "@loadline/control/internal";
import { meanOf, ratio, requestsPerSecond, tokensPerSecond } from "@loadline/model";
import type { PolicyInput, PolicyStep, ScalingPolicy } from "./scaling-policy.ts";

/** What the recommender remembers of a deployment between two decisions, and the samples of its averaging window. */
interface LoadlineState {
  readonly samples: readonly { readonly at: number; readonly demand: number }[];
  readonly forecast: LoadForecast;
  readonly memory: DecisionMemory;
}

const workOf = (rate: number) => ({
  requestsPerSecond: requestsPerSecond(rate),
  prefillTokensPerSecond: tokensPerSecond(0),
  decodeTokensPerSecond: tokensPerSecond(0),
});

/** Counts at which a service's curve is evaluated. */
const counts = [1, 2, 3, 4, 8, 16, 64, 1024] as const;

const capacityOf = ({ capacity: rate, service, curve, atRandom }: PolicyInput): CapacityInput => ({
  kind: "feasible",
  requestsPerSecond: requestsPerSecond(rate),
  curve: curve ?? (service && counts.map((count) => [count, service.each(count)] as const)),
  atRandom,
  bindingLimit: "queue",
  errorBand: { relative: ratio(0), basis: "calibrated" },
});

/** A factor on what an unserved request is worth leaves that much less of the demand above the quantile. */
const dearer = (quantile: number, risk: number): number => Math.max(0, 1 - (1 - quantile) / risk);

/** What the engine decides by, apart from the replicas. */
interface EngineQuestion {
  readonly inputs: Pick<DecisionInputs, "now" | "demand" | "forecast" | "capacity" | "missing" | "carried">;
  readonly settings: DecisionSettings;
}

/** The engine's count for a simulated fleet: there is always capacity, and what waits is not known. */
const settleFor = (
  { inputs: { now, demand, forecast, capacity, missing, carried }, settings }: EngineQuestion,
  { ready, pending }: Pick<PolicyInput, "ready" | "pending">,
  memory: DecisionMemory,
): PolicyStep<DecisionMemory> => {
  const replicas = { ready, pending, draining: 0, currentTarget: ready + pending };
  const known = { now, demand, forecast, capacity, missing, carried };
  const inputs = { ...known, replicas, poolAvailable: null, observing: false };
  const { situation, choice } = settle(inputs, settings, memory);
  return { state: situation.memory, desired: choice.desired ?? ready + pending };
};

type Learnt = Pick<LoadlineState, "samples" | "forecast">;

/** The engine's settings, and what it learns of the load at a sample. */
const loadlineEngine = (risk: number) => {
  const { windowSeconds } = decisionDefaults;
  const quantiles = [decisionDefaults.demandQuantile, decisionDefaults.sizeQuantile].map((one) => dearer(one, risk));
  const [demandQuantile = 0, sizeQuantile] = quantiles;
  const settings: DecisionSettings = {
    ...decisionDefaults,
    minReplicas: 0,
    maxReplicas: Number.POSITIVE_INFINITY,
    reserveReplicas: 0,
    demandQuantile,
    sizeQuantile,
  };
  const learn = (before: Learnt, input: PolicyInput): Learnt & Pick<EngineQuestion, "inputs"> => {
    const { at, demand: arriving, leadTimeSeconds: horizonSeconds } = input;
    const since = at - windowSeconds;
    const samples =
      arriving === null
        ? before.samples
        : [...before.samples.filter((one) => one.at > since), { at, demand: arriving }];
    const newest = samples.filter((one) => one.at > at - windowSeconds / 2 || one.at === at);
    const mean = (of: typeof samples): number => meanOf(of.map((one) => one.demand));
    const averaged = arrivingRate(mean(samples), mean(newest), windowSeconds);
    const { meanSeconds = averaged.meanSeconds } = input;
    const demand = arriving === null || input.meanSeconds !== undefined ? arriving : averaged.demand;
    const forecast = observeDemand(before.forecast, { at, demand, meanSeconds });
    const rates = loadQuantiles(forecast, { horizonSeconds, quantiles });
    const cover = loadCover(forecast, horizonSeconds, Math.min(1, risk));
    const announced = input.scheduledDemand ?? 0;
    const inputs = {
      now: at,
      demand: demand === null ? null : workOf(demand),
      forecast: rates && {
        horizonSeconds,
        basis: "history" as const,
        surgeRequestsPerSecond: cover === null ? undefined : cover.surge,
        quantiles: rates.map(({ quantile, rate }) => ({
          quantile,
          ...workOf(Math.max(Math.min(cover?.most ?? 0, rate), announced)),
        })),
      },
      capacity: capacityOf(input),
      missing: [],
    };
    return { inputs, samples, forecast };
  };
  return { settings, learn };
};

/**
 * Loadline's own engine: the forecast and the decision of core, as the recommender runs them.
 * @param risk factor on what an unserved request is worth: a higher value costs more and is safer
 */
export const loadlinePolicy = (risk = 1): ScalingPolicy<LoadlineState> => {
  const { settings, learn } = loadlineEngine(risk);
  return {
    name: `loadline:${risk}`,
    holdsOnUnknown: true,
    start: { samples: [], forecast: emptyLoadForecast, memory: emptyDecisionMemory },
    step: (before, input) => {
      const { inputs, ...learnt } = learn(before, input);
      const { state: memory, desired } = settleFor({ inputs, settings }, input, before.memory);
      return { state: { ...learnt, memory }, desired };
    },
  };
};
