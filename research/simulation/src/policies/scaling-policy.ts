import type { ReplicaRate, ServiceCurve } from "@loadline/model";
import type { EngineObservation } from "./engine-observation.ts";

/** What a policy sees at one sample. Rates are of any one unit of work, the same in demand and capacity. */
export interface PolicyInput {
  /** Seconds of the clock that drives the policy. */
  readonly at: number;
  /** Arriving work per second; null when it is not known. */
  readonly demand: number | null;
  /** Window that the demand is a mean over; left out: a sample, which a policy averages itself. */
  readonly meanSeconds?: number | undefined;
  readonly ready: number;
  /** Asked for, not serving yet. */
  readonly pending: number;
  /** Work per second that each of the ready replicas carries: demand ÷ (ready · capacity) is their utilisation. */
  readonly capacity: number;
  /** What each of another number of them carries; left out: as much. */
  readonly service?: ServiceCurve | undefined;
  /** The same of more and fewer replicas behind their router; left out: as much at every count. */
  readonly curve?: ReplicaRate["curve"];
  /** What each carries if requests may be split at random; left out: they are not. */
  readonly atRandom?: ReplicaRate | undefined;
  readonly leadTimeSeconds: number;
  /** What the engines of the ready replicas report; null without a report, left out where there are no engines. */
  readonly engine?: EngineObservation | null | undefined;
  /** Work per second that the plan expects when an order given now would serve; left out without a schedule. */
  readonly scheduledDemand?: number | null | undefined;
}

export interface PolicyStep<S> {
  readonly state: S;
  /** Replicas to run, pending ones included. */
  readonly desired: number;
  /**
   * Before this time the same sample gives this state and count again, so that a simulation need not ask; left out: not
   * known.
   */
  readonly restsUntil?: number;
}

/** A pure decision: equal state and input give an equal step. The state is plain JSON, so it survives a restart. */
export interface ScalingPolicy<S = unknown> {
  readonly name: string;
  /** The promise never to lower the count while the demand is unknown. */
  readonly holdsOnUnknown: boolean;
  readonly start: S;
  step(state: S, input: PolicyInput): PolicyStep<S>;
}

/** What a policy is built with, besides its own parameter. */
export interface PolicySettings {
  readonly minimumReplicas: number;
  readonly maximumReplicas: number;
  /** Time between two samples. */
  readonly stepSeconds: number;
  /** The demand of every step, for a policy that is allowed to know the future. */
  readonly demandAhead: ArrayLike<number> | null;
}

/** Replicas asked for, serving or not. */
export const currentReplicas = ({ ready, pending }: PolicyInput): number => ready + pending;

export const withinBounds = <S>(policy: ScalingPolicy<S>, settings: PolicySettings): ScalingPolicy<S> => ({
  ...policy,
  step: (state, input) => {
    const step = policy.step(state, input);
    const desired = Math.min(settings.maximumReplicas, Math.max(settings.minimumReplicas, step.desired));
    return desired === step.desired ? step : { state: step.state, desired };
  },
});
