import type { WaitingParts } from "./latency-distribution.ts";
import { rootOfRising } from "./root-of-rising.ts";
import { meanStep, type WorkloadModel } from "./workload-model.ts";

/** Sequences of one worker that may decode at once when `concurrency` clients ask: a default limit gives way to them. */
export const closedLoopSlots = ({ spec, cacheSlots }: WorkloadModel, perWorker: number): number => {
  const { maxSequences } = spec.engineConfig;
  const allowed = spec.isMaxSequencesAssumed === true ? Math.max(maxSequences, perWorker) : maxSequences;
  return Math.max(1, Math.min(cacheSlots, allowed));
};

/** Seconds that a first token waits for other clients, as a function of the seconds per output token. */
type Waiting = (perToken: number) => number;

/** What does not depend on the seconds per output token is worked out once. */
const waitingOf = (model: WorkloadModel, concurrency: number): Waiting => {
  const { firstToken, outputTokens, workers } = model;
  const slots = closedLoopSlots(model, concurrency / workers) * workers;
  const company = Math.max(0, concurrency - 1);
  const others = firstToken.perOther * company + (firstToken.lockstep * company) / Math.max(1, concurrency);
  const overflow = Math.max(0, concurrency / slots - 1);
  const promptWork = concurrency * firstToken.promptWorkerSeconds;
  return (perToken) => {
    const answer = outputTokens * perToken;
    // Prompt workers that cannot keep up make every cycle as long as their work.
    return others + overflow * answer + Math.max(0, promptWork - answer);
  };
};

/** Fixed number of clients that ask again at once: time to first token as a function of the seconds per output token. */
export const closedLoopFirstToken = (model: WorkloadModel, concurrency: number, perToken: number): WaitingParts => {
  const { firstToken } = model;
  return {
    fixed: firstToken.alone + firstToken.steps * perToken,
    uniform: 0,
    waits: [{ probability: 1, mean: waitingOf(model, concurrency)(perToken), meanAtCapacity: null }],
  };
};

/** Mean of such a wait. */
export const meanFirstToken = ({ fixed, waits }: WaitingParts): number =>
  waits.reduce((sum, wait) => sum + wait.probability * wait.mean, fixed);

/** Little's law: the share of its cycle that a request spends in decode is the share of the clients that decode. */
export const closedLoopDecodes = (model: WorkloadModel, concurrency: number): number => {
  const { outputTokens, workers, firstToken } = model;
  const perWorker = concurrency / workers;
  const waiting = waitingOf(model, concurrency);
  const excess = (decodes: number): number => {
    const perToken = meanStep(model, decodes);
    const untilFirst = firstToken.alone + firstToken.steps * perToken + waiting(perToken);
    return decodes * (untilFirst / perToken + outputTokens) - perWorker * outputTokens;
  };
  return rootOfRising(excess, 0, Math.min(perWorker, closedLoopSlots(model, perWorker)));
};
