import { setTimeout as sleep } from "node:timers/promises";
import type { Balancer } from "./balancer.ts";
import { bench, type Engines } from "./engines.ts";
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
  /** The engine's core is shared with busy processes, under load. */
  readonly disturbed: number;
  /** The busy processes have ended, the load goes on. */
  readonly restored: number;
}

export type PhaseName = keyof Phases;

/** What the engines did, by their own pages and the balancer, at one look. */
export interface Truth {
  /** Seconds since the lines were started. */
  readonly at: number;
  readonly serving: number;
  readonly waiting: number;
  /** Requests/s that an engine ended over the last two minutes in which requests waited for it; null: none waited for so long. */
  readonly carried: number | null;
}

export interface Played {
  readonly requestsPerSecond: number;
  /** When the load came; null: it never did. */
  readonly loadedAt: number | null;
  readonly truth: readonly Truth[];
  readonly by: ReadonlyMap<string, readonly Observation[]>;
}

export interface Play {
  readonly installation: EngineInstallation;
  readonly engines: Engines;
  readonly balancer: Balancer;
  /** The actuator follows the first. */
  readonly lines: readonly Line[];
  /** `performance.now()` of the lines' start, in seconds. */
  readonly startedAt: number;
  /** Requests/s of an engine: both of them and the load generator share two cores. */
  readonly carried: { readonly alone: number; readonly beside: number };
  readonly phases: Phases;
  readonly report: (line: string) => void;
}

// Two cores: one engine each. The load generator beside them costs a little.
const mostEngines = 2;
const drainSeconds = 10;
// Beside one or two a full engine carried nine tenths (3.2 requests/s became 2.9 beside two), beside four a third.
const neighbours = 4;
// Finished requests come in waves as long as a request, half a minute of a slowed engine: of a minute a wave more is a tenth.
const [windowSeconds, leastWindowSeconds] = [120, 30];

/** Starts and stops engines as the first line asks; one change at a time. */
class Actuator {
  readonly #engines: Engines;
  readonly #report: Play["report"];
  #change: Promise<void> | null = null;

  constructor({ engines, report }: Pick<Play, "engines" | "report">) {
    this.#engines = engines;
    this.#report = report;
  }

