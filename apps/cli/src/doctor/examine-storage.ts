import { isLoadlineError } from "@loadline/model";
import type { Plan } from "@loadline/plan";
import { parsePlanText } from "@loadline/plan";
import { buckets, maxMessageBytes, parseJson } from "@loadline/protocol";
import { openBucket, refusalIn } from "@loadline/runtime/nats";
import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { durationText } from "../terminal/text.ts";
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

const keysOf = async (bucket: Awaited<ReturnType<typeof openBucket>>): Promise<readonly string[]> => {
  const keys: string[] = [];
  for await (const key of await bucket.keys()) keys.push(key);
  return keys;
};

/** Plans that recommenders would load, and what is wrong with them; they go on with the last valid one while it is not. */
export const examinePlans = async (connection: NatsConnection, own: Plan | null) => {
  const name = "plan";
  const plans = own === null ? [] : [own];
  try {
    const bucket = await openBucket(connection, buckets.plans);
    const keys = await keysOf(bucket);
    for (const key of keys) {
      const plan = parsePlanText((await bucket.get(key))?.string() ?? "");
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
      const bucket = await openBucket(connection, buckets.leases);
      const keys = await keysOf(bucket);
      const faults: string[] = [];
      for (const key of keys) {
        const entry = await bucket.get(key);
        if (entry === null) continue;
        const fault = leaseFault(key, holderIn(entry.value), now - entry.created.getTime() / 1000);
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
