import { invalidInput } from "../../base/errors.ts";
import type { RecordedRequest } from "../../model/load.ts";
import type { ServingEngine } from "../../model/replica.ts";
import { earliestFinish } from "./earliest-finish.ts";
import { createFinishRing } from "./finish-ring.ts";
import {
  batchRows,
  createServingState,
  noRequest,
  notDecoding,
  reachesEngineAt,
  type ServingState,
} from "./serving-state.ts";
import { isIdle, runOnce } from "./simulate-serving.ts";

/** A request handed to the simulator. Times are seconds on one clock of the caller's choice, from 0 on. */
export interface SubmittedRequest extends RecordedRequest {
  readonly id: number;
}

export interface CompletedRequest {
  readonly id: number;
  readonly arrivedAt: number;
  readonly firstTokenAt: number;
  readonly finishedAt: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** From arrival to the first prompt token computed. */
  readonly queueSeconds: number;
}

/** State after the last step that began before the last `advanceTo`. Counters only rise. */
export interface ReplicaSnapshot {
  readonly running: number;
  readonly waiting: number;
  readonly kvTokensUsed: number;
  readonly kvCacheUsageRatio: number;
  /** Prompt tokens computed or taken from the prefix cache, each prompt once. */
  readonly promptTokens: number;
  readonly generationTokens: number;
  readonly finishedRequests: number;
  readonly finishedPromptTokens: number;
  readonly finishedGenerationTokens: number;
  readonly preemptions: number;
}

export interface ReplicaSimulator {
  /** Queues a request. Requests must come in order of `at`, none before the last `advanceTo`. */
  readonly submit: (request: SubmittedRequest) => void;
  /** Runs up to `time` and returns what finished since the last call, in order of finishing. */
  readonly advanceTo: (time: number) => readonly CompletedRequest[];
  readonly snapshot: () => ReplicaSnapshot;
}

const assertRequest = ({ at, ...lengths }: SubmittedRequest, earliest: number, capacity: number): void => {
  const { inputTokens, outputTokens } = lengths;
  for (const [what, value] of Object.entries({ inputTokens, outputTokens })) {
    if (!(Number.isInteger(value) && value >= 1)) throw invalidInput(what, value, "a whole number of at least 1");
  }
  if (!(at >= earliest)) throw invalidInput("at", at, `a time not before ${earliest}`);
  const total = inputTokens + outputTokens;
  if (total > capacity)
    throw invalidInput("inputTokens + outputTokens", total, `at most the ${capacity} tokens of the cache`);
};

/** Steps to a finish that the ring reaches at first. */
const shortReach = 31;
/** Requests that have left the line before it is cut. */
const lingering = 64;

/**
 * The simulated engine on the caller's clock: requests come while it runs. A request has a slot from when it heads the
 * line until it has finished, so what a replica holds does not grow with what it served.
 *
 * Laws (tested): submitted = finished + running + waiting; however the time is sliced, requests finish at equal times.
 * @throws LL_INPUT_INVALID from `submit` for token counts below 1, times out of order, or a request that can never fit
 */
export class LiveReplica implements ReplicaSimulator {
  readonly #state: ServingState;
  readonly #ids: Float64Array;
  readonly #freeSlots: number[];
  readonly #counted = { submitted: 0, finishedRequests: 0, finishedPromptTokens: 0, finishedGenerationTokens: 0 };
  #line: SubmittedRequest[] = [];
  #lineFrom = 0;
  #reach = shortReach;
  #now = Number.NEGATIVE_INFINITY;
  #earliest = Number.NEGATIVE_INFINITY;
  #completed: CompletedRequest[] = [];

  constructor(engine: ServingEngine) {
    const slots = engine.limits.maxSequences + 1;
    this.#ids = new Float64Array(slots);
    this.#freeSlots = Array.from({ length: slots }, (_, slot) => slot);
    const batch = {
      arrivals: new Float64Array(slots),
      inputTokens: new Int32Array(slots),
      outputTokens: new Int32Array(slots),
    };
    const source = {
      admitted: () => this.#takeHead(),
      finished: (_: ServingState, slot: number) => this.#finish(slot),
    };
    this.#state = createServingState(engine, batchRows(batch), source, { countsGaps: false });
    this.#takeHead();
  }

