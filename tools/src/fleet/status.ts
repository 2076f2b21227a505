import type { DeploymentFleet } from "./deployment-fleet.ts";
import { exposition } from "./engine/exposition.ts";
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

const states = ["ready", "pending", "draining"] as const;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const deploymentStatus = (deployment: DeploymentFleet, time: number) => {
  const snapshots = deployment.replicas.flatMap(({ snapshot }) => snapshot ?? []);
  const [ready = 0, pending = 0, draining = 0] = states.map((state) => deployment.inState(state).length);
  return {
    name: deployment.name,
    ...{ ready, pending, draining },
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
const trafficProgress = ({ time, traffic }: Fleet): number => (time % traffic.periodSeconds) / traffic.periodSeconds;

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
    failedNode: fleet.script?.failedNode ?? null,
    caption: fleet.script?.caption ?? null,
    traffic: { name: fleet.traffic.name, progress: trafficProgress(fleet) },
    lastApplied,
  };
};

/** The `/metrics` of the fleet itself: what a page says of it. */
export const fleetMetrics = ({ script }: Fleet): string =>
  exposition([
    {
      name: "fleet_caption_info",
      help: "What happens to the fleet at present, as a sentence.",
      type: "gauge",
      samples: script === undefined ? [] : [{ labels: { caption: script.caption }, value: 1 }],
    },
  ]);
