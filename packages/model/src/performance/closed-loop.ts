import type { ClosedLoad } from "../model/load.ts";
import type { Wait, WaitingParts } from "./latency-distribution.ts";
import { decodingStep, meanStep, type WorkloadModel } from "./workload-model.ts";

const mostSteps = 60;
/** Share of the highest point that is as good as nothing. */
const tolerance = 1e-13;

interface Bracket {
  readonly from: number;
  readonly to: number;
  /** Values at both ends: at most 0, and above 0. */
  readonly below: number;
  readonly above: number;
  /** The end that was found last. */
  readonly latest: number;
}

/** The bracket on the side of `next` that holds the root. An end that stays twice counts half (Illinois). */
const narrowed = (bracket: Bracket, next: number, value: number): Bracket => {
  const { from, to, below, above, latest } = bracket;
  if (value > 0) return { from, to: next, below: latest === to ? below / 2 : below, above: value, latest: next };
  return { from: next, to, below: value, above: latest === from ? above / 2 : above, latest: next };
};

/**
 * Where a rising function of `low` … `high` crosses 0, by secants of a bracket, which close in several times faster
 * than halving does; `low` or `high` when it lies on one side of 0 throughout.
 */
export const rootOfRising = (rising: (x: number) => number, low: number, high: number): number => {
  const above = rising(high);
  if (above <= 0) return high;
  const below = rising(low);
  if (below >= 0) return low;
  let bracket: Bracket = { from: low, to: high, below, above, latest: Number.NaN };
  for (let step = 0; step < mostSteps; step++) {
    const next = bracket.to - (bracket.above * (bracket.to - bracket.from)) / (bracket.above - bracket.below);
    if (Math.abs(next - bracket.latest) <= tolerance * high) return next;
    bracket = narrowed(bracket, next, rising(next));
  }
  return bracket.latest;
};

/** Clients that send their next request at once. */
export type Clients = Omit<Extract<ClosedLoad, { kind: "concurrency" }>, "kind">;

/** Sequences of one worker that may decode at once with `concurrency` clients: a default limit gives way to them. */
export const closedLoopSlots = ({ spec, cacheSlots }: WorkloadModel, perWorker: number): number => {
  const { maxSequences } = spec.engineConfig;
  const allowed = spec.isMaxSequencesAssumed === true ? Math.max(maxSequences, perWorker) : maxSequences;
  return Math.max(1, Math.min(cacheSlots, allowed));
};

/** Seconds that a request waits for other clients, as a function of the seconds per output token. */
type Waiting = (perToken: number) => number;

/** Waiting of one kind of loop: seconds, of them those of the common start, and steps of the others. */
interface WaitForOthers {
  readonly seconds: number;
  readonly start: Wait;
  readonly steps: number;
}

const noWait: Wait = { probability: 1, mean: 0, isEven: true };

/**
 * All clients start at once, and stay in step for a while: then a request waits for half of the others on average. That
 * befalls few of the requests of a run, so that it is in the mean and in the tail and not in the median.
 */
const startOf = ({ firstToken }: WorkloadModel, others: number): Wait => {
  const { perOther, prompt } = firstToken;
  if (prompt === 0) return noWait;
  const probability = Math.min(1, (2 * perOther) / prompt);
  return { probability, mean: (perOther * others) / probability, isEven: true };
};

const inRun = (model: WorkloadModel, { concurrency }: Clients): WaitForOthers => {
  const others = Math.max(0, concurrency - 1);
  const { perOther, lockstep, steps } = model.firstToken;
  return {
    seconds: perOther * others + (lockstep * others) / Math.max(1, concurrency),
    start: startOf(model, others),
    steps: steps * Math.min(1, others),
  };
};

/** A request comes in the middle of a step and is computed in one that the others' tokens lengthen. */
const stepsBehindOthers = 1.5;

/**
 * What keeps clients in lockstep wears off by the milliseconds of their own: what is left grows with the share of the
 * time that prompts of the others take.
 */
const inEndlessLoop = (model: WorkloadModel, { concurrency }: Clients, slots: number): WaitForOthers => {
  const { firstToken, promptWork, outputTokens, workers, spec } = model;
  const clients = Math.min(concurrency, slots);
  const others = Math.max(0, clients - 1);
  const perPrompt = spec.disaggregation === undefined ? promptWork : firstToken.promptWorkerSeconds;
  const cycle = clients * perPrompt + outputTokens * decodingStep(model, clients / workers);
  return {
    seconds: (firstToken.lockstep * others * perPrompt) / cycle,
    start: noWait,
    steps: (stepsBehindOthers * others) / Math.max(1, clients),
  };
};

/**
 * A front end that hands out every token of every client makes each cycle as long as its own work: the larger of the
 * two, a little more where they meet. The eighth power keeps a front end at two thirds of its rate out of it.
 */
const withFrontEnd = (cycle: number, frontEnd: number): number => {
  const squared = (frontEnd / cycle) ** 2;
  const eighth = squared * squared * squared * squared;
  return cycle * Math.sqrt(Math.sqrt(Math.sqrt(1 + eighth)));
};

/** What does not depend on the seconds per output token is worked out once. */
const waitingOf = (model: WorkloadModel, clients: Clients): { readonly at: Waiting; readonly start: Wait } => {
  const { concurrency, isEndless } = clients;
  const { firstToken, outputTokens, workers, isOffline } = model;
  const slots = closedLoopSlots(model, concurrency / workers) * workers;
  const others = isEndless === true ? inEndlessLoop(model, clients, slots) : inRun(model, clients);
  const steps = others.steps + firstToken.bufferedSteps;
  const overflow = Math.max(0, concurrency / slots - 1);
  const promptWork = concurrency * firstToken.promptWorkerSeconds;
  // A load that is there all at once goes past the server.
  const frontEnd = isOffline ? 0 : concurrency * firstToken.handOut;
  const at = (perToken: number): number => {
    const answer = outputTokens * perToken;
    // Prompt workers that cannot keep up make every cycle as long as their work.
    const waited = others.seconds + steps * perToken + overflow * answer + Math.max(0, promptWork - answer);
    if (frontEnd === 0) return waited;
    const cycle = firstToken.alone + waited + answer;
    return waited + withFrontEnd(cycle, frontEnd) - cycle;
  };
  return { at, start: others.start };
};

/** Time to first token of a fixed number of such clients as a function of the seconds per output token. */
export const closedLoopFirstToken = (model: WorkloadModel, clients: Clients, perToken: number): WaitingParts => {
  const { at, start } = waitingOf(model, clients);
  return {
    fixed: model.firstToken.alone,
    waits: [{ probability: 1, mean: at(perToken) - start.probability * start.mean, isEven: false }, start],
  };
};

/** Little's law: the share of its cycle that a request spends in decode is the share of the clients that decode. */
export const closedLoopDecodes = (model: WorkloadModel, clients: Clients): number => {
  const { outputTokens, workers, firstToken } = model;
  const perWorker = clients.concurrency / workers;
  const { at } = waitingOf(model, clients);
  const excess = (decodes: number): number => {
    const perToken = meanStep(model, decodes);
    const untilFirst = firstToken.alone + at(perToken);
    return decodes * (untilFirst / perToken + outputTokens) - perWorker * outputTokens;
  };
  return rootOfRising(excess, 0, Math.min(perWorker, closedLoopSlots(model, perWorker)));
};
