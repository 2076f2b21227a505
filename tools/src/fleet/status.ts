import type { Fleet } from "./cluster/fleet.ts";
import { exposition } from "./engine/exposition.ts";
import { freeGpus } from "./node/placement.ts";

export const fleetStatus = (fleet: Fleet) => {
  const taken = fleet.takenGpus;
  return {
    deployments: fleet.deployments.map((deployment) => ({
      name: deployment.name,
      ready: deployment.inState("ready").length,
      pending: deployment.inState("pending").length,
      draining: deployment.inState("draining").length,
    })),
    nodes: fleet.nodes.map((node) => ({
      name: node.name,
      gpus: node.gpus.length,
      freeGpus: freeGpus(node, taken).length,
    })),
    failedNode: fleet.script?.failedNode ?? null,
    caption: fleet.script?.caption ?? null,
  };
};

/** The `/metrics` of the fleet itself: what a page shows of it. */
export const fleetMetrics = ({ script }: Fleet): string =>
  exposition([
    {
      name: "fleet_caption_info",
      help: "What happens to the fleet at present, as a sentence.",
      type: "gauge",
      samples: script === undefined ? [] : [{ labels: { caption: script.caption }, value: 1 }],
    },
  ]);
