import { clipped, valueText } from "@loadline/model";

export { orElse, reasonOf } from "@loadline/model";

const didYouMean = (nearest: string | undefined): string => (nearest === undefined ? "" : `did you mean ${nearest}? `);

/** Every message about a mistake in what was typed or in a file: what is wrong with the value, why, what to do. */
export const messages = {
  unknownCommand: (name: string, nearest: string | undefined, names: readonly string[]) =>
    `unknown command ${name}; ${nearest === undefined ? `the commands are ${names.join(", ")}` : `did you mean ${nearest}?`}`,
  unknownOption: (name: string, nearest: string | undefined, help: string) =>
    `unknown option ${name}; ${didYouMean(nearest)}see ${help}`,
  missingValue: (flags: string, help: string) => `missing value of ${flags}; see ${help}`,
  missingArgument: (name: string, help: string) => `missing argument <${name}>; see ${help}`,
  unexpectedArgument: (line: string, help: string) => `too many arguments in ${valueText(line)}; see ${help}`,
  invalid: (what: string, value: unknown, expected: string) => `${what} is ${valueText(value)}; expected ${expected}`,
  missing: (what: string, give: string) => `missing ${what}; give ${give}`,
  severalModels: (names: readonly string[]) =>
    `missing --served-model-name; give one of ${names.slice(0, 10).map(clipped).join(", ")}${names.length > 10 ? ` and ${names.length - 10} more` : ""}`,
  tokensAtOnce: (seconds: number) =>
    `a token each ${(seconds * 1e6).toFixed()} µs is faster than any engine: the answers were buffered on their way; ask the engine itself, not a proxy`,
  needs: (what: string, other: string) => `${what} needs ${other} beside it`,
  exclude: (one: string, other: string) => `${one} and ${other} exclude each other; give one of them`,
  unknownKey: (key: string, value: unknown, help: string) =>
    `unknown key ${key} with the value ${valueText(value)}; ${help}`,
  unwritable: (option: string, path: string, reason: string) =>
    `${option} names ${path}, which cannot be written: ${reason}; name another file`,

  endless: () => "--endless needs --concurrency beside it, and no --requests",
  oneLoad: (given: number) =>
    `${given === 0 ? "missing load" : `${given} loads are given`}; give exactly one of --concurrency and --requests-per-second (each with --requests for a run that ends), --requests alone for all at once, and --saturated`,

  noTokens: (option: string, model: string) =>
    `${option} cannot be met or missed: ${model} answers in one piece; give --end-to-end`,
  textPart: (name: string, id: string) =>
    `--model ${name} is not in the catalogue, only ${id}, the text model inside it, without the encoder's memory and work; state the pictures of a prompt with --images, or give --model ${id} and count them as prompt tokens`,
  repeated: (key: string, value: unknown, first: string, fix = "remove one of them") =>
    `${key} is ${valueText(value)}, which ${first} has already; ${fix}`,
  noPlanToWrite: () =>
    "--write needs an answer that a plan can describe: aggregated replicas within the objectives; relax the objectives or leave it out",
  emitNeedsModel: (what: string) =>
    `--emit ${what} shows a search, and a plan file is none; give --model with a load, or ask for csv or json`,
  emitOnePlan: (what: string, plans: number) =>
    `--emit ${what} starts the engines of one cluster, and ${plans} plans are given; emit one plan at a time`,
  otherEngine: (what: string, engines: readonly string[]) =>
    `--emit is ${what}, but the plan's engines are ${engines.join(", ")}; ask for one of those, or plan with --engine`,
  noLength: (option: string, kind: string) =>
    `${option} means nothing for a model of kind ${kind}: its requests have no such tokens; leave it out`,
  offloadNeedsPrefixes: () =>
    "--kv-offloading-size needs to know what prompts share: give --lengths with a workload or a trace that states prefixes, or the measured --prefix-hit-ratio",
  unknownPictures: (model: string) =>
    `how many tokens a picture has in a prompt of ${model} is not known; count them in --input-tokens, and leave --images out`,
  noDocuments: (model: string, kind: string) =>
    `--documents means nothing for ${model}; ${kind === "decoder" ? "it reads each document as a request of its own: give as many times the requests/s with --output-tokens 1" : "leave it out"}`,
  laterFlag: (program: string, flag: string, from: string) =>
    `${program} has no ${flag}, which came with ${from}: plan with that version or a later one, or without what it sets`,
  speculationInPlan: () =>
    "a plan file has no speculative decoding, and its replicas would be started without: leave --draft-tokens out",
  documentsInPlan: () =>
    "a plan file counts a reranker's documents as requests, as its engine does: give as many times the requests/s, and leave --documents out",
  noRepository: (name: string, model: string) =>
    `the repository of ${name} is not known; it is planned as ${model}: name it with its organisation, such as --model ORGANISATION/${name}`,
  noNodesLaunch: (deployment: string, engine: string, nodes: number) =>
    `a replica of ${deployment} spans ${nodes} nodes, which ${engine} starts by MPI, not by flags; use vllm or sglang, or a layout within a node`,
  missingPrice: (gpu: string) =>
    `missing price of ${gpu}: the catalogue has none; give usdPerGpuHour in the inventory or in the prices file`,
  optionBesideFile: (option: string, file: string) =>
    `${option} cannot be combined with ${file}; set it in the file instead`,
  planNeedsFileOrModel: () =>
    "missing argument <file>; give a plan, or --model to size one deployment, see loadline plan --help",

  nothingToImport: (file: string, unread: readonly string[]) =>
    `${file} starts no engine that is known, and is no result of vllm bench, GuideLLM, AIPerf, genai-perf or inference-perf; ${unread.length === 0 ? "give one of these" : `not read: ${unread.join(", ")}`}`,
  manifestTooLarge: (documents: number, mebibytes: number) =>
    `the manifest has more than ${documents} documents or ${mebibytes} MiB; give a part of it`,
  noRows: (files: readonly string[]) =>
    `no measured configuration in ${files.join(", ")}; give one JSON object a line, with \`measured\``,
  traceTooLarge: (path: string, megabytes: number) =>
    `the trace ${path} has more than ${megabytes} MB of text; give at most ${megabytes} MB: a part of it, or its sums in windows (timestamp_s,rate_rps)`,
  brokenGzip: (path: string, reason: string) =>
    `the packed trace ${path} cannot be unpacked: ${reason}, so copy or download it again`,
  unknownFormat: (formats: readonly string[]) =>
    `missing --format, as the first line of the trace does not show which it has; give one of ${formats.join(", ")}`,
  otherFormat: (format: string, likely: string) =>
    `--format is ${valueText(format)}, but the first line of the trace is one of ${likely}; give --format ${likely}`,
  traceTooShort: (seconds: number, least: number, step: number) =>
    `the trace lasts ${Math.round(seconds * 10) / 10} s, too short for steps of ${step} s; give at least ${least} s of load`,
  traceTooLong: (length: string, most: string) =>
    `the trace lasts ${length}, more than ${most}; a time is wrong, or in another unit than the others`,

  capacityNeedsLengths: (model: string) =>
    `the capacity of a replica of ${model} depends on lengths that this load does not have; give --input-tokens and --output-tokens, or --replica-capacity`,
  unreachableObjectives: (objective: string, reached: number, allowed: number) =>
    `${objective} reaches ${reached.toPrecision(3)} s of ${allowed} s on an idle replica, so it can carry no load; relax --ttft, --tpot or --itl, or choose a faster replica`,
  noMeanLoad: () => "the mean load is 0; give a load above zero, or a capacity with --replica-capacity",

  oneDeployment: (name: string | undefined, names: readonly string[], what = "--deployment") =>
    `${name === undefined ? `${what} is missing` : `${what} is ${valueText(name)}`}; expected a model, namespace or job that is one deployment's alone: ${names.length === 0 ? "no engine is scraped" : names.join(", ")}`,
  severalDeployments: (what: string | undefined, names: readonly string[]) =>
    `${what === undefined ? "several deployments match" : `several deployments are called ${what}`}; name one of ${names.join(", ")}, or the id of a decision`,
  noLedger: (deployment: string) =>
    `the event of ${deployment} has no ledger: its recommender is older than 0.2; upgrade it`,
  nothingStored: () => "no recommendation is stored; start the recommender with a plan, see loadline doctor",
  unknownDecision: (what: string, names: readonly string[], isVerified: boolean) =>
    `no deployment, decision or event ${valueText(what)}${isVerified ? " that --public-key signed" : ""}; ${names.length === 0 ? "no recommendation is stored" : `stored: ${names.join(", ")}`}`,
} as const;

