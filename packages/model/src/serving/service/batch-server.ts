import type { FleetServer } from "./engine-server.ts";

export interface BatchServer extends FleetServer {
  readonly batches: () => number;
}

interface BatchService {
  /** Seconds of one batch. */
  readonly batchSeconds: (batch: number) => number;
  readonly largest: number;
}

/**
 * A server that answers in one piece: each batch is all that waits when the last one ends, up to the largest.
 * @param finishedAt is set for the requests that it serves
 */
export const batchServer = (
  arrivals: Float64Array,
  finishedAt: Float64Array,
  { batchSeconds, largest }: BatchService,
): BatchServer => {
  const line: number[] = [];
  let [head, batches, done, underWay, freeAt, until] = [0, 0, 0, 0, 0, 0];
  const arrivalOf = (place: number): number => arrivals[line[place] as number] as number;
  const startBatch = (startsAt: number): void => {
    let end = head;
    while (end < line.length && end - head < largest && arrivalOf(end) <= startsAt) end += 1;
    freeAt = startsAt + batchSeconds(end - head);
    batches += 1;
    done += underWay;
    underWay = end - head;
    for (; head < end; head++) finishedAt[line[head] as number] = freeAt;
  };
  const finished = (): number => (freeAt <= until ? done + underWay : done);
  return {
    submit: (request) => void line.push(request),
    advanceTo: (time) => {
      until = time;
      while (head < line.length) {
        const startsAt = Math.max(freeAt, arrivalOf(head));
        if (startsAt >= time) return;
        startBatch(startsAt);
      }
    },
    finished,
    tokensDone: finished,
    earliestFinish: () => {
      if (freeAt > until && underWay > 0) return freeAt;
      return head < line.length ? Math.max(freeAt, arrivalOf(head)) : Number.POSITIVE_INFINITY;
    },
    batches: () => batches,
  };
};
