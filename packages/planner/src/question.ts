import {
  type Gpu,
  gpuNamed,
  type Model,
  modelInput,
  modelNamed,
  precisionByName,
  type ReservePolicy,
  requestForm,
  type wayOfRequests,
} from "@loadline/model";
import { type StatedLengths, withPrefixHits } from "./lengths.ts";
import { messages, UserError } from "./messages.ts";
import { assertDocuments, assertLengths, modelName } from "./model-name.ts";
import { configurationGroups, connectionOptions, lengthOptions, objectiveOptions, optionSet } from "./options.ts";
import { noEntries, type OwnEntries } from "./own-entries.ts";
import { noObservations, type OwnObservations } from "./own-observations.ts";
import { tokensOfPictures } from "./pictures.ts";
import { assertNamed, assertStartedFor, assertTimed, contextNotes } from "./spec-notes.ts";

export const planOptions = optionSet(
  [
    "model",
    "modelFile",
    ...lengthOptions,
    "images",
    "documents",
    "lengths",
    "requestsPerSecond",
    "requests",
    "within",
    "arrivals",
    "burstiness",
    ...objectiveOptions,
    "endToEnd",
    "percentile",
    "confidence",
    "router",
    "gpu",
    "deviceFile",
    "weights",
    ...configurationGroups.parallel,
    "kvCache",
    ...configurationGroups.engineConfig,
    ...configurationGroups.speculativeDecoding,
    "engine",
    "engineVersion",
    "disaggregated",
    "prefill",
    "decode",
    "purchase",
    "steps",
    "side",
    "gateway",
    "gatewayTokens",
    "gatewayCounts",
    "responseCache",
    "reserve",
    "prices",
    "inventory",
    "wholeNodes",
    "compareApi",
    "capex",
    "powerPrice",
    "pue",
    "meanLoad",
    "observations",
    "coefficients",
    ...connectionOptions,
    "store",
    "write",
    "emit",
    "cluster",
    "verify",
    "json",
  ],
  { percentile: "95", confidence: "90", router: "least-requests", purchase: "on-demand", cluster: "default" },
  {
    requests: "offline work: requests in all, such as 10M; with --within",
    requestsPerSecond: "load at the front, before gateway and response cache",
    gpu: "only this GPU; may be given again; default: the whole catalogue",
    pipeline: "pipeline stages: groups of GPUs with consecutive layers; default: the best",
    expert: "expert parallelism: GPUs that the experts are spread over; default: the best",
    attentionData: "data-parallel attention: copies of the attention layers; default: the best",
    prefixHitRatio:
      "share of the prompt tokens found in the prefix cache; default: by --lengths where it states prefixes, else 0",
    write: "write the best configuration as a plan file, for this command and the recommender",
    cluster: "of the plan that is written",
  },
);
export type PlanOptions = ReturnType<typeof planOptions.read> & Partial<StatedLengths>;

const invalid = (value: string): UserError =>
  new UserError(
    messages.invalid(
      "--reserve",
      value,
      "causes like failures=off, rollout=10%, zones=3, nodes=1, cache=0.4 or spot=70%/2 (share/markets), separated by commas",
    ),
  );

const numberOf = (text: string, part: string): number => {
  const isPercent = text.endsWith("%");
  const value = Number(isPercent ? text.slice(0, -1) : text);
  if (text === "" || !Number.isFinite(value)) throw invalid(part);
  return isPercent ? value / 100 : value;
};

const wholeOf = (text: string, part: string): number => {
  const value = numberOf(text, part);
  if (!Number.isInteger(value) || value < 1) throw invalid(part);
  return value;
};

// Two minutes are the longest notice that a large provider promises; five are a usual cold start.
const spotTimes = { noticeSeconds: 120, leadTimeSeconds: 300 };

/** With the nodes that may go at once: how many replicas they hold depends on the GPU. */
type AskedReserve = ReservePolicy & { readonly lostNodes?: number };

const policyOf = (part: string): AskedReserve => {
  const [cause = "", value = ""] = part.split("=").map((text) => text.trim());
  switch (cause) {
    case "failures":
      if (value !== "off" && value !== "on") throw invalid(part);
      return value === "off" ? { failures: null } : {};
    case "rollout":
      return { rolloutSurge: numberOf(value, part) };
    case "zones":
      return { zones: wholeOf(value, part) };
    case "nodes":
      return { lostNodes: wholeOf(value, part) };
    case "cache":
      return { cacheHitRatio: numberOf(value, part) };
    case "spot": {
      const [share = "", markets = "1"] = value.split("/");
      return { spot: { share: numberOf(share, part), markets: wholeOf(markets, part), ...spotTimes } };
    }
    default:
      throw invalid(part);
  }
};

/** What a fleet holds capacity back for, from "zones=3,rollout=10%"; nothing given: GPU failures alone. @throws UserError */
export const reservePolicyOf = (text = ""): AskedReserve =>
  Object.assign({}, ...text.split(",").flatMap((part) => (part.trim() === "" ? [] : [policyOf(part)])));

