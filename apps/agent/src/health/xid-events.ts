import { busIdKey } from "../gpu-report/gpu-report.ts";
import type { XidReport } from "../sources/kmsg-xid/index.ts";
import type { HealthEvent } from "./health-event.ts";
import { xidSeverity } from "./xid-severity.ts";

/** The same code of the same process on the same GPU is one event in this time; storms of thousands have been seen. */
const repeatSeconds = 300;
/** The driver's recovery action changed. */
const changeCode = 154;
const longestDetail = 500;
const maxRemembered = 1000;

/** Health events of Xids: each line of the kernel log once, and each fault once in a while. */
export class XidEvents {
  #lastSequence = -1;
  /** Time of the last event of each fault. */
  readonly #recent = new Map<string, number>();
  /** The last code of each GPU in an exporter. */
  readonly #last = new Map<string, number>();

  /** @param busIds UUIDs by bus id */
  ofLog(report: XidReport | null, now: number, busIds: ReadonlyMap<string, string>): readonly HealthEvent[] {
    const fresh = report?.xids.filter(({ sequence }) => sequence > this.#lastSequence) ?? [];
    return fresh.flatMap(({ sequence, busId, code, pid, fatal, text }): readonly HealthEvent[] => {
      this.#lastSequence = Math.max(this.#lastSequence, sequence);
      // Two changes of the recovery action are two events, a repeated fault is one.
      if (this.#isRepeated(`${busId}/${code}/${code === changeCode ? text : pid}`, now)) return [];
      const found = [...busIds].find(([known]) => busIdKey(known) === busId);
      const { effect, action, recovery, severity } = xidSeverity(code, fatal, text);
      const detail = `${busId} Xid ${code}, ${severity}, ${recovery} (${action}): ${text}`.slice(0, longestDetail);
      return [{ kind: "xid", gpuUuid: found?.[1] ?? null, code, effect, observedAt: now, detail }];
    });
  }

  /**
   * An exporter has only the last Xid of each GPU, until the next: a change is an event. The first one may be older than
   * the agent, and its detail states that. Two of the same code in a row look like one.
   * @param lastXids codes by UUID, 0 for none
   */
  ofExporter(lastXids: ReadonlyMap<string, number> | null, now: number): readonly HealthEvent[] {
    return [...(lastXids ?? [])].flatMap(([uuid, code]): readonly HealthEvent[] => {
      const before = this.#last.get(uuid);
      this.#last.set(uuid, code);
      if (code === 0 || code === before) return [];
      const { effect, action, recovery, severity } = xidSeverity(code, null);
      const age = before === undefined ? "; it may be older than the agent" : "";
      const detail = `Xid ${code}, ${severity}, ${recovery} (${action}), the last one in the exporter${age}`;
      return [{ kind: "xid", gpuUuid: uuid, code, effect, observedAt: now, detail }];
    });
  }

  #isRepeated(fault: string, now: number): boolean {
    const before = this.#recent.get(fault);
    if (before !== undefined && now - before < repeatSeconds) return true;
    this.#recent.delete(fault);
    this.#recent.set(fault, now);
    const [first] = this.#recent.keys();
    if (this.#recent.size > maxRemembered && first !== undefined) this.#recent.delete(first);
    return false;
  }
}
