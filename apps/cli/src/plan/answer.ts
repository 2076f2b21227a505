import { bindingLimits, precisions, reserveCauses } from "@loadline/core";
import { weekdays } from "@loadline/wire";
import { z } from "zod";
import { errorBand } from "../estimate/answer.ts";

const amount = z.number().nonnegative();
const count = z.number().int().nonnegative();
const purchase = z.enum(["on-demand", "reserved", "spot"]);
const usdPerHour = amount.nullable().describe("null: no price is known.");

const confidence = z.number().describe("With which `replicas` carry the load within the objectives.");
const replicasAtMedian = count.describe("The same were every replica as fast as modelled.");
const replicasAtWorst = count
  .nullable()
  .describe(
    "The same were the model too optimistic by its whole error band; null: a replica misses an objective there at any load.",
  );

const way = z
  .strictObject({
    offered: amount.describe("At the front, before gateway and response cache."),
    turnedAway: amount,
    turnedAwayShare: amount.describe("Of the offered ones."),
    answeredByCache: amount,
    toReplicas: amount,
    limit: z
      .enum(["requestsPerSecond", "tokensPerSecond"])
      .nullable()
      .describe("The gateway's limit that turns requests away."),
  })
  .describe("Requests/s by what becomes of them, at the highest load that is stated.");

const peak = z
  .strictObject({ days: z.array(z.enum(weekdays)), from: z.string(), to: z.string(), askedFrom: z.string() })
  .nullable()
  .describe(
    "Window of the schedule with that load, and the local time at which its replicas are asked for, a lead time before; null: `expected` is the highest load.",
  );

/** Latencies that an objective may be on. */
export const objectives = ["timeToFirstToken", "interTokenLatency", "tokenGap", "endToEnd"] as const;
const objective = z.enum(objectives);

const verification = z.strictObject({
  replicas: count.describe("The planned ones, all of them serving."),
  requestsPerSecondPerReplica: amount.describe("Of the busiest minute: at the replicas, behind gateway and cache."),
  queue: z.enum(["stable", "saturated", "overloaded"]),
  percentile: z.number().describe("Share of requests that meet an objective."),
  objectives: z.array(z.strictObject({ objective, reached: amount, allowed: amount, holds: z.boolean() })),
  holds: z.boolean().describe("Every objective holds and no queue grows."),
  breaksAbove: amount.describe("Requests/s at the replicas that the planned ones carry."),
  breaksFirst: z.enum([...objective.options, "queue"]).describe("What breaks above that; queue: the line grows."),
});
export type Verification = z.infer<typeof verification>;

const marketLoss = z.strictObject({
  lost: count.describe("Planned replicas on the largest spot market."),
  left: count,
  shortageChance: amount
    .nullable()
    .describe("That those left do not carry the load, by the error band of the capacity; null: not modelled."),
  shortSeconds: amount.describe("From the loss, after its notice, to replacements that serve."),
  filledBy: z.array(z.strictObject({ pool: z.string(), replicas: count })).describe("Free nodes that are not spot."),
  unfilled: count.describe("Replicas for which there are none: they wait for a spot market."),
  unfilledWithoutSpot: count.describe("The same with every market gone."),
  usdPerHourWithoutSpot: usdPerHour.describe(
    "Of the planned replicas with every market gone; null: not all have a place, or no price is known.",
  ),
});
export type MarketLoss = z.infer<typeof marketLoss>;

