import type { clusterRequirements } from "@loadline/core";
import { isToken } from "@loadline/wire";
import { z } from "zod";
import { count, duration, leastWeibullShape, list, objectiveOf, positive, rate, share } from "./quantities.ts";

export type Confidence = NonNullable<Parameters<typeof clusterRequirements>[0]["confidence"]>;

export interface Definition<T> {
  /** As in the help: "--input-tokens <n>". */
  readonly flags: string;
  readonly help: string;
  readonly schema: z.ZodType<T>;
  /** May be given again; reads as a list. */
  readonly isRepeated?: true;
  /** The spelling of an earlier release, accepted for one more. */
  readonly alias?: string;
  /** Of an earlier release, accepted without effect for one more. */
  readonly isFormer?: true;
}

const option = <T>(flags: string, help: string, schema: z.ZodType<T>): Definition<T> => ({ flags, help, schema });

const text = z.string().min(1, "a text that is not empty");
const path = z.string().min(1, "the path of a file");
const name = z.string().refine(isToken, "a name in lower-case letters, digits and hyphens");
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, `one of ${values.join(", ")}`);

const repeated = <T>(
  flags: string,
  help: string,
  schema: z.ZodType<T>,
  partsOf: (values: readonly string[]) => readonly string[] = (values) => values,
): Definition<readonly T[]> => ({
  ...option(
    flags,
    `${help}; may be given again`,
    z.preprocess((values) => (Array.isArray(values) ? partsOf(values) : values), z.array(schema)),
  ),
  isRepeated: true,
});

const flag = (flags: string, help: string): Definition<boolean> => option(flags, help, z.boolean().default(false));

const durationAbove0 = duration.refine((seconds) => seconds > 0, "a duration above 0, such as 30s");
const holdout = oneOf(["groups", "model", "system", "newest", "all", "none"]);
const percentile = oneOf(["50", "90", "95", "99"]).transform(
  (value) => (Number(value) / 100) as 0.5 | 0.9 | 0.95 | 0.99,
);
const confidence = oneOf(["50", "80", "90", "95", "99"]).transform((value) => (Number(value) / 100) as Confidence);
const clients = list.pipe(z.array(count.refine((each) => each <= 1024, "at most 1024 clients")).max(16));
const copies = z
  .string()
  .regex(/^[1-5]$/, "a whole number from 1 to 5")
  .transform(Number);

/** poisson, constant, or what spreads the gaps, with its parameter behind a colon. */
const arrivals = z
  .string()
  .refine(
    (value) => /^(poisson|constant|(gamma|weibull):(?=.*[1-9])\d*\.?\d+)$/.test(value),
    "poisson, constant, gamma:CV or weibull:SHAPE with a number above 0",
  )
  .refine(
    (value) => !(value.startsWith("weibull:") && Number(value.split(":")[1]) < leastWeibullShape),
    `a weibull shape of ${leastWeibullShape} or more: below it nearly all requests come at once`,
  )
  .transform((value) => {
    const [kind, parameter] = value.split(":");
    if (kind === "gamma") return { gamma: { cv: Number(parameter) } };
    if (kind === "weibull") return { weibull: { shape: Number(parameter) } };
    return value as "poisson" | "constant";
  });

const emissions = ["vllm", "sglang", "trtllm", "kubernetes", "bench", "plan", "csv", "json", "html"] as const;
export const traceFormats = ["azure", "burstgpt", "mooncake", "servegen", "servegen-clients", "csv"] as const;

/**
 * Every option of every command: one spelling, one unit, one reader, one help. A command takes a part of this table, so
 * that an option means the same everywhere.
 */
