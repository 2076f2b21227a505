import type { StreamState } from "../broker/stream-states.ts";
import { durationText, plural } from "../terminal/quantity-text.ts";
import { type Check, failed, ok } from "./check.ts";

/** Messages survive a killed server from this version on. */
const oldestServer = [2, 10, 23] as const;

const shownNames = 5;

const isOlder = (version: string): boolean => {
  const parts = version.split(/[.-]/).slice(0, oldestServer.length).map(Number);
  for (const [index, wanted] of oldestServer.entries()) {
    const part = parts[index] ?? 0;
    if (part !== wanted) return part < wanted;
  }
  return false;
};

/** Is the broker one that keeps what it acknowledged? */
export const judgeServer = (server: string, version: string, roundTripSeconds: number): Check => {
  const detail = `${server} answers in ${durationText(roundTripSeconds)}, version ${version}`;
  return isOlder(version)
    ? failed("nats", detail, `update nats-server to ${oldestServer.join(".")} or newer`)
    : ok("nats", detail);
};

/** Are all streams there, and as they should be? */
export const judgeStreams = (states: readonly StreamState[]): Check => {
  const forbidden = states.filter(({ state }) => state === "forbidden").length;
  const faults = states.filter(({ state }) => state === "missing" || state === "different");
  const unseen = forbidden === 0 ? "" : `, ${forbidden} not for this account to read`;
  if (faults.length === 0) return ok("streams", `${plural(states.length - forbidden, "stream")} present${unseen}`);
  const names = faults.map(({ name, state }) => `${name} is ${state}`).join(", ");
  return failed("streams", names, "create or update them: loadline streams");
};

/** Something that speaks regularly, and the age of its last word. */
export interface Speaker {
  readonly name: string;
  readonly ageSeconds: number;
  readonly fresh: boolean;
}

const listed = (speakers: readonly Speaker[]): string => {
  const names = speakers.slice(0, shownNames).map(({ name, ageSeconds }) => `${name} (${durationText(ageSeconds)})`);
  const more = speakers.length - names.length;
  return `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
};

export interface Voice {
  readonly check: string;
  readonly noun: string;
  readonly whenSilent: string;
  readonly whenNone: string;
}

/** Does everyone who should speak speak? */
export const judgeSpeakers = (speakers: readonly Speaker[], { check, noun, whenSilent, whenNone }: Voice): Check => {
  const oldestFirst = speakers.toSorted((a, b) => b.ageSeconds - a.ageSeconds);
  const silent = oldestFirst.filter(({ fresh }) => !fresh);
  const [oldest] = oldestFirst;
  if (oldest === undefined) return failed(check, `no ${noun} has spoken yet`, whenNone);
  if (silent.length > 0) {
    return failed(check, `${silent.length} of ${plural(speakers.length, noun)} silent: ${listed(silent)}`, whenSilent);
  }
  return ok(check, `${plural(speakers.length, noun)}, longest silence: ${listed([oldest])}`);
};
