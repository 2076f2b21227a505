import { engines, precisions, reserveCauses, routers } from "@loadline/model";
import { isToken } from "@loadline/protocol";
import { z } from "zod";
import { Schedule } from "./schedule.ts";

export const name = z.string().refine(isToken, {
  error: "a name in lower-case letters, digits and hyphens, at most 63 of them",
  params: { isExpectation: true },
});
const positive = z.number().positive();
const whole = z.number().int().positive();
const count = z.number().int().nonnegative();
const notNegative = z.number().nonnegative();
const share = z.number().min(0).max(1);
/** No entry of the catalogue has this name. */
export const unnamed = "unknown";

export const PoolKeys = z.strictObject({
  name: name.describe("Name of the pool; deployments refer to it. Lower-case letters, digits and hyphens."),
  gpu: z
    .string()
    .min(1)
    .default(unnamed)
    .describe(
      "GPU of the catalogue or of `devices`; aliases are accepted (`loadline catalog gpus`). Replicas on one that is in neither, or not named, are decided by measured capacity alone.",
    ),
  gpusPerNode: whole.describe("GPUs of one node."),
  nodes: whole.describe("Nodes of the pool. No count of replicas may need more."),
  purchase: z
    .enum(["on-demand", "reserved", "spot"])
    .default("on-demand")
    .describe("How the nodes are paid for; selects the price in the catalogue."),
  failureDomain: z.string().min(1).default("default").describe("Zone or rack whose nodes may fail together."),
  zones: whole
    .optional()
    .describe("Zones over which the nodes and the replicas of each deployment are spread evenly; the default is one."),
  usdPerGpuHour: positive
    .optional()
    .describe("Your own price of one GPU in US dollars per hour; the default is the catalogue's."),
  provider: z
    .string()
    .min(1)
    .optional()
    .describe("Whose price of the catalogue is taken where it has one; the default is the newest of anybody."),
  procurementDays: notNegative
    .optional()
    .describe("Days from ordering a node to its first replica; used by the advice to order nodes."),
  spotShare: share
    .optional()
    .describe(
      "Share of the replicas on spot nodes, the rest as `purchase` states; the default is all or none of them.",
    ),
  spotMarkets: whole
    .optional()
    .describe(
      "Independent spot markets over which the nodes are spread evenly. The default is one, reclaimed as a whole.",
    ),
  spotNoticeSeconds: notNegative
    .optional()
    .describe("Seconds of notice before a spot node is reclaimed; the default is none."),
});

const Parallel = z.strictObject({
  tensor: whole.default(1).describe("GPUs that share each layer (tensor parallelism)."),
  pipeline: whole.default(1).describe("Stages of layers (pipeline parallelism)."),
  expert: whole.default(1).describe("GPUs over which the experts of a mixture-of-experts model are spread."),
  attentionData: whole
    .default(1)
    .describe(
      "Copies of the attention layers (data-parallel attention). A replica has tensor × pipeline × attentionData GPUs.",
    ),
});

const EngineConfig = z.strictObject({
  maxBatchedTokens: whole
    .optional()
    .describe("Most tokens of one step (`--max-num-batched-tokens`).")
    .meta({ examples: [8192] }),
  maxSequences: whole.optional().describe("Most requests of one batch (`--max-num-seqs`)."),
  gpuMemoryUtilization: z
    .number()
    .positive()
    .max(1)
    .optional()
    .describe("Share of the GPU memory that the engine may use (`--gpu-memory-utilization`).")
    .meta({ examples: [0.9] }),
  maxModelLen: whole
    .optional()
    .describe("Longest request in tokens (`--max-model-len`).")
    .meta({ examples: [16_384] }),
  kvOffloadingSize: z
    .number()
    .positive()
    .max(1e6)
    .optional()
    .describe("GiB of host memory for a second KV cache (`--kv-offloading-size`); its hits are in `prefixHitRatio`.")
    .meta({ examples: [100] }),
  maxLoras: whole.optional().describe("Adapters (LoRA) that may be in one step (`--max-loras`); the default is none."),
  maxLoraRank: whole.optional().describe("Highest rank of an adapter (`--max-lora-rank`); the default is 16."),
  prefixHitRatio: z
    .number()
    .min(0)
    .lt(1)
    .optional()
    .describe("Share of prompt tokens that the prefix cache holds, from 0 to below 1.")
    .meta({ examples: [0.3] }),
});

