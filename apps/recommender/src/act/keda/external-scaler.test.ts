import { once } from "node:events";
import { connect as connectTo, type Socket } from "node:net";
import {
  type ClientReadableStream,
  credentials,
  Client as GrpcClient,
  makeClientConstructor,
  type ServiceError,
  status,
} from "@grpc/grpc-js";
import { decide, emptyDecisionMemory } from "@loadline/control";
import { ratio } from "@loadline/model";
import { waitFor } from "@loadline/servers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { metricValue, mostAllowed, type PresentCount } from "../../publish/autoscaler-value.ts";
import type { DesiredCount } from "../actionable-events.ts";
import { type ExternalScaler, metricName, startExternalScaler } from "./external-scaler.ts";
import { externalScalerService } from "./external-scaler-contract.ts";

type Reply = (error: ServiceError | null, answer: unknown) => void;
type Client = Record<string, (request: unknown, reply?: Reply) => ClientReadableStream<unknown>> & {
  close: () => void;
};

const connect = (address: string): Client => {
  const Constructor = makeClientConstructor(externalScalerService(), "ExternalScaler");
  // A connection of its own.
  const options = { "grpc.use_local_subchannel_pool": 1 };
  return new Constructor(address, credentials.createInsecure(), options) as unknown as Client;
};

const call = (client: Client, method: string, request: unknown): Promise<unknown> =>
  new Promise((resolve, reject) => {
    client[method]?.(request, (error, answer) => (error === null ? resolve(answer) : reject(error)));
  });

const chat = { name: "chat", namespace: "serving", scalerMetadata: { deployment: "chat" } };
const metrics = { scaledObjectRef: chat, metricName };

const desiredCount = (replicas: number, present: PresentCount | null = null): DesiredCount => ({
  kind: "desired",
  replicas,
  decisionId: "d",
  expiresAt: 100,
  mayFall: false,
  ready: null,
  present,
});

let desired: DesiredCount;
let scaler: ExternalScaler;
let client: Client;

const sources = {
  desired: (deployment: string): DesiredCount => (deployment === "chat" ? desired : { kind: "no-such-deployment" }),
};

beforeEach(async () => {
  desired = desiredCount(4);
  scaler = await startExternalScaler("127.0.0.1:0", sources);
  client = connect(scaler.address);
});
afterEach(async () => {
  client.close();
  await scaler.stop();
});

/** Messages of a server stream as they come, and its end. */
const listen = (method: string, by = client) => {
  const messages: unknown[] = [];
  const stream = by[method]?.(chat);
  if (stream === undefined) throw new Error(`no method ${method}`);
  stream.on("data", (message) => messages.push(message));
  const ended = new Promise<number>((resolve) => {
    stream.on("error", ({ code }: ServiceError) => resolve(code));
    stream.on("end", () => resolve(status.OK));
  });
  const next = async (count: number): Promise<unknown> => {
    while (messages.length < count) await once(stream, "data");
    return messages[count - 1];
  };
  return { messages, next, ended, cancel: () => stream.cancel() };
};

test("the desired count is the value of a metric whose target is 1", async () => {
  expect(await call(client, "GetMetricSpec", chat)).toEqual({
    metricSpecs: [{ metricName, targetSize: 1, targetSizeFloat: 1 }],
  });
  expect(await call(client, "GetMetrics", metrics)).toEqual({
    metricValues: [{ metricName, metricValue: 4, metricValueFloat: 4 }],
  });
  expect(await call(client, "IsActive", chat)).toEqual({ result: true });
});

/** A field of the wire format: its number and a length-delimited content. */
const field = (number: number, content: Buffer | string): Buffer => {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
};

