import type { Gap, GapReason } from "@loadline/wire";

/** Counts dropped samples, and reports the count in samples until one that carries it is acknowledged. */
export class GapReporter {
  readonly #bootId: string;
  #gap: Gap | null = null;
  /** Highest count in an acknowledged sample. */
  #acknowledged = 0;
  /** The count in each sample that is not acknowledged yet, by message id. */
  readonly #sent = new Map<number, number>();

  constructor(bootId: string) {
    this.#bootId = bootId;
  }

  /** @param at epoch seconds */
  dropped(seq: number, reason: GapReason, at: number): void {
    const { fromSeq, toSeq, count, reasons } = this.#gap ?? { fromSeq: seq, toSeq: seq, count: 0, reasons: {} };
    this.#gap = {
      bootId: this.#bootId,
      fromSeq: Math.min(fromSeq, seq),
      toSeq: Math.max(toSeq, seq),
      count: count + 1,
      reasons: { ...reasons, [reason]: (reasons[reason] ?? 0) + 1 },
      lastAt: at,
    };
  }

  /** The gap that the next sample has to carry; null when the present count is acknowledged. */
  due(): Gap | null {
    return this.#gap !== null && this.#gap.count > this.#acknowledged ? this.#gap : null;
  }

  sent(id: number, gap: Gap): void {
    this.#sent.set(id, gap.count);
  }

  stored(id: number): void {
    this.#acknowledged = Math.max(this.#acknowledged, this.#sent.get(id) ?? 0);
    this.#sent.delete(id);
  }

  /** The message was dropped; a later one has to carry the gap. */
  lost(id: number): void {
    this.#sent.delete(id);
  }
}
