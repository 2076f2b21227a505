import { confirmationSeconds } from "../fleet/confirmed-nodes.ts";
import { type PlacedEngine, type ServingNodes, serves } from "../fleet/counted-engines.ts";
import type { NodeState } from "../fleet/fleet.ts";
import { type FleetView, isMeasured } from "../fleet/fleet-view.ts";
import type { ClusterView } from "../kubernetes/cluster-view.ts";
import { clusterRules, type UnseenPods } from "./cluster-rules.ts";
import { medianRate } from "./demand.ts";
import { type DeploymentFacts, mostReplicas, type PlannedReplicas } from "./deployment-facts.ts";
import { blocking, type Finding } from "./finding.ts";
import { differenceText } from "./running.ts";

export interface FindingContext extends PlannedReplicas {
  readonly windowSeconds: number;
  readonly facts: DeploymentFacts;
  readonly fleet: FleetView;
  /** Count that was last published; null before the first. */
  readonly target: number | null;
  /** Replicas that served and were not asked to go. */
  readonly served: number;
  readonly servingNodes: ServingNodes;
  /** null: Kubernetes is not asked. */
  readonly cluster: ClusterView | null;
  readonly unseen: UnseenPods;
  readonly gpusPerReplica: number;
  readonly leadTimeSeconds: number;
}

type Rule = (context: FindingContext) => readonly Finding[];

const age = (now: number, at: number): number => Math.max(0, now - at);

export const firstWindowInput = "a first complete telemetry window";

/** Agents start one after the other: where no count was ever published, the first replicas to report are not all. */
const firstWindow: Rule = ({ fleet: { firstSampleAt, now }, target, windowSeconds }) =>
  target !== null || firstSampleAt === null || now - firstSampleAt >= windowSeconds
    ? []
    : [
        {
          ...blocking(
            "first-window",
            firstWindowInput,
            null,
            "other nodes may still start to report; no count is published before that window",
          ),
          readyUnknown: true,
        },
      ];

const clockNote = ({ rejectedSince, sampledAt, receivedSecondsAgo }: NodeState, fleet: FleetView): string => {
  if (rejectedSince === "future-dated") return ", whose clock is ahead";
  if (rejectedSince === "over-budget") return ", which sends too much or keeps sending what is refused";
  const isLate = receivedSecondsAgo <= fleet.freshnessSeconds && fleet.now - sampledAt > fleet.freshnessSeconds;
  return isLate || rejectedSince !== null ? ", whose clock is behind or whose samples come late" : "";
};

/** A replica began to work after that time: it may be one of a node that reports no more. */
const replacedSince = ({ engines }: DeploymentFacts, at: number): boolean =>
  engines.some(({ fresh, engine: { firstSeenAt, series } }) => {
    const beganAt = Math.min(firstSeenAt, series.startedAt ?? firstSeenAt);
    return fresh && series.arrived > 0 && beganAt > at;
  });

/** When each node of a replica that is proven reported last. */
const provenAt = ({ engines }: DeploymentFacts): ServingNodes =>
  Object.fromEntries(
    engines.filter((one) => serves(one) && one.proven).map(({ node: { node, sampledAt } }) => [node, sampledAt]),
  );

/**
 * Nodes that held a serving replica and stopped reporting. One that the fleet has forgotten is missing until as many replicas
 * had requests elsewhere as were asked for, one of which began since. So much can one node hide: as many as its GPUs carry.
 */
const staleNodes: Rule = ({ facts, fleet, servingNodes, target }) =>
  Object.entries({ ...provenAt(facts), ...servingNodes })
    .filter(([node]) => !fleet.fresh.has(node))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, at]) => {
      const node = fleet.nodes.get(name);
      const isReplaced = target !== null && facts.working >= target && replacedSince(facts, at);
      if (node === undefined && isReplaced) return [];
      const note = node === undefined ? "" : clockNote(node, fleet);
      const seconds = node === undefined || note === "" ? age(fleet.now, at) : node.receivedSecondsAgo;
      return [
        blocking(
          "stale-node",
          `telemetry of node ${name}${note}`,
          seconds,
          "it held a serving replica; check its agent and its clock",
        ),
      ];
    });

/** Nodes without a sample that counts name engines that nothing proves: they matter while replicas are missing elsewhere. */
const unprovenNodes: Rule = ({ facts, fleet, servingNodes, target }) => {
  if (target !== null && facts.replicasBy.serving >= target) return [];
  const claims = facts.engines.filter((one) => serves(one) && !one.fresh && !one.proven);
  const nodes = new Map(claims.map(({ node }) => [node.node, node]));
  return [...nodes.values()]
    .filter(({ node }) => !Object.hasOwn(servingNodes, node))
    .map((node) => ({
      ...blocking(
        "unproven-node",
        `telemetry of node ${node.node}${clockNote(node, fleet)}`,
        node.receivedSecondsAgo,
        "it may hold one of the replicas that are missing; check its agent and its clock",
      ),
      readyUnknown: true,
    }));
};

