import {
  type ActiveRequest,
  type Chunk,
  nextArrival,
  nextInLine,
  type ReplicaState,
  type StepPlan,
} from "./replica-state.ts";

/** Cache tokens that nothing holds. */
const freeTokens = ({ limits, contextTokens, reservedTokens }: ReplicaState): number =>
  limits.kvCacheTokens - contextTokens - reservedTokens;

/** Cache tokens that a prompt holds until it decodes: its own and the first one it generates. */
export const promptReserve = ({ promptTokens }: ActiveRequest): number => promptTokens + 1;

/** Tokens generated so far; while decoding they follow from the step counter. */
const generatedBy = (active: ActiveRequest, step: number): number =>
  active.phase === "decoding" ? active.request.outputTokens - (active.finishStep - step) : active.generated;

const leaveDecode = (state: ReplicaState, active: ActiveRequest): void => {
  active.generated = generatedBy(active, state.step);
  active.promptTokens = active.request.inputTokens + active.generated;
  state.decodes -= 1;
  state.contextTokens -= active.promptTokens;
};

/** Sends the newest admitted request back to the head of the line; its cache is dropped and computed again later. */
const preemptNewest = (state: ReplicaState): void => {
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
const choosePrompts = (state: ReplicaState): readonly Chunk[] => {
  const chunks: Chunk[] = [];
  let left = state.limits.maxBatchedTokens - state.decodes;
  let active = state.prefilling;
  while (left > 0) {
    active ??= admitNext(state, chunks.length);
    if (active === null) break;
    const tokens = Math.min(active.promptTokens - active.prefilled, left);
    chunks.push({ active, tokens });
    left -= tokens;
    const unfinished = active.prefilled + tokens < active.promptTokens;
    state.prefilling = unfinished ? active : null;
    active = null;
  }
  return chunks;
};

const promptPlan = (state: ReplicaState, chunks: readonly Chunk[]): StepPlan => {
  let prefillTokens = 0;
  let attended = 0;
  for (const { active, tokens } of chunks) {
    prefillTokens += tokens;
    attended += tokens * (active.prefilled + tokens / 2);
  }
  const { decodes, contextTokens } = state;
  const prefillContext = attended / prefillTokens;
  const duration = state.stepModel.step({ decodes, contextTokens, prefillTokens, prefillContext });
  return { endsAt: state.time + duration, steps: 1, chunks };
};

/** Time of successive decode steps: the first, and how much longer each is than the one before. */
interface DecodePace {
  readonly first: number;
  readonly growth: number;
}

const paceOf = ({ stepModel, decodes, contextTokens }: ReplicaState): DecodePace => {
  const first = stepModel.step({ decodes, contextTokens, prefillTokens: 0 });
  const second = stepModel.step({ decodes, contextTokens: contextTokens + decodes, prefillTokens: 0 });
  return { first, growth: second - first };
};

const durationOf = ({ first, growth }: DecodePace, steps: number): number =>
  steps * first + (growth * steps * (steps - 1)) / 2;

/** Whole decode steps that end within `gap` seconds. */
const stepsWithin = ({ first, growth }: DecodePace, gap: number): number => {
  if (gap <= 0 || gap === Number.POSITIVE_INFINITY) return Math.max(0, gap);
  const linear = first - growth / 2;
  return Math.floor((2 * gap) / (linear + Math.sqrt(linear * linear + 2 * growth * gap)));
};

/** Step counter of the next sequence to finish; entries that a preemption left behind are dropped. */
const nextFinish = ({ finishing }: ReplicaState): number => {
  let first = finishing.first();
  while (first !== undefined && !(first.phase === "decoding" && first.finishStep === finishing.firstStep())) {
    finishing.pop();
    first = finishing.first();
  }
  return finishing.firstStep();
};

/**
 * As many equal decode steps as nothing interrupts: no sequence finishes, the cache does not fill up, nobody who
 * could be admitted arrives, and `until` is not passed. At least one, which may then end after `until`.
 */
const decodePlan = (state: ReplicaState, until: number): StepPlan => {
  const pace = paceOf(state);
  const blocked = nextInLine(state) !== null;
  const untilArrival = blocked ? Number.POSITIVE_INFINITY : stepsWithin(pace, nextArrival(state) - state.time) + 1;
  const steps = Math.min(
    nextFinish(state) - state.step,
    Math.floor(freeTokens(state) / state.decodes),
    untilArrival,
    Math.max(1, stepsWithin(pace, until - state.time)),
  );
  return { endsAt: state.time + durationOf(pace, steps), steps, chunks: [] };
};

/** The work to do next, starting at `state.time` and before `until`; null when the replica stays idle until then. */
export const planNext = (state: ReplicaState, until: number): StepPlan | null => {
  while (freeTokens(state) < state.decodes) preemptNewest(state);
  const idle = state.decodes === 0 && state.prefilling === null && nextInLine(state) === null;
  if (idle) {
    const arrival = nextArrival(state);
    if (arrival === Number.POSITIVE_INFINITY) return null;
    state.time = Math.max(state.time, arrival);
  }
  // A step that starts at `until` itself waits for the next call: more may still arrive at that moment.
  if (state.time >= until) return null;
  const chunks = choosePrompts(state);
  return chunks.length > 0 ? promptPlan(state, chunks) : decodePlan(state, until);
};
