import { LoadlineError } from "@loadline/core";
import { checkPlan, type Plan } from "@loadline/wire";
import type { Logger } from "pino";
import { parse } from "yaml";

/** The plan in force, wherever it is kept. */
export interface PlanSource {
  readonly current: Plan;
  /** Why what is kept is not in force; null when it is. */
  readonly fault: string | null;
  /** Looks whether the plan changed. A bad one is told once, and the last good one stays. */
  readonly refresh: () => Promise<Plan>;
}

const readYaml = (text: string): unknown => {
  try {
    return parse(text);
  } catch (cause) {
    const detail = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
    throw new LoadlineError("LL_PLAN_INVALID", { path: "the top", detail: `not YAML: ${detail}` }, { cause });
  }
};

/** A plan in which every name is known and every replica can be described. @throws LL_PLAN_INVALID */
export const parsePlanText = (text: string): Plan => checkPlan(readYaml(text));

/** Holds the last good plan against what is offered. */
export class LastGoodPlan {
  readonly #where: string;
  readonly #logger: Logger;
  #plan: Plan;
  #text: string;
  #fault: string | null = null;

  /** @throws LL_PLAN_INVALID when the first one is bad */
  constructor(text: string, where: string, logger: Logger) {
    this.#plan = parsePlanText(text);
    this.#text = text;
    this.#where = where;
    this.#logger = logger;
  }

  get plan(): Plan {
    return this.#plan;
  }

  get fault(): string | null {
    return this.#fault;
  }

  /** @throws LL_PLAN_INVALID for a bad plan, and for one of another cluster: leases and subjects depend on it */
  offer(text: string): void {
    if (text === this.#text && this.#fault === null) return;
    const plan = parsePlanText(text);
    if (plan.cluster !== this.#plan.cluster) {
      const detail = `the cluster changes from ${this.#plan.cluster} to ${plan.cluster}; that takes a restart`;
      throw new LoadlineError("LL_PLAN_INVALID", { path: "cluster", detail });
    }
    this.#plan = plan;
    this.#text = text;
    this.#fault = null;
    this.#logger.info({ path: this.#where, deployments: plan.deployments.length }, "plan loaded");
  }

  /** Keeps the last good plan and says why. */
  refuse(error: LoadlineError): void {
    const fault = `${error.code}: ${error.message}`;
    if (fault === this.#fault) return;
    this.#fault = fault;
    this.#logger.error({ code: error.code, path: this.#where }, error.message);
  }
}
