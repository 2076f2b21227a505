import {
  type Distribution,
  isLoadlineError,
  LoadlineError,
  type MemoryBreakdown,
  type OpenLoopEstimate,
  type PassEstimate,
} from "@loadline/core";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { idOf, parseConfigLine } from "./parse-config-line.ts";
import { type EstimateRequest, estimateRequest, nothingOwn, type Own } from "./request.ts";

interface Figures {
  readonly verdict: "stable" | "saturated" | "overloaded" | null;
  readonly bindingLimit: string;
  readonly timeToFirstTokenSeconds: Distribution | null;
  readonly interTokenLatencySeconds: Distribution | null;
  readonly endToEndSeconds: Distribution | null;
  readonly outputTokensPerSecond: number | null;
  readonly requestsPerSecond: number | null;
  readonly kvCacheTokens: number;
  /** Of the fullest GPU. */
  readonly memoryBytes: MemoryBreakdown;
  readonly errorBand: { readonly relative: number; readonly basis: string } | null;
  /** Of a closed loop's mean time to first token, which errs more than the rest. */
  readonly timeToFirstTokenBand?: { readonly relative: number; readonly basis: string };
}

/** What the simulation of an arriving load tells beside the figures that every load has. */
const openLoopOf = (openLoop: OpenLoopEstimate) => ({
  requests: openLoop.requests,
  /** Offered rate over the rate with every request waiting. */
  utilisation: openLoop.utilisation,
  saturatedRequestsPerSecond: openLoop.saturatedRate,
  /** Over all gaps of all requests; `interTokenLatencySeconds` is over the mean gaps of requests. */
  tokenGapSeconds: openLoop.interTokenLatency,
  preemptions: openLoop.preemptions,
  /** Lowest and highest over run lengths and seeds; null while stable, as one answer serves then. */
  range: openLoop.range,
});

export type AnswerLine =
  | ({
      readonly id: string | number | null;
      readonly fits: boolean;
      readonly openLoop?: ReturnType<typeof openLoopOf>;
      readonly assumptions?: readonly string[];
      readonly notes?: readonly string[];
    } & Figures)
  | { readonly id: string | number | null; readonly error: { readonly code: string; readonly message: string } };

const unknownFigures = {
  verdict: null,
  timeToFirstTokenSeconds: null,
  interTokenLatencySeconds: null,
  endToEndSeconds: null,
  outputTokensPerSecond: null,
  requestsPerSecond: null,
  errorBand: null,
} as const;

/** The answer comes with its first token, and there is no second. */
const passFigures = (estimate: PassEstimate): Figures => ({
  verdict: estimate.verdict,
  bindingLimit: estimate.bindingLimit,
  timeToFirstTokenSeconds: estimate.endToEnd,
  interTokenLatencySeconds: null,
  endToEndSeconds: estimate.endToEnd,
  outputTokensPerSecond: null,
  requestsPerSecond: estimate.requestsPerSecond,
  kvCacheTokens: estimate.memory.kvCacheTokens,
  memoryBytes: estimate.memory.perGpu,
  errorBand: estimate.errorBand,
});

const figuresOf = (outcome: Outcome): Figures => {
  if (outcome.kind === "does-not-fit") {
    const { kvCacheTokens, perGpu } = outcome.memory;
    return { ...unknownFigures, bindingLimit: "memory", kvCacheTokens, memoryBytes: perGpu };
  }
  if (outcome.kind === "pass") return passFigures(outcome.estimate);
  const { estimate } = outcome;
  return {
    verdict: estimate.verdict,
    bindingLimit: estimate.bindingLimit,
    timeToFirstTokenSeconds: estimate.timeToFirstToken,
    interTokenLatencySeconds: estimate.interTokenLatency,
    endToEndSeconds: estimate.endToEnd,
    outputTokensPerSecond: estimate.outputTokensPerSecond,
    requestsPerSecond: estimate.requestsPerSecond,
    kvCacheTokens: estimate.memory.kvCacheTokens,
    memoryBytes: estimate.memory.perGpu,
    errorBand: estimate.errorBand,
    ...(estimate.timeToFirstTokenBand === undefined ? {} : { timeToFirstTokenBand: estimate.timeToFirstTokenBand }),
  };
};

/** An outcome in the form of the JSON answer. */
export const answerOf = (
  id: string | number | null,
  request: EstimateRequest,
  outcome: Outcome,
): Extract<AnswerLine, { fits: boolean }> => {
  const tries =
    outcome.kind === "does-not-fit" ? outcome.memory.suggestions.map((change) => `to make it fit: ${change}`) : [];
  const found = outcome.kind === "does-not-fit" ? [] : outcome.estimate.assumptions;
  const assumptions = [...request.assumptions, ...found];
  const openLoop = outcome.kind === "fits" ? outcome.estimate.openLoop : undefined;
  const started = outcome.kind === "fits" ? outcome.notes : [];
  const notes = [...request.notes, ...started, ...tries];
  return {
    id,
    fits: outcome.kind !== "does-not-fit",
    ...figuresOf(outcome),
    ...(openLoop === undefined ? {} : { openLoop: openLoopOf(openLoop) }),
    ...(assumptions.length === 0 ? {} : { assumptions }),
    ...(notes.length === 0 ? {} : { notes }),
  };
};

/** A fault of ours on one line leaves the others their answers. */
const unanswered = (error: unknown, line: number): LoadlineError =>
  new LoadlineError("LL_LINE_UNANSWERED", { line, detail: error instanceof Error ? error.message : String(error) });

/** Answers one line; whatever is wrong with it is in the answer. `line` counts from 1. */
export const answerLine = (text: string, line: number, own: Own = nothingOwn): AnswerLine => {
  const id = idOf(text);
  try {
    const request = estimateRequest(parseConfigLine(text, line), own);
    return answerOf(id, request, outcomeOf(request));
  } catch (error) {
    const { code, message } = isLoadlineError(error) ? error : unanswered(error, line);
    return { id, error: { code, message: message.startsWith(`line ${line}`) ? message : `line ${line}: ${message}` } };
  }
};