test("on the wire it is what KEDA writes: names and field numbers of its own service, byte by byte", async () => {
  const entry = Buffer.concat([field(1, "deployment"), field(2, "chat")]);
  const ref = Buffer.concat([field(1, "chat"), field(2, "serving"), field(3, entry)]);
  const request = Buffer.concat([field(1, ref), field(2, metricName)]);
  const raw = new GrpcClient(scaler.address, credentials.createInsecure());
  const answer = await new Promise<Buffer | undefined>((resolve, reject) => {
    const bytes = (value: Buffer): Buffer => value;
    raw.makeUnaryRequest("/externalscaler.ExternalScaler/GetMetrics", bytes, bytes, request, (error, value) =>
      error === null ? resolve(value) : reject(error),
    );
  });
  raw.close();
  const four = Buffer.alloc(8);
  four.writeDoubleLE(4);
  // metricValue = 4 as a varint in field 2, metricValueFloat = 4.0 as eight bytes in field 3.
  const value = Buffer.concat([field(1, metricName), Buffer.from([0x10, 4, 0x19]), four]);
  expect(answer?.toString("hex")).toBe(field(1, value).toString("hex"));
});

test("a count of zero is inactive, and one that is not known is an error, never zero", async () => {
  desired = desiredCount(0);
  expect(await call(client, "IsActive", chat)).toEqual({ result: false });
  desired = { kind: "unknown", detail: "expired" };
  for (const [method, request] of [
    ["IsActive", chat],
    ["GetMetrics", metrics],
  ] as const) {
    await expect(call(client, method, request)).rejects.toMatchObject({ code: status.UNAVAILABLE, details: "expired" });
  }
});

test("a workload of which somebody raised the count stays active, and keeps it", async () => {
  desired = desiredCount(0, { replicas: 2, isRaised: true, isAutoscaled: false });
  expect(await call(client, "IsActive", chat)).toEqual({ result: true });
  expect(await call(client, "GetMetrics", metrics)).toMatchObject({ metricValues: [{ metricValueFloat: 2 }] });
});

test.each([
  { name: "a trigger that names no deployment", ref: { ...chat, scalerMetadata: {} }, code: status.INVALID_ARGUMENT },
  {
    name: "a deployment that the plan lacks",
    ref: { ...chat, scalerMetadata: { deployment: "x" } },
    code: status.NOT_FOUND,
  },
])("refuses $name", async ({ ref, code }) => {
  await expect(call(client, "IsActive", ref)).rejects.toMatchObject({ code });
});

test("refuses a metric that it does not have, and a request without an object", async () => {
  await expect(call(client, "GetMetrics", { ...metrics, metricName: "x" })).rejects.toMatchObject({
    code: status.NOT_FOUND,
  });
  await expect(call(client, "GetMetrics", { metricName })).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
});

test("the active stream sends the present state at once and then each change, but no repetition", async () => {
  const active = listen("StreamIsActive");
  expect(await active.next(1)).toEqual({ result: true });
  scaler.changed();
  desired = { kind: "unknown", detail: "a gap" };
  scaler.changed();
  desired = desiredCount(0);
  scaler.changed();
  expect(await active.next(2)).toEqual({ result: false });
  expect(active.messages.length).toBe(2);
  active.cancel();
  await active.ended;
});

test("a stream opened while nothing is known waits, and receives the first count", async () => {
  desired = { kind: "unknown", detail: "starting" };
  const active = listen("StreamIsActive");
  // An answer on the same connection: the stream has reached the server before it.
  await call(client, "GetMetricSpec", chat);
  expect(active.messages).toEqual([]);
  desired = desiredCount(2);
  scaler.changed();
  expect(await active.next(1)).toEqual({ result: true });
});

test("the streamed specification comes at once and agrees with the asked one", async () => {
  const specs = listen("StreamMetricSpec");
  expect(await specs.next(1)).toEqual(await call(client, "GetMetricSpec", chat));
});

test("after a restart of the scaler its streams end, and a new one sends the present state", async () => {
  const before = listen("StreamIsActive");
  await before.next(1);
  const { address } = scaler;
  await scaler.stop();
  expect([status.OK, status.UNAVAILABLE, status.CANCELLED]).toContain(await before.ended);
  desired = desiredCount(0);
  scaler = await startExternalScaler(address, sources);
  const again = connect(address);
  const after = listen("StreamIsActive", again);
  expect(await after.next(1)).toEqual({ result: false });
  expect(await call(again, "GetMetrics", metrics)).toMatchObject({ metricValues: [{ metricValueFloat: 0 }] });
  again.close();
});