const deployment = z.strictObject({
  name: z.string(),
  model: z.string(),
  gpu: z.string().nullable(),
  pool: z.string().nullable(),
  verdict: z
    .enum(["enough", "too-small", "above-maximum", "gateway-limited", "infeasible", "not-modelled"])
    .describe(
      "gateway-limited: the replicas carry what the gateway lets through, which is less than what is offered. not-modelled: model, GPU or engine are not known; measured capacity alone decides, and no size can be stated.",
    ),
  expectedRequestsPerSecond: amount.describe("Offered at the front, outside the schedule's windows."),
  ...{ way, peak },
  leadTimeSeconds: amount.nullable().describe("From a decision to a serving replica; null: none is stated."),
  reserveReplicas: count.nullable().describe("Replicas of the reserve."),
  maxReplicas: count.nullable(),
  gpusPerReplica: z.number().positive().nullable(),
  planned: z.strictObject({ replicas: count, gpus: amount, usdPerHour }).nullable(),
  pools: z
    .array(
      z.strictObject({
        ...{ pool: z.string(), replicas: count, spotReplicas: count, usdPerHour },
      }),
    )
    .optional()
    .describe("Where the planned or the required replicas lie, whichever are more, in the order of its pools."),
  marketLoss: marketLoss
    .nullable()
    .optional()
    .describe("What the loss of one spot market does; null: none is on spot."),
  reserveNeeds: z
    .array(z.strictObject({ cause: z.enum(reserveCauses), replicas: count, because: z.string() }))
    .optional()
    .describe("What each cause of the reserve takes, those that another one covers included."),
  required: z
    .strictObject({
      requestsPerSecondPerReplica: z.number().positive().describe("At the expected shape, every objective met."),
      bindingLimit: z.enum(bindingLimits),
      limitedBy: objective
        .nullable()
        .optional()
        .describe("The objective that a higher load would miss first; null: none."),
      errorBand,
      replicas: count.describe("The reserve and the plan's minimum included."),
      ...{ confidence, replicasAtMedian, replicasAtWorst },
      gpus: amount,
      usdPerHour,
    })
    .nullable()
    .describe("null: no replica count would do; `because` has the reason."),
  versions: z
    .array(
      z.strictObject({
        version: z.string().nullable().describe("null: the plan does not name it."),
        share: amount.describe("Of the requests."),
        requestsPerSecondPerReplica: amount,
        replicas: count.describe("Of the required ones."),
      }),
    )
    .optional()
    .describe("With a canary: the present version and the new one. `required` states the mean of both."),
  because: z.string().nullable(),
  assumptions: z.array(z.string()),
  verification: verification
    .nullable()
    .optional()
    .describe("With --verify: the planned replicas in the busiest minute; null: nothing is planned or modelled."),
});
export type DeploymentSize = z.infer<typeof deployment>;

const stranded = z
  .array(z.strictObject({ gpus: count, nodes: count }))
  .describe("GPUs that are left over and fit no replica, on how many nodes each.");

const pool = z.strictObject({
  name: z.string(),
  gpu: z.string(),
  purchase,
  gpusPerNode: count,
  nodes: count,
  zones: count,
  spotShare: amount.describe("Of the replicas."),
  spotMarkets: count,
  nodesPlanned: count.describe("For the planned replicas."),
  nodesRequired: count.describe("For the expected load."),
  ...{ enough: z.boolean(), stranded },
  surgeFits: z
    .boolean()
    .nullable()
    .describe("Nodes are left for the surge replicas of rollouts beside all others; null: none is planned."),
  usdPerHour: usdPerHour.describe("All nodes of the pool, used or not; null: no price is known."),
});
export type PoolSize = z.infer<typeof pool>;

const parallel = z.strictObject({ tensor: count, pipeline: count, expert: count, attentionData: count });
const workers = z
  .strictObject({ prefill: count, decode: count, prefillParallel: parallel })
  .nullable()
  .describe("Of one replica; null where prefill and decode run together.");

const price = z
  .strictObject({
    usdPerGpuHour: amount,
    purchaseClass: purchase,
    origin: z.enum(["own", "catalogue"]),
    on: z.string().nullable(),
  })
  .nullable();

const needs = z.array(z.object({ cause: z.enum(reserveCauses), replicas: count, because: z.string() }));

