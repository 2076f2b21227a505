import { type ActiveRequest, type Chunk, nextInLine, type ReplicaState } from "./replica-state.ts";

/** Cache tokens that nothing holds. */
export const freeTokens = ({ limits, contextTokens, reservedTokens }: ReplicaState): number =>
  limits.kvCacheTokens - contextTokens - reservedTokens;

/** Cache tokens that a prompt holds until it decodes: its own and the first one it generates. */
export const promptReserve = ({ promptTokens }: ActiveRequest): number => promptTokens + 1;

/** Tokens generated so far; while decoding they follow from the step counter. */
export const generatedBy = (active: ActiveRequest, step: number): number =>
  active.phase === "decoding" ? active.request.outputTokens - (active.finishStep - step) : active.generated;

const leaveDecode = (state: ReplicaState, active: ActiveRequest): void => {
  active.generated = generatedBy(active, state.step);
  active.promptTokens = active.request.inputTokens + active.generated;
  state.decodes -= 1;
  state.contextTokens -= active.promptTokens;
};

/** Sends the newest admitted request back to the head of the line; its cache is dropped and computed again later. */
export const preemptNewest = (state: ReplicaState): void => {
  let newest = state.admitted.pop();
  while (newest?.phase === "done") newest = state.admitted.pop();
  if (newest === undefined) throw new RangeError("the cache is full although no request is admitted");
  if (newest.phase === "decoding") leaveDecode(state, newest);
  else state.reservedTokens -= promptReserve(newest);
  if (state.prefilling === newest) state.prefilling = null;
  newest.phase = "waiting";
  newest.prefilled = 0;
  state.preempted.push(newest);
  state.counters.preemptions += 1;
};

/** Tokens of a prompt that the prefix cache holds; at least one is always computed. */
const cachedTokens = ({ request, promptTokens }: ActiveRequest, prefixHitRatio: number): number =>
  Math.min(promptTokens - 1, Math.floor(request.inputTokens * prefixHitRatio));

const takeFromLine = (state: ReplicaState, active: ActiveRequest): void => {
  if (state.preempted.at(-1) === active) state.preempted.pop();
  else state.waitingFrom += 1;
  active.phase = "prefilling";
  active.prefilled = cachedTokens(active, state.limits.prefixHitRatio);
  active.startedAt ??= state.time;
  state.reservedTokens += promptReserve(active);
  state.admitted.push(active);
};

/** First come, first served: the head of the line, when a sequence slot and its cache are free. */
const admitNext = (state: ReplicaState, prompts: number): ActiveRequest | null => {
  const next = nextInLine(state);
  if (next === null || state.decodes + prompts >= state.limits.maxSequences) return null;
  // Every decoding sequence grows by one token in the same step.
  if (freeTokens(state) < promptReserve(next) + state.decodes) return null;
  takeFromLine(state, next);
  return next;
};

/** Prompt parts for the next step, decodes first within the token budget; admits requests as long as they fit. */
export const choosePrompts = (state: ReplicaState): readonly Chunk[] => {
  const chunks: Chunk[] = [];
  let room = state.limits.maxBatchedTokens - state.decodes;
  let active = state.prefilling;
  while (room > 0) {
    active ??= admitNext(state, chunks.length);
    if (active === null) break;
    const tokens = Math.min(active.promptTokens - active.prefilled, room);
    chunks.push({ active, tokens });
    room -= tokens;
    const unfinished = active.prefilled + tokens < active.promptTokens;
    state.prefilling = unfinished ? active : null;
    active = null;
  }
  return chunks;
};
