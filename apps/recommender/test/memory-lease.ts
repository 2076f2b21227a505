import type { LeaseRecord, LeaseStore, StoredLease } from "../src/store/lease-store.ts";
import type { RecordStore, StoredRecord } from "../src/store/record-store.ts";

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

/** Records in memory under compare-and-set. */
export class MemoryRecords implements RecordStore {
  readonly stored = new Map<string, StoredRecord>();
  /** Nobody answers; a write may have been kept all the same. */
  fate: "answered" | "answer-lost" | "lost" = "answered";
  #revision = 0;

  readonly read: RecordStore["read"] = (key) =>
    this.fate === "lost" ? Promise.reject(new Error("timeout")) : Promise.resolve(this.stored.get(key) ?? null);

  readonly write: RecordStore["write"] = (key, value, revision) => {
    if (this.fate === "lost") return Promise.reject(new Error("timeout"));
    if ((this.stored.get(key)?.revision ?? null) !== revision) return Promise.resolve(null);
    this.#revision += 1;
    this.stored.set(key, { revision: this.#revision, value });
    return this.fate === "answered" ? Promise.resolve(this.#revision) : Promise.reject(new Error("timeout"));
  };
}