  follow(desired: number | null): void {
    if (this.#change !== null || desired === null) return;
    const count = this.#engines.count;
    const wanted = Math.min(mostEngines, Math.max(1, desired));
    if (wanted === count) return;
    const change = wanted > count ? this.#engines.start(count) : this.#engines.stopOne(drainSeconds);
    this.#change = change
      // What was recommended is seen all the same; what follows from a second engine is not.
      .catch((error: unknown) => this.#report(String(error).split("\n")[0] ?? ""))
      .finally(() => {
        this.#change = null;
      });
  }

  get settled(): Promise<void> {
    return this.#change ?? Promise.resolve();
  }
}

/** What saturated engines carry, measured without agent and recommender. */
class Saturation {
  readonly #play: Play;
  readonly #waitingSince = new Map<number, number>();

  constructor(play: Play) {
    this.#play = play;
  }

  async look(): Promise<Truth> {
    const { engines, balancer, startedAt } = this.#play;
    const waiting = await engines.waiting();
    const now = performance.now();
    for (const [port, requests] of waiting) {
      if (requests === 0) this.#waitingSince.delete(port);
      else if (!this.#waitingSince.has(port)) this.#waitingSince.set(port, now);
    }
    const rates = [...waiting.keys()].flatMap((port) => {
      const from = Math.max(this.#waitingSince.get(port) ?? now, now - windowSeconds * 1000);
      const seconds = (now - from) / 1000;
      return seconds < leastWindowSeconds ? [] : [balancer.completed(port, from, now) / seconds];
    });
    return {
      at: now / 1000 - startedAt,
      serving: engines.serving.length,
      waiting: [...waiting.values()].reduce((sum, requests) => sum + requests, 0),
      carried: rates.length === 0 ? null : rates.reduce((sum, rate) => sum + rate, 0) / rates.length,
    };
  }
}

const watch = async (
  play: Play,
  { actuator, saturation }: { readonly actuator: Actuator | null; readonly saturation: Saturation },
  until: number,
): Promise<Omit<Played, "requestsPerSecond">> => {
  const by = new Map(play.lines.map(({ planned: { cluster } }) => [cluster, [] as Observation[]]));
  const truth: Truth[] = [];
  const before = play.balancer.received();
  let loadedAt: number | null = null;
  while (performance.now() < until) {
    for (const [index, { planned, look }] of play.lines.entries()) {
      const observation = await look();
      if (observation === null) continue;
      by.get(planned.cluster)?.push(observation);
      if (index === 0) actuator?.follow(observation.desired);
    }
    truth.push(await saturation.look());
    // The generator sends one request to see whether it is answered, and begins when it was.
    if (loadedAt === null && play.balancer.received() > before + 1) loadedAt = truth.at(-1)?.at ?? null;
    await sleep(1_000);
  }
  return { loadedAt, truth, by };
};

interface Phase {
  readonly name: PhaseName;
  /** Of what one engine carries, alone or beside the second. */
  readonly share: number;
  readonly of: keyof Play["carried"];
  readonly isFollowed?: boolean;
  readonly isDisturbed?: boolean;
  /** The load of the phase before goes on. */
  readonly goesOn?: boolean;
}

const phaseList: readonly Phase[] = [
  { name: "third", share: 1 / 3, of: "beside" },
  { name: "surge", share: 1.5, of: "beside", isFollowed: true },
  { name: "stationary", share: 1 / 3, of: "beside", isFollowed: true },
  { name: "disturbed", share: 0.9, of: "alone", isDisturbed: true },
  { name: "restored", share: 0.9, of: "alone", goesOn: true },
];

const reportLast = (play: Play, phase: PhaseName, by: Played["by"]): void => {
  for (const [cluster, observations] of by) {
    const last = observations.at(-1);
    const capacity = last?.capacity?.toFixed(2) ?? "unknown";
    play.report(`${phase}, ${cluster}: desired ${last?.desired}, capacity ${capacity}; ${last?.message ?? ""}`);
  }
};

/** Every phase in turn; what each line published, and what the engines did. */
export const playPhases = async (play: Play): Promise<ReadonlyMap<PhaseName, Played>> => {
  const all = new Map<PhaseName, Played>();
  const actuator = new Actuator(play);
  const saturation = new Saturation(play);
  let endLoad = async (): Promise<void> => undefined;
  for (const [index, { name, share, of, isFollowed, isDisturbed, goesOn }] of phaseList.entries()) {
    const seconds = play.phases[name];
    if (seconds === 0) continue;
    const rate = share * play.carried[of];
    if (goesOn !== true) {
      await endLoad();
      await actuator.settled;
      const next = phaseList[index + 1];
      const whole = seconds + (next?.goesOn === true ? play.phases[next.name] : 0);
      endLoad = begin(play, rate, whole);
    }
    const busy = isDisturbed === true ? Array.from({ length: neighbours }, () => play.engines.keepBusy(0)) : [];
    const watching = { actuator: isFollowed === true ? actuator : null, saturation };
    const played = await watch(play, watching, performance.now() + seconds * 1000);
    await Promise.all(busy.map((neighbour) => neighbour.stop()));
    all.set(name, { ...played, requestsPerSecond: rate });
    reportLast(play, name, played.by);
  }
  await endLoad();
  await actuator.settled;
  return all;
};

/** Starts a load; returns what ends it. */
const begin = ({ installation, balancer }: Play, rate: number, seconds: number): (() => Promise<void>) => {
  const stop = new AbortController();
  const load = { port: balancer.port, requests: Math.ceil(rate * seconds), requestsPerSecond: rate };
  const run = bench(installation, load, stop.signal);
  return async () => {
    stop.abort();
    await run;
  };
};
