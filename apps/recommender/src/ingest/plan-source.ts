import { isLoadlineError, LoadlineError } from "@loadline/model";
import type { Plan } from "@loadline/plan";
import { inlinePlanFiles, parsePlanText } from "@loadline/plan";
import { buckets } from "@loadline/protocol";
import { readText } from "@loadline/runtime/settings";
import type { KV } from "@nats-io/kv";
import type { Logger } from "pino";

/** The plan in force, wherever it is stored. */
export interface PlanSource {
  readonly current: Plan;
  /** Why what is stored is not in force; null when it is. */
  readonly fault: string | null;
  /** Looks whether the plan changed. A bad one is reported once, and the last good one stays. */
  readonly refresh: () => Promise<Plan>;
}

const invalid = (path: string, detail: string): LoadlineError => new LoadlineError("LL_PLAN_INVALID", { path, detail });

interface StoredPlan {
  /** Named in messages. */
  readonly where: string;
  /** @throws a LoadlineError when there is no plan, another error when whoever stores it does not answer */
  readonly read: () => string | Promise<string>;
  /** A tick waits for the look; otherwise the next one has the change. */
  readonly isWaitedFor: boolean;
  readonly logger: Logger;
}

/** A plan that is read again at each refresh. */
export class WatchedPlan implements PlanSource {
  readonly #stored: StoredPlan;
  #text: string;
  #current: Plan;
  #fault: string | null = null;
  #look: Promise<void> | null = null;

  private constructor(stored: StoredPlan, text: string) {
    this.#stored = stored;
    this.#text = text;
    this.#current = parsePlanText(text);
  }

  /** @throws LL_PLAN_INVALID, and what `read` throws */
  static async open(stored: StoredPlan): Promise<WatchedPlan> {
    return new WatchedPlan(stored, await stored.read());
  }

  get current(): Plan {
    return this.#current;
  }

  get fault(): string | null {
    return this.#fault;
  }

  /** Ends with the look that is under way. */
  get settled(): Promise<void> {
    return this.#look ?? Promise.resolve();
  }

  async refresh(): Promise<Plan> {
    this.#look ??= this.#lookAgain().finally(() => {
      this.#look = null;
    });
    if (this.#stored.isWaitedFor) await this.#look;
    return this.#current;
  }

  async #lookAgain(): Promise<void> {
    const { read, logger, where } = this.#stored;
    try {
      const text = await read();
      if (text === this.#text) return;
      this.#text = text;
      this.#replace(parsePlanText(text));
    } catch (error) {
      // A broker that does not answer delays a change; others report it, and the plan stands.
      if (!isLoadlineError(error)) return;
      const fault = `${error.code}: ${error.message}`;
      if (fault !== this.#fault) logger.error({ code: error.code, path: where }, error.message);
      this.#fault = fault;
    }
  }

  /** @throws LL_PLAN_INVALID for a plan of another cluster: leases and subjects depend on it */
  #replace(plan: Plan): void {
    const { cluster } = this.#current;
    if (plan.cluster !== cluster)
      throw invalid("cluster", `the cluster changes from ${cluster} to ${plan.cluster}; that needs a restart`);
    this.#current = plan;
    this.#fault = null;
    this.#stored.logger.info({ path: this.#stored.where, deployments: plan.deployments.length }, "plan loaded");
  }
}

/** The plan in a file. @throws LL_FILE_UNREADABLE, LL_PLAN_INVALID */
export const openPlanFile = (path: string, logger: Logger): Promise<WatchedPlan> =>
  WatchedPlan.open({ where: path, read: () => inlinePlanFiles(readText(path), path), isWaitedFor: true, logger });

const prefix = "kv:";

/** The key in `kv:<key>`; null for the path of a file. */
export const entryKeyOf = (plan: string): string | null => (plan.startsWith(prefix) ? plan.slice(prefix.length) : null);

/**
 * The plan under a cluster's key of the bucket of plans.
 * @throws LL_PLAN_INVALID when the entry is missing or bad, or for another cluster than its key names
 */
export const openPlanEntry = async (bucket: KV, key: string, logger: Logger): Promise<WatchedPlan> => {
  const { name } = buckets.plans;
  const read = async (): Promise<string> => {
    const entry = await bucket.get(key);
    if (entry !== null && entry.operation === "PUT") return entry.string();
    throw invalid("the top", `the bucket ${name} has no entry "${key}"; store one with: loadline plan FILE --store`);
  };
  const plan = await WatchedPlan.open({ where: `${name}/${key}`, read, isWaitedFor: false, logger });
  const { cluster } = plan.current;
  if (cluster === key) return plan;
  throw invalid("cluster", `the entry "${key}" is for cluster ${cluster}; store it under its own name`);
};
