import { setImmediate } from "node:timers/promises";
import { counter, histogram } from "@loadline/runtime/prometheus";
import { type Counter, Registry } from "prom-client";
import type { Assessment } from "../decide/assessment.ts";
import { inTurn } from "../settings/clock.ts";
import { exposeDeployment, type Put } from "./deployment-gauges.ts";
import { exposeGrades } from "./fleet-grades.ts";
import { attainmentCounter, Families, type Labels, labelText } from "./latency-metrics.ts";
import { countByState, type DeploymentStatus, type FleetFacts, StandingProblems } from "./problems.ts";

/** Sets values of one deployment where they are known; without a value a series is absent. */
const putIn = (families: Families, { cluster, deployment }: Assessment): Put => {
  const own = labelText({ cluster, deployment: deployment.name });
  return (name, value, labels) => {
    if (value === null || !Number.isFinite(value)) return;
    families.put(name, labels === undefined ? own : `${own},${labelText(labels)}`, value);
  };
};

/** Whether this process leads, and in which epoch. */
export interface Leading {
  readonly cluster: string;
  /** null: it stands by. */
  readonly epoch: number | null;
  /** Why the plan that is kept is not in force; null when it is. */
  readonly planFault?: string | null;
  /** Share of the deployments it is about; all of them by default. */
  readonly partition?: string;
}

/** What stands at a tick beside the assessments. */
interface Standing {
  readonly statuses: ReadonlyMap<string, DeploymentStatus>;
  readonly freshnessSeconds: number | null;
  readonly problems: ReturnType<StandingProblems["ofNodes"]>;
  /** How many nodes are in each state. */
  readonly nodeStates: Readonly<Record<string, number>>;
}

const exposeFleet = (families: Families, cluster: string, standing: Standing): void => {
  const { freshnessSeconds, problems, nodeStates } = standing;
  if (freshnessSeconds !== null) families.put("loadline_freshness_seconds", labelText({ cluster }), freshnessSeconds);
  for (const { node, problem, since } of problems)
    families.put("loadline_node_problem_since_timestamp_seconds", labelText({ cluster, node, problem }), since);
  for (const [state, count] of Object.entries(nodeStates))
    families.put("loadline_nodes", labelText({ cluster, state }), count);
};

/** Takes a deployment whose series could not all be made. */
type OnFault = (deployment: string, error: unknown) => void;

/** The text of the families whose series change at each tick; an unknown value and a deployment that is gone are absent. */
const pageOf = async (
  assessments: readonly Assessment[],
  { cluster, epoch, partition, planFault = null }: Leading,
  standing: Standing,
  onFault: OnFault,
): Promise<string> => {
  const families = new Families();
  // One that decides everything names no part.
  const share = labelText(partition === undefined || partition === "0/1" ? { cluster } : { cluster, partition });
  families.put("loadline_leader", share, epoch === null ? 0 : 1);
  if (epoch !== null) families.put("loadline_lease_epoch", share, epoch);
  families.put("loadline_plan_refused", labelText({ cluster }), planFault === null ? 0 : 1);
  exposeFleet(families, cluster, standing);
  exposeGrades(families, cluster, assessments);
  const troubled = new Set(standing.problems.map(({ node }) => node));
  const parts = inTurn(assessments, (assessment) => {
    const put = putIn(families, assessment);
    try {
      exposeDeployment(put, assessment, { status: standing.statuses.get(assessment.deployment.name), troubled });
    } catch (error) {
      onFault(assessment.deployment.name, error);
    }
  });
  for (const _ of parts) {
    families.join();
    await setImmediate();
  }
  return families.text;
};

/** A counter that is raised by each message: prom-client hashes the labels each time. The rises are added up for the page. */
const addedUp = (total: Counter): Counter => {
  const rises = new Map<string, number>();
  const add = total.inc.bind(total);
  return Object.assign(total, {
    inc: ({ kind = "" }: Labels) => void rises.set(kind, (rises.get(kind) ?? 0) + 1),
    collect: () => {
      for (const [kind, rise] of rises) add({ kind }, rise);
      rises.clear();
    },
  });
};

/** @param onFault one deployment's fault takes the page of no other one */
export const createMetrics = (onFault: OnFault = () => {}) => {
  const registry = new Registry();
  const own = registry.metrics.bind(registry);
  let page = (): Promise<string> => Promise.resolve(new Families().text);
  registry.metrics = async () => (await own()) + (await page());
  const counters = {
    recommendations: counter(registry, "loadline_recommendations_total"),
    received: addedUp(counter(registry, "loadline_messages_received_total")),
    skipped: addedUp(counter(registry, "loadline_messages_skipped_total")),
    rejected: counter(registry, "loadline_messages_rejected_total"),
    gapSamples: counter(registry, "loadline_telemetry_gap_samples_total"),
    watchFailures: counter(registry, "loadline_kubernetes_watch_failures_total"),
    refusedRecommendations: counter(registry, "loadline_recommendations_refused_total"),
    publishFailures: counter(registry, "loadline_publish_failures_total"),
    streamRegressions: counter(registry, "loadline_stream_regressions_total"),
  };
  const countAttained = attainmentCounter(registry);
  const stepDuration = histogram(registry, "loadline_step_duration_seconds");

  const problems = new StandingProblems();

  /**
   * Replaces the values of the gauges by these assessments. A page that nobody reads is not made.
   * @param fleet null: nothing is known of the nodes
   */
  const expose = (assessments: readonly Assessment[], leading: Leading, fleet: FleetFacts | null = null): void => {
    for (const assessment of assessments) countAttained(assessment);
    problems.tick();
    const statuses = new Map(assessments.map((one) => [one.deployment.name, problems.statusOf(one)]));
    // Nodes change until the page is read.
    const nodes = fleet === null ? [] : problems.ofNodes(fleet, assessments);
    const nodeStates = fleet === null ? {} : countByState(fleet.nodes.length, nodes);
    const standing = { statuses, freshnessSeconds: fleet?.freshnessSeconds ?? null, problems: nodes, nodeStates };
    let made: Promise<string> | null = null;
    page = () => {
      made ??= pageOf(assessments, leading, standing, onFault);
      return made;
    };
  };

  return { registry, counters, stepDuration, expose };
};

export type Metrics = ReturnType<typeof createMetrics>;