const row = z.strictObject({
  label: z.string(),
  gpu: z.string(),
  gpusPerReplica: z.number().int().positive(),
  weights: z.enum(precisions),
  ...{ parallel, workers },
  batch: amount,
  requestsPerSecondPerReplica: z.number().positive(),
  bindingLimit: z.enum(bindingLimits),
  ...{ errorBand, way },
  latencies: z
    .strictObject({
      timeToFirstToken: amount.nullable(),
      interTokenLatency: amount.nullable().describe("Mean gap of a request (TPOT), over requests."),
      tokenGap: amount.nullable().describe("Single gaps (ITL)."),
      endToEnd: amount.nullable(),
    })
    .describe("Seconds, at the objectives' percentile."),
  loadReplicas: count,
  replicas: count,
  ...{ confidence, replicasAtMedian, replicasAtWorst },
  reserve: needs,
  spare: needs.meta({ description: "The name of `reserve` before 0.2.", deprecated: true }),
  gpus: count,
  nodes: count,
  utilisation: amount,
  promptShare: amount.describe("Share of the cost that is that of the prompts."),
  cost: z.strictObject({
    usdPerHour: amount.nullable(),
    usdPerMonth: amount.nullable(),
    usdPerRequest: amount.nullable(),
    usdPerMillionInputTokens: amount.nullable(),
    usdPerMillionOutputTokens: amount.nullable(),
    watts: amount,
    joulesPerRequest: amount,
    joulesPerOutputToken: amount.nullable(),
  }),
  nodesUsdPerHour: amount.nullable(),
  stranded,
  price,
  spotPrice: price.describe("Of the spot share of --reserve."),
  recommendedTokenLimit: amount.describe("Tokens per second, in and out, that a gateway should admit."),
});
/** One configuration with what it takes, names instead of catalogue entries. */
export type SizedRow = z.infer<typeof row>;

const fleet = z.strictObject({
  verdict: z.enum(["feasible", "infeasible"]),
  because: z.string().nullable(),
  cheapest: z.boolean(),
  usdPerHour: amount.nullable(),
  watts: amount.nullable(),
  uses: z.array(
    z.strictObject({
      pool: z.string(),
      label: z.string(),
      weights: z.enum(precisions),
      parallel,
      workers,
      replicas: count,
      requestsPerSecond: amount,
      requestsPerSecondPerReplica: amount.describe("With the confidence asked for."),
    }),
  ),
  nodes: z.array(z.strictObject({ pool: z.string(), nodes: count })),
});
export type FleetAnswer = z.infer<typeof fleet>;

const reachable = z
  .strictObject({
    timeToFirstToken: amount.nullable(),
    interTokenLatency: amount.nullable(),
    tokenGap: amount.nullable(),
    endToEnd: amount.nullable(),
    best: row,
  })
  .nullable()
  .describe("Where nothing meets the objectives: objectives in seconds that can be met, and what they take.");

const costliest = z
  .strictObject({
    objective,
    asked: amount.describe("Seconds."),
    relaxed: amount.describe("A fifth looser, in seconds."),
    gpus: count.describe("That the same layout takes then, the reserve included."),
  })
  .nullable()
  .describe("The objective that costs most GPUs; null where none costs a twentieth of them.");

const search = z.strictObject({
  model: z.string(),
  requestsPerSecond: z.number().positive(),
  verdict: z
    .enum(["feasible", "gateway-limited", "infeasible"])
    .describe(
      "gateway-limited: what is found carries what the gateway lets through, which is less than what is offered.",
    ),
  because: z.string().nullable(),
  closest: z.strictObject({ label: z.string(), strain: amount }).nullable(),
  looked: count.describe("Configurations that were compared."),
  best: row.nullable(),
  narrower: row
    .nullable()
    .describe("With weights narrower than the checkpoint's, where that costs less; its answers differ."),
  reachable,
  atMedian: row
    .nullable()
    .describe("Where nothing meets the objectives with the confidence asked for: what does with a confidence of 50 %."),
  costliest,
  alternatives: z.array(row),
  missing: z
    .array(
      z.strictObject({
        gpu: z.string(),
        because: z.enum(["does-not-fit", "slo-unreachable", "higher-cost", "no-price"]),
        usdPerHourAtLeast: amount.nullable().describe("Where the cost is higher: it takes no less."),
        closest: z.strictObject({ label: z.string(), strain: amount }).nullable(),
      }),
    )
    .describe("GPUs that were compared and have no row, with the reason."),
  front: z.array(
    z.strictObject({
      label: z.string(),
      concurrency: amount,
      tokensPerSecondPerGpu: amount,
      tokensPerSecondPerUser: amount,
    }),
  ),
  assumptions: z.array(z.string()),
  fleet: fleet.nullable().describe("The cheapest mix of the GPUs of --inventory."),
});
/** Configurations of one deployment that were compared. */
export type SearchAnswer = z.infer<typeof search>;

