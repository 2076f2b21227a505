import { reasonOf } from "@loadline/core";
import type { Feedback, PlanDeployment } from "@loadline/wire";
import type { Logger } from "pino";
import type { Desired, DesiredCount } from "../actionable-events.ts";
import { type ApprovalDeps, Approvals } from "./approvals.ts";
import { type FailureReason, type KubernetesClient, KubernetesError, type ScaleTarget } from "./kubernetes-client.ts";

interface ScaleActuatorDeps extends ApprovalDeps {
  readonly client: () => Promise<KubernetesClient>;
  /** Verified and in force at this instant. */
  readonly desired: (deployment: string) => DesiredCount;
  /** Whether this process leads; asked again before each write. */
  readonly leads: () => boolean;
  /** The count of a workload as a watch last reported it; null, and without it: it has to be read. */
  readonly watchedCount?: (target: ScaleTarget) => number | null;
  readonly dryRun: boolean;
  /** A count is set once feedback approved a decision for it. */
  readonly needsApproval: boolean;
  readonly removalCosts: (deployment: PlanDeployment) => ReadonlyMap<string, number>;
  /** Most of the present replicas that one decision removes. */
  readonly maxScaleDownShare: number;
  /** After which one that still holds removes as many again. */
  readonly scaleDownStabilisationSeconds: number;
  readonly logger: Logger;
  readonly failed: (deployment: string, reason: FailureReason) => void;
  /** Publishes what became of a decision. */
  readonly answer: (deployment: string, feedback: Feedback) => Promise<void>;
}

/**
 * Three things that go wrong, three consequences: a call that failed is ours and is tried again; a refusal by admission
 * policy is reported; a lack of capacity also stops Loadline from asking for more for a while.
 */
type ScaleOutcome =
  | { readonly kind: "unchanged" }
  | { readonly kind: "applied"; readonly from: number; readonly to: number }
  | { readonly kind: "expired" }
  | { readonly kind: "waiting"; readonly detail: string }
  | { readonly kind: "refused"; readonly cause: "no-capacity" | "policy"; readonly detail: string }
  | { readonly kind: "failed"; readonly reason: FailureReason; readonly detail: string };

const longestDetail = 500;

/** A scale-down removes a share of the pods: the order of more than these costs more calls than it saves requests. */
const mostOrdered = 100;

// As long as a stale node is remembered by default.
const namedSeconds = 600;

const faultOf = (error: unknown): ScaleOutcome => {
  const detail = reasonOf(error).slice(0, longestDetail);
  const reason = error instanceof KubernetesError ? error.reason : "server";
  if (reason === "quota") return { kind: "refused", cause: "no-capacity", detail };
  return reason === "policy" ? { kind: "refused", cause: "policy", detail } : { kind: "failed", reason, detail };
};

const feedbackOf = (outcome: ScaleOutcome, decisionId: string, at: number): Feedback | null => {
  const common = { v: 1, decisionId, at, actuator: "kubernetes-scale" } as const;
  if (outcome.kind === "applied") return { ...common, outcome: "applied", replicas: outcome.to, detail: null };
  if (outcome.kind === "expired") return { ...common, outcome: "expired", replicas: null, detail: null };
  if (outcome.kind !== "refused") return null;
  return { ...common, outcome: "refused", cause: outcome.cause, replicas: null, detail: outcome.detail };
};

/**
 * Brings the workloads of the plan to the counts in force, between the ticks and never waited for, and reports what
 * became of each decision once. A count that is higher than desired falls only to one that a scale-down named: whoever
 * raised it by hand is not undone by a decision that holds.
 */
export class ScaleActuator {
  readonly #deps: ScaleActuatorDeps;
  readonly #reported = new Map<string, string>();
  /** The decision that lowered each deployment last, and when. */
  readonly #lowered = new Map<string, { readonly decisionId: string; readonly at: number }>();
  readonly #faults = new Map<string, string>();
  /** Counts that this actuator read or may have written last: any other was set by another client. */
  readonly #known = new Map<string, readonly number[]>();
  readonly #others = new Map<string, { readonly at: number; readonly text: string }>();
  readonly #approvals: Approvals;
  /** Deployments whose order of removal could not be set. */
  readonly #unordered = new Set<string>();
  /** Deployments whose count is being brought to what is in force. */
  readonly #turns = new Map<string, Promise<void>>();
  #deployments: ReadonlyMap<string, PlanDeployment> = new Map();