export const optionTable = {
  json: flag("--json", "print the answer as JSON"),

  server: option("--server <url>", "NATS server; default: LOADLINE_SERVER, else that of a running demo", z.string()),
  user: option("--user <name>", "user of the NATS server", z.string().min(1, "a user name")),
  passwordFile: option("--password-file <path>", "file that holds the user's password", path),
  natsCaFile: option("--nats-ca-file <path>", "PEM file of the CA that signed the broker's certificate", path),
  natsCertificateFile: option("--nats-certificate-file <path>", "PEM file of the client certificate", path),
  natsKeyFile: option("--nats-key-file <path>", "PEM file of the client certificate's private key", path),
  natsCredentialsFile: option("--nats-credentials-file <path>", "credentials file with a user JWT and its seed", path),
  natsNkeyFile: option("--nats-nkey-file <path>", "file with the seed of an nkey user", path),
  natsTokenFile: option("--nats-token-file <path>", "file with a token, such as a pod's service-account token", path),
  publicKey: repeated("--public-key <path>", "PEM file; only events that this key has signed are shown", path),
  approvalKey: option("--approval-key <path>", "PEM file with the Ed25519 private key that signs the approval", path),
  deployment: option("--deployment <name>", "only this deployment", name),
  cluster: option("--cluster <name>", "only this cluster", name),
  history: flag("--history", "start with everything that is stored"),
  heartbeats: flag("--heartbeats", "show repeats of an unchanged recommendation too"),
  count: option("--count <n>", "end after n events", count),
  sinceSeconds: option("--since-seconds <t>", "age of the oldest message, such as 600 or 10m", duration),
  freshSeconds: option("--fresh-seconds <t>", "age from which on the latest sample of a node is stale", durationAbove0),
  plan: option("--plan <file>", "plan that the recommender reads, where none is stored", path),
  check: flag("--check", "change nothing, only compare"),
  replicas: option("--replicas <n>", "copies of each stream, 1 to 5; default: as they have, else 1", copies),

  from: option(
    "--from <source>",
    "prometheus, kubernetes (by kubectl) or telemetry (what agents report)",
    oneOf(["prometheus", "kubernetes", "telemetry"]),
  ),
  pods: option("--pods <file>", "output of kubectl get pods,nodes -A -o json; default: kubectl is run", path),
  fromPrometheus: option(
    "--from-prometheus <url>",
    "read the series of engines and dcgm-exporter that it scrapes",
    text,
  ),
  fromRecommender: option("--from-recommender <url>", "address of a recommender's HTTP interface", text),

  model: option("--model <name>", "model of the catalogue or a usual alias", text),
  modelFile: repeated("--model-file <file>", "a model of your own: a config.json, or from model import --json", path),
  deviceFile: repeated(
    "--device-file <file>",
    "a device of your own in YAML or JSON: a GPU, a CPU, an accelerator",
    path,
  ),
  gpu: repeated(
    "--gpu <name>",
    "GPU of the catalogue, a usual alias, or a partition such as h100/3g.40gb; several with commas between",
    text,
    (names) => names.flatMap((each) => each.split(",")).map((each) => each.trim()),
  ),
  engine: option("--engine <name>", "vllm, sglang, tensorrt-llm, lmdeploy or tgi; default: vllm", text),
  engineVersion: option("--engine-version <x>", "version of the engine, such as 0.19.0", text),
  weights: option(
    "--weights <format>",
    "fp32, bf16, fp16, fp8, int8, nvfp4, mxfp4 or int4; default: the model's",
    text,
  ),
  kvCache: option("--kv-cache <format>", "number format of the KV cache, or auto; default: see the answer", text),
  tensor: option("--tensor <n>", "tensor parallelism: GPUs that share each layer; default: 1, in plan the best", count),
  pipeline: option("--pipeline <n>", "pipeline stages: groups of GPUs with consecutive layers; default: 1", count),
  expert: option("--expert <n>", "expert parallelism: GPUs that the experts are spread over; default: 1", count),
  attentionData: option(
    "--attention-data <n>",
    "data-parallel attention: copies of the attention layers; default: 1",
    count,
  ),
  maxModelLen: option("--max-model-len <n>", "longest request that the engine accepts, in tokens", count),
  maxBatchedTokens: option("--max-batched-tokens <n>", "token budget of one step; default: 8192", count),
  maxSequences: option(
    "--max-sequences <n>",
    "most sequences at once; default: the engine's, by version and GPU",
    count,
  ),
  prefixHitRatio: option(
    "--prefix-hit-ratio <share>",
    "share of the prompt tokens found in the prefix cache; default: 0",
    share,
  ),
  gpuMemoryUtilization: option(
    "--gpu-memory-utilization <share>",
    "of the GPU memory, for the engine; default: 0.9",
    share,
  ),
  streamIntervalTokens: option(
    "--stream-interval-tokens <n>",
    "tokens per chunk of the streamed answer; default: 1",
    count,
  ),
  draftTokens: option("--draft-tokens <n>", "speculative decoding: tokens drafted per step", count),
  acceptedTokens: option("--accepted-tokens <x>", "speculative decoding: tokens that a step yields", positive),
  observations: option(
    "--observations <file>",
    "measurements, as calibrate reads them, that correct the answers",
    path,
  ),
  coefficients: option("--coefficients <file>", "your own fit, as calibrate --write writes it", path),

  inputTokens: option("--input-tokens <n>", "tokens of an average prompt", positive),
  outputTokens: option("--output-tokens <n>", "tokens of an average answer", positive),
  concurrency: option("--concurrency <n>", "load: this many requests at once, always", count),
  endless: flag(
    "--endless",
    "with a concurrency: the loop has run for long; without: about ten requests per client, all starting at once",
  ),
  requestsPerSecond: option("--requests-per-second <x>", "load: arrivals that do not wait for answers", positive),
  requests: option("--requests <n>", "with a rate or a concurrency: the run ends after n; alone: all at once", count),
  arrivals: option(
    "--arrivals <kind>",
    "with a rate: poisson, constant, gamma:CV or weibull:SHAPE; default: poisson",
    arrivals,
  ),
  burstiness: option("--burstiness <x>", "the same as benchmarks state it: 1 is random, below 1 in bursts", positive),
  lengths: option(
    "--lengths <what>",
    "instead of mean tokens: mean/p95 of prompts and answers, such as 900/3000,200/600, a recorded trace, or a workload file",
    text,
  ),
  saturated: flag("--saturated", "load: saturated, so that requests always wait"),
  clients: option("--clients <list>", "numbers of clients that ask at once, one load after the other", clients),
  servedModelName: option("--served-model-name <name>", "name that the engine serves; default: its only one", text),

  ttft: option("--ttft <t>", "objective: time to first token, such as 500ms", objectiveOf("timeToFirstToken")),
  tpot: option(
    "--tpot <t>",
    "objective: mean gap between the tokens of a request (TPOT), such as 50ms",
    objectiveOf("interTokenLatency"),
  ),
  itl: option(
    "--itl <t>",
    "objective: every single gap between two tokens (ITL), such as 50ms",
    objectiveOf("interTokenLatency"),
  ),
  endToEnd: option("--end-to-end <t>", "objective: time of the whole answer, such as 30s", objectiveOf("endToEnd")),
  percentile: option(
    "--percentile <p>",
    "50, 90, 95 or 99: percent of the requests that meet the objectives",
    percentile,
  ),

  confidence: option("--confidence <p>", "50, 80, 90, 95 or 99: chance that the count is enough", confidence),

  prefill: option("--prefill <n>", "prefill workers of a replica; implies --disaggregated", count),
  decode: option("--decode <n>", "decode workers of a replica; implies --disaggregated", count),
  disaggregated: flag("--disaggregated", "compare separate prefill and decode workers too"),
  purchase: option("--purchase <class>", "on-demand, reserved or spot", oneOf(["on-demand", "reserved", "spot"])),
  steps: option("--steps <n>", "of a picture: denoising steps; default: the model's usual", count),
  side: option("--side <pixels>", "of a picture: its side; default: the model's usual", count),
  gateway: option("--gateway <x>", "requests/s that the gateway lets through", positive),
  gatewayTokens: option("--gateway-tokens <x>", "tokens/s, in and out, that the gateway lets through", positive),
  gatewayCounts: option(
    "--gateway-counts <which>",
    "offered or cache-misses: requests held against its limits; default: offered",
    oneOf(["offered", "cache-misses"]),
  ),
  responseCache: option("--response-cache <share>", "requests that a response cache answers; default: none", share),
  reserve: {
    ...option(
      "--reserve <causes>",
      "held back: failures=off, rollout=10%, zones=3, nodes=1, cache=0.4 (its hits), spot=70%/2",
      z.string(),
    ),
    alias: "--spare <causes>",
  },
  prices: option("--prices <file>", "your own prices, YAML or JSON", path),
  inventory: option("--inventory <file>", "your own GPUs: the cheapest mix of them", path),
  emit: option("--emit <what>", `print instead: ${emissions.join(", ")}`, oneOf(emissions)),
  write: option("--write <file>", "write the result as a file", path),
  verify: flag(
    "--verify",
    "simulate the planned replicas in their busiest minute; exit code 1 when an objective breaks",
  ),
  live: flag(
    "--live",
    "with the load and the ready replicas of the latest recommendations at the broker; clusters without valid ones are left out",
  ),
  store: flag("--store", "store a valid plan file for the recommenders of its cluster, whatever its size"),

  policies: {
    ...option("--policies <list>", "policies with commas, such as hpa:0.7,loadline", list),
    alias: "--policy <name>",
  },
  leadTime: option("--lead-time <t>", "from decision to a serving replica", duration),
  replicaCapacity: option("--replica-capacity <r>", "of one replica, such as 8rps; default: mean load ÷ 25", rate),
  minReplicas: option("--min-replicas <n>", "lower bound; default: 1", count),
  maxReplicas: option("--max-replicas <n>", "upper bound; default: none", count),
  pricePerHour: option("--price-per-hour <usd>", "price of a replica; without it the cost is unknown", positive),
  seed: option("--seed <n>", "seed of the noise", count),
  html: option("--html <file>", "write a report with charts", path),
  trace: option("--trace <file>", "recorded load, packed with gzip or not", path),
  format: option("--format <name>", `${traceFormats.join(", ")}; default: by the first line`, oneOf(traceFormats)),
  load: option("--load <name>", "shape of a generated load", text),
  rate: option("--rate <r>", "base rate of a generated load, such as 200rps", rate),
  duration: option("--duration <t>", "length of a generated load, such as 3d", duration),
  between: option("--between <how>", "linear or step between two windows of a trace", oneOf(["linear", "step"])),
  gaps: option("--gaps <how>", "bridge or zero: what a recording gap counts as", oneOf(["bridge", "zero"])),
  scoreFrom: option("--score-from <t>", "leave the start out of the score, such as 7d", duration),
  compare: {
    ...flag("--compare", "cost against the pod autoscaler's at equal unserved demand, five seeds of noise"),
    alias: "--tune",
  },
  tuneUntil: { ...option("--tune-until <t>", "", duration), isFormer: true },
  mostUnserved: { ...option("--most-unserved <share>", "", share), isFormer: true },
  availableGpus: option("--available-gpus <n>", "days until the load fills these GPUs, as a range", positive),
  gpusPerReplica: option("--gpus-per-replica <n>", "default: --tensor, else 1", count),
  powerEnvelope: option("--power-envelope <kW>", "the same for power, with --replica-power", positive),
  replicaPower: option("--replica-power <W>", "what one replica draws", positive),
  budgetPerHour: option("--budget-per-hour <usd>", "the same for money, with --price-per-hour", positive),
  procurementTime: option("--procurement-time <t>", "from order to GPUs", duration),
  scenario: option("--scenario <file>", "simulate single requests as this YAML or JSON file describes", path),
  scenarioSchema: flag("--scenario-schema", "print the JSON Schema of such a file"),

  holdout: option("--holdout <what>", "rows to predict unseen: groups, model, system, newest, all or none", holdout),
  folds: option("--folds <n>", "most fits for --holdout groups; default: one for every group", count),
  ablate: flag("--ablate", "what each coefficient and each level of pooling buys, for the report; minutes"),
  rows: option(
    "--rows <file>",
    "with --from-prometheus: write the rows, one JSON object a line, and fit nothing",
    path,
  ),
  report: option("--report <file>", "write the fit report as Markdown", path),
  origin: option("--origin <text>", "where the rows come from, for the report; default: the names of the files", text),
  id: option("--id <name>", "name of the model; default: the file's folder", text),
  embedding: flag("--embedding", "it makes embeddings, no tokens: without an output matrix"),
} satisfies Readonly<Record<string, Definition<unknown>>>;
