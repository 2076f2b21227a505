import type { Assessment } from "../decide/assessment.ts";

/** What ran and what was advised, side by side, over the seconds in which everything was known. */
interface Score {
  readonly deployment: string;
  readonly seconds: number;
  readonly replicaSeconds: { readonly actual: number; readonly advised: number };
  /** Seconds in which the demand was above what so many replicas carry within the objectives, the reserve not counted. */
  readonly violationSeconds: { readonly actual: number; readonly advised: number };
}

interface Advice {
  readonly at: number;
  readonly desired: number;
}

interface Tracked {
  readonly score: Score;
  readonly at: number;
  /** Latest advice, oldest first: what would run at a time is what was advised a lead time before. */
  readonly advice: readonly Advice[];
}

// Of the time before a tick that came so much later than the one before nothing is known.
const longestStepSeconds = 60;

/** The advice that would be in force: a rise takes the lead time, a fall none. */
const inForce = (advice: readonly Advice[], now: number, leadTimeSeconds: number): number | null => {
  const served = advice.findLast(({ at }) => at <= now - leadTimeSeconds);
  const newest = advice.at(-1);
  return served === undefined || newest === undefined ? null : Math.min(served.desired, newest.desired);
};

interface ReplicaLoad {
  readonly ready: number;
  /** Requests/s. */
  readonly demand: number;
  /** Requests/s of one replica. */
  readonly capacity: number;
}

const loadIn = ({ view, capacity }: Assessment): ReplicaLoad | null =>
  view.ready === null || view.demand === null || !view.complete || capacity.kind !== "feasible"
    ? null
    : { ready: view.ready, demand: view.demand.requestsPerSecond, capacity: capacity.capacity.requestsPerSecond };

const scoreAfter = (
  score: Score,
  { ready, demand, capacity }: ReplicaLoad,
  step: { seconds: number; advised: number },
): Score => {
  const { seconds, advised } = step;
  const violated = (replicas: number): number => (demand > replicas * capacity ? seconds : 0);
  const { replicaSeconds, violationSeconds } = score;
  return {
    ...score,
    seconds: score.seconds + seconds,
    replicaSeconds: {
      actual: replicaSeconds.actual + ready * seconds,
      advised: replicaSeconds.advised + advised * seconds,
    },
    violationSeconds: {
      actual: violationSeconds.actual + violated(ready),
      advised: violationSeconds.advised + violated(advised),
    },
  };
};

/** Compares the advice with what really ran, deployment by deployment. */
export class ShadowScore {
  readonly #tracked = new Map<string, Tracked>();

  get scores(): readonly Score[] {
    return [...this.#tracked.values()].map(({ score }) => score);
  }

  observe(assessment: Assessment): void {
    const { deployment, decision, at } = assessment;
    const nothing = { actual: 0, advised: 0 };
    const none = { deployment: deployment.name, seconds: 0, replicaSeconds: nothing, violationSeconds: nothing };
    const before = this.#tracked.get(deployment.name) ?? { score: none, at, advice: [] };
    const load = loadIn(assessment);
    const advised = inForce(before.advice, before.at, deployment.leadTimeSeconds);
    const seconds = at - before.at;
    const counts = load !== null && advised !== null && seconds > 0 && seconds <= longestStepSeconds;
    const score = counts ? scoreAfter(before.score, load, { seconds, advised }) : before.score;
    const advice = decision.desired === null ? before.advice : [...before.advice, { at, desired: decision.desired }];
    const edge = advice.findLastIndex((one) => one.at <= at - deployment.leadTimeSeconds);
    this.#tracked.set(deployment.name, { score, at, advice: advice.slice(Math.max(0, edge)) });
  }
}
