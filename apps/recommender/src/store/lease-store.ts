import { decode, encode } from "@loadline/protocol";
import { z } from "zod";
import type { RecordStore } from "./record-store.ts";

/** Who publishes, and the fencing epoch. A released lease has no holder; its epoch stays. */
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
  /** The new revision; null when another process wrote in between. `revision` null: nothing was there. */
  readonly write: (record: LeaseRecord, revision: number | null) => Promise<number | null>;
}

export const leaseStore = (records: RecordStore, key: string): LeaseStore => ({
  read: async () => {
    const stored = await records.read(key);
    if (stored === null) return null;
    const decoded = decode(LeaseRecord, stored.value);
    return { revision: stored.revision, record: decoded.kind === "ok" ? decoded.value : null };
  },
  write: (record, revision) => records.write(key, encode(record), revision),
});
