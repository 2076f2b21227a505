import type { ScalingPolicy } from "../../src/policies/scaling-policy.ts";

/** Counts over time: how often a policy looks, where it starts, and the demand it sees at each look. */
export interface CourseExample {
  readonly start: number;
  readonly everySeconds: number;
  /** Work per second; null: no metric. */
  readonly demand: readonly (number | null)[];
}

/** Work per second of one replica in the examples. */
export const exampleCapacity = 10;

/** The counts of a policy whose every wish comes true before it looks again. */
export const courseOf = <S>(policy: ScalingPolicy<S>, { start, everySeconds, demand }: CourseExample): number[] => {
  let state = policy.start;
  let ready = start;
  return demand.map((load, index) => {
    const step = policy.step(state, {
      at: index * everySeconds,
      demand: load,
      ready,
      pending: 0,
      capacity: exampleCapacity,
      leadTimeSeconds: 0,
    });
    state = step.state;
    ready = step.desired;
    return ready;
  });
};

/** The same value several times, as examples need it. */
export const repeated = <T>(value: T, times: number): readonly T[] => new Array<T>(times).fill(value);

/** A list with its runs counted: 5, 0 × 20. */
export const listText = (values: readonly unknown[]): string => {
  const runs: { text: string; times: number }[] = [];
  for (const value of values) {
    const text = value === null ? "none" : String(value);
    const last = runs.at(-1);
    if (last?.text === text) last.times += 1;
    else runs.push({ text, times: 1 });
  }
  return runs.map(({ text, times }) => (times === 1 ? text : `${text} × ${times}`)).join(", ");
};

const wordOf = (value: unknown): string => {
  if (value === null) return "none";
  if (typeof value !== "object") return String(value);
  return `{ ${settingsText(value)} }`;
};

/** Settings as their fields: cooldownSeconds: 60, minReplicaCount: 2. */
export const settingsText = (settings: object): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}: ${wordOf(value)}`)
    .join(", ");

export const courseText = ({ start, everySeconds, demand }: CourseExample, settings: object = {}): string => {
  const own = settingsText(settings);
  return `${own === "" ? "" : `${own}; `}${start} replicas, every ${everySeconds} s the demand ${listText(demand)}`;
};
