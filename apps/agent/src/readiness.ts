import type { AgentView } from "./agent.ts";

export interface Readiness {
  readonly ready: boolean;
  /** What is missing, a sentence each. */
  readonly missing: readonly string[];
}

/** Several samples may be on their way, or one may be slow, without the agent being out of order. */
const toleratedBeats = 3;
const leastTolerance = 10;
const toleranceOf = (intervalSeconds: number): number => Math.max(leastTolerance, toleratedBeats * intervalSeconds);

/** True while the main loop turns. Never depends on a source: a hanging driver is no reason to kill the agent. */
export const isAlive = ({ latest, config }: AgentView, now: number, startedAt: number): boolean =>
  now - (latest?.at ?? startedAt) <= toleranceOf(config().intervalSeconds);

/**
 * Ready: at least one source is ok, none is stalled and, unless nothing is to be published, the broker acknowledged
 * recently. A source that is absent or degraded is no reason: the first is not there, the second still tells something.
 */
export const readiness = ({ latest, outbox, config }: AgentView, now: number): Readiness => {
  const { intervalSeconds, nats } = config();
  const states = Object.entries(latest?.sample.sources ?? {});
  const missing: string[] = [];
  const told = states.map(([name, { state, detail }]) => ({
    state,
    text: `${name} ${state}${detail === null ? "" : ` (${detail})`}`,
  }));
  if (!told.some(({ state }) => state === "ok")) {
    missing.push(`no source is ok: ${told.map(({ text }) => text).join(", ") || "no sample yet"}`);
  } else missing.push(...told.filter(({ state }) => state === "stalled").map(({ text }) => text));
  const { lastStoredAt, problem } = outbox.stats();
  const silentFor = lastStoredAt === null ? Number.POSITIVE_INFINITY : now - lastStoredAt;
  if (nats && silentFor > toleranceOf(intervalSeconds)) {
    missing.push(`no recent acknowledgement from the broker: ${problem ?? "none is outstanding"}`);
  }
  return { ready: missing.length === 0, missing };
};
