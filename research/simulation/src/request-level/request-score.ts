import type { LatencyObjectives, MissedMinutes, RequestLevelScore } from "./types.ts";

/** What became of each request: times while it is served, or why not. */
export const fates = { open: 0, served: 1, cached: 2, refused: 3, lost: 4, impatient: 5, tooLong: 6 } as const;

export interface RequestLedger {
  readonly fate: Uint8Array;
  readonly timeToFirstToken: Float64Array;
  readonly interToken: Float64Array;
}

export const createLedger = (requests: number): RequestLedger => ({
  fate: new Uint8Array(requests),
  timeToFirstToken: new Float64Array(requests),
  interToken: new Float64Array(requests),
});

const secondsPerMinute = 60;

interface Minute {
  requests: number;
  both: number;
  first: number;
  gap: number;
}

const percentile = 0.95;

/** The value that 95 % of them lie below; 0 without values. Reorders them. */
const percentileOf = (values: Float64Array): number => {
  if (values.length === 0) return 0;
  values.sort();
  return values[Math.min(values.length - 1, Math.floor(percentile * values.length))] ?? 0;
};

const meets = (ledger: RequestLedger, index: number, objectives: LatencyObjectives) => {
  const fate = ledger.fate[index];
  if (fate === fates.cached) return { first: true, gap: true };
  if (fate !== fates.served) return { first: false, gap: false };
  return {
    first: (ledger.timeToFirstToken[index] ?? 0) <= objectives.timeToFirstToken,
    gap: (ledger.interToken[index] ?? 0) <= objectives.interTokenLatency,
  };
};

/** What the requests themselves show. */
type LatencyScore = Omit<
  RequestLevelScore,
  | ("preemptions" | "replicaHours" | "minimumReplicaHours" | "ratioToMinimum" | "costUsd" | "nodes")
  | ("actions" | "reversals")
>;

const minutesOf = (
  ledger: RequestLedger,
  arrivals: ArrayLike<number>,
  { objectives, from }: { readonly objectives: LatencyObjectives; readonly from: number },
): ReadonlyMap<number, Minute> => {
  const minutes = new Map<number, Minute>();
  for (let index = from; index < arrivals.length; index++) {
    const key = Math.floor((arrivals[index] ?? 0) / secondsPerMinute);
    const minute = minutes.get(key) ?? { requests: 0, both: 0, first: 0, gap: 0 };
    const { first, gap } = meets(ledger, index, objectives);
    minute.requests += 1;
    minute.first += Number(first);
    minute.gap += Number(gap);
    minute.both += Number(first && gap);
    minutes.set(key, minute);
  }
  return minutes;
};

/** Latencies and losses of the requests from index `from` on, by request and by minute of arrival. */
export const scoreRequests = (
  ledger: RequestLedger,
  arrivals: ArrayLike<number>,
  { objectives, from }: { readonly objectives: LatencyObjectives; readonly from: number },
): { readonly latency: LatencyScore; readonly missedMinutes: MissedMinutes } => {
  const byMinute = minutesOf(ledger, arrivals, { objectives, from });
  const minutes = [...byMinute.values()];
  const missedMinutes = {
    at: [...byMinute.keys()].map((minute) => minute * secondsPerMinute),
    missedShare: minutes.map((minute) => 1 - minute.both / minute.requests),
  };
  const scored = ledger.fate.subarray(from);
  const count = (fate: number): number => scored.reduce((sum, value) => sum + Number(value === fate), 0);
  const missed = (of: (minute: Minute) => number): number =>
    minutes.filter((minute) => of(minute) < objectives.share * minute.requests).length;
  const [served, answeredByCache] = [count(fates.served), count(fates.cached)];
  const requests = scored.length;
  const unserved = requests - served - answeredByCache;
  const isServed = (_: number, index: number): boolean => scored[index] === fates.served;
  const latency: LatencyScore = {
    requests,
    served,
    answeredByCache,
    unserved,
    unservedShare: requests === 0 ? 0 : unserved / requests,
    refusedByGateway: count(fates.refused),
    lostWithReplica: count(fates.lost),
    violationShare: requests === 0 ? 0 : 1 - minutes.reduce((sum, { both }) => sum + both, 0) / requests,
    sloViolationMinutes: missed(({ both }) => both),
    timeToFirstTokenViolationMinutes: missed(({ first }) => first),
    interTokenLatencyViolationMinutes: missed(({ gap }) => gap),
    p95TimeToFirstTokenSeconds: percentileOf(ledger.timeToFirstToken.subarray(from).filter(isServed)),
    p95InterTokenLatencySeconds: percentileOf(ledger.interToken.subarray(from).filter(isServed)),
  };
  return { latency, missedMinutes };
};
