import { normalBusId } from "../sources/kmsg-xid/normal-bus-id.ts";
import type { XidReport } from "../sources/kmsg-xid/parse-kmsg.ts";
import { xidSeverity } from "../sources/kmsg-xid/xid-severity.ts";
import type { HealthEvent } from "./health-event.ts";

/** The same code of the same process on the same GPU is told once in this time; storms of thousands have been seen. */
const quietSeconds = 300;
/** The driver's recovery action changed. */
const changeCode = 154;
const longestDetail = 500;
const maxRemembered = 1000;

/** Turns lines of the kernel into events, each line once and each trouble once in a while. */
export class XidDesk {
  #lastSequence = -1;
  readonly #told = new Map<string, number>();

  take(report: XidReport | null, now: number, busIds: ReadonlyMap<string, string>): readonly HealthEvent[] {
    const fresh = report?.xids.filter(({ sequence }) => sequence > this.#lastSequence) ?? [];
    return fresh.flatMap(({ sequence, busId, code, pid, fatal, text }): readonly HealthEvent[] => {
      this.#lastSequence = Math.max(this.#lastSequence, sequence);
      // Two changes of the recovery action are two things, a repeated fault is one.
      const said = code === changeCode ? text : pid;
      if (!this.#isNews(`${busId}/${code}/${said}`, now)) return [];
      const found = [...busIds].find(([known]) => normalBusId(known) === busId);
      const { effect, action, recovery, severity } = xidSeverity(code, fatal, text);
      const detail = `${busId} Xid ${code}, ${severity}, ${recovery} (${action}): ${text}`.slice(0, longestDetail);
      return [{ kind: "xid", gpuUuid: found?.[1] ?? null, code, effect, observedAt: now, detail }];
    });
  }

  #isNews(key: string, now: number): boolean {
    const before = this.#told.get(key);
    if (before !== undefined && now - before < quietSeconds) return false;
    this.#told.delete(key);
    this.#told.set(key, now);
    const [first] = this.#told.keys();
    if (this.#told.size > maxRemembered && first !== undefined) this.#told.delete(first);
    return true;
  }
}
