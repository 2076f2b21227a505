import type { Gap } from "@loadline/wire";

/** Decides which gaps a sample has to carry: those that no acknowledged sample has told of in their present size. */
export class GapDesk {
  /** Highest count that was acknowledged, by start of an agent. */
  readonly #told = new Map<string, number>();
  /** What each message on its way tells of. */
  readonly #sent = new Map<number, readonly Gap[]>();

  due(gaps: readonly Gap[]): readonly Gap[] {
    return gaps.filter(({ bootId, count }) => count > (this.#told.get(bootId) ?? 0));
  }

  sent(id: number, gaps: readonly Gap[]): void {
    if (gaps.length > 0) this.#sent.set(id, gaps);
  }

  stored(id: number): void {
    for (const { bootId, count } of this.#sent.get(id) ?? []) {
      this.#told.set(bootId, Math.max(count, this.#told.get(bootId) ?? 0));
    }
    this.#sent.delete(id);
  }

  /** The message is gone, and what it would have told with it; the next sample tells it. */
  lost(id: number): void {
    this.#sent.delete(id);
  }
}
