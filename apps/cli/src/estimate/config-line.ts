import { withCanonicalKeys, withoutNulls } from "@loadline/calibration";
import { checked } from "@loadline/planner/checked";
import { messages, UserError } from "@loadline/planner/messages";
import { routable } from "@loadline/planner/options";
import { leastWeibullShape } from "@loadline/planner/quantities";
import { z } from "zod";

const positive = z.number().positive();
const side = z.number().int().positive().max(99_999);
const count = z.number().int().positive();

// Beyond these a value is a slip, and answering it would take the machine's memory instead of an error.
const most = { tokens: 1e7, requests: 1e6, concurrency: 1e7, rate: 1e7, gpus: 1e5, seconds: 1e8, fleet: 1e5 } as const;
const tokenMean = positive.max(most.tokens);
const tokenCount = count.max(most.tokens);
const rate = positive.max(most.rate);
const gpuCount = count.max(most.gpus);

const spread = z
  .strictObject({
    mean: tokenMean,
    stdev: z.number().nonnegative().max(most.tokens).optional(),
    min: tokenMean.optional(),
    max: tokenMean.optional(),
  })
  .refine(({ mean, min = mean, max = mean }) => min <= mean && mean <= max, "min ≤ mean ≤ max");

const parallel = z.strictObject({
  tensor: gpuCount.optional(),
  pipeline: gpuCount.optional(),
  expert: gpuCount.optional(),
  attentionData: gpuCount.optional(),
  gpus: gpuCount.optional().describe("tensor × attentionData"),
});

const stage = z.strictObject({
  seconds: positive.max(most.seconds),
  requestsPerSecond: z.number().nonnegative().max(most.rate),
});
const arrivingIn = (stages: readonly z.infer<typeof stage>[]): number =>
  stages.reduce((sum, { seconds, requestsPerSecond }) => sum + seconds * requestsPerSecond, 0);
const stages = z
  .array(stage)
  .min(1)
  .refine((list) => arrivingIn(list) > 0, "stages in which requests arrive")
  .refine((list) => arrivingIn(list) <= most.requests, `at most ${most.requests} requests in all stages`);

const request = z.strictObject({ at: z.number().nonnegative(), inputTokens: tokenCount, outputTokens: tokenCount });
const arriving = {
  arrivals: z
    .union([
      z.enum(["poisson", "constant"]),
      z.strictObject({ gamma: z.strictObject({ cv: positive }) }),
      z.strictObject({ weibull: z.strictObject({ shape: z.number().min(leastWeibullShape) }) }),
    ])
    .optional()
    .describe("Gaps between arrivals; default: exponential."),
  seed: z.number().int().nonnegative().optional(),
};

const fleet = count.max(most.fleet).describe("Replicas that share the rate behind a router; the figures are of one.");

const loads = [
  z.strictObject({
    concurrency: count.max(most.concurrency),
    endless: z
      .boolean()
      .optional()
      .describe(
        "The loop has gone on for long; default: a run of about ten requests per client, all starting at once, as benchmarks have.",
      ),
  }),
  z.strictObject({ concurrency: count.max(most.concurrency), requests: count.max(most.requests), seed: arriving.seed }),
  z.strictObject({ requestsPerSecond: rate, requests: count.max(most.requests).optional(), ...arriving }),
  z.strictObject({ requestsPerSecond: rate, fleet, router: z.enum(routable).optional(), arrivals: arriving.arrivals }),
  z.strictObject({ requests: count.max(most.requests) }),
  z.strictObject({ saturated: z.literal(true) }),
  z.strictObject({ stages, ...arriving }),
  z.strictObject({ trace: z.array(request).min(1).max(most.requests) }),
] as const;

const load = z.union(loads, {
  error: `one of {"concurrency":n[,"requests":n][,"endless":true]}, {"requestsPerSecond":x[,"requests":n]}, {"requestsPerSecond":x,"fleet":n[,"router":name]}, {"requests":n}, {"stages":[…]}, {"trace":[…]} and {"saturated":true}`,
});

/** Keys about a row, not about the configuration. */
const remarkKeys = [
  "source",
  "note",
  "notes",
  "comment",
  "scenario",
  "campaign",
  "date",
  "tags",
  "name",
  "url",
] as const;
const remarks = Object.fromEntries(remarkKeys.map((key) => [key, z.unknown().optional()])) as Record<
  (typeof remarkKeys)[number],
  z.ZodOptional<z.ZodUnknown>
