import { type BlockedSeconds, freeTokens, reachesEngineAt, type ServingState } from "./serving-state.ts";

const countBlocked = (seconds: BlockedSeconds, { blocked }: ServingState, duration: number): void => {
  if (blocked !== "no") seconds[blocked] += duration;
};

/** @param last of these steps, in seconds */
const advance = (state: ServingState, duration: number, engineSteps: number, last: number): void => {
  const { time, limits } = state;
  state.time = time + duration;
  state.scheduledAt = limits.schedulesAhead === true ? time + (duration - last) : state.time;
  state.busySeconds += duration;
  state.decodeSeconds += duration * state.decodes;
  state.engineSteps += engineSteps;
  countBlocked(state.blockedSeconds, state, duration);
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
  if (state.blocked === "no") {
    const gap = reachesEngineAt(state, state.next) - state.time;
    if (gap < Number.POSITIVE_INFINITY) steps = Math.min(steps, stepsToReach(gap, first, growth));
  }
  return Math.max(1, steps);
};

const countGaps = (state: ServingState, steps: number, duration: number, first: number): void => {
  const { gaps, decodes, stall } = state;
  if (!state.countsGaps) return;
  if (stall === 0) {
    gaps.add(duration / steps, decodes * steps);
    return;
  }
  gaps.add(first + stall, decodes);
  if (steps > 1) gaps.add((duration - first) / (steps - 1), decodes * (steps - 1));
  state.stall = 0;
};

const decode = (state: ServingState, steps: number): void => {
  state.step += steps;
  state.contextTokens += state.decodes * steps;
};

/** Runs decode steps without a prompt, as many as nothing interrupts. */
export const runDecodes = (state: ServingState): void => {
  const { steps, decodes, contextTokens } = state;
  const first = steps.base(decodes, 0, 0) + steps.perContextToken * contextTokens;
  const growth = steps.perContextToken * decodes;
  const count = decodeSteps(state, first, growth);
  const duration = count * first + (growth * count * (count - 1)) / 2;
  countGaps(state, count, duration, first);
  advance(state, duration, count, first + growth * (count - 1));
  decode(state, count);
};

/** Runs one step with the chosen prompts. */
export const runPrompts = (state: ServingState): void => {
  const { steps, limits, decodes, contextTokens, chosenTokens, chosenCount, attendedPairs } = state;
  const mixed = limits.scheduling === "mixed";
  const beside = mixed ? decodes : 0;
  const reading = mixed ? steps.perContextToken * contextTokens : 0;
  const pairs = steps.perAttendedPair * attendedPairs;
  const base = steps.base(beside, chosenTokens, chosenCount);
  const duration = base + pairs + reading;
  state.promptSeconds += beside === 0 ? duration : base + pairs - steps.base(beside, 0, 0);
  if (beside > 0) countGaps(state, 1, duration, duration);
  else if (decodes > 0) state.stall += duration;
  advance(state, duration, 1, duration);
  if (mixed) decode(state, 1);
};
