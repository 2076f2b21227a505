import { freeTokens, type ServingState } from "./serving-state.ts";

/** @param last of these steps, in seconds */
const advance = (state: ServingState, duration: number, engineSteps: number, last: number): void => {
  const { time, limits } = state;
  state.time = time + duration;
  state.scheduledAt = limits.schedulesAhead === true ? time + (duration - last) : state.time;
  state.busySeconds += duration;
  state.decodeSeconds += duration * state.decodes;
  state.engineSteps += engineSteps;
  if (state.blocked !== "no") state.blockedSeconds[state.blocked] += duration;
};

/** The first number of equal steps that reaches `gap` seconds, when each takes `growth` longer than the one before. */
const stepsToReach = (gap: number, first: number, growth: number): number => {
  if (gap <= 0) return 1;
  if (growth === 0) return Math.ceil(gap / first);
  const linear = first - growth / 2;
  return Math.ceil((2 * gap) / (linear + Math.sqrt(linear * linear + 2 * growth * gap)));
};

/** Decode steps until something happens: a request finishes, the cache is full, or somebody who could start arrives. */
const decodeSteps = (state: ServingState, first: number, growth: number): number => {
  if (!state.skipSteps) return 1;
  let steps = state.finishing.firstStep() - state.step;
  if (state.limits.cachePolicy === "grow") steps = Math.min(steps, Math.floor(freeTokens(state) / state.decodes));
  const gap = (state.blocked === "no" ? Math.min(state.nextAt, state.until) : state.until) - state.time;
  if (gap < Number.POSITIVE_INFINITY) steps = Math.min(steps, stepsToReach(gap, first, growth));
  return Math.max(1, steps);
};

const decode = (state: ServingState, steps: number): void => {
  state.step += steps;
  state.tokensGenerated += state.decodes * steps;
  state.contextTokens += state.decodes * steps;
};

/** Runs decode steps without a prompt, as many as nothing interrupts. */
export const runDecodes = (state: ServingState): void => {
  const { steps, decodes, contextTokens } = state;
  const first = steps.base(decodes, 0, 0) + steps.perContextToken * contextTokens;
  const growth = steps.perContextToken * decodes;
  const count = decodeSteps(state, first, growth);
  const duration = count * first + (growth * count * (count - 1)) / 2;
  if (state.countsGaps) state.gaps.add(duration / count, decodes * count);
  advance(state, duration, count, first + growth * (count - 1));
  decode(state, count);
};

/** Runs one step with the chosen prompts. */
export const runPrompts = (state: ServingState): void => {
  const { steps, decodes, contextTokens, chosenTokens, chosenCount, attendedPairs } = state;
  const ofPrompts = steps.base(decodes, chosenTokens, chosenCount) + steps.perAttendedPair * attendedPairs;
  const duration = ofPrompts + steps.perContextToken * contextTokens;
  state.promptSeconds += decodes === 0 ? duration : ofPrompts - steps.base(decodes, 0, 0);
  if (decodes > 0 && state.countsGaps) state.gaps.add(duration, decodes);
  advance(state, duration, 1, duration);
  decode(state, 1);
};