/**
 * What the pod autoscaler computes of one external metric with an average value of 1, in thousandths as it keeps them.
 * @source https://github.com/kubernetes/kubernetes, pkg/controller/podautoscaler/replica_calculator.go, GetExternalPerPodMetricReplicas
 */
const autoscaled = (value: number, current: number, tolerance: number): number => {
  const usage = Math.round(value * 1000);
  const ratio = usage / (1000 * current);
  if (1 - tolerance <= ratio && ratio <= 1 + tolerance) return current;
  return Math.ceil(usage / 1000);
};

const counts = Array.from({ length: 200 }, (_, index) => index + 1);

test("with a tolerance of 0 every count is reached from every other one, in one step", () => {
  const missed = counts.flatMap((current) =>
    counts.filter((replicas) => autoscaled(metricValue({ replicas, ready: current }, 0), current, 0) !== replicas),
  );
  expect(missed).toEqual([]);
});

test("with the usual tolerance no count stays below the desired one, however many of its pods are not ready", () => {
  const wrong = counts.flatMap((current) =>
    counts.flatMap((replicas) =>
      [current, current - 1, Math.floor(current / 2), 0, null].flatMap((ready) => {
        const reached = autoscaled(metricValue({ replicas, ready }, 0.1), current, 0.1);
        const highest = Math.max(replicas * 1.1, current <= replicas / 0.9 ? current : 0);
        return (reached < replicas && (ready ?? 0) <= current) || (reached > highest && (ready ?? 0) >= replicas)
          ? [`${current} with ${ready} ready to ${replicas}: ${reached}`]
          : [];
      }),
    ),
  );
  expect(wrong).toEqual([]);
  // Without it, as found on a real cluster: 20 to 22 is ignored.
  expect(autoscaled(22, 20, 0.1)).toBe(20);
});

test("the value passes nothing of what pool, budget and the plan hold", () => {
  const seen = { ready: 15, pending: 3, draining: 0, currentTarget: 18 as number | null };
  const valueWith = (
    rows: Readonly<Record<string, number | null>>,
    max = 100,
    rest: Partial<typeof seen> = {},
  ): number => {
    const evidence = Object.entries(rows).map(([input, value]) => ({ input, value }));
    const most = mostAllowed(20, { replicas: { ...seen, ...rest }, evidence }, max);
    return metricValue({ replicas: 20, ready: 15, most }, 0.1);
  };
  expect(valueWith({})).toBe(21);
  expect(valueWith({ "pool.available": 2 })).toBe(20);
  expect(valueWith({ "pool.available": 3 })).toBe(21);
  expect(valueWith({ "pool.available": 9, "budget.available": 2 })).toBe(20);
  expect(valueWith({ "pool.available": null, "budget.available": -4 })).toBe(20);
  expect(valueWith({}, 20)).toBe(20);
  // Before the first target a budget is counted from what is there.
  expect(valueWith({ "budget.available": 2 }, 100, { currentTarget: null })).toBe(20);
  expect(valueWith({ "budget.available": 3 }, 100, { currentTarget: null })).toBe(21);
});

/** Decisions and an autoscaler with the usual tolerance, of which each acts on what the other one did. */
const modelledLoop = (unready: number) => {
  const settings = {
    minReplicas: 1,
    maxReplicas: 60,
    reserveReplicas: 0,
    demandQuantile: 0.95,
    scaleDownStabilisation: 30,
    scaleDownMargin: 0,
    maxScaleDownShare: 0.5,
  };
  let [now, pods, target, memory] = [0, 1, 1, emptyDecisionMemory];
  const tick = (needed: number): void => {
    now += 15;
    const ready = Math.max(1, pods - unready);
    const demand = { requestsPerSecond: 10 * needed, prefillTokensPerSecond: 0, decodeTokensPerSecond: 0 };
    const inputs = {
      now,
      demand,
      missing: [],
      poolAvailable: null,
      observing: false,
      replicas: { ready, pending: Math.max(0, target - ready), draining: 0, currentTarget: target },
      forecast: { horizonSeconds: 30, basis: "history", quantiles: [{ quantile: 0.95, ...demand }] },
      capacity: {
        kind: "feasible",
        requestsPerSecond: 10,
        bindingLimit: "kv-cache",
        errorBand: { relative: ratio(0.1), basis: "calibrated" },
      },
    } as const;
    const step = decide(inputs, settings, memory);
    memory = step.memory;
    target = step.decision.desired ?? target;
    pods = autoscaled(metricValue({ replicas: target, ready }, 0.1), pods, 0.1);
  };
  /** The count after as many ticks as the widest step down takes. */
  return (needed: number): number => {
    memory = emptyDecisionMemory;
    for (let ticks = 0; ticks < 25; ticks += 1) tick(needed);
    return pods;
  };
};