const Canary = z.strictObject({
  engines: z
    .string()
    .min(1)
    .max(253)
    .describe("Text that is in the names of its engines, or in the model names that they report, and in no others."),
  share: z.number().gt(0).lt(1).describe("Share of the requests that `engines` get, above 0 and below 1."),
  model: z.string().min(1).optional().describe("Its model, where that is another one."),
  weights: z.enum(precisions).optional().describe("Number format of its weights, where that is another one."),
  kvCache: z.enum(precisions).optional().describe("Number format of its KV cache, where that is another one."),
  engineConfig: EngineConfig.optional().describe("Flags of its engines that differ from those of the deployment."),
});

/** @source https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ (a DNS subdomain) */
const kubernetesName = z
  .string()
  .regex(/^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/, "a name of Kubernetes: lower-case letters, digits, - and .");

export const DeploymentKeys = z.strictObject({
  name: name.describe("Name of the deployment, as in subjects, metrics and the panel."),
  model: z
    .string()
    .min(1)
    .default(unnamed)
    .describe(
      "Model of the catalogue or of `models`; aliases are accepted (`loadline catalog models`). One that is in neither, or not named, is decided by measured capacity alone.",
    ),
  pool: name.describe("Pool that its replicas run in."),
  furtherPools: z
    .array(name)
    .min(1)
    .optional()
    .describe(
      "Pools of the same GPU that its replicas also run in, in this order, once those before are full: reserved first, then spot, then on demand.",
    ),
  engine: z
    .union([z.enum(engines), z.string().min(1)])
    .default("vllm")
    .describe(
      "Serving engine: vllm, sglang, tensorrt-llm, lmdeploy or tgi. Replicas of another one are decided by measured capacity alone.",
    ),
  weights: z.enum(precisions).optional().describe("Number format of the weights; the default depends on the GPU."),
  kvCache: z
    .enum(precisions)
    .optional()
    .describe(
      "Number format of the KV cache. The default is the checkpoint's, else the engine's where engineConfig is given, else that of measured deployments with such weights.",
    ),
  parallel: Parallel.prefault({}).describe("How one replica is spread over GPUs; the default is one GPU."),
  engineConfig: EngineConfig.prefault({}).describe(
    "Flags the engine was started with; the default of each is the engine's own.",
  ),
  slo: z
    .strictObject({
      percentile: z
        .literal([0.5, 0.9, 0.95, 0.99])
        .default(0.95)
        .describe("Share of requests that must meet each objective."),
      timeToFirstTokenSeconds: positive.optional().describe("Highest time to first token (TTFT)."),
      interTokenLatencySeconds: positive
        .optional()
        .describe("Highest mean gap between the tokens of a request (TPOT), the percentile over requests."),
      tokenGapSeconds: positive
        .optional()
        .describe("Highest single gap between two tokens (ITL), the percentile over all gaps."),
      endToEndSeconds: positive.optional().describe("Highest time from a request to its last token."),
    })
    .describe("Latency objectives; an absent one never limits the capacity."),
  replicas: z
    .strictObject({
      planned: count.describe("Count that the plan was made with; the planned capacity in metrics and panel."),
      min: count.describe("Fewest replicas that are ever recommended."),
      max: whole.describe("Most replicas that are ever recommended."),
      initial: whole
        .optional()
        .describe(
          "Count that is recommended before any engine of the deployment has reported; without it none is published.",
        ),
    })
    .describe("Counts of replicas: planned, and the bounds of every recommendation."),
  router: z
    .enum(routers)
    .optional()
    .describe(
      "How requests are spread over the replicas: random is a Kubernetes Service by itself. By default the replica with the fewest requests gets the next.",
    ),
  prefixGroups: whole.optional().describe("Groups of requests that share a prefix each; prefix-affinity needs them."),
  priority: z
    .number()
    .int()
    .min(0)
    .max(1000)
    .default(0)
    .describe(
      "Where a pool or a budget is short, higher numbers are served first; equal ones in the order of the plan.",
    ),
  version: z.string().min(1).max(100).optional().describe("Version of the model that runs, as in your model registry."),
  rollout: z
    .strictObject({
      toVersion: z.string().min(1).max(100).optional().describe("Version that is rolled out."),
      surgeReplicas: whole.default(1).describe("New replicas started before old ones stop."),
      canary: Canary.optional().describe(
        "Both versions serve side by side in one workload: each is sized with replicas of its own.",
      ),
    })
    .optional()
    .describe("A rollout that runs or comes soon. Capacity for its surge replicas is reserved in the pool."),
  responseCache: z
    .strictObject({ hitRatio: z.number().min(0).lt(1).describe("Share of the requests that the cache answers.") })
    .optional()
    .describe(
      "A response cache in front of the replicas. `expected` and `schedule` state the requests before it. While it is cold, all of them reach the replicas.",
    ),
  gateway: z
    .strictObject({
      requestsPerSecond: positive.optional().describe("Most requests per second."),
      tokensPerSecond: positive.optional().describe("Most tokens per second, prompt and output together."),
      counts: z
        .enum(["offered", "cache-misses"])
        .default("offered")
        .describe("What is held against the limits: every request, or only those that the response cache misses."),
    })
    .optional()
    .describe(
      "Rate limits of the gateway. What is above them is turned away, and more replicas than these need are never recommended.",
    ),
  reserveReplicas: count
    .default(1)
    .describe("Reserve in replicas, held back for failures. A stated number overrides `reserve`."),
  reserve: z
    .strictObject({
      causes: z
        .array(z.enum(reserveCauses))
        .min(1)
        .describe("Causes that the reserve covers; sized from the plan's pools, rollout and cache."),
      nodes: whole.optional().describe("Nodes that may go at once, for the cause `node-loss`; the default is one."),
      availability: z
        .number()
        .min(0)
        .max(0.999_999)
        .optional()
        .describe("Share of time in which all replicas that the load needs are up; the default is the catalogue's."),
    })
    .optional()
    .describe("Sizes the reserve by cause at the present load, instead of `reserveReplicas`."),
  leadTimeSeconds: positive.default(300).describe("Seconds from a decision to a serving replica."),
  schedule: Schedule.optional().describe("Traffic that is known in advance. Replicas serve when a window begins."),
  kubernetes: z
    .strictObject({
      namespace: kubernetesName.max(63).describe("Namespace of the workload."),
      apiVersion: z
        .string()
        .regex(/^[a-z0-9.-]+\/v\d[a-z0-9]*$/, "group and version, such as leaderworkerset.x-k8s.io/v1")
        .default("apps/v1")
        .describe("Group and version of its kind; any that has a scale."),
      kind: z
        .union([
          z.enum(["Deployment", "StatefulSet"]),
          z.string().regex(/^[A-Z][A-Za-z0-9]{0,62}$/, "a kind, such as StatefulSet or LeaderWorkerSet"),
        ])
        .default("Deployment")
        .describe("Kind of the workload."),
      name: kubernetesName.max(253).describe("Name of the workload."),
    })
    .optional()
    .describe(
      "Workload that runs it: only engines of its namespace are replicas, and with `--kubernetes-counts` the recommender reads it, its pods and quotas. It never sets its count.",
    ),
  expected: z
    .strictObject({
      inputTokens: notNegative
        .default(0)
        .describe("Mean prompt tokens of a request; what makes pictures or transcribes speech has none."),
      outputTokens: notNegative
        .default(0)
        .describe("Mean output tokens of a request; an encoder (embedding, reranking) and a picture have none."),
      picture: z
        .strictObject({
          steps: whole.optional().describe("Denoising steps; the default is the model's usual."),
          side: whole.optional().describe("Pixels of a side; the default is the model's usual."),
        })
        .optional()
        .describe("What a diffusion model is asked for."),
      requestsPerSecond: notNegative.describe(
        "Requests per second at the front, before gateway and response cache; 0: a standby, which its reserve and `min` alone size.",
      ),
    })
    .describe("Demand the plan was made for. Its token counts are used until telemetry reports others."),
});

/** Upper limits over all deployments. Higher priorities are served first; no deployment is drained for another. */
export const BudgetKeys = z.strictObject({
  gpus: whole
    .optional()
    .describe(
      "Most GPUs of all replicas, over all pools. `loadline plan` counts their whole nodes, as for the others.",
    ),
  usdPerHour: positive
    .optional()
    .describe("Most US dollars per hour, by the price of each pool. A GPU without a price is refused."),
  watts: positive
    .optional()
    .describe("Most watts, by the power limit of each GPU. The rest of the node is not included."),
});
