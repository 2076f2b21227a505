import type { PromptWorkers, ServingEngine, ServingReplica } from "../../model/replica.ts";
import { seededRandom } from "../arrivals/random.ts";
import { createGapHistogram } from "../event-simulation/gap-histogram.ts";
import type { RequestBatch, ServingState } from "../event-simulation/serving-state.ts";
import type { ServedBatch } from "../event-simulation/simulate-serving.ts";
import { goingOn, promptsOf } from "../open-loop/serve-batch.ts";
import { engineServer } from "./engine-server.ts";
import { routeRequests } from "./route-requests.ts";
import { createRouter, type RouterName } from "./routers.ts";

/** Replicas that are alike behind a router. */
export interface Fleet {
  readonly replicas: number;
  readonly router: RouterName;
  /** Groups of requests that share a prefix each; of `prefix-affinity` only. */
  readonly prefixGroups?: number | undefined;
  /** Of the routers that draw. */
  readonly seed?: number | undefined;
}

interface Pool {
  readonly engine: ServingEngine;
  readonly servers: number;
  readonly batch: RequestBatch;
  /** Requests in order of arrival; left out: all, as they stand. */
  readonly order?: Int32Array | undefined;
}

interface PoolRun {
  readonly states: readonly ServingState[];
  /** Server of each request. */
  readonly homes: Int32Array;
}

/** Tokens that are still to come of each answer when it arrives. */
const tokensToCome = ({ outputTokens, generatedTokens }: RequestBatch, request: number): number =>
  (outputTokens[request] as number) - (generatedTokens?.[request] ?? 0);

const shortestAnswer = (batch: RequestBatch): number => {
  let shortest = Number.POSITIVE_INFINITY;
  for (let place = 0; place < batch.arrivals.length; place++) shortest = Math.min(shortest, tokensToCome(batch, place));
  return shortest;
};

/** What a request adds to a server's tokens, which counts no prompt of an answer under way. */
const tokensOf = (batch: RequestBatch, request: number): number =>
  tokensToCome(batch, request) + (batch.generatedTokens?.[request] ? 0 : (batch.inputTokens[request] as number));

const servePool = (
  { engine, servers: count, batch, order }: Pool,
  { router, prefixGroups, seed = 0 }: Fleet,
): PoolRun => {
  const shortest = shortestAnswer(batch);
  const servers = Array.from({ length: count }, () => engineServer(engine, batch, shortest));
  const groups = seededRandom(seed + 1);
  const homes = routeRequests(servers, createRouter(router, seededRandom(seed)), {
    arrivals: batch.arrivals,
    order,
    tokensOf: (request) => tokensOf(batch, request),
    groupOf: prefixGroups === undefined ? undefined : () => Math.floor(groups() * prefixGroups),
  });
  return { states: servers.map(({ state }) => state), homes };
};

/** `target` with what the server of each request has for it; of all requests, or those in `order`. */
const gathered = (
  target: Float64Array,
  { states, homes }: PoolRun,
  of: (state: ServingState) => Float64Array,
  order?: Int32Array,
): Float64Array => {
  const columns = states.map(of);
  const count = order?.length ?? target.length;
  for (let place = 0; place < count; place++) {
    const request = order === undefined ? place : (order[place] as number);
    target[request] = (columns[homes[request] as number] as Float64Array)[request] as number;
  }
  return target;
};

const total = (states: readonly ServingState[], of: (state: ServingState) => number): number =>
  states.reduce((sum, state) => sum + of(state), 0);

/** Times as of a mean server, so that shares of them read as those of one replica. */
const servedBy = (
  batch: RequestBatch,
  states: readonly ServingState[],
  { firstTokenAt, finishedAt }: { readonly firstTokenAt: Float64Array; readonly finishedAt: Float64Array },
): ServedBatch => {
  const gaps = createGapHistogram();
  for (const state of states) gaps.addAll(state.gaps);
  const mean = (of: (state: ServingState) => number): number => total(states, of) / states.length;
  return {
    batch,
    firstTokenAt,
    finishedAt,
    gaps,
    endsAt: states.reduce((latest, { time }) => Math.max(latest, time), 0),
    busySeconds: mean(({ busySeconds }) => busySeconds),
    promptSeconds: mean(({ promptSeconds }) => promptSeconds),
    blockedSeconds: {
      sequences: mean(({ blockedSeconds }) => blockedSeconds.sequences),
      cache: mean(({ blockedSeconds }) => blockedSeconds.cache),
      budget: mean(({ blockedSeconds }) => blockedSeconds.budget),
    },
    decodeSeconds: total(states, ({ decodeSeconds }) => decodeSeconds),
    engineSteps: total(states, ({ engineSteps }) => engineSteps),
    events: total(states, ({ events }) => events),
    preemptions: total(states, ({ preemptions }) => preemptions),
    peakCacheTokens: states.reduce((most, { peakCacheTokens }) => Math.max(most, peakCacheTokens), 0),
  };
};

/** Prompts on one pool of workers, answers on another, each behind a router of its own of the same kind. */
const servePools = (
  replica: ServingReplica,
  batch: RequestBatch,
  fleet: Fleet,
  { engine, promptWorkers, decodeWorkers, transferSecondsPerToken }: PromptWorkers,
): ServedBatch => {
  const count = batch.arrivals.length;
  const first = servePool({ engine, servers: fleet.replicas * promptWorkers, batch: promptsOf(batch) }, fleet);
  const firstTokenAt = gathered(new Float64Array(count), first, (state) => state.finishedAt);
  for (let place = 0; place < count; place++) {
    const moved = (batch.inputTokens[place] as number) * transferSecondsPerToken;
    firstTokenAt[place] = (firstTokenAt[place] as number) + moved;
  }
  const answers = { ...batch, arrivals: firstTokenAt, outputTokens: batch.outputTokens.map((tokens) => tokens - 1) };
  const order = goingOn(batch, firstTokenAt);
  const second = servePool({ engine: replica, servers: fleet.replicas * decodeWorkers, batch: answers, order }, fleet);
  const finishedAt = gathered(firstTokenAt.slice(), second, (state) => state.finishedAt, order);
  const served = servedBy(batch, second.states, { firstTokenAt, finishedAt });
  const busy = total(first.states, ({ busySeconds }) => busySeconds) / first.states.length;
  // Prompts take nothing of a decode step; counted as all of it where their workers are the busier ones.
  return { ...served, promptSeconds: busy > served.busySeconds ? served.busySeconds : 0 };
};

/**
 * Serves requests on a fleet, exact in time: each is routed at its instant, by what had finished by then. Times are
 * those of a mean replica, counts those of the whole fleet.
 * @throws LL_INPUT_INVALID for `prefix-affinity` without prefix groups
 */
export const serveFleet = (replica: ServingReplica, batch: RequestBatch, fleet: Fleet): ServedBatch => {
  if (replica.disaggregated !== undefined) return servePools(replica, batch, fleet, replica.disaggregated);
  const run = servePool({ engine: replica, servers: fleet.replicas, batch }, fleet);
  const count = batch.arrivals.length;
  return servedBy(batch, run.states, {
    firstTokenAt: gathered(new Float64Array(count), run, (state) => state.firstTokenAt),
    finishedAt: gathered(new Float64Array(count), run, (state) => state.finishedAt),
  });
};
