import type { clusterRequirements, routers } from "@loadline/model";
import { isToken } from "@loadline/protocol";
import { z } from "zod";
import {
  count,
  duration,
  leastWeibullShape,
  list,
  objectiveOf,
  pictures,
  positive,
  rate,
  share,
} from "./quantities.ts";

export type Confidence = NonNullable<Parameters<typeof clusterRequirements>[0]["confidence"]>;

export interface Definition<T> {
  /** As in the help: "<n>"; null: a switch. */
  readonly value: string | null;
  readonly help: string;
  readonly schema: z.ZodType<T>;
  /** May be given again; reads as a list. */
  readonly isRepeated?: true;
}

const option = <T>(value: string | null, help: string, schema: z.ZodType<T>) => ({ value, help, schema });

const text = z.string().min(1, "a text that is not empty");
const path = z.string().min(1, "the path of a file");
const name = z.string().refine(isToken, "a name in lower-case letters, digits and hyphens");
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, `one of ${values.join(", ")}`);

const repeated = <T>(
  value: string,
  help: string,
  schema: z.ZodType<T>,
  partsOf: (values: readonly string[]) => readonly string[] = (values) => values,
): Definition<readonly T[]> => ({
  ...option(
    value,
    `${help}; may be given again`,
    z.preprocess((values) => (Array.isArray(values) ? partsOf(values) : values), z.array(schema)),
  ),
  isRepeated: true,
});

const flag = (help: string): Definition<boolean> => option(null, help, z.boolean().default(false));

const durationAbove0 = duration.refine((seconds) => seconds > 0, "a duration above 0, such as 30s");
const holdout = oneOf(["groups", "model", "system", "newest", "all", "none"]);
const percentile = oneOf(["50", "90", "95", "99"]).transform(
  (value) => (Number(value) / 100) as 0.5 | 0.9 | 0.95 | 0.99,
);
/** Routers that need nothing but the requests; prefix affinity is of a plan file. */
export const routable = [
  "random",
  "round-robin",
  "least-requests",
  "power-of-two",
  "least-tokens",
] as const satisfies readonly (typeof routers)[number][];

const confidence = oneOf(["50", "80", "90", "95", "99"]).transform((value) => (Number(value) / 100) as Confidence);
const clients = list.pipe(z.array(count.refine((each) => each <= 1024, "at most 1024 clients")).max(16));
const copies = z
  .string()
  .regex(/^[1-5]$/, "a whole number from 1 to 5")
  .transform(Number);

const thousands: Readonly<Record<string, string>> = { k: "000", M: "000000" };
/** "10M" → "10000000" */
const expandedCount = (text: string): string =>
  text.replace(/^(\d+)([kM])$/, (_, digits: string, unit: string) => `${digits}${thousands[unit]}`);

/** Two numbers above 0 with a slash between them. */
const pairOf = <A extends string, B extends string>(first: A, second: B) =>
  z
    .string()
    .regex(/^\d*\.?\d+\/\d*\.?\d+$/, "two numbers with a slash between them, such as 0.60/2.40")
    .transform((text) => {
      const [a = 0, b = 0] = text.split("/").map(Number);
      return { [first]: a, [second]: b } as { readonly [K in A | B]: number };
    })
    .refine((pair) => Object.values<number>(pair).every((value) => value > 0), "two numbers above 0");

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

const emissions = ["vllm", "sglang", "trtllm", "kubernetes", "bench", "plan", "csv", "html"] as const;
export const traceFormats = ["azure", "burstgpt", "mooncake", "servegen", "servegen-clients", "csv"] as const;

/**
 * Every option of every command: one spelling, one unit, one reader, one help. A command takes a part of this table, so
 * that an option means the same everywhere.
 */
