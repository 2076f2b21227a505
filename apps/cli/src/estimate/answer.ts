import {
  bindingLimits,
  type Estimate,
  estimate,
  estimateInService,
  LoadlineError,
  nearestMeasurement,
  passEstimate,
  type ReplicaMemory,
  type ReplicaSpec,
  replicaMemory,
  requestForm,
} from "@loadline/model";
import { isCodedError, reasonOf } from "@loadline/planner/messages";
import { errorBand } from "@loadline/planner/search-answer";
import { longestStart } from "@loadline/planner/spec-notes";
import { z } from "zod";
import { idOf, parseConfigLine } from "./config-line.ts";
import { type EstimateRequest, estimateRequest, nothingOwn, type Own } from "./request.ts";

const amount = z.number().nonnegative();
const valueRange = z.strictObject({ low: amount, high: amount });
const distribution = z
  .strictObject({ mean: amount, p50: amount, p90: amount, p95: amount, p99: amount })
  .describe("Seconds, over requests.");

const openLoop = z
  .strictObject({
    requests: z.number().int().positive().describe("Requests that the figures are over."),
    utilisation: amount.describe("Offered rate over the rate with every request waiting."),
    saturatedRequestsPerSecond: z.number().positive(),
    firstTokenWaitSeconds: amount.describe(
      "Mean time to first token beyond that of a request alone: waiting for others.",
    ),
    tokenGapSeconds: distribution.describe("Seconds, over all gaps between tokens of all requests."),
    preemptions: z.number().int().nonnegative(),
    range: z
      .strictObject({
        runLengths: z.array(z.number().int().positive()),
        meanTimeToFirstToken: valueRange,
        p99TimeToFirstToken: valueRange,
        meanInterTokenLatency: valueRange,
        meanEndToEnd: valueRange,
      })
      .nullable()
      .describe("Lowest and highest over run lengths and seeds, in seconds; null while stable."),
  })
  .describe("Of loads that arrive whether or not earlier requests are answered.");

const id = z.union([z.string(), z.number()]).nullable();

const answered = z.strictObject({
  id,
  fits: z.boolean(),
  verdict: z.enum(["stable", "saturated", "overloaded"]).nullable(),
  bindingLimit: z.enum(bindingLimits),
  timeToFirstTokenSeconds: distribution.nullable(),
  interTokenLatencySeconds: distribution.nullable().describe("Mean gap of a request, the first token excluded."),
  endToEndSeconds: distribution.nullable(),
  outputTokensPerSecond: amount.nullable(),
  requestsPerSecond: amount.nullable(),
  kvCacheTokens: amount.describe("Of the whole replica."),
  memoryBytes: z
    .strictObject({ weights: amount, kvCache: amount, activation: amount, framework: amount, total: amount })
    .describe("Of the fullest GPU."),
  errorBand: errorBand.nullable(),
  timeToFirstTokenBand: errorBand.optional().describe("Of mean time to first token, as measured on closed loops."),
  openLoop: openLoop.optional(),
  measured: z
    .strictObject({
      configuration: z.string(),
      differsIn: z.array(z.string()).describe("Of model, GPU, engine, bits of a weight and mode, not version."),
    })
    .optional()
    .describe("The nearest measured configuration."),
  calibrationUntil: z.string().optional().describe("Day of the newest run behind the speed coefficients."),
  assumptions: z.array(z.string()).optional(),
  notes: z.array(z.string()).optional(),
});
type Answered = z.infer<typeof answered>;

/** One line that `loadline estimate --json` answers with. */
export const AnswerLineSchema = z.union([
  answered,
  z.strictObject({ id, error: z.strictObject({ code: z.string().regex(/^LL_/), message: z.string() }) }),
]);
export type AnswerLine = z.infer<typeof AnswerLineSchema>;

/** A replica that its GPUs cannot hold is an answer, not an error. */
export type Outcome =
  | {
      readonly kind: "fits";
      readonly estimate: Estimate;
      readonly notes: readonly string[];
      /** What the mean time to first token is above that of a request alone, seconds; null for closed loops. */
      readonly waitSeconds: number | null;
      /** null where nothing was measured, and where measurements of the replica itself corrected the answer. */
      readonly nearest: ReturnType<typeof nearestMeasurement>;
    }
  /** Answers come in one piece. */
  | { readonly kind: "pass"; readonly estimate: ReturnType<typeof passEstimate> }
  | { readonly kind: "does-not-fit"; readonly memory: ReplicaMemory };

const startNotes = (spec: ReplicaSpec, memory: ReplicaMemory): readonly string[] => {
  const longest = longestStart(spec, memory);
  return longest === null
    ? []
    : [`starts only with --max-model-len of at most ${longest}: vLLM's default is the model's whole context`];
};

/**
 * Speed and latency of one configuration, or that it does not fit.
 * @throws LL_WORKLOAD_UNSUPPORTED, LL_INPUT_INVALID
 */
