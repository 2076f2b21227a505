import { invalidInput } from "../../base/errors.ts";
import type { PromptWorkers, ServingEngine, ServingReplica } from "../../model/replica.ts";
import { createGapHistogram } from "../event-simulation/gap-histogram.ts";
import type { RequestBatch, SimulationOptions } from "../event-simulation/serving-state.ts";
import { type ServedBatch, simulateServing } from "../event-simulation/simulate-serving.ts";

/** Requests of a batch by their indices in it, in the order in which they reach a worker. */
type Indices = Int32Array;

interface Part {
  readonly indices: Indices;
  readonly served: ServedBatch;
}

/** Every so many-th of the indices, one list per worker: in turn, as a plain load balancer deals them. */
const dealt = (indices: Indices, workers: number): readonly Indices[] =>
  Array.from({ length: workers }, (_, worker) => {
    const own = new Int32Array(Math.ceil((indices.length - worker) / workers));
    for (let turn = 0; turn < own.length; turn++) own[turn] = indices[worker + turn * workers] as number;
    return own;
  });

/** `target` with what `source` has at these indices; a loop, as `TypedArray.from` with a function takes ten times as long. */
const picked = <T extends Float64Array | Int32Array>(target: T, source: ArrayLike<number>, indices: Indices): T => {
  for (let turn = 0; turn < indices.length; turn++) target[turn] = source[indices[turn] as number] as number;
  return target;
};

const served = (
  indices: Indices,
  engine: ServingEngine,
  { arrivals, inputTokens, outputTokens, generatedTokens }: RequestBatch,
): Part => ({
  indices,
  served: simulateServing(engine, {
    arrivals: picked(new Float64Array(indices.length), arrivals, indices),
    inputTokens: picked(new Int32Array(indices.length), inputTokens, indices),
    outputTokens: picked(new Int32Array(indices.length), outputTokens, indices),
    generatedTokens: generatedTokens && picked(new Int32Array(indices.length), generatedTokens, indices),
  }),
});

const inOrder = (count: number): Indices => {
  const order = new Int32Array(count);
  for (let place = 0; place < count; place++) order[place] = place;
  return order;
};

/** Sets `target` at the indices of each part to the values of its requests. */
const gather = (target: Float64Array, parts: readonly Part[], of: (part: ServedBatch) => Float64Array): void => {
  for (const { indices, served: part } of parts) {
    const values = of(part);
    for (let turn = 0; turn < indices.length; turn++) target[indices[turn] as number] = values[turn] as number;
  }
};

const total = (parts: readonly Part[], of: (part: ServedBatch) => number): number =>
  parts.reduce((sum, { served: part }) => sum + of(part), 0);

/** Prompts by themselves; that of an answer under way is computed. */
export const promptsOf = ({ generatedTokens, ...batch }: RequestBatch): RequestBatch => ({
  ...batch,
  outputTokens: new Int32Array(batch.outputTokens.length).fill(1),
  generatedTokens: generatedTokens?.map((tokens) => Math.min(1, tokens)),
});

/** When each request has its first token: computed by the prompt workers, its cache moved. */
const firstTokens = (batch: RequestBatch, { promptWorkers, engine, transferSecondsPerToken }: PromptWorkers) => {
  const count = batch.arrivals.length;
  const prompts = promptsOf(batch);
  const parts = dealt(inOrder(count), promptWorkers).map((indices) => served(indices, engine, prompts));
  const firstTokenAt = new Float64Array(count);
  gather(firstTokenAt, parts, (part) => part.finishedAt);
  for (let place = 0; place < count; place++) {
    const moved = (batch.inputTokens[place] as number) * transferSecondsPerToken;
    firstTokenAt[place] = (firstTokenAt[place] as number) + moved;
  }
  return { parts, firstTokenAt };
};

/** Requests that go on beyond their first token, in the order in which they reach the decode workers. */
export const goingOn = ({ outputTokens }: RequestBatch, firstTokenAt: Float64Array): Indices => {
  const order = new Int32Array(firstTokenAt.length);
  let [count, latest, isInOrder] = [0, Number.NEGATIVE_INFINITY, true];
  for (let place = 0; place < order.length; place++) {
    if ((outputTokens[place] as number) <= 1) continue;
    const at = firstTokenAt[place] as number;
    isInOrder &&= at >= latest;
    latest = at;
    order[count++] = place;
  }
  const own = order.subarray(0, count);
  return isInOrder ? own : own.sort((a, b) => (firstTokenAt[a] as number) - (firstTokenAt[b] as number) || a - b);
};

