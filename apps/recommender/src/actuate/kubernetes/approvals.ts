import type { Feedback } from "@loadline/wire";
import type { Clock } from "../../clock.ts";
import type { Desired } from "../actionable-events.ts";

export interface ApprovalDeps {
  readonly clock: Clock;
  /** Whether an approval counts; where keys are configured, a trusted one signed it. */
  readonly isAuthentic: (deployment: string, approval: Feedback) => boolean;
  /** An authentic approval that has no effect. */
  readonly approvedNothing: (deployment: string, approval: Feedback, reason: "replayed" | "no-decision") => void;
}

/** The count that a deployment's decisions ask for, and when the latest approval of one of them was given. */
interface Offer {
  readonly replicas: number;
  readonly decisions: Set<string>;
  approvedAt: number | null;
}

interface Early {
  readonly deployment: string;
  readonly approval: Feedback;
  readonly until: number;
}

/** Decisions for one count that wait for approval at once, and approvals that wait for their decision. */
const mostWaiting = 1_000;

// As long as a decision stands that is not repeated, by default.
const earlySeconds = 90;

/** Which counts were approved: each approval once, also one that comes before the decision that it is for. */
export class Approvals {
  readonly #deps: ApprovalDeps;
  readonly #offers = new Map<string, Offer>();
  /** Decisions of the count that each deployment had last by approval: only a later approval is not a replay. */
  readonly #used = new Map<string, { readonly decisions: ReadonlySet<string>; readonly at: number }>();
  readonly #early = new Map<string, Early>();

  constructor(deps: ApprovalDeps) {
    this.#deps = deps;
  }

  /** Takes an approval, or what was applied: after a restart both are read again, in their order. */
  take(deployment: string, feedback: Feedback): void {
    const { decisionId, outcome, at, replicas } = feedback;
    if (outcome === "applied") this.#applied(deployment, decisionId, { at, replicas });
    if (outcome !== "approved" || !this.#deps.isAuthentic(deployment, feedback)) return;
    const used = this.#used.get(deployment);
    if (used?.decisions.has(decisionId) === true && at <= used.at) {
      this.#deps.approvedNothing(deployment, feedback, "replayed");
      return;
    }
    const offer = this.#offers.get(deployment);
    if (offer?.decisions.has(decisionId) === true) {
      offer.approvedAt = Math.max(offer.approvedAt ?? at, at);
      return;
    }
    const key = `${deployment}/${decisionId}`;
    const latest = Math.max(this.#early.get(key)?.approval.at ?? at, at);
    const [oldest = ""] = this.#early.keys();
    if (this.#early.size >= mostWaiting) this.#early.delete(oldest);
    const until = this.#deps.clock() + earlySeconds;
    this.#early.set(key, { deployment, approval: { ...feedback, at: latest }, until });
  }

  #applied(deployment: string, decisionId: string, { at, replicas }: Pick<Feedback, "at" | "replicas">): void {
    const offer = this.#offers.get(deployment);
    if (offer?.replicas === replicas) {
      // The decision may be a later one for the same count that is not read yet.
      offer.decisions.add(decisionId);
      offer.approvedAt = Math.max(offer.approvedAt ?? at, at);
      this.reached(deployment);
      return;
    }
    // A step on the way: the approval is for the count at its end.
    if (offer?.decisions.has(decisionId) !== true) this.#use(deployment, new Set([decisionId]), at);
  }

  /** Whether one of the decisions for this count was approved. A decision waits for approval once it was offered. */
  offered(deployment: string, { replicas, decisionId }: Desired): boolean {
    const known = this.#offers.get(deployment);
    const offer = known?.replicas === replicas ? known : { replicas, approvedAt: null, decisions: new Set<string>() };
    const [oldest = ""] = offer.decisions;
    if (offer.decisions.size >= mostWaiting) offer.decisions.delete(oldest);
    offer.decisions.add(decisionId);
    this.#offers.set(deployment, offer);
    const key = `${deployment}/${decisionId}`;
    offer.approvedAt ??= this.#early.get(key)?.approval.at ?? null;
    this.#early.delete(key);
    return offer.approvedAt !== null;
  }

  /** The workload has the count that decisions asked for: whoever changes it then is not undone by their approval. */
  reached(deployment: string): void {
    const offer = this.#offers.get(deployment);
    if (offer !== undefined && offer.approvedAt !== null) this.#use(deployment, offer.decisions, offer.approvedAt);
    this.#offers.delete(deployment);
  }

  /** Approvals that waited too long for a decision are named; a process that does not lead only forgets them. */
  expire(leads: boolean): void {
    for (const [key, { deployment, approval, until }] of this.#early) {
      if (this.#deps.clock() < until) continue;
      this.#early.delete(key);
      if (leads) this.#deps.approvedNothing(deployment, approval, "no-decision");
    }
  }

  #use(deployment: string, decisions: ReadonlySet<string>, at: number): void {
    const before = this.#used.get(deployment);
    const early = [...decisions].map((id) => {
      const key = `${deployment}/${id}`;
      const given = this.#early.get(key)?.approval.at ?? at;
      this.#early.delete(key);
      return given;
    });
    const again = before !== undefined && [...decisions].some((id) => before.decisions.has(id)) ? before.at : at;
    this.#used.set(deployment, { decisions, at: Math.max(at, again, ...early) });
  }
}
