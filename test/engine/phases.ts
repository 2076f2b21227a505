import { setTimeout as sleep } from "node:timers/promises";
import type { Balancer } from "./balancer.ts";
import { bench, type Engines, keepBusy } from "./engines.ts";
import type { EngineInstallation } from "./find-engine.ts";
import type { Line, Observation } from "./line.ts";

/** Seconds of each phase; 0 leaves it out. */
export interface Phases {
  /** A third of what one engine carries. */
  readonly third: number;
  /** Half as much again as one engine carries, followed by the actuator. */
  readonly surge: number;
  /** Back to a third. */
  readonly stationary: number;
  /** The engine's core is shared with a busy process, under load. */
  readonly disturbed: number;
}

type PhaseName = keyof Phases;

export type Seen = Readonly<Record<PhaseName, readonly Observation[]>>;

export interface Play {
  readonly installation: EngineInstallation;
  readonly folder: string;
  readonly engines: Engines;
  readonly balancer: Balancer;
  /** The actuator follows the first. */
  readonly lines: readonly Line[];
  readonly carried: number;
  readonly phases: Phases;
  readonly report: (line: string) => void;
}

// Two cores: one engine each. The load generator beside them costs a little.
const mostEngines = 2;
const drainSeconds = 10;

/** Starts and stops engines as the first line asks; one change at a time. */
class Actuator {
  readonly #engines: Engines;
  #change: Promise<void> | null = null;

  constructor(engines: Engines) {
    this.#engines = engines;
  }

  follow(desired: number | null): void {
    if (this.#change !== null || desired === null) return;
    const count = this.#engines.count;
    const wanted = Math.min(mostEngines, Math.max(1, desired));
    if (wanted === count) return;
    const change = wanted > count ? this.#engines.start(count) : this.#engines.stopOne(drainSeconds);
    this.#change = change.finally(() => {
      this.#change = null;
    });
  }

  get settled(): Promise<void> {
    return this.#change ?? Promise.resolve();
  }
}

const watch = async (
  play: Play,
  actuator: Actuator | null,
  until: number,
): Promise<ReadonlyMap<string, Observation[]>> => {
  const seen = new Map(play.lines.map(({ planned: { cluster } }) => [cluster, [] as Observation[]]));
  while (performance.now() < until) {
    for (const [index, { planned, look }] of play.lines.entries()) {
      const observation = await look();
      if (observation === null) continue;
      seen.get(planned.cluster)?.push(observation);
      if (index === 0) actuator?.follow(observation.desired);
    }
    await sleep(1_000);
  }
  return seen;
};

interface Phase {
  readonly name: PhaseName;
  readonly share: number;
  readonly isFollowed: boolean;
  readonly isDisturbed: boolean;
}

const phaseList: readonly Phase[] = [
  { name: "third", share: 1 / 3, isFollowed: false, isDisturbed: false },
  { name: "surge", share: 1.5, isFollowed: true, isDisturbed: false },
  { name: "stationary", share: 1 / 3, isFollowed: true, isDisturbed: false },
  { name: "disturbed", share: 0.9, isFollowed: false, isDisturbed: true },
];

/** Every phase in turn; what each line was seen to say. */
export const playPhases = async (play: Play): Promise<ReadonlyMap<string, Seen>> => {
  const nothing: Seen = { third: [], surge: [], stationary: [], disturbed: [] };
  const all = new Map(play.lines.map(({ planned: { cluster } }) => [cluster, nothing]));
  const actuator = new Actuator(play.engines);
  for (const { name, share, isFollowed, isDisturbed } of phaseList) {
    const seconds = play.phases[name];
    if (seconds === 0) continue;
    const rate = share * play.carried;
    const stop = new AbortController();
    const load = { port: play.balancer.port, requests: Math.ceil(rate * seconds), requestsPerSecond: rate };
    const run = bench(play.installation, play.folder, load, stop.signal);
    const stationary = isDisturbed ? keepBusy(0) : null;
    const seen = await watch(play, isFollowed ? actuator : null, performance.now() + seconds * 1000);
    stationary?.();
    stop.abort();
    await run;
    await actuator.settled;
    for (const [cluster, observations] of seen) {
      all.set(cluster, { ...(all.get(cluster) ?? nothing), [name]: observations });
      const last = observations.at(-1);
      const capacity = last?.capacity?.toFixed(2) ?? "unknown";
      play.report(`${name}, ${cluster}: desired ${last?.desired}, capacity ${capacity}; ${last?.message ?? ""}`);
    }
  }
  return all;
};

/** What is checked of the line that the actuator followed, where the phase was played. */
export const followedBy = (all: ReadonlyMap<string, Seen>) => {
  const [cluster = "", seen] = [...all][0] ?? [];
  const stationary = seen?.stationary ?? [];
  const disturbed = seen?.disturbed ?? [];
  const counts = stationary.map(({ desired }) => desired ?? 1);
  const rises = counts.filter((count, index) => count > (counts[index - 1] ?? count)).length;
  const [before, after] = [stationary.at(-1)?.capacity ?? null, disturbed.at(-1)?.capacity ?? null];
  return [
    ...(stationary.length === 0
      ? []
      : [
          {
            name: `${cluster}: back down without a second step up`,
            holds: counts.at(-1) === 1 && rises === 0,
            figure: `desired ${[...new Set(counts)].join(", ")}`,
          },
        ]),
    ...(disturbed.length === 0
      ? []
      : [
          {
            name: `${cluster}: the capacity falls while the core is shared`,
            holds: before !== null && after !== null && after < before,
            figure: `${before?.toFixed(2)} → ${after?.toFixed(2)} requests/s`,
          },
        ]),
  ];
};
