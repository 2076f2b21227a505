import type { ServingLimits, ServingReplica } from "../../model/replica.ts";
import type { StepTimes } from "../../model/step-times.ts";
import { createFinishRing, type FinishRing } from "./finish-ring.ts";
import { createGapHistogram, type GapHistogram } from "./gap-histogram.ts";

/** Requests of one simulation in order of arrival; seconds from time zero and whole tokens. */
export interface RequestBatch {
  readonly arrivals: Float64Array;
  readonly inputTokens: Int32Array;
  readonly outputTokens: Int32Array;
  /**
   * Clients of a closed loop, each of which asks again as soon as it is answered: the simulation sets the arrivals
   * after the first so many. Left out where arrivals do not wait.
   */
  readonly clients?: number | undefined;
  /** Tokens that each has when it arrives, with its prompt in the cache: an answer under way. Left out: none has any. */
  readonly generatedTokens?: Int32Array | undefined;
}

/** Why the head of the line could not start. */
export type Blocked = "no" | "sequences" | "cache" | "budget";

/** Seconds for which the head of the line was kept waiting, by cause. */
export interface BlockedSeconds {
  sequences: number;
  cache: number;
  budget: number;
}

export const notDecoding = -1;
export const noRequest = -1;

/** Where requests come from and what becomes of them. */
export interface RequestSource {
  /** The head of the line was admitted: `next` and `nextAt` become those of the one behind it. */
  readonly admitted: (state: ServingState) => void;
  /** A request has its last token. */
  readonly finished: (state: ServingState, request: number) => void;
}

/** What becomes of each request of a batch; replicas that share none of them may share it. */
interface RequestRows {
  /** When the first token of its prompt was scheduled. */
  readonly startedAt: Float64Array;
  readonly firstTokenAt: Float64Array;
  readonly finishedAt: Float64Array;
  /** Tokens whose cache must exist before the next token: the prompt, plus what was generated before a preemption. */
  readonly promptTokens: Int32Array;
  readonly generated: Int32Array;
  /** Step counter at which the last token comes; `notDecoding` outside decode. */
  readonly finishStep: Float64Array;
}

/** A batch with the rows of its requests. */
export interface BatchRows extends RequestRows {
  readonly batch: RequestBatch;
  readonly longestAnswer: number;
  /** Of their `FinishRing`. */
  readonly after: Int32Array;
}

/**
 * Everything a simulated replica is doing. Requests are numbers, their places in the batch. Plain numbers and arrays,
 * changed in place: nothing is allocated per step.
 */
export interface ServingState extends RequestRows {
  readonly source: RequestSource;
  readonly batch: RequestBatch;
  readonly limits: ServingLimits;
  readonly steps: StepTimes;
  readonly skipSteps: boolean;
  readonly countsGaps: boolean;
  finishing: FinishRing;
  readonly gaps: GapHistogram;
  readonly blockedSeconds: BlockedSeconds;
  /** Preempted requests, the next to come back last. */
  readonly preempted: number[];
  preemptedCount: number;
  /** Requests in the order in which they began to decode; finished ones linger below the newest. */
  readonly joined: number[];
  joinedCount: number;
  /** Prompts of the step at hand, and up to which token each is computed after it. */
  readonly chosen: number[];
  readonly chosenEnd: number[];
  chosenCount: number;
  chosenTokens: number;
  attendedPairs: number;
  /** The prompt that is computed in part, and its tokens that are. */
  partial: number;
  partialTokens: number;
  /** The first request that has not been admitted, and when it reaches the scheduler; Infinity: there is none. */
  next: number;
  nextAt: number;
  /** No step begins at this time or later. */
  until: number;
  finished: number;
  time: number;
  /** Who has arrived by then is in the schedule of the next step. */
  scheduledAt: number;
  /** Decode steps run since the start. */
  step: number;
  decodes: number;
  /** Cache tokens of all decoding sequences. */
  contextTokens: number;
  /** Cache tokens set aside: under "grow" for prompts in progress, under "reserve" for all that was admitted. */
  reservedTokens: number;
  blocked: Blocked;
  engineSteps: number;
  events: number;
  preemptions: number;
  /** Tokens of the prompts that have their first token, and tokens generated. */
  promptTokensRead: number;
  tokensGenerated: number;
  peakCacheTokens: number;
  busySeconds: number;
  promptSeconds: number;
  /** ∫ decodes dt */
  decodeSeconds: number;
}

