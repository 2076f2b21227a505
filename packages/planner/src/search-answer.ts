import { bindingLimits, precisions, reserveCauses, routers } from "@loadline/model";
import { z } from "zod";

export const amount = z.number().nonnegative();

/** With further facts about its origin. */
export const errorBand = z.object({ relative: amount, basis: z.enum(["calibrated", "transferred", "assumed"]) });

export const count = z.number().int().nonnegative();
export const purchase = z.enum(["on-demand", "reserved", "spot"]);
export const usdPerHour = amount.nullable().describe("null: no price is known.");

export const confidence = z.number().describe("With which `replicas` carry the load within the objectives.");
export const replicasAtMedian = count.describe("The same were every replica as fast as modelled.");
export const replicasAtWorst = count
  .nullable()
  .describe(
    "The same were the model too optimistic by its whole error band; null: a replica misses an objective there at any load.",
  );

export const way = z
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

export const objectives = ["timeToFirstToken", "interTokenLatency", "tokenGap", "endToEnd"] as const;
export const objective = z.enum(objectives);
/** The percentile of an objective as distributions name it. */
export const percentileNames = { 0.5: "p50", 0.9: "p90", 0.95: "p95", 0.99: "p99" } as const;

export const stranded = z
  .array(z.strictObject({ gpus: count, nodes: count }))
  .describe("GPUs that are left over and fit no replica, on how many nodes each.");

const parallel = z.strictObject({ tensor: count, pipeline: count, expert: count, attentionData: count });
const workers = z
  .strictObject({ prefill: count, decode: count, prefillParallel: parallel })
  .nullable()
  .describe("Of one replica; null where prefill and decode run together.");

export const price = z
  .strictObject({
    usdPerGpuHour: amount,
    purchaseClass: purchase,
    origin: z.enum(["own", "catalogue"]),
    provider: z.string().nullable().describe("Of a catalogue price, where its source names one."),
    on: z.string().nullable().describe("The day of the quote."),
    isOld: z.boolean().describe("Quoted more than half a year ago."),
    term: z.enum(["1y", "3y"]).nullable().describe("Of a reservation; null: none, or not stated."),
  })
  .nullable();

const needs = z.array(z.object({ cause: z.enum(reserveCauses), replicas: count, because: z.string() }));

const row = z.strictObject({
  label: z.string(),
  gpu: z.string(),
  gpusPerReplica: z.number().int().positive(),
  weights: z.enum(precisions),
  parallel,
  workers,
  batch: amount,
  requestsPerSecondPerReplica: z.number().positive().describe("Under the load's arrivals, every objective met."),
  saturatedRequestsPerSecond: z.number().positive().describe("Of a replica in which requests always wait."),
  bindingLimit: z.enum(bindingLimits),
  errorBand,
  way,
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
  confidence,
  replicasAtMedian,
  replicasAtWorst,
  reserve: needs,
  gpus: count,
  nodes: count,
  utilisation: amount.describe("Demand over what as many replicas carry within the objectives."),
  busy: amount.describe("Demand over what the GPUs of all replicas compute while requests always wait."),
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
  bought: z
    .strictObject({ unit: z.enum(["node", "rack"]), gpusPerUnit: count, units: count, usdPerHour })
    .describe("Whole nodes, or racks where the link spans one, with GPUs that are not used."),
  comparedUsdPerHour: usdPerHour.describe(
    "What rows are compared by: that of the GPUs, with --whole-nodes of `bought`.",
  ),
  stranded,
  price,
  spotPrice: price.describe("Of the spot share of --reserve."),
  recommendedTokenLimit: amount.describe("Tokens per second, in and out, that a gateway should admit."),
});
const router = z.enum(routers).describe("How requests are spread over the replicas.");

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
  binding: z
    .array(z.array(z.enum(["budget", "power", "nodes"])))
    .describe("Where no mix carries the load: the smallest sets of limits without which one does."),
  mostRequestsPerSecond: amount.nullable().describe("The most that a mix carries, where none carries the load."),
  leftOut: z.array(z.strictObject({ pool: z.string(), because: z.string() })).describe("Pools that serve none of it."),
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

/** What `loadline plan --json` has beside a plan file's sizes, where it compared configurations. */
export const search = z.strictObject({
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
  router,
  withRandom: count
    .nullable()
    .describe("Replicas of the best behind a Kubernetes Service by itself; null: no count does, or that is asked."),
  levers: z
    .array(
      z.strictObject({
        option: z.string().describe("How the change is asked for."),
        condition: z.string().describe("What has to hold for it."),
        row,
      }),
    )
    .describe("What would save most, each change by itself, the largest saving first."),
  reachable,
  atMedian: row
    .nullable()
    .describe("Where nothing meets the objectives with the confidence asked for: what does with a confidence of 50 %."),
  costliest,
  alternatives: z.array(row),
  economics: z
    .strictObject({
      unit: z.enum(["node", "rack"]),
      gpusPerUnit: count,
      units: count,
      usdPerHour: amount.nullable().describe("Of whole units, rented or of one's own."),
      owned: z
        .strictObject({ usdPerGpuHour: amount, energyUsdPerHour: amount.nullable(), usdPerHour: amount })
        .nullable()
        .describe(
          "By depreciation over the years of --capex, with the energy of the building; energy null: no --power-price, and the sum is without it.",
        ),
      meanLoad: amount,
      usdPerMillionTokens: amount.nullable().describe("In and out together, at the mean load."),
      api: z
        .strictObject({ usdPerHour: amount, breakEvenRequestsPerSecond: amount.nullable() })
        .nullable()
        .describe("The same load by the prices of --compare-api; even: the mean load from which on GPUs cost less."),
    })
    .nullable()
    .describe("What the best configuration is bought as; null where nothing of that was asked for."),
  missing: z
    .array(
      z.strictObject({
        gpu: z.string(),
        because: z.enum(["not-run", "does-not-fit", "cache-too-small", "slo-unreachable", "higher-cost", "no-price"]),
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
