/**
 * Where the capacity of a deployment goes between the plan and the load: one row per step, each with the causes that lead
 * to it. Causes add up exactly, in replicas and in requests/s.
 */

import { carriedBy, type ReplicaRate } from "@loadline/model";

export const ledgerSteps = ["planned", "asked", "seen", "usable", "effective"] as const;
export type LedgerStep = (typeof ledgerSteps)[number];

export const ledgerCauses = [
  "scaled-in",
  "scaled-out",
  "starting",
  "no-capacity",
  "over-budget",
  "not-started",
  "not-removed",
  "draining",
  "not-answering",
  "stale",
  "request-shape",
  "measured-speed",
  "reserve",
] as const;
type LedgerCause = (typeof ledgerCauses)[number];

export const ledgerCauseTexts: Readonly<Record<LedgerCause, { readonly means: string; readonly todo: string }>> = {
  "scaled-in": {
    means: "the load needs fewer replicas than planned",
    todo: "nothing to do; they return with the load",
  },
  "scaled-out": { means: "the load needs more replicas than planned", todo: "raise `replicas.planned` if it stays" },
  starting: { means: "asked for, not serving yet", todo: "wait for the lead time of the plan" },
  "no-capacity": {
    means: "the pool has no free GPUs for them",
    todo: "add nodes to the pool or lower another deployment",
  },
  "over-budget": { means: "a budget of the plan is used up", todo: "raise the budget or lower another deployment" },
  "not-started": { means: "asked for, and no engine of them was seen", todo: "look at pending pods and their events" },
  "not-removed": { means: "more replicas than asked for", todo: "wait for the actuator, then look at its log" },
  draining: { means: "they finish their requests and take no new ones", todo: "nothing to do" },
  "not-answering": { means: "their node reports, the engine does not answer", todo: "look at the engine's log" },
  stale: { means: "their node stopped reporting: they may serve or not", todo: "look at the node and its agent" },
  "request-shape": {
    means: "requests differ from the planned ones",
    todo: "update `expected` of the plan if it stays",
  },
  "measured-speed": {
    means: "engines are faster or slower than the model",
    todo: "compare GPU, flags and version with the plan",
  },
  reserve: { means: "held back as the plan asks", todo: "nothing to do" },
};

/** What a ledger is made of. Counts are replicas, rates what they carry within their objectives behind one router. */
export interface LedgerFacts {
  readonly planned: number;
  /** Count that was asked for last; null: none yet. */
  readonly desired: number | null;
  readonly serving: number;
  readonly starting: number;
  readonly draining: number;
  /** Replicas of nodes that report, which do not answer their agent. */
  readonly notAnswering: number;
  /** Replicas of nodes that stopped reporting: they may serve or not. */
  readonly stale: number;
  /** What keeps replicas that were asked for from coming; null: nothing that is known. */
  readonly obstacle: "no-capacity" | "over-budget" | null;
  /** What keeps more from being asked for although the load needs them; null: nothing. */
  readonly limitedBy: "no-capacity" | "over-budget" | null;
  readonly reserve: number;
  readonly gpusPerReplica: number;
  readonly rates: {
    /** By the model at the planned request shape; null: no model. */
    readonly planned: ReplicaRate | null;
    /** By the model at the present shape. */
    readonly modelled: ReplicaRate | null;
    /** As decisions take it: corrected by what engines proved; null: unknown. */
    readonly effective: ReplicaRate | null;
  };
}

/** A difference between two steps. `requestsPerSecond` null: not known, which is not zero. */
interface LedgerEntry {
  readonly cause: LedgerCause;
  /** Replicas gained, or lost where negative; 0 for causes that change what each replica carries. */
  readonly replicas: number;
  readonly gpus: number;
  readonly requestsPerSecond: number | null;
}

interface LedgerRow extends Omit<LedgerEntry, "cause"> {
  readonly step: LedgerStep;
  readonly causes: readonly LedgerEntry[];
}

export type CapacityLedger = readonly LedgerRow[];

type Change = Omit<LedgerEntry, "gpus">;

const carried = (replicas: number, rate: ReplicaRate | null): number | null =>
  rate === null ? null : carriedBy(rate, replicas);

