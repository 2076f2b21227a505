import { isLoadlineError, LoadlineError } from "@loadline/core";
import { buckets, type Plan } from "@loadline/wire";
import type { KV } from "@nats-io/kv";
import type { Logger } from "pino";
import { LastGoodPlan, type PlanSource } from "./plan-source.ts";

const prefix = "kv:";

/** The key in `kv:<key>`; null for the path of a file. */
export const entryKeyOf = (plan: string): string | null => (plan.startsWith(prefix) ? plan.slice(prefix.length) : null);

const missing = (key: string): LoadlineError =>
  new LoadlineError("LL_PLAN_INVALID", {
    path: "the top",
    detail: `the bucket ${buckets.plans.name} has no entry "${key}"; store one with: loadline plan FILE --store`,
  });

/** Text of the entry; null when there is none. */
const textOf = async (bucket: KV, key: string): Promise<string | null> => {
  const entry = await bucket.get(key);
  return entry === null || entry.operation !== "PUT" ? null : entry.string();
};

/**
 * The plan under a cluster's key of the bucket of plans. It is looked at between two ticks and never waited for: a
 * broker that does not answer delays a change, not a decision.
 */
export class PlanEntry implements PlanSource {
  readonly #bucket: KV;
  readonly #key: string;
  readonly #held: LastGoodPlan;
  #look: Promise<void> | null = null;

  private constructor(bucket: KV, key: string, held: LastGoodPlan) {
    this.#bucket = bucket;
    this.#key = key;
    this.#held = held;
  }

  /** @throws LL_PLAN_INVALID when the entry is missing or bad, or for another cluster than its key says */
  static async open(bucket: KV, key: string, logger: Logger): Promise<PlanEntry> {
    const text = await textOf(bucket, key);
    if (text === null) throw missing(key);
    const held = new LastGoodPlan(text, `${buckets.plans.name}/${key}`, logger);
    if (held.plan.cluster === key) return new PlanEntry(bucket, key, held);
    const detail = `the entry "${key}" is for cluster ${held.plan.cluster}; store it under its own name`;
    throw new LoadlineError("LL_PLAN_INVALID", { path: "cluster", detail });
  }

  get current(): Plan {
    return this.#held.plan;
  }

  get fault(): string | null {
    return this.#held.fault;
  }

  refresh(): Promise<Plan> {
    this.#look ??= this.#lookAgain().finally(() => {
      this.#look = null;
    });
    return Promise.resolve(this.#held.plan);
  }

  /** The look that is under way, for those who want to wait for it. */
  get settled(): Promise<void> {
    return this.#look ?? Promise.resolve();
  }

  async #lookAgain(): Promise<void> {
    let text: string | null;
    try {
      text = await textOf(this.#bucket, this.#key);
    } catch {
      return; // The broker does not answer; others say so, and the plan stands.
    }
    try {
      if (text === null) throw missing(this.#key);
      this.#held.offer(text);
    } catch (error) {
      if (!isLoadlineError(error)) throw error;
      this.#held.refuse(error);
    }
  }
}
