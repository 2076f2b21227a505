import type { PromptWorkers, ServingEngine, ServingReplica } from "../../model/replica.ts";
import { seededRandom } from "../arrivals/random.ts";
import { createGapHistogram } from "../event-simulation/gap-histogram.ts";
import { batchRows, type RequestBatch, type ServingState } from "../event-simulation/serving-state.ts";
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
  readonly firstTokenAt: Float64Array;
  readonly finishedAt: Float64Array;
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
  const rows = batchRows(batch);
  const servers = Array.from({ length: count }, () => engineServer(engine, rows, shortest));
  const groups = seededRandom(seed + 1);
  routeRequests(servers, createRouter(router, seededRandom(seed)), {
    arrivals: batch.arrivals,
    order,
    tokensOf: (request) => tokensOf(batch, request),
    groupOf: prefixGroups === undefined ? undefined : () => Math.floor(groups() * prefixGroups),
  });
  const { firstTokenAt, finishedAt } = rows;
  return { states: servers.map(({ state }) => state), firstTokenAt, finishedAt };
};

const total = (states: readonly ServingState[], of: (state: ServingState) => number): number =>
  states.reduce((sum, state) => sum + of(state), 0);

/** Times as of a mean server, so that shares of them read as those of one replica. */
const servedBy = (batch: RequestBatch, { states, firstTokenAt, finishedAt }: PoolRun): ServedBatch => {
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
  const firstTokenAt = first.finishedAt;
  for (let place = 0; place < count; place++) {
    const moved = (batch.inputTokens[place] as number) * transferSecondsPerToken;
    firstTokenAt[place] = (firstTokenAt[place] as number) + moved;
  }
  const answers = { ...batch, arrivals: firstTokenAt, outputTokens: batch.outputTokens.map((tokens) => tokens - 1) };
  const order = goingOn(batch, firstTokenAt);
  const second = servePool({ engine: replica, servers: fleet.replicas * decodeWorkers, batch: answers, order }, fleet);
  // What has one token is finished with it.
  const finishedAt = second.finishedAt.map((time, place) =>
    (batch.outputTokens[place] as number) > 1 ? time : (firstTokenAt[place] as number),
  );
  const served = servedBy(batch, { ...second, firstTokenAt, finishedAt });
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
  return servedBy(batch, servePool({ engine: replica, servers: fleet.replicas, batch }, fleet));
};