  submit(request: SubmittedRequest): void {
    assertRequest(request, this.#earliest, this.#state.limits.kvCacheTokens);
    this.#earliest = request.at;
    this.#counted.submitted += 1;
    this.#line.push(request);
    if (this.#state.next === noRequest) this.#takeHead();
  }

  advanceTo(time: number): readonly CompletedRequest[] {
    if (!(time >= this.#now)) throw invalidInput("time", time, `a time not before ${this.#now}`);
    this.#now = time;
    this.#earliest = Math.max(this.#earliest, time);
    const state = this.#state;
    state.until = time;
    while (state.time < time && !(isIdle(state) && state.nextAt >= time)) {
      this.#sweepJoined();
      runOnce(state);
    }
    if (this.#completed.length === 0) return [];
    // A step that is under way at that time has not yielded its tokens yet.
    const done = this.#completed.filter(({ finishedAt }) => finishedAt <= time);
    this.#completed = this.#completed.slice(done.length);
    return done;
  }

  /** Before this time none finishes that is not returned yet; Infinity while there is nothing to do. */
  earliestFinish(): number {
    const [done] = this.#completed;
    return done === undefined ? earliestFinish(this.#state, 1) : done.finishedAt;
  }

  /** Tokens computed: prompts once they are complete, answers one by one. */
  tokensDone(): number {
    return this.#state.promptTokensRead + this.#state.tokensGenerated;
  }

  snapshot(): ReplicaSnapshot {
    const state = this.#state;
    const { next, preemptedCount, contextTokens, reservedTokens, limits } = state;
    const { submitted, ...finished } = this.#counted;
    const waiting = this.#line.length - this.#lineFrom + preemptedCount + Number(next !== noRequest);
    const kvTokensUsed = contextTokens + reservedTokens;
    return {
      ...finished,
      running: submitted - finished.finishedRequests - waiting,
      waiting,
      kvTokensUsed,
      kvCacheUsageRatio: kvTokensUsed / limits.kvCacheTokens,
      promptTokens: state.promptTokensRead,
      generationTokens: state.tokensGenerated,
      preemptions: state.preemptions,
    };
  }

  /** The next request of the line gets a slot of its own. */
  #takeHead(): void {
    const state = this.#state;
    const request = this.#line[this.#lineFrom];
    state.next = noRequest;
    state.nextAt = Number.POSITIVE_INFINITY;
    if (request === undefined) return;
    this.#lineFrom += 1;
    if (this.#lineFrom > lingering && 2 * this.#lineFrom > this.#line.length) {
      this.#line = this.#line.slice(this.#lineFrom);
      this.#lineFrom = 0;
    }
    const slot = this.#freeSlots.pop() as number;
    this.#ids[slot] = request.id;
    state.batch.arrivals[slot] = request.at;
    state.batch.inputTokens[slot] = request.inputTokens;
    state.batch.outputTokens[slot] = request.outputTokens;
    state.promptTokens[slot] = request.inputTokens;
    state.generated[slot] = 0;
    state.next = slot;
    state.nextAt = reachesEngineAt(state, slot);
    if (request.outputTokens > this.#reach) this.#extend(request.outputTokens);
  }

  #extend(steps: number): void {
    const state = this.#state;
    this.#reach = Math.max(2 * this.#reach, steps);
    state.finishing = createFinishRing(this.#ids.length, this.#reach);
    for (const [slot, step] of state.finishStep.entries()) {
      if (step !== notDecoding) state.finishing.push(step, slot);
    }
  }

  #finish(slot: number): void {
    const { batch, firstTokenAt, startedAt, time } = this.#state;
    const [inputTokens, outputTokens] = [batch.inputTokens[slot] as number, batch.outputTokens[slot] as number];
    const arrivedAt = batch.arrivals[slot] as number;
    this.#counted.finishedRequests += 1;
    this.#counted.finishedPromptTokens += inputTokens;
    this.#counted.finishedGenerationTokens += outputTokens;
    this.#completed.push({
      id: this.#ids[slot] as number,
      arrivedAt,
      firstTokenAt: firstTokenAt[slot] as number,
      finishedAt: time,
      inputTokens,
      outputTokens,
      queueSeconds: (startedAt[slot] as number) - arrivedAt,
    });
    this.#freeSlots.push(slot);
  }

  /** Of a slot that joined the decodes more than once the last place counts; of one that has left them none. */
  #sweepJoined(): void {
    const { joined, joinedCount, finishStep } = this.#state;
    if (joinedCount < this.#ids.length) return;
    const newestFirst = new Set(joined.slice(0, joinedCount).reverse());
    const decoding = [...newestFirst].filter((slot) => finishStep[slot] !== notDecoding).reverse();
    joined.splice(0, decoding.length, ...decoding);
    this.#state.joinedCount = decoding.length;
  }
}
