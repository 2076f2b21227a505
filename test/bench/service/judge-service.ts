import { openLoopReplica, type Random, type RouterName, type ServingShape, seededRandom } from "@loadline/model";
import {
  drawLengths,
  LiveReplica,
  type ServingEngine,
  specSpeed,
  standardExponential,
  standardGamma,
  usefulBatch,
} from "@loadline/model/internal";
import { type DrawnService, servingShape } from "./draw-services.ts";

// A fleet as it would be watched: every replica is brought to every arrival, and the router looks at them all. Nothing of
// the planner's own fleet is used: neither its router, nor its arrivals, nor its servers.

/** What the router sees of a replica, and how the watched fleet hands it requests. */
interface WatchedServer {
  /** @returns requests that finished by then */
  readonly advanceTo: (time: number) => void;
  readonly submit: (request: number, at: number) => void;
  readonly open: () => number;
  readonly openTokens: () => number;
}

interface Requests {
  readonly at: Float64Array;
  readonly input: Int32Array;
  readonly output: Int32Array;
}

interface Times {
  readonly firstTokenAt: Float64Array;
  readonly finishedAt: Float64Array;
}

const watchedEngine = (engine: ServingEngine, { input, output }: Requests, times: Times): WatchedServer => {
  const replica = new LiveReplica(engine);
  let [open, submittedTokens] = [0, 0];
  return {
    advanceTo: (time) => {
      for (const { id, firstTokenAt, finishedAt } of replica.advanceTo(time)) {
        open -= 1;
        times.firstTokenAt[id] = firstTokenAt;
        times.finishedAt[id] = finishedAt;
      }
    },
    submit: (id, at) => {
      const [inputTokens, outputTokens] = [input[id] ?? 1, output[id] ?? 1];
      replica.submit({ id, at, inputTokens, outputTokens });
      open += 1;
      submittedTokens += inputTokens + outputTokens;
    },
    open: () => open,
    openTokens: () => {
      const { promptTokens, generationTokens } = replica.snapshot();
      return submittedTokens - promptTokens - generationTokens;
    },
  };
};

interface Passes {
  readonly batchSeconds: (batch: number) => number;
  readonly largest: number;
}

/** Answers in one piece: a batch is what waits when the last one ends. */
const watchedPasses = ({ batchSeconds, largest }: Passes, times: Times): WatchedServer => {
  let [waiting, running]: [number[], number[]] = [[], []];
  let endsAt = 0;
  const begin = (time: number): void => {
    running = waiting.slice(0, largest);
    waiting = waiting.slice(largest);
    endsAt = time + batchSeconds(running.length);
  };
  return {
    advanceTo: (time) => {
      while (running.length > 0 && endsAt <= time) {
        for (const request of running) times.finishedAt[request] = endsAt;
        running = [];
        if (waiting.length > 0) begin(endsAt);
      }
    },
    submit: (request, at) => {
      waiting.push(request);
      if (running.length === 0) begin(at);
    },
    open: () => waiting.length + running.length,
    openTokens: () => waiting.length + running.length,
  };
};

const fewest = (
  servers: readonly WatchedServer[],
  last: Int32Array,
  load: (server: WatchedServer) => number,
): number => {
  let best = 0;
  for (let index = 1; index < servers.length; index++) {
    const [one, other] = [load(servers[index] as WatchedServer), load(servers[best] as WatchedServer)];
    if (one < other || (one === other && (last[index] as number) < (last[best] as number))) best = index;
  }
  return best;
};

const watch = (
  servers: readonly WatchedServer[],
  router: RouterName,
  at: Float64Array,
  order: readonly number[],
): void => {
  const random = seededRandom(77);
  const last = new Int32Array(servers.length).fill(-1);
  const count = servers.length;
  const choose = (turn: number): number => {
    const drawn = Math.floor(random() * count);
    const other = (drawn + 1 + Math.floor(random() * Math.max(1, count - 1))) % count;
    const openAt = (index: number): number => (servers[index] as WatchedServer).open();
    if (router === "random") return drawn;
    if (router === "round-robin") return turn % count;
    if (router === "power-of-two") return openAt(other) < openAt(drawn) ? other : drawn;
    return fewest(servers, last, (server) => (router === "least-tokens" ? server.openTokens() : server.open()));
  };
  for (const [turn, request] of order.entries()) {
    const now = at[request] as number;
    for (const server of servers) server.advanceTo(now);
    const chosen = choose(turn);
    last[chosen] = turn;
    (servers[chosen] as WatchedServer).submit(request, now);
  }
  for (const server of servers) server.advanceTo(Number.MAX_VALUE);
};

/** Gaps of mean 1, each drawn by itself. */
const nextGap = ({ arrivals }: DrawnService, random: Random): (() => number) => {
  switch (arrivals.kind) {
    case "constant":
      return () => 1;
    case "poisson":
      return () => standardExponential(random);
    case "gamma":
      return () => standardGamma(random, 1 / arrivals.cv ** 2);
    case "weibull":
      return () => standardExponential(random) ** (1 / arrivals.shape);
  }
};

