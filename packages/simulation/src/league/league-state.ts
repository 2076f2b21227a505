import { DecisionMemory } from "@loadline/core";
import { z } from "zod";

/** What a pod autoscaler at 70 %, the peers' own rules, Loadline and the least possible do with a load. */
export const leaguePolicies = [
  "hpa:0.7",
  "keda",
  "llmd-v2",
  "llmd-slo",
  "dynamo",
  "dynamo-load",
  "loadline",
  "clairvoyant",
] as const;
/** What ran, and every policy that is simulated beside it. */
export const leagueRows = ["actual", ...leaguePolicies] as const;

const time = z.number().nonnegative();
const amount = z.number().nonnegative();
const count = z.number().int().nonnegative();
/** Steps of which the clairvoyant waits for the load to come: those of two hours of lead time, the present and the next. */
export const mostAhead = 482;
/** Beyond the longest window and period of any of the peers, at one entry a step. */
const mostRemembered = 1_024;
/** Policies look at each replica; as many are more than any cluster runs of one model. */
export const mostReplicas = 1_000_000;

const hpaMemory = z.strictObject({
  wanted: z.array(z.strictObject({ at: time, replicas: count })).max(mostRemembered),
  changes: z.array(z.strictObject({ at: time, by: z.number().int() })).max(mostRemembered),
});
const seen = z.array(amount).max(mostRemembered);
const decidedAt = time.nullable();

/** What each policy remembers between two steps. */
const memories = z.strictObject({
  actual: z.null(),
  "hpa:0.7": hpaMemory,
  keda: z.strictObject({ hpa: hpaMemory, polledAt: time.nullable(), lastActiveAt: time.nullable() }),
  "llmd-v2": z.strictObject({
    wish: z.strictObject({
      decidedAt,
      wanted: count.nullable(),
      seen: z.strictObject({ short: seen, medium: seen, long: seen }),
    }),
    hpa: hpaMemory,
  }),
  "llmd-slo": z.strictObject({ wish: z.array(z.strictObject({ at: time, share: amount })).max(8), hpa: hpaMemory }),
  dynamo: z.strictObject({ sum: amount, samples: count, plannedAt: time.nullable() }),
  "dynamo-load": z.strictObject({ decidedAt }),
  loadline: DecisionMemory.extend({ wanted: DecisionMemory.shape.wanted.unwrap().max(mostRemembered).readonly() }),
  clairvoyant: z.null(),
});

const replicas = count.max(mostReplicas);
const fleet = z.strictObject({
  ready: replicas,
  pending: replicas,
  orders: z.array(z.strictObject({ readyAt: time, replicas })).max(mostAhead),
});

/** Replica-seconds paid, tokens not served, seconds of SLO violation, changes of the count. */
const tally = z.tuple([amount, amount, amount, count]);

/** A league of one deployment: the fleet and memory of each policy, and what each cost and missed. Plain JSON, bounded. */
export const leagueSchema = z.strictObject({
  at: time.describe("When the load was last observed."),
  fleets: z.array(fleet).length(leagueRows.length),
  memories,
  ahead: z
    .array(
      z.strictObject({ at: time, seconds: amount, demand: amount, capacity: z.number().positive(), tokens: amount }),
    )
    .max(mostAhead)
    .describe("Steps that the clairvoyant has yet to decide."),
  buckets: z
    .array(
      z.strictObject({
        from: time,
        until: time,
        seconds: amount,
        tokens: amount.describe("Tokens that were asked for."),
        tallies: z.array(tally).length(leagueRows.length),
      }),
    )
    .max(64)
    .describe("The hours of the last day and the days before."),
});
export type League = z.infer<typeof leagueSchema>;
type Order = League["fleets"][number]["orders"][number];
type WantedCount = DecisionMemory["wanted"][number];

/** The entry whose neighbours are nearest to each other: without it the others stay as even as they can. */
const mostCrowded = (times: readonly number[]): number => {
  const around = times.slice(2).map((time, index) => time - (times[index] ?? 0));
  return 1 + around.indexOf(Math.min(...around));
};

/** Replicas that were ordered, in no more entries than are stored: one serves with the next, never before its time. */
export const boundedOrders = (orders: readonly Order[]): Order[] => {
  if (orders.length <= mostAhead) return [...orders];
  const index = mostCrowded(orders.map(({ readyAt }) => readyAt));
  const [one, next] = orders.slice(index) as [Order, Order];
  const readyAt = Math.max(one.readyAt, next.readyAt);
  return orders.toSpliced(index, 2, { readyAt, replicas: one.replicas + next.replicas });
};

/** Counts that were wanted, no more than are stored: the window reaches as far back, and its highest counts stay. */
export const boundedWanted = (wanted: readonly WantedCount[]): readonly WantedCount[] => {
  if (wanted.length <= mostRemembered) return wanted;
  const index = mostCrowded(wanted.map(({ at }) => at)) - 1;
  const [one, next] = wanted.slice(index) as [WantedCount, WantedCount];
  const stood = Math.max(one.stood ?? 0, next.stood ?? 0);
  return wanted.toSpliced(index, 2, { at: one.at, replicas: Math.max(one.replicas, next.replicas), stood });
};
