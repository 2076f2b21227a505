import { noRequest, notDecoding, type ServingState } from "./serving-state.ts";

const finish = (state: ServingState, request: number): void => {
  state.finishedAt[request] = state.time;
  state.finished += 1;
  if (state.limits.cachePolicy === "reserve") {
    const { inputTokens, outputTokens } = state.batch;
    state.reservedTokens -= (inputTokens[request] as number) + (outputTokens[request] as number);
  }
  state.source.finished(state, request);
};

/** Takes out the decodes whose last token came. */
export const finishDecodes = (state: ServingState): void => {
  const { finishing, finishStep, batch } = state;
  while (finishing.firstStep() <= state.step) {
    const request = finishing.takeFirst();
    finishStep[request] = notDecoding;
    state.decodes -= 1;
    state.contextTokens -= (batch.inputTokens[request] as number) + (batch.outputTokens[request] as number);
    finish(state, request);
  }
};

const joinDecodes = (state: ServingState, request: number): void => {
  const generated = state.generated[request] as number;
  const { inputTokens, outputTokens } = state.batch;
  const finishStep = state.step + (outputTokens[request] as number) - generated;
  state.finishStep[request] = finishStep;
  state.finishing.push(finishStep, request);
  state.decodes += 1;
  state.contextTokens += (inputTokens[request] as number) + generated;
  state.joined[state.joinedCount] = request;
  state.joinedCount += 1;
};

/** A complete prompt yields its next token at once. */
const completePrompt = (state: ServingState, request: number): void => {
  if (state.limits.cachePolicy === "grow") state.reservedTokens -= (state.promptTokens[request] as number) + 1;
  if ((state.generated[request] as number) === 0) {
    state.firstTokenAt[request] = state.time;
    state.promptTokensRead += state.batch.inputTokens[request] as number;
  }
  state.tokensGenerated += 1;
  const generated = (state.generated[request] as number) + 1;
  state.generated[request] = generated;
  if (generated >= (state.batch.outputTokens[request] as number)) finish(state, request);
  else joinDecodes(state, request);
};

/** Marks how far each chosen prompt has come; the complete ones join the decodes. */
export const completePrompts = (state: ServingState): void => {
  if (state.chosenCount > 0) state.partial = noRequest;
  for (let index = 0; index < state.chosenCount; index++) {
    const request = state.chosen[index] as number;
    const end = state.chosenEnd[index] as number;
    if (end >= (state.promptTokens[request] as number)) {
      completePrompt(state, request);
    } else {
      state.partial = request;
      state.partialTokens = end;
    }
  }
};
