import { isLoadlineError } from "@loadline/model";
import type { Plan } from "@loadline/plan";
import { parsePlanText } from "@loadline/plan";
import { durationText } from "@loadline/planner/text";
import { type BucketDefinition, bucketStream, buckets, maxMessageBytes, parseJson } from "@loadline/protocol";
import { openBucket, refusalIn } from "@loadline/runtime/nats";
import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { type Check, failed, notChecked, ok } from "./checks.ts";

export const forbiddenText = "this account may not read it";

/** A check that is not made where this account may not read what it looks at. */
const unlessForbidden = async (name: string, check: () => Promise<Check>): Promise<Check> => {
  try {
    return await check();
  } catch (error) {
    if (refusalIn(error) !== null) return notChecked(name, forbiddenText);
    throw error;
  }
};

interface Entry {
  readonly key: string;
  readonly created: Date;
  readonly value: Uint8Array;
  readonly string: () => string;
}

/** The latest value of each key. A list of keys by the library is made with a consumer, which few accounts may make. */
const entriesIn = async (connection: NatsConnection, definition: BucketDefinition): Promise<readonly Entry[]> => {
  const bucket = await openBucket(connection, definition);
  const prefix = `$KV.${definition.name}.`;
  const { streams } = await jetstreamManager(connection);
  const { state } = await streams.info(bucketStream(definition), { subjects_filter: `${prefix}>` });
  const keys = Object.keys(state.subjects ?? {}).map((subject) => subject.slice(prefix.length));
  const entries = await Promise.all(keys.map((key) => bucket.get(key)));
  return entries.filter((entry) => entry !== null).filter(({ operation }) => operation === "PUT");
};

/** Plans that recommenders would load, and what is wrong with them; they go on with the last valid one while it is not. */
export const examinePlans = async (connection: NatsConnection, own: Plan | null) => {
  const name = "plan";
  const plans = own === null ? [] : [own];
  try {
    const entries = await entriesIn(connection, buckets.plans);
    const keys = entries.map(({ key }) => key);
    for (const entry of entries) {
      const plan = parsePlanText(entry.string());
      if (plan.cluster !== own?.cluster) plans.push(plan);
    }
    const text = keys.length === 0 ? "none is stored; the recommender reads a file" : `valid: ${keys.join(", ")}`;
    return { plans, check: ok(name, text) };
  } catch (error) {
    if (refusalIn(error) !== null) return { plans, check: notChecked(name, forbiddenText) };
    if (!isLoadlineError(error)) throw error;
    const isMissing = error.code === "LL_STREAM_MISSING";
    const fix = isMissing
      ? "create the buckets: loadline streams"
      : "store a corrected one: loadline plan FILE --store";
    return { plans, check: failed(name, error.message, fix) };
  }
};

/** A leader renews its lease every few seconds. */
const lateLeaseSeconds = 60;

/** What is wrong with a lease; null: it is held and renewed. */
const leaseFault = (key: string, holder: unknown, age: number): string | null => {
  if (holder === null) return `${key} has no leader`;
  return age > lateLeaseSeconds ? `the leader of ${key} has not renewed its lease for ${durationText(age)}` : null;
};

const holderIn = (value: Uint8Array): unknown => {
  const read = parseJson(value);
  const record = read.kind === "ok" ? (read.value as { readonly holder?: unknown } | null) : null;
  return record?.holder ?? null;
};

/** Whether a recommender leads and publishes. A lease is written again and again while a recommender leads. */
export const examineLeases = async (connection: NatsConnection, now: number): Promise<Check> => {
  const name = "leader";
  const fix = "start a recommender, and look at its log and /readyz";
  try {
    return await unlessForbidden(name, async () => {
      const entries = await entriesIn(connection, buckets.leases);
      const keys = entries.map(({ key }) => key);
      const faults: string[] = [];
      for (const entry of entries) {
        const fault = leaseFault(entry.key, holderIn(entry.value), now - entry.created.getTime() / 1000);
        if (fault !== null) faults.push(fault);
      }
      if (faults.length > 0) return failed(name, faults.join("; "), fix);
      return keys.length === 0 ? failed(name, "no recommender has led yet", fix) : ok(name, `of ${keys.join(", ")}`);
    });
  } catch (error) {
    if (isLoadlineError(error) && error.code === "LL_STREAM_MISSING") return notChecked(name);
    throw error;
  }
};

const nearlyFull = 0.9;

/** Limits on messages: their largest size, and the storage that the account may use. */
export const examineLimits = async (connection: NatsConnection): Promise<Check> => {
  const name = "limits";
  const largest = connection.info?.max_payload ?? 0;
  if (largest < maxMessageBytes) {
    const detail = `the largest message is ${largest} bytes, samples may have ${maxMessageBytes}`;
    return failed(name, detail, "set max_payload: 1MB in nats-server.conf");
  }
  return unlessForbidden(name, async () => {
    const { storage, limits } = await (await jetstreamManager(connection)).getAccountInfo();
    const bound = limits.max_storage;
    if (bound > 0 && storage > nearlyFull * bound) {
      const detail = `${storage} of ${bound} bytes of the account's storage are used`;
      return failed(name, detail, "raise max_store, or lower the age of the streams");
    }
    return ok(name, `messages up to ${largest} bytes, ${Math.round(storage / 1e6)} MB stored`);
  });
};
