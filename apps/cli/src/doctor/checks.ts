import { durationText, plural, printable } from "@loadline/planner/text";
import type { StreamState } from "../broker/streams.ts";
import { facts } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";

/** One condition for recommendations to be published. */
export interface Check {
  readonly name: string;
  readonly state: "ok" | "failed" | "not-checked";
  readonly detail: string;
  /** What to do when it failed. */
  readonly advice: string | null;
}

export const ok = (name: string, detail: string): Check => ({ name, state: "ok", detail, advice: null });

export const failed = (name: string, detail: string, advice: string): Check => ({
  name,
  state: "failed",
  detail,
  advice,
});

export const notChecked = (name: string, detail = "what it needs failed"): Check => ({
  name,
  state: "not-checked",
  detail,
  advice: null,
});

const shown = 5;

export const listed = (items: readonly string[]): string =>
  `${items.slice(0, shown).join("; ")}${items.length > shown ? `; and ${items.length - shown} more` : ""}`;

/** Fixes CVE-2025-30215; below 2.10.23 a killed server can lose messages that it acknowledged. */
const oldestServer = [2, 10, 27] as const;

const isOlder = (version: string): boolean => {
  const parts = version.split(/[.-]/).map(Number);
  const different = oldestServer.findIndex((wanted, index) => (parts[index] ?? 0) !== wanted);
  return different >= 0 && (parts[different] ?? 0) < (oldestServer[different] ?? 0);
};

/** Is the broker one that keeps what it acknowledged? */
export const checkServer = (server: string, version: string, roundTripSeconds: number): Check => {
  const detail = `${server} answers in ${durationText(roundTripSeconds)}, version ${version}`;
  return isOlder(version)
    ? failed("nats", detail, `update nats-server to ${oldestServer.join(".")} or newer`)
    : ok("nats", detail);
};

/** Are all streams there, and as they should be? */
export const checkStreams = (states: readonly StreamState[]): Check => {
  const forbidden = states.filter(({ state }) => state === "forbidden").length;
  const faults = states.filter(({ state }) => state === "missing" || state === "different");
  const unseen = forbidden === 0 ? "" : `, ${forbidden} not for this account to read`;
  if (faults.length === 0) return ok("streams", `${plural(states.length - forbidden, "stream")} present${unseen}`);
  const names = faults.map(({ name, state }) => `${name} is ${state}`).join(", ");
  return failed("streams", names, "create or update them: loadline streams");
};

/** A node or deployment that publishes regularly, and the age of its latest message. */
export interface Reporter {
  readonly name: string;
  readonly ageSeconds: number;
  readonly isFresh: boolean;
}

const ages = (reporters: readonly Reporter[]): string =>
  listed(reporters.map(({ name, ageSeconds }) => `${name} (${durationText(ageSeconds)})`));

export interface FreshnessCheck {
  readonly check: string;
  readonly noun: string;
  readonly whenStale: string;
  readonly whenNone: string;
}

/** Is the latest message of everyone who should report fresh? */
export const checkFreshness = (
  reporters: readonly Reporter[],
  { check, noun, whenStale, whenNone }: FreshnessCheck,
): Check => {
  const oldestFirst = reporters.toSorted((a, b) => b.ageSeconds - a.ageSeconds);
  const stale = oldestFirst.filter(({ isFresh }) => !isFresh);
  const [oldest] = oldestFirst;
  if (oldest === undefined) return failed(check, `no ${noun} has reported yet`, whenNone);
  if (stale.length > 0)
    return failed(check, `${stale.length} of ${plural(reporters.length, noun)} stale: ${ages(stale)}`, whenStale);
  return ok(check, `${plural(reporters.length, noun)}, oldest message: ${ages([oldest])}`);
};

const checkText = ({ state, detail, advice }: Check, { style }: View): string => {
  const mark = { ok: style.good("ok"), failed: style.bad("FAILED"), "not-checked": style.faint("not checked") }[state];
  return `${mark}: ${printable(detail)}${advice === null ? "" : ` → ${advice}`}`;
};

export const renderChecks = (checks: readonly Check[], view: View): string => {
  const faults = checks.filter(({ state }) => state === "failed").length;
  const isComplete = checks.every(({ state }) => state === "ok");
  const passed = isComplete ? "All checks passed." : "All checks that could be made passed.";
  const rows = checks.map((check) => [check.name, checkText(check, view)] as const);
  return [...facts(rows, view), faults === 0 ? passed : `${plural(faults, "check")} failed.`, ""].join("\n");
};