>;

const workers = z.strictObject({
  workers: gpuCount.optional(),
  gpusPerWorker: gpuCount.optional(),
  parallel: parallel.optional(),
});

/** One configuration to estimate. A key that is not listed is an error: left out unseen it would change the answer. */
export const ConfigLine = z.strictObject({
  id: z.union([z.string(), z.number()], { error: "a text or a number" }).optional(),
  model: z.string().min(1),
  gpu: z.string().min(1),
  engine: z.string().min(1).optional(),
  engineVersion: z.string().nullish(),
  weights: z.string().min(1).optional(),
  kvCache: z.string().min(1).optional(),
  parallel: parallel.optional(),
  gpus: gpuCount.optional(),
  inputTokens: tokenMean.optional(),
  outputTokens: tokenMean.optional(),
  inputTokensDistribution: spread.optional(),
  outputTokensDistribution: spread.optional(),
  lengthRange: z
    .tuple([positive, positive])
    .refine(([low, high]) => low <= high, "a lower and a higher share, in this order")
    .optional()
    .describe("Lengths are uniform between these shares of the nominal ones."),
  images: z
    .array(z.strictObject({ width: side, height: side, count: count.max(1000) }))
    .max(1000)
    .optional()
    .describe("Pictures of a prompt beside its text, in pixels."),
  documents: count.max(10_000).optional().describe("Of a reranker: documents a request, each read with the query."),
  picture: z
    .strictObject({
      steps: count.max(10_000).optional(),
      side: count.max(65_536).optional().describe("Pixels of a side."),
    })
    .optional()
    .describe("Of a picture, where it is not the model's usual one."),
  load,
  measured: z.unknown().optional().describe("What a run of it gave; for calibrate, not read here."),
  engineConfig: z
    .strictObject({
      maxBatchedTokens: count.optional(),
      maxSequences: count.optional(),
      gpuMemoryUtilization: z.number().positive().max(1).optional(),
      chunkedPrefill: z.boolean().optional(),
      prefixHitRatio: z.number().min(0).max(1).optional(),
      streamIntervalTokens: count.optional(),
      maxModelLen: count.optional().describe("Longest sequence the engine is started for."),
      kvOffloadingSize: positive
        .optional()
        .describe("GiB of host memory for a second KV cache; what is found there is in prefixHitRatio."),
      maxLoras: count.optional().describe("Adapters (LoRA) that may be in one step, each with a slot in memory."),
      maxLoraRank: count.optional().describe("Highest rank of an adapter, which every slot is made for; default: 16."),
    })
    .optional(),
  streamIntervalTokens: count.optional(),
  speculativeDecoding: z
    .strictObject({
      draftTokens: count.max(1000),
      acceptedTokens: z.number().min(1).optional().describe("Tokens that a step yields, the verified one included."),
      basis: z.string().optional(),
    })
    .optional(),
  disaggregated: z.boolean().optional().describe("Prompts and answers on different GPUs; the plan may be unknown."),
  missing: z.array(z.string()).optional(),
  ...remarks,
  prefill: workers.optional(),
  decode: workers.optional(),
});
export type ConfigLine = z.infer<typeof ConfigLine>;

// Some writers of JSON print these bare; as texts they reach the check of their field, which names it.
const bareNumber = /([:[,]\s*)(-?Infinity|NaN)(?=\s*[,\]}])/g;

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    const quoted = text.replace(bareNumber, '$1"$2"');
    if (quoted === text) throw error;
    return JSON.parse(quoted);
  }
};

/** The id under which a line is answered: its own, else null. */
export const idOf = (text: string): string | number | null => {
  try {
    return z.object({ id: z.union([z.string(), z.number()]) }).parse(jsonOf(text)).id;
  } catch {
    return null;
  }
};

/** One line of JSON Lines as a configuration. @throws UserError naming the key */
export const parseConfigLine = (text: string): ConfigLine => {
  let parsed: unknown;
  try {
    parsed = jsonOf(text);
  } catch (cause) {
    throw new UserError(messages.invalid("the line", text, "one JSON object"), "LL_INPUT_INVALID", { cause });
  }
  return checked(ConfigLine, withCanonicalKeys(text.includes("null") ? withoutNulls(parsed) : parsed), {
    nameOf: (path) => path.join(".") || "the line",
    help: "docs/guides/planning.md lists the keys",
  });
};