export interface SimulationOptions {
  /** false takes every step on its own: slower, the same result. */
  readonly skipSteps?: boolean | undefined;
  /** false leaves the histogram of gaps empty, for those who ask for times only. */
  readonly countsGaps?: boolean | undefined;
}

const longestAnswer = ({ outputTokens }: RequestBatch): number => {
  let longest = 0;
  for (let request = 0; request < outputTokens.length; request++) {
    longest = Math.max(longest, outputTokens[request] as number);
  }
  return longest;
};

export const batchRows = (batch: RequestBatch): BatchRows => {
  const count = batch.arrivals.length;
  const generated = batch.generatedTokens?.slice() ?? new Int32Array(count);
  return {
    batch,
    longestAnswer: longestAnswer(batch),
    after: new Int32Array(count + 1),
    startedAt: new Float64Array(count),
    firstTokenAt: new Float64Array(count),
    finishedAt: new Float64Array(count),
    promptTokens: batch.inputTokens.map((tokens, request) => tokens + (generated[request] as number)),
    generated,
    finishStep: new Float64Array(count).fill(notDecoding),
  };
};

export const createServingState = (
  { steps, limits }: ServingReplica,
  rows: BatchRows,
  source: RequestSource,
  { skipSteps = true, countsGaps = true }: SimulationOptions = {},
): ServingState => {
  const { batch, longestAnswer, after } = rows;
  // Field by field: an object that is spread is not laid out for the many changes to it.
  return {
    startedAt: rows.startedAt,
    firstTokenAt: rows.firstTokenAt,
    finishedAt: rows.finishedAt,
    promptTokens: rows.promptTokens,
    generated: rows.generated,
    finishStep: rows.finishStep,
    source,
    batch,
    limits,
    steps,
    skipSteps,
    countsGaps,
    finishing: createFinishRing(batch.arrivals.length, longestAnswer, after),
    gaps: createGapHistogram(),
    blockedSeconds: { sequences: 0, cache: 0, budget: 0 },
    preempted: [],
    preemptedCount: 0,
    joined: [],
    joinedCount: 0,
    chosen: [],
    chosenEnd: [],
    chosenCount: 0,
    chosenTokens: 0,
    attendedPairs: 0,
    partial: noRequest,
    partialTokens: 0,
    next: 0,
    nextAt: reachesEngineAt({ batch, limits }, 0),
    until: Number.POSITIVE_INFINITY,
    finished: 0,
    time: 0,
    scheduledAt: 0,
    step: 0,
    decodes: 0,
    contextTokens: 0,
    reservedTokens: 0,
    blocked: "no",
    engineSteps: 0,
    events: 0,
    preemptions: 0,
    promptTokensRead: 0,
    tokensGenerated: 0,
    peakCacheTokens: 0,
    busySeconds: 0,
    promptSeconds: 0,
    decodeSeconds: 0,
  };
};

/** Cache tokens that nothing holds or has been promised. */
export const freeTokens = ({ limits, contextTokens, reservedTokens }: ServingState): number =>
  limits.kvCacheTokens - reservedTokens - (limits.cachePolicy === "grow" ? contextTokens : 0);

/** Cache tokens to set aside when a request is admitted. */
export const tokensToReserve = ({ batch, limits, promptTokens }: ServingState, request: number): number =>
  limits.cachePolicy === "grow"
    ? (promptTokens[request] as number) + 1
    : (batch.inputTokens[request] as number) + (batch.outputTokens[request] as number);

/** When the request reaches the scheduler; Infinity past the end of the batch. */
export const reachesEngineAt = ({ batch, limits }: Pick<ServingState, "batch" | "limits">, request: number): number =>
  request < batch.arrivals.length
    ? (batch.arrivals[request] as number) + limits.requestSeconds
    : Number.POSITIVE_INFINITY;

/** The next request in line that the schedule has: preempted ones first; `noRequest` when there is none. */
export const headOfLine = (state: ServingState): number => {
  if (state.preemptedCount > 0) return state.preempted[state.preemptedCount - 1] as number;
  return state.nextAt <= state.scheduledAt ? state.next : noRequest;
};
