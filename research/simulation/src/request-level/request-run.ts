import { seededRandom, sumOf } from "@loadline/model";
import type { CompletedRequest } from "@loadline/model/internal";
import { usualReplicas } from "../fluid/fluid.ts";
import { createReplicaSupply } from "../provisioning/replica-supply.ts";
import type { ReplicaSupply } from "../provisioning/supply-types.ts";
import type { Trace, TraceRequest } from "../traces/trace-lines.ts";
import { createAnswerCache, createGateway } from "./ingress.ts";
import { createLedger, fates, type RequestLedger } from "./request-score.ts";
import { ServingFleet } from "./serving-fleet.ts";
import type { RequestLevelSettings } from "./types.ts";

/** Everything that moves while requests are served. */
export interface RequestRun {
  readonly trace: Trace;
  readonly settings: RequestLevelSettings;
  readonly supply: ReplicaSupply;
  readonly fleet: ServingFleet;
  readonly ledger: RequestLedger;
  readonly stoppedBy: ReturnType<typeof createIngress>;
  /** Requests that no replica was open for, oldest first. */
  readonly line: number[];
  /** Requests that came to the replicas in this interval, and those that finished. */
  forwarded: number;
  finished: CompletedRequest[];
  /** Requests that finished within the last minute. */
  lastMinute: CompletedRequest[];
  inFlight: number;
  next: number;
}

const usualPatienceSeconds = 600;
const firstSteps = 4;
/** After the last arrival the fleet has this long to finish what it has begun. */
const finishSeconds = 86_400;

const record = (run: RequestRun, done: CompletedRequest): void => {
  const index = done.id;
  const arrivedAt = run.trace[index]?.at ?? done.arrivedAt;
  run.ledger.fate[index] = fates.served;
  run.ledger.timeToFirstToken[index] = done.firstTokenAt - arrivedAt;
  const gaps = done.outputTokens - 1;
  run.ledger.interToken[index] = gaps > 0 ? (done.finishedAt - done.firstTokenAt) / gaps : 0;
  run.finished.push(done);
  run.inFlight -= 1;
};

const noRequest: TraceRequest = { at: 0, inputTokens: 1, outputTokens: 1 };

/** A request computes at least one prompt token and answers at least one. */
const lengthsOf = ({ inputTokens, outputTokens }: TraceRequest) => ({
  inputTokens: Math.max(1, inputTokens),
  outputTokens: Math.max(1, outputTokens),
});

/** Hands a request to a replica; false while none is open. */
const forward = ({ fleet, trace }: RequestRun, index: number, at: number): boolean =>
  fleet.submit({ id: index, at, ...lengthsOf(trace[index] ?? noRequest) });

const leaveLine = (run: RequestRun, now: number): void => {
  const patience = run.settings.patienceSeconds ?? usualPatienceSeconds;
  while (run.line.length > 0) {
    const index = run.line[0] ?? 0;
    const waited = now - (run.trace[index]?.at ?? now);
    if (waited > patience) {
      run.ledger.fate[index] = fates.impatient;
      run.inFlight -= 1;
    } else if (!forward(run, index, now)) return;
    run.line.shift();
  }
};

type Ingress = Pick<RequestLevelSettings, "gateway" | "cache" | "seed" | "engine">;

/** Gateway and response cache in their order: the fate of a request that does not reach the replicas; null: it does. */
const createIngress = ({ gateway, cache, seed, engine }: Ingress) => {
  const isCached = createAnswerCache(cache, seededRandom(seed + 2));
  const passes = createGateway(gateway);
  const isBehindCache = gateway?.counts === "cache-misses";
  return (request: TraceRequest, inFlight: number): number | null => {
    const { inputTokens, outputTokens } = lengthsOf(request);
    const isRefused = (): boolean => !passes(request.at, inFlight, inputTokens + outputTokens);
    if (!isBehindCache && isRefused()) return fates.refused;
    if (isCached(request.at)) return fates.cached;
    if (isBehindCache && isRefused()) return fates.refused;
    return inputTokens + outputTokens > engine.limits.kvCacheTokens ? fates.tooLong : null;
  };
};

/** Requests/s of each step that reach the replicas. A limit on requests in flight stops none here: those are not known before. */
export const demandAtReplicas = (
  trace: Trace,
  { stepSeconds, ...ingress }: Ingress & Pick<RequestLevelSettings, "stepSeconds">,
): Float64Array => {
  const stoppedBy = createIngress(ingress);
  const demand = new Float64Array(Math.floor((trace.at(-1)?.at ?? 0) / stepSeconds) + 1);
  for (const request of trace) {
    const step = Math.floor(request.at / stepSeconds);
    if (stoppedBy(request, 0) === null) demand[step] = (demand[step] ?? 0) + 1 / stepSeconds;
  }
  return demand;
};

const arrive = (run: RequestRun, index: number): void => {
  const request = run.trace[index] ?? noRequest;
  // How many are in flight counts only there.
  if ((run.settings.gateway?.inFlight ?? null) !== null) run.fleet.advance(request.at);
  const fate = run.stoppedBy(request, run.inFlight);
  if (fate !== null) run.ledger.fate[index] = fate;
  else {
    run.forwarded += 1;
    run.inFlight += 1;
    if (!forward(run, index, request.at)) run.line.push(index);
  }
};

export const takeSupply = (run: RequestRun, events: ReturnType<ReplicaSupply["advance"]>, now: number): void => {
  for (const index of run.fleet.apply(events, now)) {
    run.ledger.fate[index] = fates.lost;
    run.inFlight -= 1;
  }
};

/** From one change of the replicas to the next. */
export const runUntil = (run: RequestRun, from: number, to: number): void => {
  takeSupply(run, run.supply.advance(from), from);
  leaveLine(run, from);
  for (let at = run.trace[run.next]?.at; at !== undefined && at < to; at = run.trace[run.next]?.at) {
    arrive(run, run.next);
    run.next += 1;
  }
  for (const id of run.fleet.drained(to)) run.supply.drained(id);
};

export const createRequestRun = (trace: Trace, settings: RequestLevelSettings): RequestRun => {
  const random = seededRandom(settings.seed);
  const beginning = trace.filter(({ at }) => at < settings.stepSeconds * firstSteps);
  const first = demandAtReplicas(beginning, settings);
  const mean = sumOf(first) / firstSteps;
  const initial = settings.initialReplicas ?? usualReplicas(mean, settings.capacity);
  const supply = createReplicaSupply(settings.supply, initial, random);
  const run: RequestRun = {
    trace,
    settings,
    supply,
    fleet: new ServingFleet({ ...settings, seed: settings.seed + 3 }, (done) => record(run, done)),
    ledger: createLedger(trace.length),
    stoppedBy: createIngress(settings),
    line: [],
    forwarded: 0,
    finished: [],
    lastMinute: [],
    inFlight: 0,
    next: 0,
  };
  run.fleet.apply(
    Array.from({ length: initial }, (_, replica) => ({ kind: "ready" as const, replica })),
    0,
  );
  return run;
};

/** Lets the fleet finish what it has begun. */
export const finishRun = (run: RequestRun, now: number): void => {
  run.fleet.advance(now + finishSeconds);
};