const mergedGaps = (parts: readonly Part[]) => {
  const gaps = createGapHistogram();
  for (const { served: part } of parts) gaps.addAll(part.gaps);
  return gaps;
};

interface Stages {
  readonly batch: RequestBatch;
  readonly prompts: readonly Part[];
  readonly decodes: readonly Part[];
}

/**
 * Whether the prompt workers are nearer to their limit: the share of the time in which they work against the share
 * of the slots in decode that are taken. A decode worker is busy with one request as with many.
 */
const arePromptsFuller = (
  { limits }: ServingReplica,
  { promptWorkers, decodeWorkers }: PromptWorkers,
  { batch, prompts, decodes }: Stages,
): boolean => {
  const count = batch.arrivals.length;
  const cachedTokens = [batch.inputTokens, batch.outputTokens].reduce(
    (sum, lengths) => sum + lengths.reduce((all, length) => all + length, 0) / count,
    0,
  );
  const slots = Math.min(limits.maxSequences, limits.kvCacheTokens / cachedTokens) * decodeWorkers;
  const inPrompts = total(prompts, ({ busySeconds }) => busySeconds) / promptWorkers;
  return inPrompts > total(decodes, ({ decodeSeconds }) => decodeSeconds) / slots;
};

/** Prompts on one set of workers, answers on another: the second starts a request where the first is done with it. */
const serveDisaggregated = (
  replica: ServingReplica,
  batch: RequestBatch,
  disaggregated: PromptWorkers,
): ServedBatch => {
  if (batch.clients !== undefined) {
    throw invalidInput(
      "load.requests",
      batch.arrivals.length,
      "no number of requests beside concurrency where prompts have workers of their own",
    );
  }
  const { parts: prompts, firstTokenAt } = firstTokens(batch, disaggregated);
  const answers = { ...batch, arrivals: firstTokenAt, outputTokens: batch.outputTokens.map((count) => count - 1) };
  const decodes = dealt(goingOn(batch, firstTokenAt), disaggregated.decodeWorkers).map((indices) =>
    served(indices, replica, answers),
  );
  const finishedAt = firstTokenAt.slice();
  gather(finishedAt, decodes, (part) => part.finishedAt);
  const blocked = (cause: keyof ServedBatch["blockedSeconds"]): number =>
    total(decodes, ({ blockedSeconds }) => blockedSeconds[cause]) / disaggregated.decodeWorkers;
  const busySeconds = total(decodes, (part) => part.busySeconds) / disaggregated.decodeWorkers;
  return {
    batch,
    firstTokenAt,
    finishedAt,
    gaps: mergedGaps(decodes),
    endsAt: finishedAt.reduce((latest, at) => Math.max(latest, at), 0),
    busySeconds,
    // Prompts take nothing of a decode step; counted as all of it where they bind.
    promptSeconds: arePromptsFuller(replica, disaggregated, { batch, prompts, decodes }) ? busySeconds : 0,
    blockedSeconds: { sequences: blocked("sequences"), cache: blocked("cache"), budget: blocked("budget") },
    decodeSeconds: total(decodes, ({ decodeSeconds }) => decodeSeconds),
    engineSteps: total(prompts, ({ engineSteps }) => engineSteps) + total(decodes, ({ engineSteps }) => engineSteps),
    events: total(prompts, ({ events }) => events) + total(decodes, ({ events }) => events),
    preemptions: total(decodes, ({ preemptions }) => preemptions),
    peakCacheTokens: decodes.reduce((most, { served: part }) => Math.max(most, part.peakCacheTokens), 0),
  };
};

type GapOptions = Pick<SimulationOptions, "countsGaps">;

/**
 * Serves a batch to its end on one replica, whatever it is made of.
 * @throws LL_INPUT_INVALID when a request exceeds the cache
 */
export const serveBatch = (replica: ServingReplica, batch: RequestBatch, options: GapOptions = {}): ServedBatch =>
  replica.disaggregated === undefined
    ? simulateServing(replica, batch, options)
    : serveDisaggregated(replica, batch, replica.disaggregated);
