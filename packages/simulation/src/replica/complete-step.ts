import type { ActiveRequest, Chunk, ReplicaState, StepPlan } from "./replica-state.ts";
import { promptReserve } from "./step-plan.ts";

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
export const completeStep = (state: ReplicaState, { endsAt, steps, chunks }: StepPlan): void => {
  state.time = endsAt;
  state.step += steps;
  state.contextTokens += state.decodes * steps;
  state.counters.generationTokens += state.decodes * steps;
  finishDecodes(state);
  for (const chunk of chunks) completeChunk(state, chunk);
  sweep(state);
};
