import { Recommendation } from "@loadline/wire";

/** The truth beside what was said in one step. */
export interface Observed {
  readonly limits: { readonly min: number; readonly max: number };
  /** Replicas that exist, and those whose node died so lately that nobody can know yet. */
  readonly creditable: number;
  /** Nodes that reported a serving replica, still hold it and were not heard of for three intervals. */
  readonly silentHolders: readonly string[];
  readonly rememberedNodes: number;
  readonly nodes: number;
}

const isDown = ({ data }: Recommendation): boolean => data.verdict === "scale-down" && !data.decision.heartbeat;

/** I4, I5: nothing falls on missing data, nor below what carries the demand with its spare. */
const ofScaleDown = (event: Recommendation, { silentHolders }: Observed): readonly string[] => {
  if (!isDown(event)) return [];
  const { replicas, missing, demand, capacityPerReplica } = event.data;
  const faults: string[] = [];
  if (missing.length > 0 || replicas.ready === null || demand === null)
    faults.push("I4: scale-down with an input missing");
  if (silentHolders.length > 0) faults.push(`I4: scale-down while ${silentHolders.join(", ")} is silent`);
  const spare = 1;
  const carried = ((replicas.desired ?? 0) - spare) * (capacityPerReplica?.requestsPerSecond ?? 0);
  if (demand !== null && carried < demand.requestsPerSecond) faults.push("I5: scale-down below the demand");
  return faults;
};

const ofEvent = (event: Recommendation, observed: Observed): readonly string[] => {
  const { desired } = event.data.replicas;
  const { min, max } = observed.limits;
  return [
    ...(Recommendation.safeParse(event).success ? [] : ["I7: an event breaks its schema"]),
    ...(desired !== null && (desired < min || desired > max) ? [`I7: desired ${desired} is out of ${min}…${max}`] : []),
    ...((event.data.replicas.ready ?? 0) > observed.creditable ? ["I9: more replicas ready than there are"] : []),
    ...ofScaleDown(event, observed),
  ];
};

const step = (said: readonly Recommendation[], observed: Observed): readonly string[] => [
  ...(observed.rememberedNodes > observed.nodes ? ["I10: more nodes remembered than there are"] : []),
  ...said.flatMap((event) => ofEvent(event, observed)),
];

/** I3, I8: one stored event per decision; epoch and revision only rise. */
const history = (events: readonly Recommendation[]): readonly string[] => {
  const faults: string[] = [];
  const first = events.filter(({ data }) => !data.decision.heartbeat).map(({ data }) => data.decision.id);
  if (new Set(first).size !== first.length) faults.push("I3: a decision was stored twice");
  if (new Set(events.map(({ id }) => id)).size !== events.length) faults.push("I3: an event was stored twice");
  for (const [index, { data }] of events.entries()) {
    const before = events[index - 1]?.data.decision;
    if (before === undefined) continue;
    const { epoch, revision, heartbeat } = data.decision;
    if (epoch < before.epoch || revision !== before.revision + (heartbeat ? 0 : 1)) {
      faults.push(`I8: epoch ${epoch}, revision ${revision} after ${before.epoch}, ${before.revision}`);
    }
  }
  return faults;
};

// The first hour: calibration, and a start that was not sized for the load.
const settlingSeconds = 7_200;

/** I6: a constant load changes the count at most once after it settled, and never back. */
const calm = (events: readonly Recommendation[]): readonly string[] => {
  const first = Date.parse(events[0]?.time ?? "") / 1000;
  const settled = events.filter(({ time }) => Date.parse(time) / 1000 > first + settlingSeconds);
  const counts = settled.map(({ data }) => data.replicas.desired).filter((count) => count !== null);
  const changes = counts.filter((count, index) => index > 0 && count !== counts[index - 1]);
  return changes.length > 1 ? [`I6: ${changes.length} changes at constant load: ${changes.join(", ")}`] : [];
};

/** Invariants by when they can be checked: after each step, over the whole history, over a calm one. */
export const violationsOf = { step, history, calm };
