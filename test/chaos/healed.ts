import { setTimeout as sleep } from "node:timers/promises";
import { heartbeatSeconds, leaseSeconds } from "./parts-of-stage.ts";
import type { Stage } from "./stage.ts";
import type { Watch } from "./watch.ts";

const deployments = ["chat", "tagger"];

/** Two leases, a heartbeat and a tick, as documented. */
export const promisedSeconds = 2 * leaseSeconds + heartbeatSeconds + 1;

/** Everything that is not as it should be; empty when all is well. */
const lacking = async (stage: Stage, watch: Watch, since: number): Promise<readonly string[]> => {
  const reported = await Promise.all(stage.recommenders.map((part) => watch.ask(part)));
  const leaders = reported.filter((one) => one?.leads === true).length;
  const old = Date.now() - 3 * heartbeatSeconds * 1000;
  return [
    ...deployments.filter((name) => watch.events.lastAccepted(name) <= since).map((name) => `no new event for ${name}`),
    ...stage.recommenders.flatMap(({ name }, at) => {
      const one = reported[at] ?? null;
      if (one === null) return [`${name} does not answer`];
      return [
        ...(one.ready === true ? [] : [`${name} is not ready: ${one.missing}`]),
        ...deployments
          .filter((each) => (one.newest[each] ?? 0) < old)
          .map((each) => `${name} has no late history of ${each}`),
      ];
    }),
    ...(leaders === 1 ? [] : [`${leaders} leaders`]),
    ...watch.sampledWithin(6).map((name) => `no sample of ${name}`),
  ];
};

export interface Healing {
  /** Until events came again for every deployment; null when they did not. */
  readonly eventsSeconds: number | null;
  /** Until everything was as before; null when it did not become so. */
  readonly wholeSeconds: number | null;
  readonly lacking: readonly string[];
}

/** The violation that a recovery is, or null when it came within the promise. */
export const slowerThanPromised = (name: string, { eventsSeconds, wholeSeconds }: Healing): string | null => {
  if ((eventsSeconds ?? 0) > promisedSeconds) return `events came later than promised after "${name}"`;
  return (wholeSeconds ?? 0) > promisedSeconds ? `whole later than promised after "${name}"` : null;
};

/** Waits after the end of a fault until all is as before, no longer than the patience. */
export const healed = async (stage: Stage, watch: Watch, patienceSeconds: number): Promise<Healing> => {
  const begun = Date.now();
  let eventsSeconds: number | null = null;
  let left: readonly string[] = [];
  const elapsed = () => (Date.now() - begun) / 1000;
  while (elapsed() < patienceSeconds) {
    left = await lacking(stage, watch, begun);
    if (eventsSeconds === null && !left.some((one) => one.startsWith("no new event"))) eventsSeconds = elapsed();
    if (left.length === 0) return { eventsSeconds, wholeSeconds: elapsed(), lacking: [] };
    await sleep(500);
  }
  return { eventsSeconds, wholeSeconds: null, lacking: left };
};

/** What broke a promise, once for each text, with the fault under which it first did. */
export class Findings {
  readonly #seen = new Map<string, { readonly under: string; readonly at: number; times: number }>();
  readonly #startedAt = Date.now();
  /** The fault that is under way, for the report. */
  under = "the start";

  /** @param what the same text for the same finding, whatever the numbers in it */
  add(what: string, detail = ""): void {
    const known = this.#seen.get(what);
    if (known !== undefined) {
      known.times += 1;
      return;
    }
    const at = Math.round((Date.now() - this.#startedAt) / 1000);
    this.#seen.set(what, { under: this.under, at, times: 1 });
    process.stdout.write(`  !! ${at} s, under "${this.under}": ${what}${detail === "" ? "" : `\n     ${detail}`}\n`);
  }

  /** Cases of the findings that came first under this fault. */
  countUnder(name: string): number {
    return [...this.#seen.values()].reduce((sum, { under, times }) => sum + (under === name ? times : 0), 0);
  }

  get count(): number {
    return this.#seen.size;
  }

  lines(): readonly string[] {
    return [...this.#seen].map(
      ([what, { under, at, times }]) => `${what} (${times}×, first at ${at} s under "${under}")`,
    );
  }
}
