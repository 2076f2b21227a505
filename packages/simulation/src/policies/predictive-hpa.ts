import { wantedReplicas } from "./hpa.ts";
import {
  applyHpaBehavior,
  defaultHpaBehavior,
  emptyHpaMemory,
  type HpaBounds,
  type HpaMemory,
  unbounded,
} from "./hpa-behavior.ts";
import { currentReplicas, type ScalingPolicy } from "./scaling-policy.ts";

interface Evaluation {
  readonly at: number;
  readonly replicas: number;
}

export interface PredictiveHpaState {
  readonly hpa: HpaMemory;
  readonly evaluations: readonly Evaluation[];
}

/** The project has no defaults: its user chooses. Ten minutes of samples, followed to the lead time, are our choice. */
const storedValues = 40;

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

/** A hair below a whole number, from arithmetic alone, is that number. */
const roundingError = 1e-9;

/**
 * The predictive horizontal pod autoscaler with its linear model: the pod autoscaler's own counts are stored, a straight
 * line through them is followed ahead, and the larger of line and calculation counts. The line never lowers the count.
 * @source https://predictive-horizontal-pod-autoscaler.readthedocs.io/en/latest/user-guide/models/
 */
export const predictiveHpaPolicy = (
  target: number,
  bounds: HpaBounds = unbounded,
): ScalingPolicy<PredictiveHpaState> => ({
  name: `phpa:${target}`,
  holdsOnUnknown: true,
  start: { hpa: emptyHpaMemory, evaluations: [] },
  step: (state, input) => {
    const { at, demand } = input;
    const current = currentReplicas(input);
    if (demand === null) return { state, desired: current };
    const own = wantedReplicas({ target, behavior: defaultHpaBehavior }, input);
    const evaluations = [...state.evaluations, { at, replicas: own }].slice(-storedValues);
    const ahead = linearPrediction(evaluations, at + input.leadTimeSeconds);
    const wanted = Math.max(own, Math.ceil(ahead - roundingError));
    const { memory, desired } = applyHpaBehavior(state.hpa, defaultHpaBehavior, { at, current, wanted, bounds });
    return { state: { hpa: memory, evaluations }, desired };
  },
});
