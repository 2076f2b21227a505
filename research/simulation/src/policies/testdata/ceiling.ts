import { currentReplicas, type ScalingPolicy } from "../scaling-policy.ts";
import type { PolicyEntry } from "../registry.ts";

/** The example of the recipe in CONTRIBUTING.md: just enough replicas for the demand of the last sample. */
const ceilingPolicy: ScalingPolicy<null> = { name: "ceiling",
  holdsOnUnknown: true,
  start: null,
  step: (state, input) => ({ state,
    desired: input.demand === null ? currentReplicas(input) : Math.ceil(input.demand / input.capacity),
  }),
};

/** The line that the registry gets. */
export const ceilingEntry: PolicyEntry = { name: "ceiling",
  summary: "just enough replicas for the last demand",
  parameter: null,
  create: () => ceilingPolicy,
};