/** A mistake that the user can correct: one line on stderr, exit code 2. */
export class UserError extends Error {
  readonly code: `LL_${string}`;

  constructor(message: string, code: `LL_${string}` = "LL_INPUT_INVALID", options?: ErrorOptions) {
    super(message, options);
    this.name = "UserError";
    this.code = code;
  }
}

/** Errors with a code of Loadline, whichever package made them; without loading one to find out. */
export const isCodedError = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("LL_");

/** What is called otherwise elsewhere: by benchmark clients, and by engines. */
const otherNames: Readonly<Record<string, string>> = {
  rate: "requests-per-second",
  rps: "requests-per-second",
  qps: "requests-per-second",
  burst: "burstiness",
  isl: "input-tokens",
  osl: "output-tokens",
  e2e: "end-to-end",
  "tensor-parallel": "tensor",
  "tensor-parallel-size": "tensor",
  "tp-size": "tensor",
  tp: "tensor",
  "pipeline-parallel-size": "pipeline",
  "pp-size": "pipeline",
  pp: "pipeline",
  "data-parallel-size": "attention-data",
  "dp-size": "attention-data",
  dp: "attention-data",
  "enable-expert-parallel": "expert",
  "ep-size": "expert",
  ep: "expert",
  quantization: "weights",
  dtype: "weights",
  "kv-cache-dtype": "kv-cache",
  "max-num-seqs": "max-sequences",
  "max-running-requests": "max-sequences",
  "max-batch-size": "max-sequences",
  "max-num-batched-tokens": "max-batched-tokens",
  "chunked-prefill-size": "max-batched-tokens",
  "mem-fraction-static": "gpu-memory-utilization",
  "context-length": "max-model-len",
};

/** The name of an option here. @param name its name there */
export const ownName = (name: string): string => otherNames[name] ?? name;