test.each([0, 2])(
  "decisions and autoscaler end at each count from below and above, with %d pods not ready",
  (unready) => {
    const reach = modelledLoop(unready);
    const wrong: string[] = [];
    for (let to = 1; to <= 40; to += 1) {
      for (const from of [1, to - 1, to - 2, to + 1, to + 2, 40].filter((count) => count >= 1)) {
        const before = reach(from);
        const reached = reach(to);
        const most = unready === 0 ? Math.max(to, Math.floor((to - 0.99) / 0.9)) : Math.max(to + unready, to / 0.9);
        if (reached < to || reached > most) wrong.push(`${from} (${before}) to ${to}: ${reached}`);
      }
    }
    expect(wrong).toEqual([]);
  },
);

test("the tolerance of the trigger decides the value", async () => {
  desired = { ...desiredCount(21), ready: 20 } as DesiredCount;
  const tolerant = { ...chat, scalerMetadata: { deployment: "chat", tolerance: "0.1" } };
  expect(await call(client, "GetMetrics", { scaledObjectRef: tolerant, metricName })).toMatchObject({
    metricValues: [{ metricValueFloat: 23 }],
  });
  expect(await call(client, "GetMetrics", metrics)).toMatchObject({ metricValues: [{ metricValueFloat: 21 }] });
  const wrong = { ...chat, scalerMetadata: { deployment: "chat", tolerance: "10%" } };
  await expect(call(client, "GetMetrics", { scaledObjectRef: wrong, metricName })).rejects.toMatchObject({
    code: status.INVALID_ARGUMENT,
  });
});

test("while a thousand connections stand open and send nothing, KEDA is answered and few are held", async () => {
  const sockets: Socket[] = [];
  const { port, hostname } = new URL(`tcp://${scaler.address}`);
  let closed = 0;
  for (let count = 0; count < 1_000; count += 1) {
    const socket = connectTo(Number(port), hostname);
    sockets.push(socket.resume());
    socket
      .on("error", () => undefined)
      .on("close", () => {
        closed += 1;
      });
    await once(socket, "connect");
  }
  expect(await call(client, "IsActive", chat)).toEqual({ result: true });
  await waitFor(async () => closed >= 1_000 - 256 || null, { what: "the oldest to be closed" });
  for (const socket of sockets) socket.destroy();
});

test("a stream of a deployment that the plan lacks ends with that status", async () => {
  const stream = client["StreamIsActive"]?.({ ...chat, scalerMetadata: { deployment: "other" } });
  const [{ code }] = (await once(stream as ClientReadableStream<unknown>, "error")) as [ServiceError];
  expect(code).toBe(status.NOT_FOUND);
});

test.each(["StreamIsActive", "StreamMetricSpec"])("of %s no more than a thousand stand open", async (method) => {
  const clients = [connect(scaler.address), connect(scaler.address)];
  const streams = Array.from({ length: 1_000 }, (_, index) => listen(method, clients[index % 2]));
  await Promise.all(streams.map(({ next }) => next(1)));
  for (const other of ["StreamIsActive", "StreamMetricSpec"])
    expect(await listen(other).ended).toBe(status.RESOURCE_EXHAUSTED);
  expect(await call(client, "GetMetrics", metrics)).toMatchObject({ metricValues: [{ metricValueFloat: 4 }] });
  for (const one of clients) one.close();
});