const taken = {
  gpus: amount,
  usdPerHour,
  watts: amount.nullable().describe("By the power limit of each GPU; null: that of one is not known."),
};

const total = z.strictObject({
  replicas: z.strictObject(taken).describe("The GPUs of the replicas."),
  nodes: z.strictObject({ count, ...taken }).describe("The whole nodes that hold them."),
});
export type PlanTotal = z.infer<typeof total>;

const budgetUse = z.strictObject({
  cluster: z.string().optional().describe("Of several plans: whose budget it is."),
  name: z.enum(["gpus", "usdPerHour", "watts"]),
  limit: amount,
  replicas: amount.nullable().describe("Of the replicas; null: no price is known."),
  nodes: amount.nullable().describe("Of the whole nodes that hold them."),
  enough: z.boolean().describe("The budget holds the whole nodes."),
});
export type BudgetUse = z.infer<typeof budgetUse>;

const fitting = z.strictObject({
  name: z.string(),
  replicas: count,
  requestsPerSecond: amount.describe("Of those at the front: what cache and replicas answer, the reserve held back."),
  requestsPerSecondWithReserve: amount.describe("The same with no replica held back."),
});
export type FittingReplicas = z.infer<typeof fitting>;

const share = z.number().min(0).max(1);
const takeOver = z.strictObject({
  cluster: z.string().describe("That goes."),
  deployments: z.array(
    z.strictObject({
      name: z.string(),
      requestsPerSecond: amount.describe("Offered to it at the front at its busiest."),
      takenBy: z.array(z.string()).describe("Clusters with a deployment of this name and model."),
      shareAtOnce: share
        .nullable()
        .describe(
          "That their planned replicas carry at their median rate beside their own busiest load, reserve in use; null: not modelled.",
        ),
      shareLater: share
        .nullable()
        .describe(
          "With the replicas that they start for it, as their bounds and pools allow beside all others; null: not modelled.",
        ),
      laterSeconds: amount.describe("Until those serve: their longest lead time."),
    }),
  ),
});
export type TakeOver = z.infer<typeof takeOver>;

const plan = z.strictObject({
  cluster: z.string(),
  deployments: z.array(deployment),
  pools: z.array(pool),
  total: total.describe("What all replicas take, the planned or the required ones, whichever are more."),
  budgets: z.array(budgetUse).describe("Of a plan file."),
  fitting: z
    .array(fitting)
    .nullable()
    .describe("Where a pool or a budget is short: what fits, higher priorities first; null: not even the minima."),
  enough: z
    .boolean()
    .describe("Every deployment is feasible and planned large enough, and every pool and budget holds it."),
  common: z
    .array(
      z.strictObject({
        ...{ name: z.string(), model: z.string(), clusters: count },
        requestsPerSecond: amount.describe("Offered at the front of all clusters."),
        unused: amount
          .nullable()
          .describe("More that the planned replicas of all carry at their median rate; null: not modelled."),
      }),
    )
    .optional()
    .describe("Of several plans: the deployments that several clusters have."),
  takeOver: z.array(takeOver).optional().describe("Of several plans: what the others carry when one cluster goes."),
  stored: z
    .strictObject({ bucket: z.string(), key: z.string(), revision: count })
    .optional()
    .describe("With --store: where the plan is stored."),
});

/** What a plan takes, deployment by deployment and pool by pool. */
export type PlanSize = z.infer<typeof plan>;

/** What `loadline plan --json` answers with: a plan file's sizes; with --model also the configurations compared for it. */
export const PlanAnswerSchema = z.strictObject({ ...plan.shape, ...search.partial().shape });
