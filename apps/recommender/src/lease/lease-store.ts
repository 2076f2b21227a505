import { decode } from "@loadline/wire";
import { JetStreamApiError } from "@nats-io/jetstream";
import type { KV } from "@nats-io/kv";
import { z } from "zod";

/** Who speaks, and the fencing epoch. A released lease has no holder and keeps its epoch. */
export const LeaseRecord = z.object({
  v: z.literal(1),
  holder: z.string().min(1).nullable(),
  epoch: z.number().int().positive(),
});
export type LeaseRecord = z.infer<typeof LeaseRecord>;

export interface StoredLease {
  readonly revision: number;
  /** null: what is stored cannot be read. */
  readonly record: LeaseRecord | null;
}

/** A place for one lease with compare-and-set. */
export interface LeaseStore {
  readonly read: () => Promise<StoredLease | null>;
  /** The new revision; null when somebody else wrote in between. `revision` null: nothing was there. */
  readonly write: (record: LeaseRecord, revision: number | null) => Promise<number | null>;
}

const wrongLastSequence = 10_071;

/** The lease under one key of a bucket. */
export const kvLeaseStore = (bucket: KV, key: string): LeaseStore => ({
  read: async () => {
    const entry = await bucket.get(key);
    if (entry === null) return null;
    const decoded = entry.operation === "PUT" ? decode(LeaseRecord, entry.value) : null;
    return { revision: entry.revision, record: decoded?.kind === "ok" ? decoded.value : null };
  },
  write: async (record, revision) => {
    try {
      const value = JSON.stringify(record);
      return await (revision === null ? bucket.create(key, value) : bucket.update(key, value, revision));
    } catch (error) {
      if (error instanceof JetStreamApiError && error.code === wrongLastSequence) return null;
      throw error;
    }
  },
});
