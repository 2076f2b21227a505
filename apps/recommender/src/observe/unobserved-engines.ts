import { type PlacedEngine, serves } from "../fleet/counted-engines.ts";
import { backlogOf, lastReadAt, observedUntil } from "../fleet/engine-stretch.ts";
import { type FleetView, isMeasured } from "../fleet/fleet-view.ts";
import { shapeSeconds } from "./demand.ts";

/** An engine that has requests and whose throughput is not known. */
export interface UnobservedEngine {
  readonly name: string;
  /** Its work is known until then, epoch seconds. */
  readonly since: number;
  readonly why: string;
}

/**
 * Engines whose counters stand still for a window with requests in them, or that stopped answering while requests waited.
 * The second may have gone for good: it counts for as long as its work is certainly retained.
 */
export const unobservedEngines = (
  engines: readonly PlacedEngine[],
  { now, freshnessSeconds }: FleetView,
  windowSeconds: number,
): readonly UnobservedEngine[] =>
  engines.filter(serves).flatMap((one) => {
    if (one.engine.stretch === null) return [];
    const [readAt, since] = [lastReadAt(one.engine.stretch), observedUntil(one.engine.stretch)];
    const answers = isMeasured(one) && now - readAt <= freshnessSeconds;
    const isSaturated = backlogOf(one.engine.stretch) > 0 && now - readAt <= shapeSeconds(windowSeconds);
    if (answers ? readAt - since < windowSeconds : !isSaturated) return [];
    const why = answers ? "its counters stand still with requests in it" : "it stopped answering while requests waited";
    return [{ name: one.name, since, why }];
  });
