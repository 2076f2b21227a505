import { readFile, stat } from "node:fs/promises";
import { isLoadlineError, LoadlineError, replicaSpec } from "@loadline/core";
import { type Plan, type PlanDeployment, type PlanPool, parsePlan } from "@loadline/wire";
import type { Logger } from "pino";
import { parse } from "yaml";

/** The replica that a deployment of the plan describes, in the words of core. */
export const specOf = (deployment: PlanDeployment, pool: PlanPool) =>
  replicaSpec({
    model: deployment.model,
    gpu: pool.gpu,
    engine: deployment.engine,
    weights: deployment.weights,
    kvCache: deployment.kvCache,
    parallel: deployment.parallel,
    engineConfig: deployment.engineConfig,
  });

/** The pool of a deployment; a checked plan always has it. */
export const poolOf = (plan: Plan, deployment: PlanDeployment): PlanPool => {
  const pool = plan.pools.find(({ name }) => name === deployment.pool);
  if (pool === undefined) {
    throw new LoadlineError("LL_PLAN_INVALID", { path: "deployments", detail: `no pool is called ${deployment.pool}` });
  }
  return pool;
};

const readYaml = (text: string): unknown => {
  try {
    return parse(text);
  } catch (cause) {
    const detail = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
    throw new LoadlineError("LL_PLAN_INVALID", { path: "the top", detail: `not YAML: ${detail}` }, { cause });
  }
};

/**
 * A plan in which every name is known and every replica can be described.
 * @throws LL_PLAN_INVALID and the codes of `replicaSpec`
 */
export const parsePlanText = (text: string): Plan => {
  const plan = parsePlan(readYaml(text));
  for (const deployment of plan.deployments) specOf(deployment, poolOf(plan, deployment));
  return plan;
};

const readText = async (path: string): Promise<string> => {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new LoadlineError("LL_FILE_UNREADABLE", { path, detail }, { cause });
  }
};

/** Size and time of change; null when the file is not there. */
const fingerprint = async (path: string): Promise<string | null> => {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return `${mtimeMs}/${size}/${ino}`;
  } catch {
    return null;
  }
};

/** The plan on disk: re-read when it changes; a bad one is told once and the last good one stays. */
export class PlanFile {
  readonly #path: string;
  readonly #logger: Logger;
  #plan: Plan;
  #seen: string | null;
  #text: string;
  #fault: string | null = null;

  private constructor(path: string, logger: Logger, loaded: { text: string; plan: Plan; seen: string | null }) {
    this.#path = path;
    this.#logger = logger;
    this.#plan = loaded.plan;
    this.#text = loaded.text;
    this.#seen = loaded.seen;
  }

  /** @throws LL_FILE_UNREADABLE, LL_PLAN_INVALID */
  static async open(path: string, logger: Logger): Promise<PlanFile> {
    const seen = await fingerprint(path);
    const text = await readText(path);
    return new PlanFile(path, logger, { text, plan: parsePlanText(text), seen });
  }

  get current(): Plan {
    return this.#plan;
  }

  /** Why the file on disk is not in force; null when it is. */
  get fault(): string | null {
    return this.#fault;
  }

  async refresh(): Promise<Plan> {
    const seen = await fingerprint(this.#path);
    if (seen !== this.#seen) {
      this.#seen = seen;
      await this.#reload();
    }
    return this.#plan;
  }

  async #reload(): Promise<void> {
    try {
      const text = await readText(this.#path);
      if (text === this.#text && this.#fault === null) return;
      this.#adopt(parsePlanText(text), text);
    } catch (error) {
      if (!isLoadlineError(error)) throw error;
      this.#fault = `${error.code}: ${error.message}`;
      this.#logger.error({ code: error.code, path: this.#path }, error.message);
    }
  }

  #adopt(plan: Plan, text: string): void {
    if (plan.cluster !== this.#plan.cluster) {
      const detail = `the cluster changes from ${this.#plan.cluster} to ${plan.cluster}; that takes a restart`;
      throw new LoadlineError("LL_PLAN_INVALID", { path: "cluster", detail });
    }
    this.#plan = plan;
    this.#text = text;
    this.#fault = null;
    this.#logger.info({ path: this.#path, deployments: plan.deployments.length }, "plan loaded");
  }
}
