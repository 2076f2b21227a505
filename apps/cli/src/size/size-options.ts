import { LoadlineError, type Model, type PurchaseClass, precisionByName } from "@loadline/core";
import { isToken } from "@loadline/wire";
import { z } from "zod";
import { assertTimed } from "../estimate/spec-notes.ts";
import { modelInput, modelNamed } from "../model/own-models.ts";
import { objectiveOf } from "../objective.ts";
import { countOption, flagOf, parseOptions, positiveOption, shareOption, switchOption } from "../options.ts";

const sizeOptionsSchema = z.strictObject({
  model: z.string().optional(),
  modelFile: z.array(z.string()).optional(),
  inputTokens: positiveOption.optional(),
  outputTokens: positiveOption.optional(),
  requestsPerSecond: positiveOption,
  ttft: objectiveOf("timeToFirstToken").optional(),
  itl: objectiveOf("interTokenLatency").optional(),
  endToEnd: objectiveOf("endToEnd").optional(),
  percentile: z.enum(["50", "90", "95", "99"]).default("95"),
  gpu: z.array(z.string()).optional(),
  weights: z.string().optional(),
  tensor: countOption.optional(),
  kvCache: z.string().optional(),
  maxModelLen: countOption.optional(),
  maxSequences: countOption.optional(),
  prefixHitRatio: shareOption.optional(),
  engine: z.string().optional(),
  purchase: z.enum(["on-demand", "reserved", "spot"]).default("on-demand"),
  gateway: positiveOption.optional(),
  steps: countOption.optional(),
  side: countOption.optional(),
  disaggregated: switchOption,
  spare: z.string().optional(),
  prices: z.string().optional(),
  inventory: z.string().optional(),
  write: z.string().min(1, "the path of a file").optional(),
  cluster: z.string().refine(isToken, "a name in lower-case letters, digits and hyphens").default("default"),
  json: switchOption,
});
export type SizeOptions = z.infer<typeof sizeOptionsSchema>;

/** The question in core's words, files apart. */
export interface SizeQuestion {
  readonly options: SizeOptions;
  /** Its name in what is printed. */
  readonly modelName: string;
  readonly model: string | Model;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly producesTokens: boolean;
  readonly percentile: 0.5 | 0.9 | 0.95 | 0.99;
  readonly purchaseClass: PurchaseClass;
}

const percentiles = { "50": 0.5, "90": 0.9, "95": 0.95, "99": 0.99 } as const;

const needed = (value: number | undefined, key: "inputTokens" | "outputTokens", what: string): number => {
  if (value !== undefined) return value;
  throw new LoadlineError("LL_INPUT_INVALID", { what: flagOf(key), value: null, expected: what });
};

/** The name given, else that of the only model file. */
const nameOf = ({ model }: SizeOptions, own: readonly Model[]): string => {
  const [only] = own;
  if (model !== undefined) return model;
  if (only !== undefined && own.length === 1) return only.id;
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: "--model",
    value: null,
    expected: "a model; see loadline catalog models",
  });
};

/** An objective that could not bind would be taken for one that is met. @throws LL_INPUT_INVALID */
const assertObjectives = ({ itl }: SizeOptions, { id, kind }: Model): void => {
  if (itl === undefined || kind === "decoder") return;
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: "--itl",
    value: itl,
    expected: `no time between tokens, as ${id} answers in one piece; give --end-to-end`,
  });
};

/** The flags as a question. @throws LL_INPUT_INVALID naming the flag, LL_UNKNOWN_MODEL, LL_UNKNOWN_PRECISION */
export const sizeQuestion = (given: Readonly<Record<string, unknown>>, own: readonly Model[] = []): SizeQuestion => {
  const options = parseOptions(sizeOptionsSchema, given);
  const modelName = nameOf(options, own);
  const named = modelNamed(modelName, own);
  assertTimed(named);
  assertObjectives(options, named);
  const { kind } = named;
  if (options.weights !== undefined) precisionByName(options.weights);
  const producesTokens = kind === "decoder";
  // Pictures have no prompt to count, and an encoder-decoder reads a window of one size.
  const inputTokens =
    kind === "diffusion" || kind === "encoder-decoder"
      ? 1
      : needed(options.inputTokens, "inputTokens", "tokens of an average prompt");
  const outputTokens =
    producesTokens || kind === "encoder-decoder"
      ? needed(options.outputTokens, "outputTokens", "tokens of an average answer")
      : (options.outputTokens ?? 1);
  return {
    options,
    modelName,
    model: modelInput(modelName, own),
    inputTokens,
    outputTokens,
    producesTokens,
    percentile: percentiles[options.percentile],
    purchaseClass: options.purchase,
  };
};