  constructor(deps: ScaleActuatorDeps) {
    this.#deps = deps;
    this.#approvals = new Approvals(deps);
  }

  /** Begins a turn of each, unless one is under way. */
  refresh(deployments: readonly PlanDeployment[]): void {
    this.#deployments = new Map(deployments.map((deployment) => [deployment.name, deployment]));
    this.#approvals.expire(this.#deps.leads());
    for (const name of this.#deployments.keys()) this.#begin(name);
  }

  /** Takes a new decision. A process that does not lead has to know for which count an approval was given, should it lead later. */
  offered(deployment: string, desired: DesiredCount): void {
    if (this.#deps.needsApproval && desired.kind === "desired") this.#approvals.offered(deployment, desired);
    this.#begin(deployment);
  }

  #begin(name: string): void {
    const leads = this.#deps.leads();
    if (!leads) this.#known.clear();
    const deployment = this.#deployments.get(name);
    if (deployment === undefined || !leads || this.#turns.has(name)) return;
    const turn = this.#actuate(deployment).then(() => void this.#turns.delete(name));
    this.#turns.set(name, turn);
  }

  /** Takes an approval, or what was applied. */
  take(deployment: string, feedback: Feedback): void {
    if (this.#deps.needsApproval) this.#approvals.take(deployment, feedback);
  }

  /** Why the count of a deployment could not be set at the last try, or who else set it lately; null: neither. */
  fault(deployment: string): string | null {
    return this.#faults.get(deployment) ?? this.#other(deployment)?.text ?? null;
  }

  #other(deployment: string): { readonly text: string } | null {
    const other = this.#others.get(deployment);
    return other !== undefined && this.#deps.clock() - other.at < namedSeconds ? other : null;
  }

  /** Another client may set a count, but not all the time: it is named, and logged once while it goes on. */
  #noteOthers(name: string, count: number): void {
    const { logger, failed, clock } = this.#deps;
    const known = this.#known.get(name);
    this.#known.set(name, [count]);
    if (known === undefined || known.includes(count)) return;
    const text = `another actor set the count from ${known.at(-1)} to ${count}: let only one controller set it`;
    failed(name, "other-actor");
    if (this.#other(name) === null) logger.warn({ deployment: name, from: known.at(-1), to: count }, text);
    this.#others.set(name, { at: clock(), text });
  }

  /** The turns that are under way, for those who want to wait for them. */
  get settled(): Promise<unknown> {
    return Promise.all(this.#turns.values());
  }

  async #actuate(deployment: PlanDeployment): Promise<void> {
    const { name, kubernetes: target } = deployment;
    const desired = this.#deps.desired(name);
    if (target === undefined || desired.kind !== "desired") return;
    const outcome = await this.#apply(deployment, target, desired).catch(faultOf);
    if ("detail" in outcome) this.#faults.set(name, `the count was not set: ${outcome.detail}`);
    else this.#faults.delete(name);
    await this.#report(name, outcome, desired.decisionId);
  }

  /** A decision lowers a count by at most the share: whoever raised it meanwhile is not undone in one step. */
  #countTo(name: string, from: number, { replicas, mayFall, decisionId }: Desired): number {
    if (replicas >= from) return replicas;
    const { maxScaleDownShare: share, scaleDownStabilisationSeconds: seconds, clock } = this.#deps;
    const last = this.#lowered.get(name);
    const isRecent = last?.decisionId === decisionId && clock() - last.at < seconds;
    if (!mayFall || isRecent || share === 0) return from;
    return Math.max(replicas, from - Math.max(1, Math.floor(from * share)));
  }

  /** Pods with the least work go first. Without a right on pods the ReplicaSet's own order stands. */
  async #orderRemoval(deployment: PlanDeployment, target: ScaleTarget): Promise<void> {
    const { client, removalCosts, logger } = this.#deps;
    if (target.kind !== "Deployment") return;
    const { writeRemovalCost } = await client();
    const costs = [...removalCosts(deployment)].slice(0, mostOrdered);
    const results = await Promise.allSettled(costs.map(([pod, cost]) => writeRemovalCost(target, pod, cost)));
    const failed = results.find((result) => result.status === "rejected");
    if (failed === undefined || this.#unordered.has(deployment.name)) return;
    this.#unordered.add(deployment.name);
    logger.warn({ deployment: deployment.name, detail: String(failed.reason) }, "order of removal not set");
  }

  /** What was read or set last is what is wanted, and the watch reports nothing else: nothing has to be read again. */
  #stands(name: string, target: ScaleTarget, { replicas }: Desired): boolean {
    const known = this.#known.get(name) ?? [];
    return known.length === 1 && known[0] === replicas && this.#deps.watchedCount?.(target) === replicas;
  }

