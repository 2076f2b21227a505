import { xidSeverity } from "../sources/kmsg-xid/xid-severity.ts";
import type { HealthEvent } from "./health-event.ts";

/**
 * Xids of an exporter that tells only the last one of each GPU, and tells it until the next: a change is an event. The
 * first one may be older than the agent, and says so. Two of the same code one after the other look like one.
 */
export class XidGauges {
  readonly #last = new Map<string, number>();

  take(lastXids: ReadonlyMap<string, number> | null, now: number): readonly HealthEvent[] {
    return [...(lastXids ?? [])].flatMap(([uuid, code]): readonly HealthEvent[] => {
      const before = this.#last.get(uuid);
      this.#last.set(uuid, code);
      if (code === 0 || code === before) return [];
      const { effect, action, recovery, severity } = xidSeverity(code, null);
      const age = before === undefined ? "; it may be older than the agent" : "";
      const detail = `Xid ${code}, ${severity}, ${recovery} (${action}), by the last one that the exporter tells${age}`;
      return [{ kind: "xid", gpuUuid: uuid, code, effect, observedAt: now, detail }];
    });
  }
}