/** Engines that do not count: none of the pods that Kubernetes lists is theirs, or nobody asked for them. */
const unconfirmedEngines: Rule = ({ fleet, facts: { ageSeconds, demandAt }, deployment: { name }, windowSeconds }) => {
  const end = demandAt ?? fleet.now;
  const arrived = ({ engine: { series } }: PlacedEngine) => series.arrivedBetween(end - windowSeconds, end);
  const found = ([first, ...others]: readonly PlacedEngine[], message: string, requests = 0): readonly Finding[] => {
    const more = others.length === 0 ? "" : ` and ${others.length} more`;
    const uncountedRequestsPerSecond = requests / windowSeconds;
    const known = { code: "unconfirmed-engine" as const, ageSeconds, blocksScaleDown: false, message };
    return first === undefined
      ? []
      : [{ ...known, input: `unconfirmed engine ${first.name}${more}`, uncountedRequestsPerSecond }];
  };
  const pending = fleet.pendingOf(name).filter((one) => isMeasured(one) && serves(one));
  return [
    ...found(
      fleet.unconfirmedOf(name),
      "no pod of the workload is theirs, so that they do not count; check the workload in the plan, or the node",
    ),
    // They raise no count, and a smaller one has to carry their requests too.
    ...found(
      pending,
      `more replicas than were asked for, on a node that joined: they count once it has reported them for ${confirmationSeconds / 60} minutes; check the node`,
      pending.reduce((sum, one) => sum + Math.max(0, arrived(one)), 0),
    ),
  ];
};

const uncountedEngines: Rule = ({ facts, fleet: { now, freshnessSeconds } }) =>
  facts.engines
    .filter((one) => one.fresh && one.engine.reachable && serves(one))
    .flatMap((one) => {
      const last = one.engine.series.lastAt;
      if (last !== null && now - last <= freshnessSeconds) return [];
      const seconds = age(now, last ?? one.engine.firstSeenAt);
      const message = "it answers, but its metrics lack the counters of requests; check its version and its adapter";
      return [blocking("uncounted-engine", `counters of engine ${one.name}`, seconds, message)];
    });

const unobservedEngines: Rule = ({ facts: { unobserved, now } }) =>
  unobserved.map(({ name, since, why }) =>
    blocking(
      "unobserved-engine",
      `throughput of engine ${name}`,
      age(now, since),
      `${why}; check the engine, its metrics and its node`,
    ),
  );

const noEngine: Rule = ({ facts, deployment, target }) =>
  facts.engines.some(({ engine }) => engine.present)
    ? []
    : [
        {
          ...blocking(
            "no-engine",
            `telemetry of any engine of ${deployment.name}`,
            null,
            "check the agents of its nodes and the deployment that its engines name",
          ),
          ...(target === null && facts.engines.length === 0 ? { readyUnknown: true } : {}),
        },
      ];

/** Engines that may be replicas of this deployment under a wrong name, while fewer are seen than were asked for. */
const unmatchedEngines: Rule = ({ facts, fleet: { unmatched }, target, deployment }) => {
  const [first] = unmatched;
  if (first === undefined || (target !== null && (facts.ready ?? 0) >= target)) return [];
  const { deployment: name } = first.engine;
  const label = `${name === null ? "none" : `"${name}"`}${name === deployment.name ? ", in another namespace" : ""}`;
  const others = unmatched.length === 1 ? "" : ` and of ${unmatched.length - 1} more`;
  const input = `a deployment of the plan for engine ${first.name} (it names ${label})${others}`;
  return [
    blocking(
      "unmatched-engine",
      input,
      age(facts.now, first.node.sampledAt),
      "name its deployment as the plan does, or add it to the plan",
    ),
  ];
};

const excessEngines: Rule = ({ facts, fleet, pool, deployment }) => {
  const perNode = new Map<NodeState, number>();
  for (const one of facts.engines)
    if (one.fresh && serves(one)) perNode.set(one.node, (perNode.get(one.node) ?? 0) + 1);
  const mostOn = mostReplicas(fleet, { pool, deployment });
  return [...perNode].flatMap(([node, count]) => {
    const most = mostOn(node);
    if (count <= most) return [];
    const message = `its GPUs carry ${most}, and only that many count; check gpusPerNode of pool ${pool.name}`;
    return [
      blocking(
        "excess-engines",
        `engines of node ${node.node} beyond its GPUs`,
        age(facts.now, node.sampledAt),
        message,
      ),
    ];
  });
};

const implausibleRates: Rule = ({ facts }) =>
  facts.implausible.map((name) =>
    blocking(
      "implausible-counters",
      `plausible counters of engine ${name}`,
      facts.ageSeconds,
      "it reports more requests than a replica can serve, or a counter that fell; no more count than a replica or chance brings",
    ),
  );

// Load balancing leaves like replicas within this of each other.
const mostOffMedian = 2;

// Where replicas get fewer requests than this in a window, one gets half as many by chance.
const leastRequestsToCompare = 20;

