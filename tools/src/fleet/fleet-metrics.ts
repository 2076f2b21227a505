import { Gauge, Registry } from "prom-client";
import type { DeploymentFleet } from "./deployment-fleet.ts";
import { totalCounter } from "./engine/total-counter.ts";
import type { Fleet } from "./fleet.ts";
import { trafficProgress } from "./status.ts";

const states = ["ready", "pending", "draining"] as const;
const outcomes = ["finished", "rejected", "timedOut", "aborted"] as const;
const outcomeLabels = {
  finished: "finished",
  rejected: "rejected",
  timedOut: "timed-out",
  aborted: "aborted",
} as const;

const requestCounters = (registry: Registry, { name, router }: DeploymentFleet): (() => void) => {
  const arrived = totalCounter({
    name: "fleet_router_requests_total",
    help: "Requests that reached the router of a deployment.",
    labels: { deployment: name },
    registry,
  });
  const ended = outcomes.map((outcome) => ({
    outcome,
    advance: totalCounter({
      name: "fleet_router_ended_requests_total",
      help: "Requests that ended, by what became of them.",
      labels: { deployment: name, outcome: outcomeLabels[outcome] },
      registry,
    }),
  }));
  return () => {
    const totals = router.totals;
    arrived(totals.arrived);
    for (const { outcome, advance } of ended) advance(totals[outcome]);
  };
};

/** The `/metrics` of the fleet itself: its routers, replica counts and traffic. What really happened, to compare with. */
export class FleetMetrics {
  readonly #registry = new Registry();
  readonly #fleet: Fleet;
  readonly #counters: readonly (() => void)[];
  readonly #waiting: Gauge;
  readonly #replicas: Gauge;
  readonly #progress: Gauge;

  constructor(fleet: Fleet) {
    const registers = [this.#registry];
    this.#fleet = fleet;
    this.#counters = fleet.deployments.map((deployment) => requestCounters(this.#registry, deployment));
    this.#waiting = new Gauge({
      name: "fleet_router_waiting_requests",
      help: "Requests that wait in the router because no replica is ready.",
      labelNames: ["deployment"],
      registers,
    });
    this.#replicas = new Gauge({
      name: "fleet_replicas",
      help: "Replicas by state.",
      labelNames: ["deployment", "state"],
      registers,
    });
    this.#progress = new Gauge({
      name: "fleet_traffic_progress_ratio",
      help: "Share of the day or trace that has passed.",
      registers,
    });
  }

  async text(): Promise<string> {
    for (const advance of this.#counters) advance();
    for (const deployment of this.#fleet.deployments) {
      this.#waiting.set({ deployment: deployment.name }, deployment.router.waiting);
      for (const state of states) {
        this.#replicas.set({ deployment: deployment.name, state }, deployment.inState(state).length);
      }
    }
    this.#progress.set(trafficProgress(this.#fleet));
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }
}
