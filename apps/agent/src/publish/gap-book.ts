import type { Gap, GapReason } from "@loadline/wire";
import type { Pending } from "./outgoing.ts";

/** Starts of an agent whose gaps are remembered. */
const maxGaps = 8;

/** What samples had to go, one record per start of an agent. */
export class GapBook {
  readonly #gaps = new Map<string, Gap>();

  /** Oldest change first. */
  all(): readonly Gap[] {
    return [...this.#gaps.values()];
  }

  /** One more sample is gone; a message that is no sample leaves no gap. @param at epoch seconds */
  note({ sample }: Pending, reason: GapReason, at: number): Gap | null {
    if (sample === undefined) return null;
    const { bootId, seq } = sample;
    const none: Gap = { bootId, fromSeq: seq, toSeq: seq, count: 0, reasons: {}, lastAt: at };
    const before = this.#gaps.get(bootId) ?? none;
    const gap: Gap = {
      bootId,
      fromSeq: Math.min(before.fromSeq, seq),
      toSeq: Math.max(before.toSeq, seq),
      count: before.count + 1,
      reasons: { ...before.reasons, [reason]: (before.reasons[reason] ?? 0) + 1 },
      lastAt: at,
    };
    this.remember(gap);
    return gap;
  }

  remember(gap: Gap): void {
    this.#gaps.delete(gap.bootId);
    this.#gaps.set(gap.bootId, gap);
    const [first] = this.#gaps.keys();
    if (this.#gaps.size > maxGaps && first !== undefined) this.#gaps.delete(first);
  }
}
