import { defaultRouter, leadTimePhases, routers } from "@loadline/model";
import { duration, leastWeibullShape, objectiveOf } from "@loadline/planner/quantities";
import { expanders, loadShapeNames } from "@loadline/simulation";
import { z } from "zod";

const positive = z.number().positive();
const share = z.number().min(0).max(1);
const count = z.number().int().positive();

const lengths = z.strictObject({
  mean: positive.describe("Tokens."),
  stdev: z.number().nonnegative().default(0).describe("Tokens; 0: all alike."),
});

const arrivals = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("poisson"), clients: count.default(1) }),
    z.strictObject({ kind: z.literal("gamma"), cv: positive, clients: count.default(1) }),
    z.strictObject({ kind: z.literal("weibull"), shape: z.number().min(leastWeibullShape), clients: count.default(1) }),
  ])
  .prefault({ kind: "poisson" })
  .describe("Gaps between the requests of each client.");

const recorded = z.strictObject({
  trace: z.string().min(1).describe("File, beside the scenario."),
  format: z.enum(["azure", "burstgpt", "mooncake", "csv"]),
  speed: positive.default(1).describe("2: the trace in half its time."),
});

const generated = z.strictObject({
  shape: z.enum(loadShapeNames as readonly [string, ...string[]]),
  requestsPerSecond: positive.describe("Base rate that the shape multiplies."),
  duration,
  noise: share.default(0).describe("Of the rate from step to step."),
  arrivals,
  inputTokens: lengths,
  outputTokens: lengths,
});

const replica = z.strictObject({
  model: z.string().min(1),
  gpu: z.string().min(1),
  tensor: count.default(1).describe("GPUs that share each layer."),
  engine: z.string().default("vllm"),
  weights: z.string().optional(),
  kvCache: z.string().optional(),
  requestsPerSecond: positive
    .optional()
    .describe("Of each replica at any count; by default what they carry together, by the model."),
});

const phase = z.strictObject({ p10: duration, p90: duration }).describe("Quantiles of a log-normal time.");
const leadTime = z
  .union(
    [
      z.literal("usual"),
      duration,
      z.strictObject(
        Object.fromEntries(leadTimePhases.map((name) => [name, phase])) as Record<
          (typeof leadTimePhases)[number],
          typeof phase
        >,
      ),
    ],
    { error: `"usual", a duration such as 300s, or p10 and p90 for each of ${leadTimePhases.join(", ")}` },
  )
  .prefault("300s")
  .describe("One time for all starts, usual times by phase, or your own by phase.");

const nodeGroup = z.strictObject({
  name: z.string().min(1),
  replicasPerNode: count,
  gpusPerNode: count.optional().describe("What `replicasPerNode` leaves of them fits no replica."),
  maximumNodes: count.default(1000),
  pricePerHour: positive.optional(),
  priority: z.number().default(0),
});

const fleet = z.strictObject({
  minimum: z.number().int().nonnegative().default(1),
  maximum: count.default(1000),
  initial: z.number().int().nonnegative().optional(),
  drain: duration.prefault("5m").describe("Longest time that a replica may take to finish its requests."),
  failedStarts: share.default(0).describe("Share of the starts that fail."),
  meanTimeBetweenFailures: duration.optional().describe("Of one replica."),
  spot: z
    .strictObject({
      share,
      markets: count.default(1),
      meanTimeBetween: duration.describe("Interruptions of one market."),
      lossShare: share.default(1).describe("Of the replicas of that market."),
      notice: duration.prefault("2m"),
    })
    .optional(),
  rollout: z.strictObject({ at: duration, surge: share.default(0.25) }).optional(),
  nodes: z
    .strictObject({
      expander: z.enum(expanders).default("least-waste"),
      groups: z.array(nodeGroup).min(1),
      unneeded: duration
        .optional()
        .describe("Time for which a node is unneeded before it is removed; default: the cluster autoscaler's."),
      delayAfterAdd: duration.optional(),
      utilizationThreshold: share.optional(),
    })
    .optional(),
});

const gateway = z.strictObject({
  requestsPerSecond: positive.nullable().default(null),
  burst: positive
    .optional()
    .describe("Requests that may come at once; the default is those of one second, two at least."),
  tokensPerSecond: positive.nullable().default(null).describe("Prompt and answer together."),
  counts: z
    .enum(["offered", "cache-misses"])
    .default("offered")
    .describe("What is held against the limits: every request, or only those that the cache misses."),
  inFlight: count.nullable().default(null),
});

const cache = z.strictObject({
  repeats: share.describe("Share of the requests that ask what was asked before."),
  distinct: count.describe("Different questions among them."),
  timeToLive: duration.prefault("15m"),
  lostAt: z.array(duration).default([]),
});

/** A simulation over single requests, as its file describes it. */
export const scenarioSchema = z.strictObject({
  name: z.string().optional(),
  load: z.union([recorded, generated], { error: "either trace and format, or shape with its rate and lengths" }),
  replica,
  objectives: z.strictObject({
    timeToFirstToken: objectiveOf("timeToFirstToken"),
    interTokenLatency: objectiveOf("interTokenLatency"),
    share: share.default(0.95).describe("Of the requests of each minute."),
  }),
  policies: z.array(z.string()).min(1).default(["hpa:0.7", "loadline"]),
  leadTime,
  step: duration.prefault("15s").describe("Between two decisions."),
  scoreFrom: duration.prefault(0),
  seed: z.number().int().nonnegative().default(7),
  router: z
    .enum(routers)
    .exclude(["prefix-affinity"])
    .default(defaultRouter)
    .describe("How requests are dealt to the replicas."),
  patience: duration.prefault("10m").describe("Of requests that no replica is open for."),
  fleet: fleet.prefault({}),
  gateway: gateway.optional(),
  cache: cache.optional(),
  pricePerReplicaHour: positive.optional(),
});

export type Scenario = z.infer<typeof scenarioSchema>;

export const scenarioJsonSchema = (): unknown => z.toJSONSchema(scenarioSchema, { io: "input" });
