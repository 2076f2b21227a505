import { freeTokens, nobody, notDecoding, type ServingState } from "./serving-state.ts";

const newestDecoding = (state: ServingState): number => {
  while (state.joinedCount > 0) {
    state.joinedCount -= 1;
    const request = state.joined[state.joinedCount] as number;
    if ((state.finishStep[request] as number) !== notDecoding) return request;
  }
  return nobody;
};

/** Sends the newest decoding request back to the head of the line; its cache is dropped and computed again later. */
const preemptNewest = (state: ServingState): void => {
  const request = newestDecoding(state);
  if (request === nobody) throw new RangeError("the cache is full although nothing decodes");
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

/** Preempts until every decode has room for its next token. What is reserved at admission never runs out. */
export const makeRoom = (state: ServingState): void => {
  if (state.limits.cachePolicy === "reserve") return;
  while (freeTokens(state) < state.decodes) preemptNewest(state);
};
