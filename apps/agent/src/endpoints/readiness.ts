import type { AgentView } from "./agent-view.ts";

/** Samples that may be in flight, or one that may be slow, without a fault of the agent. */
const toleratedIntervals = 3;
const leastTolerance = 10;
const toleranceOf = (intervalSeconds: number): number => Math.max(leastTolerance, toleratedIntervals * intervalSeconds);

/** True while the main loop runs. Never depends on a source: a hanging driver is no reason to restart the agent. */
export const isAlive = ({ latest, config }: AgentView, now: number, startedAt: number): boolean =>
  now - (latest?.at ?? startedAt) <= toleranceOf(config().intervalSeconds);

/**
 * Ready: at least one source is ok, none is stalled and, unless nothing is to be published, the broker acknowledged
 * recently. A source that is absent or degraded does not count: the first does not exist here, the second still has values.
 * Nor does a list of engines: a fault of the API server, or of one file, would stop every roll-out.
 */
export const readiness = ({ latest, outbox, config }: AgentView, now: number) => {
  const { intervalSeconds, nats } = config();
  const states = Object.entries(latest?.sample.sources ?? {})
    .filter(([name]) => name !== "engine-lists")
    .map(([name, { state, detail }]) => ({ state, text: `${name} ${state}${detail === null ? "" : ` (${detail})`}` }));
  const missing: string[] = [];
  if (!states.some(({ state }) => state === "ok")) {
    missing.push(`no source is ok: ${states.map(({ text }) => text).join(", ") || "no sample yet"}`);
  } else missing.push(...states.filter(({ state }) => state === "stalled").map(({ text }) => text));
  const { lastStoredAt, problem } = outbox.stats();
  const secondsSince = lastStoredAt === null ? Number.POSITIVE_INFINITY : now - lastStoredAt;
  if (nats && secondsSince > toleranceOf(intervalSeconds))
    missing.push(`no recent acknowledgement from the broker: ${problem ?? "none is outstanding"}`);
  return { ready: missing.length === 0, missing };
};