export const outcomeOf = ({ spec, shape, load, service }: EstimateRequest): Outcome => {
  const memory = replicaMemory(spec);
  if (!memory.fits) return { kind: "does-not-fit", memory };
  if (requestForm(spec.model).inOnePiece) return { kind: "pass", estimate: passEstimate(spec, shape, load, service) };
  const answer = service === undefined ? estimate(spec, shape, load) : estimateInService(spec, shape, service);
  const alone = (): number =>
    estimate(spec, shape, { kind: "concurrency", concurrency: 1, isEndless: true }).timeToFirstToken.mean;
  const waitSeconds = answer.openLoop === undefined ? null : Math.max(0, answer.timeToFirstToken.mean - alone());
  const nearest = spec.correction === undefined ? nearestMeasurement(spec, load.kind === "saturated") : null;
  return { kind: "fits", estimate: answer, notes: startNotes(spec, memory), waitSeconds, nearest };
};

const unknownFigures = {
  verdict: null,
  timeToFirstTokenSeconds: null,
  interTokenLatencySeconds: null,
  endToEndSeconds: null,
  outputTokensPerSecond: null,
  requestsPerSecond: null,
  errorBand: null,
} as const;

type Fitting = Extract<Outcome, { kind: "fits" }>;

const openLoopOf = ({ estimate: { openLoop: loop }, waitSeconds }: Fitting): Pick<Answered, "openLoop"> =>
  loop === undefined || waitSeconds === null
    ? {}
    : {
        openLoop: {
          requests: loop.requests,
          utilisation: loop.utilisation,
          saturatedRequestsPerSecond: loop.saturatedRate,
          firstTokenWaitSeconds: waitSeconds,
          tokenGapSeconds: loop.interTokenLatency,
          preemptions: loop.preemptions,
          range: loop.range === null ? null : { ...loop.range, runLengths: [...loop.range.runLengths] },
        },
      };

const figuresOf = (outcome: Outcome): Omit<Answered, "id" | "fits" | "assumptions" | "notes"> => {
  if (outcome.kind === "does-not-fit") {
    const { kvCacheTokens, perGpu } = outcome.memory;
    return { ...unknownFigures, bindingLimit: "memory", kvCacheTokens, memoryBytes: perGpu };
  }
  const { verdict, bindingLimit, requestsPerSecond, memory, errorBand: band, endToEnd } = outcome.estimate;
  const shared = {
    ...unknownFigures,
    verdict,
    bindingLimit,
    // An answer in one piece comes with its first token, and there is no second.
    timeToFirstTokenSeconds: endToEnd,
    endToEndSeconds: endToEnd,
    requestsPerSecond,
    kvCacheTokens: memory.kvCacheTokens,
    memoryBytes: memory.perGpu,
    errorBand: band,
  };
  if (outcome.kind === "pass") return shared;
  const { timeToFirstToken, interTokenLatency, outputTokensPerSecond, timeToFirstTokenBand } = outcome.estimate;
  return {
    ...shared,
    timeToFirstTokenSeconds: timeToFirstToken,
    interTokenLatencySeconds: interTokenLatency,
    outputTokensPerSecond,
    ...(timeToFirstTokenBand === undefined ? {} : { timeToFirstTokenBand }),
    ...openLoopOf(outcome),
    ...outcome.nearest,
  };
};

/** From four times the figure, or a quarter of it, a mean is of no use to a plan. */
const leastUnsupported = 3;

/** Whether left-out runs like this one had a first token that the model could predict. */
export const supportsFirstToken = ({ timeToFirstTokenBand: band }: Estimate): boolean =>
  band === undefined || band.relative < leastUnsupported;

const supportNotes = (estimate: Estimate): readonly string[] =>
  supportsFirstToken(estimate)
    ? []
    : [
        `time to first token is not supported for this replica: runs like it were off by up to × ${(1 + (estimate.timeToFirstTokenBand?.relative ?? 0)).toFixed(1)}; measure it and give --observations`,
      ];

/** What was assumed for an answer, and what is to be noted beside it. */
export const remarksOf = (request: EstimateRequest, outcome: Outcome) => ({
  assumptions: [...request.assumptions, ...(outcome.kind === "does-not-fit" ? [] : outcome.estimate.assumptions)],
  notes: [...request.notes, ...(outcome.kind === "fits" ? [...outcome.notes, ...supportNotes(outcome.estimate)] : [])],
});

export const answerOf = (id: Answered["id"], request: EstimateRequest, outcome: Outcome): Answered => {
  const { assumptions, notes: found } = remarksOf(request, outcome);
  const changes = outcome.kind === "does-not-fit" ? outcome.memory.suggestions : [];
  const notes = [...found, ...changes.map((change) => `to make it fit: ${change}`)];
  return {
    id,
    fits: outcome.kind !== "does-not-fit",
    ...figuresOf(outcome),
    ...(assumptions.length === 0 ? {} : { assumptions }),
    ...(notes.length === 0 ? {} : { notes }),
  };
};

/** Answers one line; whatever is wrong with it is in the answer. `line` counts from 1. */
export const answerLine = (text: string, line: number, own: Own = nothingOwn): AnswerLine => {
  const id = idOf(text);
  try {
    const request = estimateRequest(parseConfigLine(text), own);
    return answerOf(id, request, outcomeOf(request));
  } catch (error) {
    if (!isCodedError(error)) {
      const { code, message } = new LoadlineError("LL_LINE_UNANSWERED", { line, detail: reasonOf(error) });
      return { id, error: { code, message } };
    }
    return { id, error: { code: error.code, message: `line ${line}: ${error.message}` } };
  }
};