const drawTimes = (service: DrawnService, count: number, rate: number, random: Random): Float64Array => {
  const gap = nextGap(service, random);
  // The mean of Weibull gaps by so many of them; its error is far below that of the judgement.
  const many = 200_000;
  let mean = 1;
  if (service.arrivals.kind === "weibull") {
    mean = 0;
    for (let drawn = 0; drawn < many; drawn++) mean += gap() / many;
  }
  const at = new Float64Array(count);
  for (let place = 1; place < count; place++) at[place] = (at[place - 1] as number) + gap() / mean / rate;
  return at;
};

/** Whole numbers from 0. */
const inTurn = (count: number): readonly number[] => Array.from({ length: count }, (_, place) => place);

const drawRequests = (shape: ServingShape, at: Float64Array, random: Random): Requests => ({
  at,
  input: drawLengths(shape.input, at.length, random),
  output: drawLengths(shape.output, at.length, random),
});

const watchDecoders = ({ spec, shape, router }: DrawnService, replicas: number, at: Float64Array, random: Random) => {
  const serving = servingShape(shape);
  const replica = openLoopReplica(spec, serving);
  const requests = drawRequests(serving, at, random);
  const times: Times = { firstTokenAt: new Float64Array(at.length), finishedAt: new Float64Array(at.length) };
  const { disaggregated } = replica;
  const fleet = (engine: ServingEngine, size: number, own: Requests, into: Times) =>
    Array.from({ length: size }, () => watchedEngine(engine, own, into));
  if (disaggregated === undefined) {
    watch(fleet(replica, replicas, requests, times), router, at, inTurn(at.length));
    return { requests, times };
  }
  const { engine, promptWorkers, decodeWorkers, transferSecondsPerToken } = disaggregated;
  const prompts = { ...requests, output: new Int32Array(at.length).fill(1) };
  const computed: Times = { firstTokenAt: new Float64Array(at.length), finishedAt: new Float64Array(at.length) };
  watch(fleet(engine, replicas * promptWorkers, prompts, computed), router, at, inTurn(at.length));
  const moved = computed.finishedAt.map((time, place) => time + (requests.input[place] ?? 0) * transferSecondsPerToken);
  const finishedAt = moved.slice();
  const answers = { ...requests, output: requests.output.map((tokens) => tokens - 1) };
  const order = inTurn(at.length).filter((place) => (answers.output[place] ?? 0) > 0);
  const inOrder = order.toSorted((a, b) => (moved[a] ?? 0) - (moved[b] ?? 0) || a - b);
  const second: Times = { firstTokenAt: new Float64Array(at.length), finishedAt };
  watch(fleet(replica, replicas * decodeWorkers, answers, second), router, moved, inOrder);
  return { requests, times: { firstTokenAt: moved, finishedAt } };
};

const watchPasses = ({ spec, shape, router }: DrawnService, gpus: number, at: Float64Array): Times => {
  const speed = specSpeed(spec, shape);
  const times: Times = { firstTokenAt: new Float64Array(at.length), finishedAt: new Float64Array(at.length) };
  const passes = { batchSeconds: speed.batchSeconds, largest: usefulBatch(speed) };
  const servers = Array.from({ length: gpus }, () => watchedPasses(passes, times));
  watch(servers, router, at, inTurn(at.length));
  return times;
};

/** Requests of a judgement: many for each replica, so that slow swings of its load show. */
const [fewestRequests, perReplica, mostRequests] = [20_000, 4000, 60_000];
/** Share of the requests that find the fleet not yet settled. */
const warmUp = 0.2;

/** Share of the requests that miss the objective which is missed most, for so many replicas at this rate (requests/s). */
export const missedShare = (service: DrawnService, replicas: number, rate: number, seed: number): number => {
  const { kind, slo } = service;
  const random = seededRandom(seed);
  const count = Math.min(mostRequests, Math.max(fewestRequests, perReplica * replicas));
  const at = drawTimes(service, count, rate, random);
  const inPieces = kind === "decoder" || kind === "pools";
  const { requests, times } = inPieces
    ? watchDecoders(service, replicas, at, random)
    : { requests: null, times: watchPasses(service, replicas, at) };
  const { timeToFirstToken = Infinity, interTokenLatency = Infinity, endToEnd = Infinity } = slo;
  let [first, gap, whole, streamed, all] = [0, 0, 0, 0, 0];
  for (let place = Math.floor(warmUp * count); place < count; place++) {
    const [from, began, ended] = [at[place] ?? 0, times.firstTokenAt[place] ?? 0, times.finishedAt[place] ?? 0];
    const gaps = (requests?.output[place] ?? 1) - 1;
    all += 1;
    first += Number(began - from > timeToFirstToken);
    whole += Number(ended - from > endToEnd);
    streamed += Number(gaps > 0);
    gap += Number(gaps > 0 && (ended - began) / gaps > interTokenLatency);
  }
  return Math.max(first / all, whole / all, gap / Math.max(1, streamed));
};
