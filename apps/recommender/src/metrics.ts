import { recommenderMetrics } from "@loadline/wire";
import { counter, gauge, histogram } from "@loadline/wire/prometheus";
import { type Gauge, Registry } from "prom-client";
import type { Assessment } from "./decide/assessment.ts";
import { leaguePeriods } from "./decide/league.ts";
import { exposeDeployment, type GaugeName, type Put } from "./deployment-gauges.ts";
import { CountedLatencies, type Labels } from "./latency-metrics.ts";

/** The gauges of the recommender; without a value a series is absent. */
class Gauges {
  readonly #families: ReadonlyMap<string, Gauge>;

  /** @param isOwn whether a family belongs to these */
  constructor(registry: Registry, isOwn: (name: string) => boolean) {
    const own = recommenderMetrics.filter((metric) => metric.type === "gauge");
    this.#families = new Map(own.filter(({ name }) => isOwn(name)).map(({ name }) => [name, gauge(registry, name)]));
  }

  reset(): void {
    for (const family of this.#families.values()) family.reset();
  }

  /** Sets the value where it is known. */
  put(name: GaugeName, labels: Labels, value: number | null): void {
    if (value !== null && Number.isFinite(value)) this.#families.get(name)?.set(labels, value);
  }

  /** The same for one deployment. */
  of({ cluster, deployment }: Assessment): Put {
    const own = { cluster, deployment: deployment.name };
    return (name, value, labels) => this.put(name, { ...own, ...labels }, value);
  }
}

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

/** A league changes by minutes in weeks, and has as many series as all else of its deployment: once a minute is enough. */
const leagueSeconds = 60;

const leagueExposer = (gauges: Gauges): ((assessments: readonly Assessment[]) => void) => {
  let exposed = { at: Number.NEGATIVE_INFINITY, deployments: "" };
  return (assessments) => {
    const [{ at } = { at: 0 }] = assessments;
    const deployments = assessments.map(({ deployment }) => deployment.name).join();
    if (Math.abs(at - exposed.at) < leagueSeconds && deployments === exposed.deployments) return;
    gauges.reset();
    for (const assessment of assessments) exposeLeague(gauges.of(assessment), assessment);
    exposed = { at, deployments };
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

export const createMetrics = () => {
  const registry = new Registry();
  const isOfLeague = (name: string): boolean => name.startsWith("loadline_league_");
  const gauges = new Gauges(registry, (name) => !isOfLeague(name));
  const exposeLeagues = leagueExposer(new Gauges(registry, isOfLeague));
  const counters = {
    recommendations: counter(registry, "loadline_recommendations_total"),
    received: counter(registry, "loadline_messages_received_total"),
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

  /** Replaces the values of the gauges by these assessments; an unknown value and a deployment that is gone become absent. */
  const expose = (
    assessments: readonly Assessment[],
    { cluster, epoch, partition, planFault = null }: Leading,
  ): void => {
    gauges.reset();
    latencies.reset();
    exposeLeagues(assessments);
    // One that decides everything names no part.
    const share = partition === undefined || partition === "0/1" ? { cluster } : { cluster, partition };
    gauges.put("loadline_leader", share, epoch === null ? 0 : 1);
    gauges.put("loadline_lease_epoch", share, epoch);
    gauges.put("loadline_plan_refused", { cluster }, planFault === null ? 0 : 1);
    for (const assessment of assessments) {
      exposeDeployment(gauges.of(assessment), assessment);
      latencies.put(assessment);
    }
  };

  return { registry, counters, stepDuration, expose };
};

export type Metrics = ReturnType<typeof createMetrics>;