export const optionTable = {
  json: flag("print the answer as JSON"),

  server: option("<url>", "NATS server; default: LOADLINE_SERVER, else that of a running demo", z.string()),
  user: option("<name>", "user of the NATS server", z.string().min(1, "a user name")),
  passwordFile: option("<path>", "file that holds the user's password", path),
  natsCaFile: option("<path>", "PEM file of the CA that signed the broker's certificate", path),
  natsCertificateFile: option("<path>", "PEM file of the client certificate", path),
  natsKeyFile: option("<path>", "PEM file of the client certificate's private key", path),
  natsCredentialsFile: option("<path>", "credentials file with a user JWT and its seed", path),
  natsNkeyFile: option("<path>", "file with the seed of an nkey user", path),
  natsTokenFile: option("<path>", "file with a token, such as a pod's service-account token", path),
  publicKey: repeated("<path>", "PEM file; only events that this key has signed are shown", path),
  deployment: option("<name>", "only this deployment", name),
  cluster: option("<name>", "only this cluster", name),
  history: flag("start with everything that is stored"),
  events: flag("each recommendation as it comes, in place of the table"),
  inputs: flag("list every input with its age"),
  heartbeats: flag("show repeats of an unchanged recommendation too"),
  count: option("<n>", "end after n events", count),
  sinceSeconds: option("<t>", "age of the oldest message, such as 600 or 10m", duration),
  freshSeconds: option("<t>", "age from which on the latest sample of a node is stale", durationAbove0),
  preflight: option("<namespace>", "check by kubectl what an installation there needs, and nothing else", text),
  plan: option("<file>", "plan that the recommender reads, where none is stored", path),
  check: flag("change nothing, only compare"),
  replicas: option("<n>", "copies of each stream, 1 to 5; default: as they have, else 1", copies),

  from: option(
    "<source>",
    "prometheus, kubernetes (by kubectl) or telemetry (what agents report)",
    oneOf(["prometheus", "kubernetes", "telemetry"]),
  ),
  pods: option("<file>", "output of kubectl get pods,nodes -A -o json; default: kubectl is run", path),
  fromPrometheus: option("<url>", "read the series of engines and dcgm-exporter that it scrapes", text),

  model: option("<name>", "model of the catalogue or a usual alias", text),
  modelFile: repeated("<file>", "a model of your own: a config.json, or from model import --json", path),
  deviceFile: repeated("<file>", "a device of your own in YAML or JSON: a GPU, a CPU, an accelerator", path),
  gpu: repeated(
    "<name>",
    "GPU of the catalogue, a usual alias, or a partition such as h100/3g.40gb; several with commas between",
    text,
    (names) => names.flatMap((each) => each.split(",")).map((each) => each.trim()),
  ),
  engine: option("<name>", "vllm, sglang, tensorrt-llm, lmdeploy or tgi; default: vllm", text),
  engineVersion: option("<x>", "version of the engine, such as 0.19.0", text),
  weights: option("<format>", "fp32, bf16, fp16, fp8, int8, nvfp4, mxfp4 or int4; default: the model's", text),
  kvCache: option("<format>", "number format of the KV cache, or auto; default: see the answer", text),
  tensor: option("<n>", "tensor parallelism: GPUs that share each layer; default: 1, in plan the best", count),
  pipeline: option("<n>", "pipeline stages: groups of GPUs with consecutive layers; default: 1", count),
  expert: option("<n>", "expert parallelism: GPUs that the experts are spread over; default: 1", count),
  attentionData: option("<n>", "data-parallel attention: copies of the attention layers; default: 1", count),
  kvOffloadingSize: option(
    "<GiB>",
    "host memory of each engine for a second KV cache, with --lengths that states prefixes; default: none",
    positive,
  ),
  maxLoras: option("<n>", "adapters (LoRA) in one step, each with a slot in GPU memory; default: none", count),
  maxLoraRank: option("<n>", "highest rank of an adapter, which every slot is made for; default: 16", count),
  maxModelLen: option("<n>", "longest request that the engine accepts, in tokens", count),
  maxBatchedTokens: option("<n>", "token budget of one step; default: 8192", count),
  maxSequences: option("<n>", "most sequences at once; default: the engine's, by version and GPU", count),
  prefixHitRatio: option("<share>", "share of the prompt tokens found in the prefix cache; default: 0", share),
  gpuMemoryUtilization: option("<share>", "of the GPU memory, for the engine; default: 0.9", share),
  streamIntervalTokens: option("<n>", "tokens per chunk of the streamed answer; default: 1", count),
  draftTokens: option("<n>", "speculative decoding: tokens drafted per step", count),
  acceptedTokens: option("<x>", "speculative decoding: tokens that a step yields", positive),
  observations: option("<file>", "measurements, as calibrate reads them, that correct the answers", path),
  coefficients: option("<file>", "your own fit, as calibrate --write writes it", path),

  inputTokens: option("<n>", "tokens of an average prompt", positive),
  outputTokens: option("<n>", "tokens of an average answer", positive),
  images: option("<sizes>", "pictures of a prompt beside its text, in pixels, such as 1024x768 or 3*512x512", pictures),
  documents: option("<n>", "of a reranker: documents a request, each read with the query in --input-tokens", count),
  concurrency: option("<n>", "load: this many requests at once, always", count),
  endless: flag(
    "with a concurrency: the loop has run for long; without: about ten requests per client, all starting at once",
  ),
  requestsPerSecond: option("<x>", "load: arrivals that do not wait for answers", positive),
  fleet: option("<n>", "with a rate: so many replicas share it, behind --router", count),
  requests: option(
    "<n>",
    "with a rate or a concurrency: the run ends after n; alone: all at once",
    z.string().transform(expandedCount).pipe(count),
  ),
  within: option("<t>", "offline work: by when all --requests are answered, such as 8h", durationAbove0),
  arrivals: option("<kind>", "with a rate: poisson, constant, gamma:CV or weibull:SHAPE; default: poisson", arrivals),
  burstiness: option("<x>", "the same as benchmarks state it: 1 is random, below 1 in bursts", positive),
  lengths: option(
    "<what>",
    "instead of mean tokens: mean/p95 of prompts and answers, such as 900/3000,200/600, a recorded trace, or a workload file",
    text,
  ),
  saturated: flag("load: saturated, so that requests always wait"),
  clients: option("<list>", "numbers of clients that ask at once, one load after the other", clients),
  servedModelName: option("<name>", "name that the engine serves; default: its only one", text),

  ttft: option("<t>", "objective: time to first token, such as 500ms", objectiveOf("timeToFirstToken")),
  tpot: option(
    "<t>",
    "objective: mean gap between the tokens of a request (TPOT), such as 50ms",
    objectiveOf("interTokenLatency"),
  ),
  itl: option(
    "<t>",
    "objective: every single gap between two tokens (ITL), such as 50ms",
    objectiveOf("interTokenLatency"),
  ),
  endToEnd: option("<t>", "objective: time of the whole answer, such as 30s", objectiveOf("endToEnd")),
  percentile: option("<p>", "50, 90, 95 or 99: percent of the requests that meet the objectives", percentile),

  confidence: option("<p>", "50, 80, 90, 95 or 99: chance that the count is enough", confidence),
  router: option("<name>", `how requests are spread over the replicas: ${routable.join(", ")}`, oneOf(routable)),

  prefill: option("<n>", "prefill workers of a replica; implies --disaggregated", count),
  decode: option("<n>", "decode workers of a replica; implies --disaggregated", count),
  disaggregated: flag("compare separate prefill and decode workers too"),
  purchase: option("<class>", "on-demand, reserved or spot", oneOf(["on-demand", "reserved", "spot"])),
  steps: option("<n>", "of a picture: denoising steps; default: the model's usual", count),
  side: option("<pixels>", "of a picture: its side; default: the model's usual", count),
  gateway: option("<x>", "requests/s that the gateway lets through", positive),
  gatewayTokens: option("<x>", "tokens/s, in and out, that the gateway lets through", positive),
  gatewayCounts: option(
    "<which>",
    "offered or cache-misses: requests held against its limits; default: offered",
    oneOf(["offered", "cache-misses"]),
  ),
  responseCache: option("<share>", "requests that a response cache answers; default: none", share),
  reserve: option(
    "<causes>",
    "held back: failures=off, rollout=10%, zones=3, nodes=1, cache=0.4 (its hits), spot=70%/2",
    z.string(),
  ),
  compareApi: option(
    "<in/out>",
    "price of an API in $ per million tokens in and out, such as 0.60/2.40",
    pairOf("input", "output"),
  ),
  wholeNodes: flag("compare what whole nodes cost, or racks such as an NVL72, not the GPUs in use"),
  capex: option(
    "<usd/years>",
    "of GPUs of your own: price of one with its share of the node, over the years, such as 35000/4",
    pairOf("usd", "years"),
  ),
  powerPrice: option("<usd>", "with --capex: price of a kWh", positive),
  pue: option("<x>", "with --capex: power of the building over that of the nodes; default: 1.58", positive),
  meanLoad: option("<share>", "mean load over the one that is planned for; default: 1", share),
  prices: option("<file>", "your own prices, YAML or JSON", path),
  inventory: option("<file>", "your own GPUs: the cheapest mix of them", path),
  emit: option("<what>", `print instead: ${emissions.join(", ")}`, oneOf(emissions)),
  write: option("<file>", "write the result as a file", path),
  verify: flag("simulate the planned replicas in their busiest minute; exit code 1 when an objective breaks"),
  store: flag("store a valid plan file for the recommenders of its cluster, whatever its size"),

  port: option("<n>", "port of the page on this machine; default: any that is free", count),
  noOpen: flag("print the address, open no browser"),

  policies: option("<list>", "policies with commas, such as hpa:0.7,loadline", list),
  leadTime: option("<t>", "from decision to a serving replica", duration),
  replicaCapacity: option("<r>", "of one replica, such as 8rps; default: mean load ÷ 25", rate),
  minReplicas: option("<n>", "lower bound; default: 1", count),
  maxReplicas: option("<n>", "upper bound; default: none", count),
  pricePerHour: option("<usd>", "price of a replica; without it the cost is unknown", positive),
  seed: option("<n>", "seed of the noise", count),
  html: option("<file>", "write a report with charts", path),
  trace: option("<file>", "recorded load, packed with gzip or not", path),
  format: option("<name>", `${traceFormats.join(", ")}; default: by the first line`, oneOf(traceFormats)),
  load: option("<name>", "shape of a generated load", text),
  rate: option("<r>", "base rate of a generated load, such as 200rps", rate),
  duration: option("<t>", "length of a generated load, such as 3d", duration),
  between: option("<how>", "linear or step between two windows of a trace", oneOf(["linear", "step"])),
  gaps: option("<how>", "bridge or zero: what a recording gap counts as", oneOf(["bridge", "zero"])),
  scoreFrom: option("<t>", "leave the start out of the score, such as 7d", duration),
  compare: flag("cost against the pod autoscaler's at equal unserved demand, five seeds of noise"),
  scenario: option("<file>", "simulate single requests as this YAML or JSON file describes", path),
  scenarioSchema: flag("print the JSON Schema of such a file"),

  holdout: option("<what>", "rows to predict unseen: groups, model, system, newest, all or none", holdout),
  folds: option("<n>", "most fits for --holdout groups; default: one for every group", count),
  ablate: flag("what each coefficient and each level of pooling buys, for the report; minutes"),
  rows: option("<file>", "with --from-prometheus: write the rows, one JSON object a line, and fit nothing", path),
  report: option("<file>", "write the fit report as Markdown", path),
  origin: option("<text>", "where the rows come from, for the report; default: the names of the files", text),
  id: option("<name>", "name of the model; default: the file's folder", text),
  embedding: flag("it makes embeddings, no tokens: without an output matrix"),
} satisfies Readonly<Record<string, Definition<unknown>>>;
