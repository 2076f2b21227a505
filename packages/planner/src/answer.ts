import { bindingLimits, reserveCauses, routers } from "@loadline/model";
import { weekdays } from "@loadline/plan";
import { z } from "zod";
import {
  amount,
  confidence,
  count,
  errorBand,
  objective,
  purchase,
  replicasAtMedian,
  replicasAtWorst,
  search,
  stranded,
  usdPerHour,
  way,
} from "./search-answer.ts";

const peak = z
  .strictObject({ days: z.array(z.enum(weekdays)), from: z.string(), to: z.string(), askedFrom: z.string() })
  .nullable()
  .describe(
    "Window of the schedule with that load, and the local time at which its replicas are asked for, a lead time before; null: `expected` is the highest load.",
  );

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
  way,
  peak,
  leadTimeSeconds: amount.nullable().describe("From a decision to a serving replica; null: none is stated."),
  reserveReplicas: count.nullable().describe("Replicas of the reserve."),
  maxReplicas: count.nullable(),
  gpusPerReplica: z.number().positive().nullable(),
  planned: z.strictObject({ replicas: count, gpus: amount, usdPerHour }).nullable(),
  pools: z
    .array(z.strictObject({ pool: z.string(), replicas: count, spotReplicas: count, usdPerHour }))
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
      router: z.enum(routers).optional().describe("How requests are spread over the replicas."),
      replicasWithRandom: count
        .nullable()
        .optional()
        .describe("Behind a Kubernetes Service by itself; null: no count does."),
      errorBand,
      replicas: count.describe("The reserve and the plan's minimum included."),
      confidence,
      replicasAtMedian,
      replicasAtWorst,
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
  enough: z.boolean(),
  stranded,
  surgeFits: z
    .boolean()
    .nullable()
    .describe("Nodes are left for the surge replicas of rollouts beside all others; null: none is planned."),
  usdPerHour: usdPerHour.describe("All nodes of the pool, used or not; null: no price is known."),
});
export type PoolSize = z.infer<typeof pool>;

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
        name: z.string(),
        model: z.string(),
        clusters: count,
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
