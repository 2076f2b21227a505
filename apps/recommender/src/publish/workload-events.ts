import { reasonOf } from "@loadline/model";
import type { Logger } from "pino";
import type { Assessment } from "../decide/assessment.ts";
import type { KubernetesAccess } from "../kubernetes/kubernetes-client.ts";

interface WorkloadEventsDeps {
  readonly access: () => Promise<Pick<KubernetesAccess, "call">>;
  /** Which of the recommenders reports. */
  readonly instance: string;
  readonly logger: Logger;
}

interface Notice {
  readonly type: "Normal" | "Warning";
  readonly reason: "Recommended" | "NotFollowed";
  readonly note: string;
}

// The API server takes no longer ones.
const longestNote = 1_000;

const wanted = ({ decision, inputs }: Assessment, decisionId: string): Notice | null => {
  const { desired, message } = decision;
  const { currentTarget } = inputs.replicas;
  if (desired === null || desired === currentTarget) return null;
  const note = `${currentTarget ?? "unknown"} → ${desired} wanted: ${message}; decision ${decisionId}`;
  return { type: "Normal", reason: "Recommended", note };
};

/** Kubernetes Events on the workloads, so that `kubectl describe` shows what was decided and what keeps them from it. */
export class WorkloadEvents {
  readonly #deps: WorkloadEventsDeps;
  /** The cause that was reported last, by deployment. */
  readonly #causes = new Map<string, string | null>();
  #fault = "";

  constructor(deps: WorkloadEventsDeps) {
    this.#deps = deps;
  }

  /** @param decisionId of a decision that is new; null: nothing changed */
  report(assessment: Assessment, decisionId: string | null): void {
    const change = decisionId === null ? null : wanted(assessment, decisionId);
    for (const notice of [change, this.#hindrance(assessment)])
      if (notice !== null) void this.#create(assessment, notice);
  }

  /** A count that is not followed for longer than a replica takes to start, once for each cause. */
  #hindrance({ deployment: { name, leadTimeSeconds }, following }: Assessment): Notice | null {
    if (!following) return null;
    const cause = following.seconds > leadTimeSeconds ? following.cause : null;
    if (cause === (this.#causes.get(name) ?? null)) return null;
    this.#causes.set(name, cause);
    return cause === null ? null : { type: "Warning", reason: "NotFollowed", note: following.detail };
  }

  /** An Event that cannot be written keeps nothing back; why is logged once. */
  async #create({ at, deployment: { kubernetes }, workload }: Assessment, notice: Notice): Promise<void> {
    if (kubernetes === undefined || !workload || workload.uid === "") return;
    const { access, instance, logger } = this.#deps;
    const { namespace, apiVersion, kind, name } = kubernetes;
    const body = {
      metadata: { generateName: `${name}-`, namespace },
      ...notice,
      note: notice.note.slice(0, longestNote),
      eventTime: `${new Date(at * 1000).toISOString().slice(0, -1)}000Z`,
      action: "Recommend",
      regarding: { apiVersion, kind, namespace, name, uid: workload.uid },
      reportingController: "loadline.io/recommender",
      reportingInstance: instance,
    };
    try {
      const path = `/apis/events.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/events`;
      await (await access()).call({ method: "POST", path, body });
      this.#fault = "";
    } catch (error) {
      const detail = reasonOf(error);
      if (detail !== this.#fault) logger.warn({ detail }, "no Event on the workload");
      this.#fault = detail;
    }
  }
}
