import { noRequest, type ServingState } from "./serving-state.ts";

const anyLine = (state: ServingState): boolean =>
  state.partial !== noRequest || state.next !== noRequest || state.preemptedCount > 0;

/** Steps of the answers at hand until the first of them finishes, with what waits before them taken at its shortest. */
const stepsToFinish = (state: ServingState, shortestAnswer: number): number => {
  if (state.preemptedCount > 0) return 0;
  const ofDecodes = state.finishing.firstStep() - state.step;
  return anyLine(state) ? Math.min(ofDecodes, shortestAnswer - 1) : ofDecodes;
};

/**
 * Before this time none finishes of those that have not yet, whatever else is submitted; Infinity while there is nothing
 * to do.
 * @param shortestAnswer of all that may come, in tokens
 */
export const earliestFinish = (state: ServingState, shortestAnswer: number): number => {
  if (state.decodes === 0) return anyLine(state) ? state.time : Number.POSITIVE_INFINITY;
  const stepSeconds = state.steps.base(state.decodes, 0, 0) + state.steps.perContextToken * state.contextTokens;
  return state.time + stepsToFinish(state, shortestAnswer) * stepSeconds;
};