/** One change after the other, each at what the replicas carry that are left after those before it. */
const inOrder = (
  from: number,
  rate: ReplicaRate | null,
  parts: readonly (readonly [LedgerCause, number])[],
): readonly Change[] => {
  let count = from;
  const changes: Change[] = [];
  for (const [cause, replicas] of parts) {
    if (replicas === 0) continue;
    const requestsPerSecond = rate === null ? null : carriedBy(rate, count + replicas) - carriedBy(rate, count);
    changes.push({ cause, replicas, requestsPerSecond });
    count += replicas;
  }
  return changes;
};

const countChanges = (facts: LedgerFacts): Readonly<Record<"asked" | "seen" | "usable", readonly Change[]>> => {
  const { planned, draining, notAnswering, stale, serving, rates } = facts;
  const asked = facts.desired ?? planned;
  const seen = serving + draining + notAnswering + stale;
  const onTheirWay = Math.min(facts.starting, asked - seen);
  const lacking: readonly (readonly [LedgerCause, number])[] = [
    ["starting", -onTheirWay],
    [facts.obstacle ?? "not-started", onTheirWay - (asked - seen)],
  ];
  const asking = asked < planned ? (facts.limitedBy ?? "scaled-in") : "scaled-out";
  return {
    asked: inOrder(planned, rates.planned, [[asking, asked - planned]]),
    seen: inOrder(asked, rates.planned, seen > asked ? [["not-removed", seen - asked]] : lacking),
    usable: inOrder(seen, rates.planned, [
      ["draining", -draining],
      ["not-answering", -notAnswering],
      ["stale", -stale],
    ]),
  };
};

const speedChanges = ({ serving, reserve, rates }: LedgerFacts): readonly Change[] => {
  const { planned, modelled, effective } = rates;
  const difference = (a: ReplicaRate | null, b: ReplicaRate | null) =>
    a === null || b === null ? null : carriedBy(a, serving) - carriedBy(b, serving);
  const changes: readonly Change[] = [
    { cause: "request-shape", replicas: 0, requestsPerSecond: difference(modelled, planned) },
    { cause: "measured-speed", replicas: 0, requestsPerSecond: difference(effective, modelled) },
    ...inOrder(serving, effective, [["reserve", -Math.min(reserve, serving)]]),
  ];
  return changes.filter(({ replicas, requestsPerSecond }) => replicas !== 0 || requestsPerSecond !== 0);
};

/** The ledger of one deployment, from what was planned to what may be loaded. */
export const capacityLedger = (facts: LedgerFacts): CapacityLedger => {
  const { gpusPerReplica, rates, planned, serving, reserve } = facts;
  const steps = { planned: [], ...countChanges(facts), effective: speedChanges(facts) };
  const rows: LedgerRow[] = [];
  let replicas = planned;
  let rate = carried(planned, rates.planned);
  for (const step of ledgerSteps) {
    const changes: readonly Change[] = steps[step];
    replicas += changes.reduce((total, change) => total + change.replicas, 0);
    rate = changes.reduce<number | null>(
      (total, { requestsPerSecond }) =>
        total === null || requestsPerSecond === null ? null : total + requestsPerSecond,
      rate,
    );
    // Without a model the planned rate is unknown, and the usable one is measured.
    if (step === "effective" && rates.planned === null)
      rate = carried(serving - Math.min(reserve, serving), rates.effective);
    const causes = changes.map((change) => ({ ...change, gpus: change.replicas * gpusPerReplica }));
    rows.push({ step, causes, replicas, gpus: replicas * gpusPerReplica, requestsPerSecond: rate });
  }
  return rows;
};

const chosen: readonly string[] = ["scaled-in", "reserve"] satisfies readonly LedgerCause[];

/** True for what the recommender chose; every other loss happened to it. */
export const isChosen = (cause: string): boolean => chosen.includes(cause);

interface Loss {
  readonly cause: string;
  readonly replicas: number;
  readonly requestsPerSecond: number | null;
}

/** The cause that takes the most, apart from what the recommender chose; null: none does. */
export const largestLoss = <T extends Loss>(rows: readonly { readonly causes: readonly T[] }[]): T | null => {
  const changeBy = ({ requestsPerSecond, replicas }: T): number => requestsPerSecond ?? replicas;
  const losses = rows.flatMap(({ causes }) => causes).filter((one) => !isChosen(one.cause) && changeBy(one) < 0);
  return losses.toSorted((a, b) => changeBy(a) - changeBy(b))[0] ?? null;
};
