import type { Feedback, PlanDeployment } from "@loadline/wire";
import type { Logger } from "pino";
import type { Spoken } from "../../emit/spoken.ts";
import { desiredCount } from "../desired-count.ts";
import { applyScale, type ScaleApi, type ScaleOutcome } from "./apply-scale.ts";

export interface ScaleActuatorDeps {
  readonly api: () => Promise<ScaleApi>;
  readonly dryRun: boolean;
  readonly logger: Logger;
  /** Tells what became of a decision. */
  readonly answer: (deployment: string, feedback: Feedback) => Promise<void>;
}

export interface ActuateRequest {
  readonly deployment: PlanDeployment;
  /** The decision in force; null: none was stored yet. */
  readonly last: Spoken | null;
  readonly isScaleDown: boolean;
  readonly now: number;
}

const actuator = "kubernetes-scale";

const feedbackOf = (outcome: ScaleOutcome, decisionId: string, at: number): Feedback | null => {
  const common = { v: 1, decisionId, at, actuator } as const;
  switch (outcome.kind) {
    case "unchanged":
      return null;
    case "applied":
      return outcome.dryRun ? null : { ...common, outcome: "applied", replicas: outcome.to, detail: null };
    case "refused":
      return { ...common, outcome: "refused", replicas: null, detail: outcome.detail };
  }
};

/**
 * Brings the workloads of the plan to the decision in force, tick after tick, and says what became of it. A count
 * falls only to one that a scale-down named, for as long as that stands.
 */
export class ScaleActuator {
  readonly #deps: ScaleActuatorDeps;
  readonly #fallTo = new Map<string, number>();
  readonly #told = new Map<string, string>();
  #api: Promise<ScaleApi> | null = null;

  constructor(deps: ScaleActuatorDeps) {
    this.#deps = deps;
  }

  async actuate({ deployment, last, isScaleDown, now }: ActuateRequest): Promise<void> {
    const { name, kubernetes: target } = deployment;
    const wanted = desiredCount(last, now);
    if (target === undefined || last === null || wanted.kind !== "desired") return;
    if (isScaleDown) this.#fallTo.set(name, wanted.replicas);
    const mayFall = this.#fallTo.get(name) === wanted.replicas;
    const { dryRun } = this.#deps;
    this.#api ??= this.#deps.api();
    const outcome = await applyScale(await this.#api, target, { desired: wanted.replicas, mayFall, dryRun });
    await this.#tell(name, outcome, { decisionId: last.decisionId, now });
  }

  /** Each outcome of a decision is told once. */
  async #tell(
    name: string,
    outcome: ScaleOutcome,
    { decisionId, now }: { readonly decisionId: string; readonly now: number },
  ): Promise<void> {
    const key = `${decisionId}/${outcome.kind}`;
    if (outcome.kind === "unchanged" || this.#told.get(name) === key) return;
    this.#told.set(name, key);
    this.#deps.logger.info({ deployment: name, decisionId, ...outcome }, "scale");
    const feedback = feedbackOf(outcome, decisionId, now);
    if (feedback !== null) await this.#deps.answer(name, feedback);
  }
}
