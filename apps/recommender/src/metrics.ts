import { setImmediate } from "node:timers/promises";
import { recommenderMetrics } from "@loadline/wire";
import { counter, histogram } from "@loadline/wire/prometheus";
import { Registry } from "prom-client";
import type { Assessment } from "./decide/assessment.ts";
import { leaguePeriods } from "./decide/league.ts";
import { exposeDeployment, type Put } from "./deployment-gauges.ts";
import { CountedLatencies, exposeHistograms, Families, labelText } from "./latency-metrics.ts";

/** Sets values of one deployment where they are known; without a value a series is absent. */
const putIn = (families: Families, { cluster, deployment }: Assessment): Put => {
  const own = labelText({ cluster, deployment: deployment.name });
  return (name, value, labels) => {
    if (value === null || !Number.isFinite(value)) return;
    families.put(name, labels === undefined ? own : `${own},${labelText(labels)}`, value);
  };
};

const exposeLeague = (put: Put, assessment: Assessment): void => {
  for (const { days, seconds, rows } of leaguePeriods(assessment)) {
    const window = { window: `${days}d` };
    put("loadline_league_observed_hours", seconds / 3600, window);
    for (const { policy, replicaHours, costUsd, unservedTokens, sloViolationMinutes } of rows) {
      const row = { ...window, policy };
      put("loadline_league_replica_hours", replicaHours, row);
      put("loadline_league_cost_usd", costUsd, row);
      put("loadline_league_unserved_tokens", unservedTokens, row);
      put("loadline_league_violation_minutes", sloViolationMinutes, row);
    }
  }
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

const definitionsOfTick = recommenderMetrics.filter(
  ({ name, type }) => type !== "counter" && name !== "loadline_step_duration_seconds",
);

// About 20 ms: samples that arrive meanwhile wait no longer.
const deploymentsPerPart = 32;

const exposeLeading = (families: Families, { cluster, epoch, partition, planFault = null }: Leading): void => {
  // One that decides everything names no part.
  const share = labelText(partition === undefined || partition === "0/1" ? { cluster } : { cluster, partition });
  families.put("loadline_leader", share, epoch === null ? 0 : 1);
  if (epoch !== null) families.put("loadline_lease_epoch", share, epoch);
  families.put("loadline_plan_refused", labelText({ cluster }), planFault === null ? 0 : 1);
};

/** The text of the families whose series change at each tick; an unknown value and a deployment that is gone are absent. */
const pageOf = async (assessments: readonly Assessment[], leading: Leading | null): Promise<string> => {
  const families = new Families(definitionsOfTick);
  if (leading !== null) exposeLeading(families, leading);
  for (const [index, assessment] of assessments.entries()) {
    const put = putIn(families, assessment);
    exposeDeployment(put, assessment);
    exposeLeague(put, assessment);
    exposeHistograms(families, assessment);
    if (index % deploymentsPerPart !== deploymentsPerPart - 1) continue;
    families.join();
    await setImmediate();
  }
  return families.text;
};

/** The page of a registry, and behind it that of the last tick. What nobody reads is not made. */
class PageRegistry extends Registry {
  #ofTick: { readonly shown: Parameters<typeof pageOf>; text?: Promise<string> } = { shown: [[], null] };

  show(...shown: Parameters<typeof pageOf>): void {
    this.#ofTick = { shown };
  }

  override async metrics(): Promise<string> {
    const own = await super.metrics();
    this.#ofTick.text ??= pageOf(...this.#ofTick.shown);
    return own + (await this.#ofTick.text);
  }
}

export const createMetrics = () => {
  const registry = new PageRegistry();
  const counters = {
    recommendations: counter(registry, "loadline_recommendations_total"),
    received: counter(registry, "loadline_messages_received_total"),
    skipped: counter(registry, "loadline_messages_skipped_total"),
    rejected: counter(registry, "loadline_messages_rejected_total"),
    gapSamples: counter(registry, "loadline_telemetry_gap_samples_total"),
    actuationFailures: counter(registry, "loadline_actuation_failures_total"),
    watchFailures: counter(registry, "loadline_kubernetes_watch_failures_total"),
    refusedRecommendations: counter(registry, "loadline_recommendations_refused_total"),
    publishFailures: counter(registry, "loadline_publish_failures_total"),
    streamRegressions: counter(registry, "loadline_stream_regressions_total"),
  };
  const latencies = new CountedLatencies(registry);
  const stepDuration = histogram(registry, "loadline_step_duration_seconds");

  /** Replaces the values of the gauges by these assessments. */
  const expose = (assessments: readonly Assessment[], leading: Leading): void => {
    for (const assessment of assessments) latencies.count(assessment);
    registry.show(assessments, leading);
  };

  return { registry, counters, stepDuration, expose };
};

export type Metrics = ReturnType<typeof createMetrics>;
