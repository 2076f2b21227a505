import type { Live, LiveDeployment } from "@loadline/planner/embedded";
import type { RecommendationData } from "@loadline/protocol";
import type { StoredEvent } from "./read-event.ts";
import { validity } from "./render-recommendation.ts";

/** Of a deployment; three hours hold as many at a recommendation every few seconds. */
const mostPoints = 2_000;
export const mostDeployments = 1_000;

type Points = LiveDeployment["points"];

const factsOf = ({ ledger, demand, capacityPerReplica, replicas }: RecommendationData) => ({
  planned: ledger?.rows.find(({ step }) => step === "planned")?.replicas ?? null,
  ready: replicas.ready,
  recommended: replicas.desired,
  requestsPerSecond: demand?.requestsPerSecond ?? null,
  plannedRequestsPerSecond: ledger?.needed.atPlannedPeak ?? null,
  requestsPerSecondPerReplica: capacityPerReplica?.requestsPerSecond ?? null,
});

/** Takes recommendations in their order and holds the latest of each deployment with the counts before it. */
export const liveDeployments = () => {
  const latest = new Map<string, { readonly read: StoredEvent; readonly points: Points }>();
  const leftOut = new Set<string>();
  return {
    receive: (read: StoredEvent): void => {
      const name = `${read.cluster}/${read.deployment}`;
      const known = latest.get(name);
      if (known === undefined && latest.size >= mostDeployments) {
        leftOut.add(name);
        return;
      }
      const { ready, desired } = read.event.data.replicas;
      const point = [Date.parse(read.event.time) / 1000, ready, desired] as const;
      latest.set(name, { read, points: [...(known?.points ?? []).slice(1 - mostPoints), point] });
    },
    /** By name; `now` in epoch seconds. */
    at: (now: number): Live => ({
      leftOut: leftOut.size,
      deployments: [...latest]
        .map(([name, { read, points }]) => ({
          name,
          verdict: read.event.data.verdict,
          why: read.event.data.reason.message,
          validity: validity(read.event.data, now).text,
          ...factsOf(read.event.data),
          points: points.map(([at, ...counts]) => [at - now, ...counts] as const),
        }))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    }),
  };
};
