import type { KV } from "@nats-io/kv";
import { isConflict } from "../broker/jetstream-broker.ts";

export interface StoredRecord {
  readonly revision: number;
  readonly value: Uint8Array;
}

/** Bytes under keys with compare-and-set. */
export interface RecordStore {
  /** null: nothing was ever there. A deleted record has no value. */
  readonly read: (key: string) => Promise<StoredRecord | null>;
  /** The new revision; null when somebody else wrote in between. `revision` null: nothing was there. */
  readonly write: (key: string, value: Uint8Array, revision: number | null) => Promise<number | null>;
}

/** Records in a key-value bucket. */
export const kvRecords = (bucket: KV): RecordStore => ({
  read: async (key) => {
    const entry = await bucket.get(key);
    return entry === null ? null : { revision: entry.revision, value: entry.value };
  },
  write: async (key, value, revision) => {
    try {
      return await (revision === null ? bucket.create(key, value) : bucket.update(key, value, revision));
    } catch (error) {
      if (isConflict(error)) return null;
      throw error;
    }
  },
});
