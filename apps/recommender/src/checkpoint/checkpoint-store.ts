import type { DemandPoint } from "@loadline/core";
import { decode, encode } from "@loadline/wire";
import type { KV } from "@nats-io/kv";
import type { z } from "zod";
import { Checkpoint, DemandRecord, demandRecord, historyOf } from "./checkpoint.ts";

export interface Recalled {
  readonly checkpoint: Checkpoint | null;
  readonly history: readonly DemandPoint[];
}

/** Where checkpoints are kept. */
export interface CheckpointStore {
  /** What is kept of a deployment; what cannot be read counts as not kept. @throws when nobody answers */
  readonly recall: (deployment: string) => Promise<Recalled>;
  readonly keep: (deployment: string, checkpoint: Checkpoint) => Promise<void>;
  readonly keepHistory: (deployment: string, history: readonly DemandPoint[]) => Promise<void>;
}

/** Checkpoints of one cluster in a key-value bucket: the state that changes often apart from the long history. */
export const kvCheckpointStore = (bucket: KV, cluster: string): CheckpointStore => {
  const key = (deployment: string, part: "state" | "demand"): string => `${cluster}.${deployment}.${part}`;
  const read = async <S extends z.ZodType>(at: string, schema: S): Promise<z.output<S> | null> => {
    const entry = await bucket.get(at);
    if (entry === null || entry.operation !== "PUT") return null;
    const decoded = decode(schema, entry.value);
    return decoded.kind === "ok" ? decoded.value : null;
  };
  return {
    recall: async (deployment) => {
      const record = await read(key(deployment, "demand"), DemandRecord);
      return {
        checkpoint: await read(key(deployment, "state"), Checkpoint),
        history: record === null ? [] : historyOf(record),
      };
    },
    keep: async (deployment, checkpoint) => {
      await bucket.put(key(deployment, "state"), encode(checkpoint));
    },
    keepHistory: async (deployment, history) => {
      await bucket.put(key(deployment, "demand"), encode(demandRecord(history)));
    },
  };
};
