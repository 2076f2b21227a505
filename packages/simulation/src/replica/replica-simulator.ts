import { LoadlineError } from "@loadline/core";
import type { StepModel } from "@loadline/core/internal";
import {
  type ActiveRequest,
  type Chunk,
  createReplicaState,
  type ReplicaState,
  type StepPlan,
} from "./replica-state.ts";
import { planNext, promptReserve } from "./step-plan.ts";
import type {
  CompletedRequest,
  ReplicaSimulator,
  ReplicaSimulatorConfig,
  ReplicaSnapshot,
  SubmittedRequest,
} from "./types.ts";

const finish = (state: ReplicaState, active: ActiveRequest): void => {
  const { id, at, inputTokens, outputTokens } = active.request;
  active.phase = "done";
  state.counters.finishedRequests += 1;
  state.counters.finishedPromptTokens += inputTokens;
  state.counters.finishedGenerationTokens += outputTokens;
  state.completed.push({
    id,
    arrivedAt: at,
    firstTokenAt: active.firstTokenAt ?? state.time,
    finishedAt: state.time,
    inputTokens,
    outputTokens,
    queueSeconds: (active.startedAt ?? at) - at,
  });
};

const finishDecodes = (state: ReplicaState): void => {
  while (state.finishing.firstStep() <= state.step) {
    const step = state.finishing.firstStep();
    const active = state.finishing.pop();
    if (active?.phase !== "decoding" || active.finishStep !== step) continue;
    state.decodes -= 1;
    state.contextTokens -= active.request.inputTokens + active.request.outputTokens;
    finish(state, active);
  }
};

const joinDecodes = (state: ReplicaState, active: ActiveRequest): void => {
  const { inputTokens, outputTokens } = active.request;
  active.phase = "decoding";
  active.finishStep = state.step + outputTokens - active.generated;
  state.decodes += 1;
  state.contextTokens += inputTokens + active.generated;
  state.finishing.push(active.finishStep, active);
};

/** The last part of a prompt yields its next token at once. */
const completePrompt = (state: ReplicaState, active: ActiveRequest): void => {
  state.reservedTokens -= promptReserve(active);
  if (active.firstTokenAt === null) {
    active.firstTokenAt = state.time;
    state.counters.promptTokens += active.request.inputTokens;
  }
  active.generated += 1;
  state.counters.generationTokens += 1;
  if (active.generated >= active.request.outputTokens) finish(state, active);
  else joinDecodes(state, active);
};

const completeChunk = (state: ReplicaState, { active, tokens }: Chunk): void => {
  active.prefilled += tokens;
  if (active.prefilled >= active.promptTokens) completePrompt(state, active);
};

const lingering = 64;

/** Drops finished requests from the lists once they outweigh the live ones. */
const sweep = (state: ReplicaState): void => {
  if (state.admitted.length > 2 * state.decodes + lingering) {
    state.admitted = state.admitted.filter(({ phase }) => phase !== "done");
  }
  if (state.waitingFrom > lingering && 2 * state.waitingFrom > state.waiting.length) {
    state.waiting = state.waiting.slice(state.waitingFrom);
    state.waitingFrom = 0;
  }
};

/** Moves the state to the end of `plan`: decodes advance, then prompts that are complete join them. */
const completeStep = (state: ReplicaState, { endsAt, steps, chunks }: StepPlan): void => {
  state.time = endsAt;
  state.step += steps;
  state.contextTokens += state.decodes * steps;
  state.counters.generationTokens += state.decodes * steps;
  finishDecodes(state);
  for (const chunk of chunks) completeChunk(state, chunk);
  sweep(state);
};

const refuse = (what: string, value: unknown, expected: string): LoadlineError =>
  new LoadlineError("LL_INPUT_INVALID", { what, value, expected });

const assertTokens = (what: string, value: number): void => {
  if (!(Number.isInteger(value) && value >= 1)) throw refuse(what, value, "a whole number of at least 1");
};

const assertRequest = (
  { at, inputTokens, outputTokens }: SubmittedRequest,
  earliest: number,
  capacity: number,
): void => {
  assertTokens("inputTokens", inputTokens);
  assertTokens("outputTokens", outputTokens);
  if (!(at >= earliest)) throw refuse("at", at, `a time not before ${earliest}`);
  const total = inputTokens + outputTokens;
  if (total > capacity)
    throw refuse("inputTokens + outputTokens", total, `at most the ${capacity} tokens of the cache`);
};

const runUntil = (state: ReplicaState, time: number): void => {
  for (;;) {
    state.plan ??= planNext(state, time);
    if (state.plan === null || state.plan.endsAt > time) return;
    const { plan } = state;
    state.plan = null;
    completeStep(state, plan);
  }
};

const snapshotOf = (state: ReplicaState, time: number): ReplicaSnapshot => {
  const { counters, limits, waiting, waitingFrom, preempted } = state;
  const { submitted, ...shown } = counters;
  const inLine = waiting.length - waitingFrom + preempted.length;
  const kvTokensUsed = state.contextTokens + state.reservedTokens;
  return {
    ...shown,
    time,
    running: submitted - counters.finishedRequests - inLine,
    waiting: inLine,
    kvTokensUsed,
    kvCacheUsageRatio: kvTokensUsed / limits.kvCacheTokens,
  };
};

/**
 * One replica with continuous batching, run step by step on the caller's clock. Pure arithmetic: equal calls give
 * equal results, however the time is sliced.
 *
 * First come, first served; a step holds one token of every decoding sequence and prompt parts up to the token
 * budget; when the cache is full the newest request goes back to the head of the line and is computed again.
 * Equal decode steps are taken together, so the cost follows events (arrivals, prompts, completions), not tokens.
 *
 * Laws (tested): submitted = finished + running + waiting; the cache never holds more than its tokens.
 * @throws LL_INPUT_INVALID from `submit` for token counts below 1, times out of order, or a request that can never fit
 */
export const createReplicaSimulator = (
  stepModel: StepModel,
  {
    maxBatchedTokens,
    maxSequences,
    kvCacheTokens = stepModel.kvCacheTokens,
    prefixHitRatio = 0,
  }: ReplicaSimulatorConfig,
): ReplicaSimulator => {
  const limits = { maxBatchedTokens, maxSequences, kvCacheTokens, prefixHitRatio };
  const state = createReplicaState(stepModel, limits);
  let earliest = Number.NEGATIVE_INFINITY;
  let now = Number.NEGATIVE_INFINITY;
  return {
    submit: (request) => {
      assertRequest(request, earliest, kvCacheTokens);
      earliest = request.at;
      state.counters.submitted += 1;
      state.waiting.push({
        request,
        phase: "waiting",
        promptTokens: request.inputTokens,
        prefilled: 0,
        generated: 0,
        finishStep: 0,
        startedAt: null,
        firstTokenAt: null,
      });
    },
    advanceTo: (time): readonly CompletedRequest[] => {
      if (!(time >= now)) throw refuse("time", time, `a time not before ${now}`);
      now = time;
      earliest = Math.max(earliest, time);
      runUntil(state, time);
      const { completed } = state;
      state.completed = [];
      return completed;
    },
    snapshot: () => snapshotOf(state, now),
  };
};
