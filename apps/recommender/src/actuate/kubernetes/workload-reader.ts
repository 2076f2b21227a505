import type { PlanDeployment } from "@loadline/wire";
import type { Logger } from "pino";
import type { WorkloadCounts } from "../../state/findings.ts";
import type { KubernetesClient } from "./kubernetes-client.ts";

export interface WorkloadReaderDeps {
  readonly client: () => Promise<KubernetesClient>;
  readonly logger: Logger;
  readonly intervalSeconds: number;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300);

/**
 * Reads the counts of the workloads that the plan names, between two ticks. It is never waited for, and what it cannot
 * read is logged once per change of what went wrong.
 */
export class WorkloadReader {
  readonly #deps: WorkloadReaderDeps;
  readonly #counts = new Map<string, WorkloadCounts>();
  readonly #faults = new Map<string, string>();
  #look: Promise<void> | null = null;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(deps: WorkloadReaderDeps) {
    this.#deps = deps;
  }

  of(deployment: string): WorkloadCounts | null {
    return this.#counts.get(deployment) ?? null;
  }

  /** Begins a look where one is due; the counts of it are there at a later tick. */
  refresh(deployments: readonly PlanDeployment[], now: number): void {
    if (this.#look !== null || Math.abs(now - this.#lookedAt) < this.#deps.intervalSeconds) return;
    this.#lookedAt = now;
    this.#look = Promise.all(deployments.map((deployment) => this.#read(deployment, now))).then(() => {
      this.#look = null;
    });
  }

  /** The look that is under way, for those who want to wait for it. */
  get settled(): Promise<void> {
    return this.#look ?? Promise.resolve();
  }

  async #read({ name, kubernetes }: PlanDeployment, now: number): Promise<void> {
    if (kubernetes === undefined) return;
    try {
      const { readStatus } = await this.#deps.client();
      const counts = await readStatus(kubernetes);
      this.#counts.set(name, { ...counts, at: now });
      this.#faults.delete(name);
    } catch (error) {
      const detail = reasonOf(error);
      if (this.#faults.get(name) === detail) return;
      this.#faults.set(name, detail);
      this.#deps.logger.warn({ deployment: name, detail }, "workload not read");
    }
  }
}
