import {
  type Blocked,
  freeTokens,
  headOfLine,
  noRequest,
  type ServingState,
  tokensToReserve,
} from "./serving-state.ts";

/** Tokens of a prompt that the cache holds, all of an answer that arrives under way; at least one is always computed. */
const cachedTokens = ({ batch, limits, promptTokens, generated }: ServingState, request: number): number => {
  const all = (promptTokens[request] as number) - 1;
  const had = batch.generatedTokens?.[request] ?? 0;
  if (had > 0 && generated[request] === had) return all;
  return Math.min(all, Math.floor((batch.inputTokens[request] as number) * limits.prefixHitRatio));
};

/** Tokens of this prompt that the step takes with `left` tokens left in its budget; 0 when it has to wait. */
const partFor = ({ limits, chosenTokens }: ServingState, wanted: number, left: number): number => {
  if (wanted <= left) return wanted;
  if (limits.chunkedPrefill) return left;
  // A prompt longer than the whole budget would never run: alone it may exceed it.
  return chosenTokens === 0 ? wanted : 0;
};

const choose = (state: ServingState, request: number, from: number, tokens: number): void => {
  state.chosen[state.chosenCount] = request;
  state.chosenEnd[state.chosenCount] = from + tokens;
  state.chosenCount += 1;
  state.chosenTokens += tokens;
  state.attendedPairs += tokens * (from + tokens / 2);
};

const takeFromLine = (state: ServingState, request: number): void => {
  state.reservedTokens += tokensToReserve(state, request);
  if (state.preemptedCount > 0) {
    state.preemptedCount -= 1;
    return;
  }
  state.startedAt[request] = state.time;
  state.source.admitted(state);
};

const blockedFor = (state: ServingState, request: number): Blocked => {
  const { limits, decodes, chosenCount } = state;
  if (decodes + chosenCount >= limits.maxSequences) return "sequences";
  // A cache that grows takes one more token of every decode in the same step.
  const growth = limits.cachePolicy === "grow" ? decodes : 0;
  return tokensToReserve(state, request) + growth > freeTokens(state) ? "cache" : "no";
};

/** Admits requests in order while they fit; sets `blocked` to what stopped it while a request waits. */
const admit = (state: ServingState, budget: number): void => {
  for (let left = budget - state.chosenTokens; left > 0; left = budget - state.chosenTokens) {
    const request = headOfLine(state);
    if (request === noRequest) return;
    state.blocked = blockedFor(state, request);
    if (state.blocked !== "no") return;
    const from = cachedTokens(state, request);
    const tokens = partFor(state, (state.promptTokens[request] as number) - from, left);
    if (tokens === 0) break;
    takeFromLine(state, request);
    choose(state, request, from, tokens);
  }
  if (headOfLine(state) !== noRequest) state.blocked = "budget";
};

/**
 * Prompt parts of the next step: the prompt in progress, then preempted and waiting requests first come, first
 * served, in the token budget that the decodes leave.
 */
export const choosePrompts = (state: ServingState): void => {
  const { limits, partial, partialTokens } = state;
  state.chosenCount = 0;
  state.chosenTokens = 0;
  state.attendedPairs = 0;
  state.blocked = "no";
  const budget = limits.maxBatchedTokens - state.decodes;
  if (budget <= 0) return;
  if (partial !== noRequest) {
    const wanted = (state.promptTokens[partial] as number) - partialTokens;
    choose(state, partial, partialTokens, partFor(state, wanted, budget));
  }
  admit(state, budget);
};
