import type { EngineTarget } from "../../engine-report/engine-report.ts";
import type { Clock } from "../../system/clock.ts";
import { EngineReader } from "./read-engines.ts";
import { wellKnownPorts } from "./targets/well-known-ports.ts";

/** Time between two searches. */
const searchEverySeconds = 60;
const deadlineSeconds = 1;

const targetAt = (port: number): EngineTarget => ({
  id: `127.0.0.1:${port}`,
  url: `http://127.0.0.1:${port}/metrics`,
  deployment: null,
  engine: null,
  gpus: null,
  draining: null,
});

const portOf = ({ url }: EngineTarget): string => new URL(url).port;

/** Finds engines on ports of this host; one that was found stays in the list, so that it is reported when it stops. */
export const localPorts = (
  clock: Clock,
  ports: readonly number[] = wellKnownPorts,
): ((known: readonly EngineTarget[], signal: AbortSignal) => Promise<readonly EngineTarget[]>) => {
  const found = new Map<string, EngineTarget>();
  let searchedAt = Number.NEGATIVE_INFINITY;
  return async (known, signal) => {
    const listed = new Set(known.map(portOf));
    if (clock.elapsed() - searchedAt >= searchEverySeconds) {
      searchedAt = clock.elapsed();
      const candidates = ports.map(targetAt).filter((target) => !listed.has(portOf(target)) && !found.has(target.id));
      const outcomes = await new EngineReader().read(candidates, deadlineSeconds, signal);
      for (const { row } of outcomes) if (row.detected !== undefined) found.set(row.target.id, row.target);
    }
    return [...found.values()].filter((target) => !listed.has(portOf(target)));
  };
};