/** One deployment to size: the options with the model that they name. */
export interface SizeQuestion {
  readonly options: PlanOptions;
  /** Its name in what is printed. */
  readonly modelName: string;
  readonly model: string | Model;
  /** The GPUs asked for, an own device where it is the only one; undefined: those of the catalogue. */
  readonly gpus: readonly Gpu[] | undefined;
  /** The user's own, beside the catalogue's. */
  readonly devices: readonly Gpu[];
  readonly requestsPerSecond: number;
  /** Of a request, with all its documents. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly producesTokens: boolean;
  /** What an engine that is started as usual refuses: the first thing to know of an answer. */
  readonly tooLong: string | null;
  readonly reserve: ReservePolicy;
  readonly lostNodes: number | undefined;
  /** What the user measured of replicas that are compared. */
  readonly observations: OwnObservations;
  /** The day that quotes are held against, as 2026-01-31. */
  readonly today?: string | undefined;
  /** What stands before the replicas. */
  readonly front: Parameters<typeof wayOfRequests>[2];
}

/** Gateway and cache before the replicas. A cache that reserve is held for is one, too. */
const frontOf = ({ gateway, gatewayTokens, gatewayCounts, responseCache }: PlanOptions, reserve: ReservePolicy) => {
  const hitRatio = responseCache ?? reserve.cacheHitRatio;
  const limits = { requestsPerSecond: gateway, tokensPerSecond: gatewayTokens, counts: gatewayCounts };
  return {
    ...(gateway === undefined && gatewayTokens === undefined ? {} : { gateway: limits }),
    ...(hitRatio === undefined || hitRatio === 0 ? {} : { responseCache: { hitRatio } }),
  };
};

/** Requests/s, of offline work as a mean. @throws UserError where neither is stated */
const loadOf = ({ requestsPerSecond, requests, within }: PlanOptions): number => {
  if (requestsPerSecond !== undefined) return requestsPerSecond;
  if (requests !== undefined && within !== undefined) return requests / within;
  throw new UserError(
    messages.missing("--requests-per-second", "the load; or --requests with --within for offline work"),
  );
};

/** Formats that exist, and costs of one's own GPUs where there are any. @throws UserError, LL_UNKNOWN_PRECISION */
const assertWorth = ({ weights, powerPrice, pue, capex, requests, within }: PlanOptions): void => {
  if (weights !== undefined) precisionByName(weights);
  if ((powerPrice ?? pue) !== undefined && capex === undefined)
    throw new UserError(messages.needs(pue === undefined ? "--power-price" : "--pue", "--capex"));
  if (requests !== undefined && within === undefined) throw new UserError(messages.needs("--requests", "--within"));
};

/** The options as a question. @throws UserError naming the option, LL_UNKNOWN_MODEL, LL_UNKNOWN_PRECISION */
export const sizeQuestion = (
  options: PlanOptions,
  own: OwnEntries = noEntries,
  observations: OwnObservations = noObservations,
): SizeQuestion => {
  const { tpot, itl } = options;
  const requestsPerSecond = loadOf(options);
  const name = modelName(options.model, own.models);
  const model = modelNamed(name, own.models);
  const { id, kind } = model;
  assertNamed(name, model, options.images);
  assertTimed(model);
  // An objective that cannot bind would be taken for one that is met.
  if (kind !== "decoder" && (tpot ?? itl) !== undefined)
    throw new UserError(messages.noTokens(tpot === undefined ? "--itl" : "--tpot", id));
  if (kind !== "decoder" && options.lengths !== undefined) throw new UserError(messages.noTokens("--lengths", id));
  assertWorth(options);
  assertDocuments(options, model);
  assertLengths(options, kind);
  const lengthOf = (side: "inputTokens" | "outputTokens"): number =>
    requestForm({ kind }).sides.includes(side) ? (options[side] ?? 0) : 0;
  const { documents = 1 } = options;
  const [sequenceTokens, outputTokens] = [lengthOf("inputTokens"), lengthOf("outputTokens")];
  if (options.images !== undefined && options.lengths !== undefined)
    throw new UserError(messages.exclude("--images", "--lengths"));
  const inputTokens = documents * sequenceTokens + tokensOfPictures(name, options.images);
  const producesTokens = kind === "decoder";
  if (producesTokens) assertStartedFor({ inputTokens, outputTokens }, options.maxModelLen);
  const { lostNodes, ...reserve } = reservePolicyOf(options.reserve);
  return {
    options,
    requestsPerSecond,
    inputTokens,
    outputTokens,
    producesTokens,
    tooLong: contextNotes({ model }, { inputTokens: inputTokens / documents, outputTokens }, name)[0] ?? null,
    modelName: name,
    model: modelInput(name, own.models),
    gpus: options.gpu?.map((gpu) => gpuNamed(gpu, own.devices)) ?? (own.devices.length > 0 ? own.devices : undefined),
    devices: own.devices,
    reserve,
    front: frontOf(options, reserve),
    lostNodes,
    observations: withPrefixHits(observations, { ...options, requestsPerSecond: undefined }),
  };
};
