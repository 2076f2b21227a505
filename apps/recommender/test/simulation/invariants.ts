import { Recommendation } from "@loadline/protocol";
import type { Bounds } from "./plan-edits.ts";

/** The truth beside what was published for one deployment in one step. */
export interface Observed {
  readonly bounds: Bounds;
  readonly reserveReplicas: number;
  readonly maxScaleDownShare: number;
  readonly demandQuantile: number;
  /** Replicas that exist, those whose node died so lately that nobody can see it yet, and those that a node invents. */
  readonly creditable: number;
  /** Nodes that hold a serving replica of it that the publisher has seen, without a sample for three intervals. */
  readonly staleNodes: readonly string[];
  /** Requests/s that really came in the window of the decision; null where a false report about them cannot be noticed. */
  readonly trueDemand: number | null;
  /** The count that stood before. */
  readonly before: number | null;
}

const isDecision = ({ data }: Recommendation): boolean => !data.decision.heartbeat;
const isDown = (event: Recommendation): boolean => event.data.verdict === "scale-down" && isDecision(event);

/** What the event itself states must be served, requests/s. */
const demandOf = ({ data: { demand, forecast } }: Recommendation, quantile: number): number =>
  Math.max(
    demand?.requestsPerSecond ?? 0,
    forecast?.quantiles.find((one) => one.quantile >= quantile)?.requestsPerSecond ?? 0,
  );

// Rates are compared after a division.
const tolerance = 1e-9;

/** I4, I5, I7: nothing falls on missing data, below what carries the demand with its reserve, or by more than a step. */
const ofScaleDown = (event: Recommendation, observed: Observed): readonly string[] => {
  if (!isDown(event)) return [];
  const { replicas, missing, demand, capacityPerReplica, reason } = event.data;
  const { staleNodes, trueDemand, reserveReplicas, demandQuantile, bounds, maxScaleDownShare, before } = observed;
  const desired = replicas.desired ?? 0;
  const faults: string[] = [];
  if (missing.length > 0 || replicas.ready === null || demand === null)
    faults.push("I4: scale-down with an input missing");
  if (staleNodes.length > 0) faults.push(`I4: scale-down while ${staleNodes.join(", ")} stopped reporting`);
  const carried = (desired - reserveReplicas) * (capacityPerReplica?.requestsPerSecond ?? 0);
  const bounded = desired >= bounds.max || reason.code === "above-maximum";
  if (!bounded && carried * (1 + tolerance) < demandOf(event, demandQuantile)) {
    faults.push("I5: scale-down below the demand");
  }
  if (!bounded && trueDemand !== null && carried * (1 + tolerance) < trueDemand) {
    faults.push(
      `I5: scale-down below the true demand of ${trueDemand.toFixed(1)}/s, which ${carried.toFixed(1)}/s carry`,
    );
  }
  const step = Math.max(1, Math.floor((replicas.ready ?? 0) * maxScaleDownShare));
  if (before !== null && before - desired > step) faults.push(`I7: ${before - desired} replicas go at once`);
  return faults;
};

/** I7: within the plan's bounds, or on the way there after they were moved; whole and finite. */
const ofBounds = (event: Recommendation, { bounds: { min, max }, before }: Observed): readonly string[] => {
  const { desired } = event.data.replicas;
  if (desired === null) return [];
  const allowedUp = Math.max(max, before ?? max);
  const allowedDown = Math.min(min, before ?? min);
  if (Number.isInteger(desired) && desired <= allowedUp && desired >= allowedDown) return [];
  return [`I7: desired ${desired} is out of ${min}…${max}, coming from ${before}`];
};

const ofEvent = (event: Recommendation, observed: Observed): readonly string[] => [
  ...(isDecision(event) && !Recommendation.safeParse(event).success ? ["I7: an event breaks its schema"] : []),
  ...ofBounds(event, observed),
  ...((event.data.replicas.ready ?? 0) > observed.creditable ? ["I9: more replicas ready than there are"] : []),
  ...ofScaleDown(event, observed),
];

/**
 * Without events of an epoch after a later one, which the verifier refuses. A broker that was restored to a copy from
 * before a take-over has lost the sequence that fences the earlier leader: an event that this one had on its way is stored.
 */
const withoutStale = (received: readonly Recommendation[]): readonly Recommendation[] => {
  let highest = 0;
  return received.filter(({ data }) => {
    const { epoch } = data.decision;
    highest = Math.max(highest, epoch);
    return epoch === highest;
  });
};

const placeOf = (epoch: number, revision: number): string => `${epoch}.${revision}`;

/** What else was done to the events of one deployment. */
export interface Mishaps {
  /** The broker lost events that consumers received. */
  readonly forgotten: boolean;
  /** Events whose writer got no acknowledgement: their revisions may be left out. */
  readonly unacknowledged: readonly Recommendation[];
}

/** I3: one stored event per decision. */
const repeats = (events: readonly Recommendation[]): readonly string[] => {
  const first = events.filter(isDecision).map(({ data }) => data.decision.id);
  return [
    ...(new Set(first).size === first.length ? [] : ["I3: a decision was stored twice"]),
    ...(new Set(events.map(({ id }) => id)).size === events.length ? [] : ["I3: an event was stored twice"]),
  ];
};

/**
 * I3, I8: one stored event per decision; epoch and revision only rise, by one with each decision and past the revisions
 * of events of which the writer never learnt whether they were stored. One deployment, as a consumer received it. After the broker lost events a
 * later epoch has not seen all revisions of the one before.
 */
const history = (received: readonly Recommendation[], { forgotten, unacknowledged }: Mishaps): readonly string[] => {
  const spent = new Set(unacknowledged.map(({ data: { decision } }) => placeOf(decision.epoch, decision.revision)));
  const events = forgotten ? withoutStale(received) : received;
  const faults = [...repeats(events)];
  for (const [index, { data }] of events.entries()) {
    const before = events[index - 1]?.data.decision;
    if (before === undefined) continue;
    const { epoch, revision, heartbeat } = data.decision;
    if (forgotten && epoch > before.epoch) continue;
    let expected = before.revision + (heartbeat ? 0 : 1);
    while (!heartbeat && expected < revision && spent.has(placeOf(epoch, expected))) expected += 1;
    if (epoch < before.epoch || revision !== expected) {
      faults.push(`I8: epoch ${epoch}, revision ${revision} after ${before.epoch}, ${before.revision}`);
    }
  }
  return faults;
};

// 240 samples: calibration, a start that was not sized for the load, and a forecast that has yet to learn how it errs.
// The service takes a sample of its forecast every minute, so that to it this is four hours.
const settlingSeconds = 28_800;

/** I6: a constant load changes the count at most once after it settled, and never back. */
const faultless = (events: readonly Recommendation[]): readonly string[] => {
  const first = Date.parse(events[0]?.time ?? "") / 1000;
  const settled = events.filter(({ time }) => Date.parse(time) / 1000 > first + settlingSeconds);
  const counts = settled.map(({ data }) => data.replicas.desired).filter((count) => count !== null);
  const changes = counts.filter((count, index) => index > 0 && count !== counts[index - 1]);
  return changes.length > 1 ? [`I6: ${changes.length} changes at constant load: ${changes.join(", ")}`] : [];
};

/** Invariants of what was published: of one event, over a whole history, over a faultless one. */
export const violationsOf = { event: ofEvent, history, faultless };
