import type { PlanDeployment } from "@loadline/plan";
import { parseSubject, type Recommendation } from "@loadline/protocol";
import {
  type AcceptedEvents,
  type Refusal,
  type VerifyingKey,
  verifyRecommendation,
} from "@loadline/protocol/signature";
import type { Clock } from "../settings/clock.ts";

/** A count that actuators may set. */
export interface Desired {
  readonly kind: "desired";
  readonly replicas: number;
  readonly decisionId: string;
  /** Epoch seconds. */
  readonly expiresAt: number;
  /** This count was decided as a scale-down; otherwise the present count only rises. */
  readonly mayFall: boolean;
  /** Replicas that served when it was decided; null where that is unknown. */
  readonly ready: number | null;
  /** Most replicas that pool, budget and the plan hold, as far as is known. */
  readonly most?: number;
}

interface Decided {
  readonly replicas: Omit<Recommendation["data"]["replicas"], "desired" | "lower" | "upper">;
  readonly evidence: readonly Pick<Recommendation["data"]["evidence"][number], "input" | "value">[];
}

/** Most replicas that pool, budget and the plan's maximum hold, no fewer than the count itself. */
export const mostAllowed = (desired: number, { replicas, evidence }: Decided, max: number): number => {
  const { ready, pending, currentTarget } = replicas;
  const left = (input: string): number => {
    const { value } = evidence.find((row) => row.input === input) ?? {};
    return typeof value === "number" ? Math.max(0, Math.floor(value)) : Number.POSITIVE_INFINITY;
  };
  const inPool = ready === null ? Number.POSITIVE_INFINITY : ready + pending + left("pool.available");
  const target = currentTarget ?? (ready === null ? desired : ready + pending);
  return Math.max(desired, Math.min(max, inPool, target + left("budget.available")));
};

// Autoscalers keep values in thousandths, and round up what is above a count.
const justAbove = 0.01;

/**
 * The value at which a pod autoscaler that ignores changes within its tolerance does not stay below the count, whatever
 * present count it compares with: pods that are not ready are part of that. While fewer serve, the least value beyond
 * the tolerance of one replica less; once as many do, the least one that it rounds up to the count, so that what is too
 * many goes as far as it follows. With a tolerance of 0, which its behaviour can set, the value is the count. What pool,
 * budget and the plan hold it does not pass: next to that an autoscaler may stay below the count by its tolerance.
 */
export const metricValue = (
  { replicas, ready, most = Number.POSITIVE_INFINITY }: Pick<Desired, "replicas" | "ready" | "most">,
  tolerance: number,
): number => {
  if (tolerance === 0 || replicas === 0) return replicas;
  if (ready !== null && ready >= replicas) return replicas - 1 + justAbove;
  // Products such as 30 × 1.1 are not exact.
  const ignored = Math.floor((replicas - 1) * (1 + tolerance) + 1e-9);
  return Math.max(replicas, Math.min(ignored + 1, most));
};

/** `unknown`: nothing may be done, and the present count stays. */
export type DesiredCount =
  | Desired
  | { readonly kind: "no-such-deployment" }
  | { readonly kind: "unknown"; readonly detail: string };

interface ActionableDeps {
  /** Trusted keys; null: no key is configured, so that signatures are not checked. */
  readonly keys: readonly VerifyingKey[] | null;
  readonly leaseSeconds: number;
  readonly clock: Clock;
  /** The deployments of the plan in force. */
  readonly deployments: () => readonly PlanDeployment[];
  readonly refused: (refusal: { readonly subject: string; readonly reason: Refusal; readonly detail: string }) => void;
}

interface Actionable {
  readonly event: Recommendation;
  readonly mayFall: boolean;
  /** What the verifier remembers of the deployment. */
  readonly accepted: AcceptedEvents;
}

// Normal after a start and after a stream was restored: old events are read again.
const quietReasons: ReadonlySet<Refusal> = new Set(["expired", "replayed"]);

const countOf = ({ data: { replicas } }: Recommendation): number | null => replicas.desired ?? replicas.currentTarget;

/** The latest recommendation of each deployment that the reference verifier accepted: all that an actuator acts on. */
export class ActionableEvents {
  readonly #deps: ActionableDeps;
  readonly #latest = new Map<string, Actionable>();

  constructor(deps: ActionableDeps) {
    this.#deps = deps;
  }

  readonly take = (subject: string, data: Uint8Array): void => {
    const { keys, leaseSeconds, clock, refused } = this.#deps;
    const name = parseSubject(subject)?.name ?? "";
    if (this.#planned(name) === undefined) return;
    const before = this.#latest.get(name);
    const settings = { keys, leaseSeconds, now: clock(), accepted: before?.accepted ?? new Map() };
    const outcome = verifyRecommendation({ subject, data }, settings);
    if (outcome.kind === "refused") {
      if (!quietReasons.has(outcome.reason)) refused({ subject, reason: outcome.reason, detail: outcome.detail });
      return;
    }
    const { event, accepted } = outcome;
    const stands = before?.mayFall === true && countOf(before.event) === countOf(event);
    this.#latest.set(name, { event, mayFall: event.data.verdict === "scale-down" || stands, accepted });
  };

  #planned(name: string): PlanDeployment | undefined {
    return this.#deps.deployments().find((deployment) => deployment.name === name);
  }

  /** The count for a deployment at this instant, within the bounds of the plan. */
  of(name: string): DesiredCount {
    const planned = this.#planned(name);
    if (planned === undefined) return { kind: "no-such-deployment" };
    const latest = this.#latest.get(name);
    if (latest === undefined) return { kind: "unknown", detail: "no recommendation was accepted yet" };
    const { event, mayFall } = latest;
    const { id: decisionId, expiresAt: expiry } = event.data.decision;
    const expiresAt = Date.parse(expiry) / 1000;
    const replicas = countOf(event);
    const { min, max } = planned.replicas;
    if (!(this.#deps.clock() < expiresAt))
      return { kind: "unknown", detail: `the last recommendation expired at ${expiry}` };
    if (replicas === null) return { kind: "unknown", detail: "the last recommendation names no count" };
    if (replicas < min || replicas > max)
      return { kind: "unknown", detail: `${replicas} replicas are outside the plan's bounds, ${min} to ${max}` };
    const { ready } = event.data.replicas;
    return {
      kind: "desired",
      replicas,
      decisionId,
      expiresAt,
      mayFall,
      ready,
      most: mostAllowed(replicas, event.data, max),
    };
  }
}