/** An engine that reports far fewer requests than the others may be idle, or may not count them. */
const quietEngines: Rule = ({ facts: { rates, ageSeconds }, windowSeconds }) => {
  const median = medianRate(rates);
  if (median === null || median * windowSeconds < leastRequestsToCompare) return [];
  const isHalfEnough = (median * windowSeconds) / 2 >= leastRequestsToCompare;
  return rates
    .map(({ newestPerSecond: newest = Number.POSITIVE_INFINITY, requestsPerSecond: rate, ...one }) => ({
      ...one,
      requestsPerSecond: isHalfEnough ? Math.min(rate, newest) : rate,
    }))
    .filter(({ draining, requestsPerSecond }) => !draining && requestsPerSecond * mostOffMedian < median)
    .map(({ name, requestsPerSecond }) => ({
      code: "quiet-engine",
      input: `quiet engine ${name}`,
      ageSeconds,
      blocksScaleDown: false,
      uncountedRequestsPerSecond: median - Math.max(0, requestsPerSecond),
      message:
        "reports far fewer requests than the others: a smaller count must also carry the median of the others for it",
    }));
};

/** Replicas that served and are not counted, though nobody asked them to go: each may get as much as the others. */
const uncountedReplicas: Rule = ({ facts: { demand, rates, lastKnownReplicas, ageSeconds }, served }) => {
  const serving = rates.filter(({ draining }) => !draining);
  const whole = serving.filter(({ isWhole }) => isWhole).length;
  const uncounted = Math.max(served, lastKnownReplicas) - serving.length;
  if (demand === null || whole === 0 || uncounted <= 0) return [];
  return [
    {
      code: "uncounted-replicas",
      input: "uncounted replicas",
      ageSeconds,
      blocksScaleDown: false,
      uncountedRequestsPerSecond: (uncounted * demand.requestsPerSecond) / whole,
      message: `${uncounted} served before and are not counted now: a smaller count must also carry the usual demand of each`,
    },
  ];
};

const outlierFindings = (
  kind: "slow" | "fast" | "unlike",
  names: readonly string[],
  ageSeconds: number | null,
  message: string,
): readonly Finding[] =>
  names.map((name) => ({
    code: `${kind}-engine`,
    input: `${kind} engine ${name}`,
    ageSeconds,
    blocksScaleDown: false,
    message,
  }));

const outliers: Rule = ({ facts: { speed, unlikeEngines, ageSeconds } }) => [
  ...outlierFindings("slow", speed.slowEngines, ageSeconds, "far slower than the others: drain it or replace its GPU"),
  ...outlierFindings("fast", speed.fastEngines, ageSeconds, "reports a speed far above the others': it is not used"),
  ...outlierFindings(
    "unlike",
    unlikeEngines,
    ageSeconds,
    "its request lengths differ from the others' and do not enter the request shape",
  ),
];

const unlikePlan: Rule = ({ facts: { differences, ageSeconds } }) =>
  differences.map((one) => ({
    code: "unlike-plan",
    input: `${one.key} of engines`,
    ageSeconds,
    blocksScaleDown: false,
    message: `${differenceText(one)}: what is measured is measured of that; roll out the plan, or correct it`,
  }));

/** Every rule, independent of the others; the order is that of the message. */
const rules: readonly Rule[] = [
  staleNodes,
  unprovenNodes,
  unconfirmedEngines,
  uncountedEngines,
  unobservedEngines,
  noEngine,
  firstWindow,
  unmatchedEngines,
  ...clusterRules,
  excessEngines,
  implausibleRates,
  quietEngines,
  uncountedReplicas,
  outliers,
  unlikePlan,
];

export const findingsOf = (context: FindingContext): readonly Finding[] => rules.flatMap((rule) => rule(context));

// A node that has been stale for a day was taken away, and nobody reported so.
const longestStaleSeconds = 86_400;

/**
 * Nodes of a deployment after one more tick: those of which it was proven that they serve it, while fewer replicas were known than
 * asked for. Whoever adds more than that holds none of them. A node is removed when it reports that it serves none, or after a
 * day: that it stopped reporting does not mean that its load is gone.
 */
export const servingNodesAfter = (
  before: ServingNodes,
  fleet: FleetView,
  { deployment, target }: { readonly deployment: string; readonly target: number | null },
): ServingNodes => {
  const isBefore = ({ node: { node } }: PlacedEngine): boolean => Object.hasOwn(before, node);
  const engines = fleet
    .enginesOf(deployment)
    .filter((one) => serves(one) && one.isUnconfirmed !== true && (one.proven || isBefore(one)));
  const after = new Map(
    Object.entries(before).filter(([node, at]) => !fleet.fresh.has(node) && fleet.now - at <= longestStaleSeconds),
  );
  let replicas = 0;
  const incumbentsFirst = engines.toSorted(
    (a, b) => Number(isBefore(b)) - Number(isBefore(a)) || a.engine.firstSeenAt - b.engine.firstSeenAt,
  );
  for (const one of incumbentsFirst) {
    const isAskedFor = target === null || replicas < target;
    if (isBefore(one) || isAskedFor) after.set(one.node.node, one.node.sampledAt);
    replicas += 1;
  }
  return Object.fromEntries(after);
};
