import { type FaultKind, faultKinds } from "./faults.ts";
import type { SimulationResult } from "./simulate.ts";

/** The outcome of one simulation, without its events. */
export interface Outcome {
  readonly seed: number;
  readonly violations: readonly string[];
  readonly faults: readonly FaultKind[];
  readonly decisions: number;
  readonly events: number;
  readonly steps: number;
  readonly hash: string;
}

export const outcomeOf = ({ seed, violations, faults, decisions, events, steps, hash }: SimulationResult): Outcome => ({
  seed,
  violations,
  faults: faults.map(({ kind }) => kind),
  decisions,
  events: events.length,
  steps,
  hash,
});

/** Totals of many simulations; they can be added in any order. */
export class Report {
  simulations = 0;
  decisions = 0;
  events = 0;
  steps = 0;
  faultless = 0;
  replayed = 0;
  readonly failed: Outcome[] = [];
  /** Seeds whose second run differed. */
  readonly different: number[] = [];
  readonly #byKind = new Map<FaultKind, number>();

  add(outcome: Outcome): void {
    this.simulations += 1;
    this.decisions += outcome.decisions;
    this.events += outcome.events;
    this.steps += outcome.steps;
    if (outcome.faults.length === 0) this.faultless += 1;
    for (const kind of outcome.faults) this.#byKind.set(kind, (this.#byKind.get(kind) ?? 0) + 1);
    if (outcome.violations.length > 0) this.failed.push(outcome);
  }

  addReplay(first: Outcome, second: Outcome): void {
    this.replayed += 1;
    if (first.hash !== second.hash) this.different.push(first.seed);
  }

  get holds(): boolean {
    return this.failed.length === 0 && this.different.length === 0;
  }

  /** Rows of what was run and what was found. */
  rows(hours: number): readonly (readonly [string, string])[] {
    return [
      ["simulations", `${this.simulations} of ${hours} h, ${this.faultless} of them without faults`],
      ["ticks", String(this.steps)],
      ["events", `${this.events}, ${this.decisions} of them new decisions`],
      ...faultKinds.map((kind) => [`  ${kind}`, String(this.#byKind.get(kind) ?? 0)] as const),
      ["replayed to the byte", `${this.replayed - this.different.length} of ${this.replayed}`],
      ["seeds with a violation", String(this.failed.length)],
    ];
  }
}

/** How to run one seed again. */
export const replayCommand = (seed: number): string =>
  `node apps/recommender/dist-test/test/simulation/main.js --first-seed ${seed} --seeds 1`;
