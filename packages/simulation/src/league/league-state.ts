import { decisionMemorySchema } from "@loadline/core/internal";
import { z } from "zod";

/** What a pod autoscaler at 70 %, the peers' own rules, Loadline and the least possible do with a load. */
export const leaguePolicies = [
  "hpa:0.7",
  "keda",
  "llmd-v2",
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
/** Steps of which the clairvoyant waits for the load to come: two hours of lead time. */
export const mostAhead = 480;
/** Beyond the longest window and period of any of the peers, at one entry a step. */
const mostRemembered = 1_024;

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
      ...{ decidedAt, wanted: count.nullable() },
      seen: z.strictObject({ short: seen, medium: seen, long: seen }),
    }),
    hpa: hpaMemory,
  }),
  dynamo: z.strictObject({ sum: amount, samples: count, plannedAt: time.nullable() }),
  "dynamo-load": z.strictObject({ decidedAt }),
  loadline: decisionMemorySchema,
  clairvoyant: z.null(),
});

const fleet = z.strictObject({
  ...{ ready: count, pending: count },
  orders: z.array(z.strictObject({ readyAt: time, replicas: count })).max(mostRemembered),
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
        ...{ from: time, until: time, seconds: amount },
        tokens: amount.describe("Tokens that were asked for."),
        tallies: z.array(tally).length(leagueRows.length),
      }),
    )
    .max(64)
    .describe("The hours of the last day and the days before."),
});
export type League = z.infer<typeof leagueSchema>;
export type Bucket = League["buckets"][number];
