import type { CompletedRequest, ReplicaSimulator, SubmittedRequest } from "@loadline/model/internal";

interface PassEngine {
  /** Each serves whole requests of its own, in turn. */
  readonly gpus: number;
  readonly largestBatch: number;
  readonly batchSeconds: (batch: number) => number;
}

/** One GPU: what waits for it and the batch that it computes. */
interface Lane {
  /** In order of arrival; those before `next` have been taken. */
  waiting: SubmittedRequest[];
  next: number;
  running: readonly SubmittedRequest[];
  startedAt: number;
  freeAt: number;
}

const sum = (requests: readonly { readonly inputTokens: number }[], side: "inputTokens" | "outputTokens"): number =>
  requests.reduce((total, request) => total + (request as SubmittedRequest)[side], 0);

/**
 * A simulated engine whose answers come in one piece: encoders, speech and pictures. A GPU takes all that has arrived while
 * its last batch ran, as the capacity model has it; a batch takes the time of as many average requests.
 */
export const passReplica = ({ gpus, largestBatch, batchSeconds }: PassEngine): ReplicaSimulator => {
  const lanes: Lane[] = Array.from({ length: gpus }, () => ({
    waiting: [],
    next: 0,
    running: [],
    startedAt: 0,
    freeAt: 0,
  }));
  const finished = { requests: 0, inputTokens: 0, outputTokens: 0 };
  let submitted = 0;
  const takeDone = (lane: Lane): readonly CompletedRequest[] => {
    const { startedAt, freeAt, running } = lane;
    lane.running = [];
    finished.requests += running.length;
    finished.inputTokens += sum(running, "inputTokens");
    finished.outputTokens += sum(running, "outputTokens");
    return running.map(({ at, ...request }) => ({
      ...request,
      arrivedAt: at,
      firstTokenAt: freeAt,
      finishedAt: freeAt,
      queueSeconds: startedAt - at,
    }));
  };
  const begin = (lane: Lane, start: number): void => {
    const line = lane.waiting.slice(lane.next, lane.next + largestBatch);
    const later = line.findIndex(({ at }) => at > start);
    const batch = later < 0 ? line.length : later;
    lane.running = line.slice(0, batch);
    lane.next += batch;
    if (2 * lane.next > lane.waiting.length) {
      lane.waiting = lane.waiting.slice(lane.next);
      lane.next = 0;
    }
    lane.startedAt = start;
    lane.freeAt = start + batchSeconds(batch);
  };
  const advance = (lane: Lane, time: number): readonly CompletedRequest[] => {
    const done: CompletedRequest[] = [];
    while (lane.running.length === 0 || lane.freeAt <= time) {
      done.push(...takeDone(lane));
      const start = Math.max(lane.freeAt, lane.waiting[lane.next]?.at ?? Number.POSITIVE_INFINITY);
      if (start >= time) break;
      begin(lane, start);
    }
    return done;
  };
  return {
    submit: (request) => {
      const lane = lanes[submitted % gpus] as Lane;
      lane.waiting.push(request);
      submitted += 1;
    },
    advanceTo: (time) => lanes.flatMap((lane) => advance(lane, time)).toSorted((a, b) => a.finishedAt - b.finishedAt),
    snapshot: () => ({
      running: lanes.reduce((total, { running }) => total + running.length, 0),
      waiting: lanes.reduce((total, { waiting, next }) => total + waiting.length - next, 0),
      kvTokensUsed: 0,
      kvCacheUsageRatio: 0,
      preemptions: 0,
      promptTokens: finished.inputTokens,
      generationTokens: finished.outputTokens,
      finishedRequests: finished.requests,
      finishedPromptTokens: finished.inputTokens,
      finishedGenerationTokens: finished.outputTokens,
    }),
  };
};
