import { invalidInput } from "../../base/errors.ts";
import type { ServingReplica } from "../../model/replica.ts";
import { choosePrompts } from "./choose-prompts.ts";
import { completePrompts, finishDecodes } from "./finish-requests.ts";
import type { GapHistogram } from "./gap-histogram.ts";
import { runDecodes, runPrompts } from "./run-step.ts";
import type { RequestBatch } from "./serving-state.ts";
import {
  type BlockedSeconds,
  batchRows,
  createServingState,
  freeTokens,
  headOfLine,
  noRequest,
  notDecoding,
  type RequestSource,
  reachesEngineAt,
  type ServingState,
  type SimulationOptions,
} from "./serving-state.ts";

const newestDecoding = (state: ServingState): number => {
  while (state.joinedCount > 0) {
    state.joinedCount -= 1;
    const request = state.joined[state.joinedCount] as number;
    if ((state.finishStep[request] as number) !== notDecoding) return request;
  }
  return noRequest;
};

/** Sends the newest decoding request back to the head of the line; its cache is dropped and computed again later. */
const preemptNewest = (state: ServingState): void => {
  const request = newestDecoding(state);
  if (request === noRequest) throw new RangeError("the cache is full although nothing decodes");
  const { batch, finishStep, finishing } = state;
  const left = (finishStep[request] as number) - state.step;
  const generated = (batch.outputTokens[request] as number) - left;
  const promptTokens = (batch.inputTokens[request] as number) + generated;
  state.generated[request] = generated;
  state.promptTokens[request] = promptTokens;
  finishing.remove(finishStep[request] as number, request);
  finishStep[request] = notDecoding;
  state.decodes -= 1;
  state.contextTokens -= promptTokens;
  state.preempted[state.preemptedCount] = request;
  state.preemptedCount += 1;
  state.preemptions += 1;
};

/** Preempts until every decode has cache for its next token. What is reserved at admission never runs out. */
const freeCache = (state: ServingState): void => {
  if (state.limits.cachePolicy === "reserve") return;
  while (freeTokens(state) < state.decodes) preemptNewest(state);
};

/** What became of a batch of requests; times in seconds on the clock of its arrivals. */
export interface ServedBatch {
  /** Of a closed loop with the arrivals that came about. */
  readonly batch: RequestBatch;
  readonly firstTokenAt: Float64Array;
  readonly finishedAt: Float64Array;
  /** Gaps between tokens over all tokens but the first of each request. */
  readonly gaps: GapHistogram;
  /** When the last request finished. */
  readonly endsAt: number;
  /** Time in steps, of it what prompts added, and for how long the head of the line was kept waiting by what. */
  readonly busySeconds: number;
  readonly promptSeconds: number;
  readonly blockedSeconds: BlockedSeconds;
  /** ∫ requests in decode dt */
  readonly decodeSeconds: number;
  readonly engineSteps: number;
  /** Rounds of the simulation; without skipping as many as engine steps. */
  readonly events: number;
  readonly preemptions: number;
  readonly peakCacheTokens: number;
}

const assertFits = ({ inputTokens, outputTokens }: RequestBatch, kvCacheTokens: number): void => {
  for (let request = 0; request < inputTokens.length; request++) {
    const total = (inputTokens[request] as number) + (outputTokens[request] as number);
    if (total <= kvCacheTokens) continue;
    throw invalidInput(
      "inputTokens + outputTokens",
      total,
      `at most the ${kvCacheTokens} tokens that the KV cache of the replica holds`,
    );
  }
};

/** Whether no work has arrived. */
export const isIdle = (state: ServingState): boolean =>
  state.decodes === 0 && state.partial === noRequest && headOfLine(state) === noRequest;

/** One step, or several equal ones; an idle replica goes on to the next arrival first. */
export const runOnce = (state: ServingState): void => {
  if (isIdle(state)) {
    state.time = Math.max(state.time, state.nextAt);
    state.scheduledAt = state.time;
  }
  freeCache(state);
  choosePrompts(state);
  state.events += 1;
  if (state.chosenCount > 0) runPrompts(state);
  else runDecodes(state);
  state.peakCacheTokens = Math.max(state.peakCacheTokens, state.limits.kvCacheTokens - freeTokens(state));
  finishDecodes(state);
  completePrompts(state);
};

/** Between the first request of the clients and the others: enough to find the engine at work, too short to count. */
const anInstant = 1e-6;

/**
 * A closed loop sets its arrivals as it runs: a copy of its own, in which nobody has asked again yet. An idle engine
 * does not wait for company: the first request is computed alone, and the others in the step after it.
 */
const withOwnArrivals = ({ clients, ...batch }: RequestBatch): RequestBatch => {
  if (clients === undefined) return batch;
  const arrivals = batch.arrivals.map((at, request) => (request < clients ? at : Number.POSITIVE_INFINITY));
  for (let other = 1; other < clients; other++) arrivals[other] = (arrivals[other] as number) + anInstant;
  return { ...batch, clients, arrivals };
};

/** Requests one after the other; the client of a closed loop that was answered asks the next one at once. */
const inOrderOf = ({ arrivals, clients = arrivals.length }: RequestBatch): RequestSource => {
  let asked = Math.min(arrivals.length, clients);
  return {
    admitted: (state) => {
      state.next += 1;
      state.nextAt = reachesEngineAt(state, state.next);
    },
    finished: (state) => {
      if (asked === arrivals.length) return;
      arrivals[asked] = state.time;
      if (asked === state.next) state.nextAt = reachesEngineAt(state, asked);
      asked += 1;
    },
  };
};

/**
 * Serves a batch to its end on one replica with continuous batching: who runs in which step, exactly, at a cost
 * that follows arrivals, prompts and completions and not the number of tokens. Equal decode steps are taken
 * together; the result differs from one step at a time by rounding only (tested to 1e-9).
 *
 * First come, first served. Deterministic: equal input gives equal output.
 * @throws LL_INPUT_INVALID when a request exceeds the cache
 */
export const simulateServing = (
  replica: ServingReplica,
  batch: RequestBatch,
  options: SimulationOptions = {},
): ServedBatch => {
  assertFits(batch, replica.limits.kvCacheTokens);
  const own = withOwnArrivals(batch);
  const state = createServingState(replica, batchRows(own), inOrderOf(own), options);
  const count = batch.arrivals.length;
  while (state.finished < count) runOnce(state);
  return {
    batch: state.batch,
    firstTokenAt: state.firstTokenAt,
    finishedAt: state.finishedAt,
    gaps: state.gaps,
    endsAt: state.time,
    busySeconds: state.busySeconds,
    promptSeconds: state.promptSeconds,
    blockedSeconds: state.blockedSeconds,
    decodeSeconds: state.decodeSeconds,
    engineSteps: state.engineSteps,
    events: state.events,
    preemptions: state.preemptions,
    peakCacheTokens: state.peakCacheTokens,
  };
};
