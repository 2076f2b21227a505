import type { AgentView } from "./agent.ts";

export interface Readiness {
  readonly ready: boolean;
  /** What is missing, a sentence each. */
  readonly missing: readonly string[];
}

export interface ReadinessLimits {
  /** Reading of the elapsed clock. */
  readonly now: number;
  readonly intervalSeconds: number;
  readonly nats: boolean;
}

/** Several samples may be on their way, or one may be slow, without the agent being out of order. */
const toleratedBeats = 3;
const leastTolerance = 10;
const toleranceOf = (intervalSeconds: number): number => Math.max(leastTolerance, toleratedBeats * intervalSeconds);

/** True while the main loop turns. Never depends on a source: a hanging driver is no reason to kill the agent. */
export const isAlive = ({ latest }: AgentView, { now, intervalSeconds }: ReadinessLimits, startedAt: number): boolean =>
  now - (latest?.at ?? startedAt) <= toleranceOf(intervalSeconds);

/** Ready: at least one source is ok and, unless nothing is to be published, the broker acknowledged recently. */
export const readiness = ({ latest, outbox }: AgentView, limits: ReadinessLimits): Readiness => {
  const states = Object.entries(latest?.sample.sources ?? {});
  const missing: string[] = [];
  if (!states.some(([, { state }]) => state === "ok")) {
    const seen = states.map(([name, { state, detail }]) => `${name} ${state}${detail === null ? "" : ` (${detail})`}`);
    missing.push(`no source is ok: ${seen.join(", ") || "no sample yet"}`);
  }
  const { lastStoredAt, problem } = outbox.stats();
  const silentFor = lastStoredAt === null ? Number.POSITIVE_INFINITY : limits.now - lastStoredAt;
  if (limits.nats && silentFor > toleranceOf(limits.intervalSeconds)) {
    missing.push(`no recent acknowledgement from the broker: ${problem ?? "none is outstanding"}`);
  }
  return { ready: missing.length === 0, missing };
};
