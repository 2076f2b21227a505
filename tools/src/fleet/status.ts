import type { DeploymentFleet } from "./deployment-fleet.ts";
import type { Fleet } from "./fleet.ts";
import { freeGpus } from "./node/placement.ts";

/** The last decision that was acted on. */
export interface AppliedDecision {
  readonly deployment: string;
  readonly decisionId: string;
  readonly outcome: string;
  readonly replicas: number;
  /** Epoch seconds. */
  readonly at: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const deploymentStatus = (deployment: DeploymentFleet, time: number) => {
  const snapshots = deployment.replicas.flatMap(({ snapshot }) => snapshot ?? []);
  return {
    name: deployment.name,
    ready: deployment.inState("ready").length,
    pending: deployment.inState("pending").length,
    draining: deployment.inState("draining").length,
    requestsPerSecond: deployment.router.requestsPerSecond(time),
    running: sum(snapshots.map(({ running }) => running)),
    waiting: deployment.router.waiting + sum(snapshots.map(({ waiting }) => waiting)),
    /** Mean over the engines that answer; null without one. */
    kvCacheUsageRatio:
      snapshots.length === 0
        ? null
        : sum(snapshots.map(({ kvCacheUsageRatio }) => kvCacheUsageRatio)) / snapshots.length,
  };
};

/** Share of the day or trace that has passed, 0…1; it begins anew at its end. */
export const trafficProgress = ({ time, traffic }: Fleet): number =>
  (time % traffic.periodSeconds) / traffic.periodSeconds;

/**
 * The fleet as `GET /status` answers it.
 * @param now epoch seconds
 * @param lastApplied null when no recommendation was acted on
 */
export const fleetStatus = (fleet: Fleet, now: number, lastApplied: AppliedDecision | null) => {
  const taken = fleet.takenGpus;
  return {
    time: now,
    deployments: fleet.deployments.map((deployment) => deploymentStatus(deployment, fleet.time)),
    nodes: fleet.nodes.map((node) => ({
      name: node.name,
      dir: node.dir,
      gpus: node.gpus.length,
      freeGpus: freeGpus(node, taken).length,
    })),
    traffic: { name: fleet.traffic.name, progress: trafficProgress(fleet) },
    lastApplied,
  };
};
