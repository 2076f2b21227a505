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
  /** What came last, or never. */
  readonly lacking: readonly string[];
}

/** The violation that a recovery is, or null when it came within the promise. */
export const slowerThanPromised = ({ eventsSeconds, wholeSeconds }: Healing): string | null => {
  if ((eventsSeconds ?? 0) > promisedSeconds) return "events came later than promised";
  return (wholeSeconds ?? 0) > promisedSeconds ? "whole later than promised" : null;
};

/** Waits after the end of a fault until all is as before, no longer than the patience. */
export const healed = async (stage: Stage, watch: Watch, patienceSeconds: number): Promise<Healing> => {
  const begun = Date.now();
  let eventsSeconds: number | null = null;
  let left: readonly string[] = [];
  const elapsed = () => (Date.now() - begun) / 1000;
  while (elapsed() < patienceSeconds) {
    const lacks = await lacking(stage, watch, begun);
    if (eventsSeconds === null && !lacks.some((one) => one.startsWith("no new event"))) eventsSeconds = elapsed();
    if (lacks.length === 0) return { eventsSeconds, wholeSeconds: elapsed(), lacking: left };
    left = lacks;
    await sleep(500);
  }
  return { eventsSeconds, wholeSeconds: null, lacking: left };
};

/** What broke a promise, once for each text and the fault under which it did. */
export class Findings {
  readonly #seen = new Map<
    string,
    { readonly what: string; readonly under: string; readonly at: number; times: number }
  >();
  readonly #startedAt = Date.now();
  /** The fault that is under way, for the report. */
  under = "the start";

  /** @param what the same text for the same finding, whatever the numbers in it */
  add(what: string, detail = ""): void {
    const { under } = this;
    const key = `${under}: ${what}`;
    const known = this.#seen.get(key);
    if (known !== undefined) {
      known.times += 1;
      return;
    }
    const at = Math.round((Date.now() - this.#startedAt) / 1000);
    this.#seen.set(key, { what, under, at, times: 1 });
    process.stdout.write(`  !! ${at} s, under "${under}": ${what}${detail === "" ? "" : `\n     ${detail}`}\n`);
  }

  countUnder(name: string): number {
    return [...this.#seen.values()].filter(({ under }) => under === name).length;
  }

  get count(): number {
    return this.#seen.size;
  }

  lines(): readonly string[] {
    return [...this.#seen.values()].map(
      ({ what, under, at, times }) => `${what} (${times}×, first at ${at} s under "${under}")`,
    );
  }
}
