import type { Plan } from "@loadline/plan";
import { checkpointBounds, decode, encode, streamOf } from "@loadline/protocol";
import type { z } from "zod";
import type { RecommenderConfig } from "../settings/config.ts";
import { Checkpoint, ForecastRecord, forecastRecordSeconds, type StoredState } from "./checkpoint.ts";
import type { RecordStore } from "./record-store.ts";

/** `superseded`: a later epoch has stored this record; the state of this process is out of date. */
export type SaveResult = "saved" | "superseded";

/** Where checkpoints are stored. */
export interface CheckpointStore {
  /** What is stored of a deployment; what cannot be read counts as not stored. @throws when nobody answers */
  readonly load: (deployment: string) => Promise<StoredState>;
  /** The part of it that changes often. @throws when nobody answers */
  readonly loadCheckpoint: (deployment: string) => Promise<Checkpoint | null>;
  /** @throws when nobody answers */
  readonly save: (deployment: string, checkpoint: Checkpoint) => Promise<SaveResult>;
  readonly saveForecast: (deployment: string, record: ForecastRecord) => Promise<SaveResult>;
}

type Kind = typeof Checkpoint | typeof ForecastRecord;

/**
 * Checkpoints of one cluster: the state that changes often, and in its own record the long memory of the forecast. Each write
 * names the revision that it replaces, so that of two writers one is refused. The refused one looks at what is there:
 * its own write whose answer was lost, or one of an earlier epoch, it replaces; to a later epoch it yields.
 */
export const checkpointStore = (records: RecordStore, cluster: string): CheckpointStore => {
  const revisions = new Map<string, number | null>();
  const keyOf = (deployment: string, part: "state" | "forecast"): string => `${cluster}.${deployment}.${part}`;

  const look = async <S extends z.ZodType>(key: string, schema: S) => {
    const stored = await records.read(key);
    const decoded = stored === null ? null : decode(schema, stored.value, checkpointBounds);
    return { revision: stored?.revision ?? null, record: decoded?.kind === "ok" ? decoded.value : null };
  };

  const load = async <S extends z.ZodType>(key: string, schema: S): Promise<z.output<S> | null> => {
    const { revision, record } = await look(key, schema);
    revisions.set(key, revision);
    return record;
  };

  const attempt = async (key: string, value: Uint8Array, replaced: number | null): Promise<boolean> => {
    const revision = await records.write(key, value, replaced);
    if (revision !== null) revisions.set(key, revision);
    return revision !== null;
  };

  const write = async (key: string, schema: Kind, record: { readonly epoch: number }): Promise<SaveResult> => {
    const value = encode(record);
    if (await attempt(key, value, revisions.get(key) ?? null)) return "saved";
    // Its revision is not remembered before it is known to be replaceable: a refused writer stays refused.
    const found = await look(key, schema);
    if (found.record !== null && found.record.epoch > record.epoch) return "superseded";
    return (await attempt(key, value, found.revision)) ? "saved" : "superseded";
  };

  const loadCheckpoint = (deployment: string) => load(keyOf(deployment, "state"), Checkpoint);

  return {
    loadCheckpoint,
    load: async (deployment) => {
      const record = load(keyOf(deployment, "forecast"), ForecastRecord);
      const [learnt, checkpoint] = await Promise.all([record, loadCheckpoint(deployment)]);
      return { checkpoint, forecast: learnt?.forecast ?? null };
    },
    save: (deployment, checkpoint) => write(keyOf(deployment, "state"), Checkpoint, checkpoint),
    saveForecast: (deployment, record) => write(keyOf(deployment, "forecast"), ForecastRecord, record),
  };
};

export interface ReplaySpan {
  readonly seconds: number;
  /** The last of them hold what no checkpoint has: before those, counters at the beginning are enough. */
  readonly recentSeconds: number;
}

/**
 * How much telemetry to replay at the start: from the oldest checkpoint on, and at least what the configuration sets. The
 * stream retains no more than its age.
 */
export const replaySpan = async (
  plan: Plan,
  checkpoints: CheckpointStore,
  { config, now }: { readonly config: RecommenderConfig; readonly now: number },
): Promise<ReplaySpan> => {
  const stored = await Promise.all(
    plan.deployments.map(({ name }) => checkpoints.loadCheckpoint(name).catch(() => null)),
  );
  const ages = stored.flatMap((one) => (one === null ? [] : [now - one.at]));
  const { replaySeconds, windowSeconds } = config;
  const wanted = Math.max(replaySeconds, ...ages.map((age) => age + windowSeconds));
  const seconds = Math.min(wanted, Math.max(replaySeconds, streamOf("telemetry").maxAgeSeconds));
  const recent = ages.length < stored.length ? seconds : Math.max(0, ...ages) + forecastRecordSeconds + windowSeconds;
  return { seconds, recentSeconds: Math.min(seconds, recent) };
};