  async #apply(deployment: PlanDeployment, target: ScaleTarget, wanted: Desired): Promise<ScaleOutcome> {
    const { client, leads, dryRun, desired, clock, needsApproval } = this.#deps;
    const { name } = deployment;
    if (this.#stands(name, target, wanted)) {
      this.#approvals.reached(name);
      return { kind: "unchanged" };
    }
    const { readScale, writeScale } = await client();
    const from = await readScale(target);
    this.#noteOthers(name, from);
    const to = this.#countTo(name, from, wanted);
    if (from === wanted.replicas) this.#approvals.reached(name);
    if (from === to) return { kind: "unchanged" };
    if (needsApproval && !this.#approvals.offered(name, wanted))
      return { kind: "waiting", detail: `${from} to ${to} replicas waits for the approval of ${wanted.decisionId}` };
    if (to < from && !dryRun) await this.#orderRemoval(deployment, target);
    // Reading may have taken longer than the recommendation lives, or another process may lead by now.
    const present = desired(name);
    if (present.kind !== "desired") return { kind: "expired" };
    const isWanted = (): boolean => {
      const now = desired(name);
      return leads() && now.kind === "desired" && now.replicas === wanted.replicas;
    };
    if (!isWanted()) return { kind: "unchanged" };
    // One that fails may be carried out all the same.
    if (!dryRun) this.#known.set(name, [from, to]);
    if (!(await writeScale(target, { from, to, dryRun, decisionId: present.decisionId, isWanted })))
      return { kind: "unchanged" };
    if (!dryRun) this.#known.set(name, [to]);
    if (to < from) this.#lowered.set(name, { decisionId: present.decisionId, at: clock() });
    return { kind: "applied", from, to };
  }

  /** Each outcome of a decision is reported once, a fault once while it lasts; a dry run only in the log. */
  async #report(name: string, outcome: ScaleOutcome, decisionId: string): Promise<void> {
    const { logger, failed, dryRun, clock, answer } = this.#deps;
    if (outcome.kind === "failed") failed(name, outcome.reason);
    const key = outcome.kind === "failed" ? `failed/${outcome.reason}` : `${decisionId}/${outcome.kind}`;
    const reported = this.#reported.get(name);
    // A fault lasts over many decisions, and may come again.
    if (outcome.kind === "unchanged" && reported?.startsWith("failed/")) this.#reported.delete(name);
    if (outcome.kind === "unchanged" || reported === key) return;
    this.#reported.set(name, key);
    const level = outcome.kind === "applied" ? "info" : "warn";
    logger[level]({ deployment: name, decisionId, dryRun, ...outcome }, "scale");
    const feedback = dryRun ? null : feedbackOf(outcome, decisionId, clock());
    if (feedback === null) return;
    await answer(name, feedback).catch((error: unknown) => {
      this.#reported.delete(name);
      logger.warn({ deployment: name, detail: String(error) }, "feedback not stored");
    });
  }
}
