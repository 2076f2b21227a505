import {
  applyHpaBehavior,
  defaultHpaBehavior,
  emptyHpaMemory,
  type HpaBounds,
  type HpaMemory,
  toleranceOf,
  unbounded,
} from "./hpa-behavior.ts";
import { hpaReplicas } from "./hpa-replicas.ts";
import { currentReplicas, type PolicyInput, type ScalingPolicy } from "./scaling-policy.ts";

export interface PredictiveHpaSettings {
  /** How far ahead the line is followed; null: as far as the lead time. */
  readonly lookAheadSeconds: number | null;
  /** Evaluations that the line is fitted to. */
  readonly storedValues: number;
  readonly bounds: HpaBounds;
}

interface Evaluation {
  readonly at: number;
  readonly replicas: number;
}

export interface PredictiveHpaState {
  readonly hpa: HpaMemory;
  readonly evaluations: readonly Evaluation[];
}

/** The project has no defaults: its user chooses. Ten minutes of samples and the lead time are our choice. */
const usualSettings: PredictiveHpaSettings = { lookAheadSeconds: null, storedValues: 40, bounds: unbounded };

/** Least squares over the evaluations, followed to `at`; the last value while there is no line. */
export const linearPrediction = (evaluations: readonly Evaluation[], at: number): number => {
  const last = evaluations.at(-1);
  if (last === undefined) return 0;
  const count = evaluations.length;
  const meanAt = evaluations.reduce((sum, entry) => sum + entry.at, 0) / count;
  const mean = evaluations.reduce((sum, { replicas }) => sum + replicas, 0) / count;
  let covariance = 0;
  let variance = 0;
  for (const entry of evaluations) {
    covariance += (entry.at - meanAt) * (entry.replicas - mean);
    variance += (entry.at - meanAt) ** 2;
  }
  return variance === 0 ? last.replicas : mean + (covariance / variance) * (at - meanAt);
};

const calculated = (demand: number, { ready, pending, capacity }: PolicyInput, target: number): number => {
  const current = ready + pending;
  const perPod = target * capacity;
  if (current === 0) return Math.ceil(demand / perPod);
  const pods = { total: demand, measured: ready, missing: 0, unready: pending };
  return hpaReplicas(pods, { perPod, tolerance: toleranceOf(defaultHpaBehavior) }, current) ?? current;
};

/** A hair below a whole number, from arithmetic alone, is that number. */
const roundingError = 1e-9;

/**
 * The predictive horizontal pod autoscaler with its linear model: the pod autoscaler's own counts are stored, a straight
 * line through them is followed ahead, and the larger of line and calculation counts. The line never lowers the count.
 * @source https://predictive-horizontal-pod-autoscaler.readthedocs.io/en/latest/user-guide/models/
 */
export const predictiveHpaPolicy = (
  target: number,
  own: Partial<PredictiveHpaSettings> = {},
): ScalingPolicy<PredictiveHpaState> => {
  const { lookAheadSeconds, storedValues, bounds } = { ...usualSettings, ...own };
  return {
    name: `phpa:${target}`,
    holdsOnUnknown: true,
    start: { hpa: emptyHpaMemory, evaluations: [] },
    step: (state, input) => {
      const { at, demand } = input;
      const current = currentReplicas(input);
      if (demand === null) return { state, desired: current };
      const own = calculated(demand, input, target);
      const evaluations = [...state.evaluations, { at, replicas: own }].slice(-storedValues);
      const ahead = linearPrediction(evaluations, at + (lookAheadSeconds ?? input.leadTimeSeconds));
      const wanted = Math.max(own, Math.ceil(ahead - roundingError));
      const { memory, desired } = applyHpaBehavior(state.hpa, defaultHpaBehavior, { at, current, wanted, bounds });
      return { state: { hpa: memory, evaluations }, desired };
    },
  };
};
