import { LoadlineError, modelById, type PurchaseClass, precisionByName } from "@loadline/core";
import { z } from "zod";
import { countOption, flagOf, parseOptions, positiveOption, shareOption, switchOption } from "../options.ts";

const sizeOptionsSchema = z.strictObject({
  model: z.string(),
  inputTokens: positiveOption.optional(),
  outputTokens: positiveOption.optional(),
  requestsPerSecond: positiveOption,
  ttft: positiveOption.optional(),
  itl: positiveOption.optional(),
  endToEnd: positiveOption.optional(),
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
  json: switchOption,
});
export type SizeOptions = z.infer<typeof sizeOptionsSchema>;

/** The question in core's words, files apart. */
export interface SizeQuestion {
  readonly options: SizeOptions;
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

/** The flags as a question. @throws LL_INPUT_INVALID naming the flag, LL_UNKNOWN_MODEL, LL_UNKNOWN_PRECISION */
export const sizeQuestion = (given: Readonly<Record<string, unknown>>): SizeQuestion => {
  const options = parseOptions(sizeOptionsSchema, given);
  const { kind } = modelById(options.model);
  if (options.weights !== undefined) precisionByName(options.weights);
  const producesTokens = kind === "decoder";
  const inputTokens =
    kind === "diffusion" ? 1 : needed(options.inputTokens, "inputTokens", "tokens of an average prompt");
  const outputTokens = producesTokens
    ? needed(options.outputTokens, "outputTokens", "tokens of an average answer")
    : (options.outputTokens ?? 1);
  return {
    options,
    inputTokens,
    outputTokens,
    producesTokens,
    percentile: percentiles[options.percentile],
    purchaseClass: options.purchase,
  };
};
