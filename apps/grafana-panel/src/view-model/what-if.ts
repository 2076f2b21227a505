import { decide, emptyDecisionMemory, ratio } from "@loadline/core";
import type { DeploymentView } from "./deployment-view.ts";
import { knownNumber } from "./known-number.ts";
import { capacityPerReplica } from "./recommended-capacity.ts";

/** A change that a reader tries out: so many replicas more or less, and traffic times a factor. */
export interface WhatIf {
  readonly replicas: number;
  readonly traffic: number;
}

export const asItIs: WhatIf = { replicas: 0, traffic: 1 };

export const isChange = ({ replicas, traffic }: WhatIf): boolean => replicas !== 0 || traffic !== 1;

/** What would hold after the change. */
export interface WhatIfAnswer {
  readonly readyReplicas: number;
  readonly headroomRatio: number | null;
  /** Replicas that the policy would ask for, without the plan's bounds and the pool. */
  readonly neededReplicas: number | null;
}

interface Known {
  readonly ready: number;
  readonly demand: number;
  readonly each: number;
  readonly spareReplicas: number;
}

/** What has to be known to say anything: counts, demand, and what one replica carries. */
const knownOf = ({ current }: DeploymentView): Known | null => {
  const { readyReplicas: ready, capacity, loadLine, demand } = current;
  const each = capacityPerReplica({
    ...{ ready, capacity, planned: current.plannedReplicas, plannedCapacity: current.plannedCapacity },
  });
  if (ready === null || capacity === null || loadLine === null || demand === null || each === null || each <= 0) {
    return null;
  }
  return { ready, demand, each, spareReplicas: Math.max(0, Math.round((capacity - loadLine) / each)) };
};

/** The band of the forecast where there is one, else demand as it is; the policy counts in any unit of load. */
const quantilesOf = ({ forecast }: DeploymentView, { demand }: Known, traffic: number) => {
  const rates =
    forecast === null
      ? [{ quantile: 1 / 2, load: demand }]
      : [
          { quantile: forecast.quantiles[0], load: forecast.lower },
          { quantile: forecast.quantiles[1], load: forecast.upper },
        ];
  return rates.map(({ quantile, load }) => ({ quantile, ...loadOf(load * traffic) }));
};

const loadOf = (load: number) => ({
  requestsPerSecond: Math.max(0, load),
  prefillTokensPerSecond: 0,
  decodeTokensPerSecond: 0,
});

const unbounded = { minReplicas: 0, maxReplicas: Number.MAX_SAFE_INTEGER } as const;

const neededReplicas = (view: DeploymentView, known: Known, { replicas, traffic }: WhatIf): number | null => {
  const ready = Math.max(0, known.ready + replicas);
  const { decision } = decide(
    {
      now: 0,
      replicas: { ready, pending: 0, draining: 0, currentTarget: ready },
      demand: loadOf(known.demand * traffic),
      forecast: { horizonSeconds: 0, quantiles: quantilesOf(view, known, traffic), basis: "history" },
      capacity: {
        kind: "feasible",
        requestsPerSecond: known.each,
        bindingLimit: "queue",
        errorBand: { relative: ratio(0), basis: "assumed" },
      },
      ...{ missing: [], poolRoom: null, observing: false },
    },
    {
      ...unbounded,
      spareReplicas: known.spareReplicas,
      demandQuantile: view.forecast?.quantiles[1] ?? 1 / 2,
      scaleDownStabilisation: 0,
      scaleDownMargin: 0,
      maxScaleDownShare: 1,
    },
    emptyDecisionMemory,
  );
  return decision.desired;
};

/**
 * Headroom and replicas after the change, at the capacity that a replica has at present and with the same spare;
 * null where capacity, demand or the ready count is unknown.
 */
export const whatIf = (view: DeploymentView, change: WhatIf): WhatIfAnswer | null => {
  const known = knownOf(view);
  if (known === null) return null;
  const readyReplicas = Math.max(0, known.ready + change.replicas);
  const loadLine = Math.max(0, readyReplicas - known.spareReplicas) * known.each;
  return {
    readyReplicas,
    headroomRatio: loadLine > 0 ? knownNumber(1 - (known.demand * change.traffic) / loadLine) : null,
    neededReplicas: neededReplicas(view, known, change),
  };
};
