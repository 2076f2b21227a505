import type { PlanDeployment } from "@loadline/plan";
import { parseSubject, type Recommendation } from "@loadline/protocol";
import {
  type AcceptedEvents,
  type Refusal,
  type VerifyingKey,
  verifyRecommendation,
} from "@loadline/protocol/signature";
import type { KubernetesWorkload } from "../kubernetes/cluster-view.ts";
import { type CountToFollow, mostAllowed, presentCount } from "../publish/autoscaler-value.ts";
import type { Clock } from "../settings/clock.ts";

/** A count that actuators may set. */
interface Desired extends CountToFollow {
  readonly kind: "desired";
  readonly decisionId: string;
  /** Epoch seconds. */
  readonly expiresAt: number;
}

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
  /** The workload of a deployment as Kubernetes has it; null: it is not watched, or is not there. */
  readonly workload: (deployment: PlanDeployment) => KubernetesWorkload | null;
  /** For so long a count that was raised by hand stands. */
  readonly stabilisationSeconds: number;
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
    const { workload, clock, stabilisationSeconds } = this.#deps;
    return {
      kind: "desired",
      replicas,
      decisionId,
      expiresAt,
      mayFall,
      ready,
      most: mostAllowed(replicas, event.data, max),
      present: presentCount(workload(planned), { now: clock(), stabilisationSeconds }),
    };
  }
}
