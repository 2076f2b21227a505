import { type Model, precisionByName, type SparePolicy } from "@loadline/core";
import { assertLengths, modelName } from "../estimate/flags.ts";
import { sidesOf } from "../estimate/request.ts";
import { assertStartedFor, assertTimed } from "../estimate/spec-notes.ts";
import { messages, UserError } from "../messages.ts";
import { modelInput, modelNamed } from "../model/own-models.ts";
import { connectionOptions, lengthOptions, optionSet } from "../options.ts";
import { reservePolicyOf } from "./reserve.ts";

export const planOptions = optionSet(
  [
    ...connectionOptions,
    "model",
    "modelFile",
    ...lengthOptions,
    "requestsPerSecond",
    "ttft",
    "itl",
    "endToEnd",
    "percentile",
    "gpu",
    "weights",
    "tensor",
    "kvCache",
    "maxModelLen",
    "maxSequences",
    "prefixHitRatio",
    "engine",
    "disaggregated",
    "purchase",
    "steps",
    "side",
    "gateway",
    "reserve",
    "prices",
    "inventory",
    "write",
    "cluster",
    "store",
    "json",
  ],
  { percentile: "95", purchase: "on-demand", cluster: "default" },
  {
    requestsPerSecond: "arriving load",
    gpu: "only this GPU; may be given again; default: the whole catalogue",
    write: "write the best configuration as a plan file, for this command and the recommender",
    cluster: "of the plan that is written",
  },
);
export type PlanOptions = ReturnType<typeof planOptions.read>;

/** One deployment to size: the options with the model that they name. */
export interface SizeQuestion {
  readonly options: PlanOptions;
  /** Its name in what is printed. */
  readonly modelName: string;
  readonly model: string | Model;
  readonly requestsPerSecond: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly producesTokens: boolean;
  readonly reserve: SparePolicy;
}

/** The options as a question. @throws UserError naming the option, LL_UNKNOWN_MODEL, LL_UNKNOWN_PRECISION */
export const sizeQuestion = (options: PlanOptions, own: readonly Model[] = []): SizeQuestion => {
  const { weights, itl, requestsPerSecond } = options;
  if (requestsPerSecond === undefined) throw new UserError(messages.missing("--requests-per-second", "the load"));
  const name = modelName(options.model, own);
  const model = modelNamed(name, own);
  const { id, kind } = model;
  assertTimed(model);
  // An objective that cannot bind would be taken for one that is met.
  if (itl !== undefined && kind !== "decoder") throw new UserError(messages.noTokens("--itl", id));
  if (weights !== undefined) precisionByName(weights);
  assertLengths(options, kind);
  const inputTokens = sidesOf(kind).includes("inputTokens") ? (options.inputTokens ?? 1) : 1;
  const outputTokens = options.outputTokens ?? 1;
  const producesTokens = kind === "decoder";
  if (producesTokens) assertStartedFor({ inputTokens, outputTokens }, options.maxModelLen);
  return {
    ...{ options, requestsPerSecond, inputTokens, outputTokens, producesTokens },
    modelName: name,
    model: modelInput(name, own),
    reserve: reservePolicyOf(options.reserve),
  };
};
