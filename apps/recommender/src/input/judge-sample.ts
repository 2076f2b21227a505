/** What decides whether a sample is taken. */
export interface SampleStamp {
  readonly bootId: string;
  readonly seq: number;
  /** Epoch seconds, by the node's clock. */
  readonly sampledAt: number;
}

export type SampleVerdict =
  /** `gap`: samples between this one and the last that never came. */
  | { readonly kind: "new"; readonly gap: number }
  | { readonly kind: "rejected"; readonly reason: "future-dated" | "old-sequence" | "old-boot" };

// Clocks of nodes and of this process differ by less than this where time is kept at all.
export const toleratedLeadSeconds = 5;

/**
 * Takes a sample once and in order: (boot, seq) rises, and a boot that was left does not come back.
 * Counters are totals, so a sample that comes after a newer one has nothing to add.
 */
export const judgeSample = (last: SampleStamp | null, sample: SampleStamp, now: number): SampleVerdict => {
  if (sample.sampledAt > now + toleratedLeadSeconds) return { kind: "rejected", reason: "future-dated" };
  if (last === null) return { kind: "new", gap: 0 };
  if (sample.bootId !== last.bootId) {
    return sample.sampledAt > last.sampledAt ? { kind: "new", gap: 0 } : { kind: "rejected", reason: "old-boot" };
  }
  return sample.seq > last.seq && sample.sampledAt > last.sampledAt
    ? { kind: "new", gap: sample.seq - last.seq - 1 }
    : { kind: "rejected", reason: "old-sequence" };
};
