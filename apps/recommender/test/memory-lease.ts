import type { LeaseRecord, LeaseStore, StoredLease } from "../src/lease/lease-store.ts";

/** One lease in memory under compare-and-set. */
export class MemoryLease implements LeaseStore {
  stored: StoredLease | null = null;
  /** The next write is kept although its answer is lost. */
  loseAnswer = false;
  /** Nobody answers. */
  down = false;

  readonly read = (): Promise<StoredLease | null> =>
    this.down ? Promise.reject(new Error("timeout")) : Promise.resolve(this.stored);

  readonly write = (record: LeaseRecord, revision: number | null): Promise<number | null> => {
    if (this.down) return Promise.reject(new Error("timeout"));
    if ((this.stored?.revision ?? null) !== revision) return Promise.resolve(null);
    const next = (revision ?? 0) + 1;
    this.stored = { revision: next, record };
    if (!this.loseAnswer) return Promise.resolve(next);
    this.loseAnswer = false;
    return Promise.reject(new Error("timeout"));
  };
}
