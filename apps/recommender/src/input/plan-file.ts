import { readFile, stat } from "node:fs/promises";
import { isLoadlineError, LoadlineError } from "@loadline/core";
import type { Plan } from "@loadline/wire";
import type { Logger } from "pino";
import { LastGoodPlan, type PlanSource } from "./plan-source.ts";

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
export class PlanFile implements PlanSource {
  readonly #path: string;
  readonly #held: LastGoodPlan;
  #seen: string | null;

  private constructor(path: string, held: LastGoodPlan, seen: string | null) {
    this.#path = path;
    this.#held = held;
    this.#seen = seen;
  }

  /** @throws LL_FILE_UNREADABLE, LL_PLAN_INVALID */
  static async open(path: string, logger: Logger): Promise<PlanFile> {
    const seen = await fingerprint(path);
    return new PlanFile(path, new LastGoodPlan(await readText(path), path, logger), seen);
  }

  get current(): Plan {
    return this.#held.plan;
  }

  get fault(): string | null {
    return this.#held.fault;
  }

  async refresh(): Promise<Plan> {
    const seen = await fingerprint(this.#path);
    if (seen !== this.#seen) {
      this.#seen = seen;
      await this.#reload();
    }
    return this.#held.plan;
  }

  async #reload(): Promise<void> {
    try {
      this.#held.offer(await readText(this.#path));
    } catch (error) {
      if (!isLoadlineError(error)) throw error;
      this.#held.refuse(error);
    }
  }
}
