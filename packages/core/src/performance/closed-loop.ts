import type { WaitingParts } from "./latency-distribution.ts";
import { meanStep, rootOfRising, type WorkloadModel } from "./workload-model.ts";

/** Sequences of one worker that may decode at once when `concurrency` clients ask: a default limit gives way to them. */
export const closedLoopSlots = ({ spec, cacheSlots }: WorkloadModel, perWorker: number): number => {
  const { maxSequences } = spec.engineConfig;
  const allowed = spec.isMaxSequencesAssumed === true ? Math.max(maxSequences, perWorker) : maxSequences;
  return Math.max(1, Math.min(cacheSlots, allowed));
};

/** Fixed number of clients that ask again at once: time to first token as a function of the seconds per output token. */
export const closedLoopFirstToken = (model: WorkloadModel, concurrency: number, perToken: number): WaitingParts => {
  const { firstToken, outputTokens, workers } = model;
  const answer = outputTokens * perToken;
  const slots = closedLoopSlots(model, concurrency / workers) * workers;
  const others = firstToken.perOther * Math.max(0, concurrency - 1);
  const overflow = Math.max(0, concurrency / slots - 1) * answer;
  // Prompt workers that cannot keep up make every cycle as long as their work.
  const matching = Math.max(0, concurrency * firstToken.promptWorkerSeconds - answer);
  return {
    fixed: firstToken.alone + firstToken.steps * perToken,
    uniform: 0,
    waits: [{ probability: 1, mean: others + overflow + matching, meanAtCapacity: null }],
  };
};

/** Mean of such a wait. */
export const meanFirstToken = ({ fixed, waits }: WaitingParts): number =>
  waits.reduce((sum, wait) => sum + wait.probability * wait.mean, fixed);

/** Little's law: the share of its cycle that a request spends in decode is the share of the clients that decode. */
export const closedLoopDecodes = (model: WorkloadModel, concurrency: number): number => {
  const { outputTokens, workers } = model;
  const perWorker = concurrency / workers;
  const excess = (decodes: number): number => {
    const perToken = meanStep(model, decodes);
    const waiting = meanFirstToken(closedLoopFirstToken(model, concurrency, perToken));
    return decodes * (waiting / perToken + outputTokens) - perWorker * outputTokens;
  };
  return rootOfRising(excess, 0, Math.min(perWorker, closedLoopSlots(model, perWorker)));
};
