import { choosePrompts, freeTokens, preemptNewest } from "./admission.ts";
import { type Chunk, nextArrival, nextInLine, type ReplicaState, type StepPlan } from "./replica-state.ts";

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
