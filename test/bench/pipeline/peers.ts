import { createConnection, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { inflateSync } from "node:zlib";
import { deflated, encode, inBuckets, subject, type Telemetry } from "@loadline/protocol";
import { connectNats } from "@loadline/runtime/nats";
import { jetstream } from "@nats-io/jetstream";

// Virtual agents: one connection to the broker each, samples as an agent encodes them, answers of the stream received.

export interface FleetSettings {
  readonly port: number;
  readonly nodes: number;
  readonly gpus: number;
  readonly engines: number;
  readonly deployments: number;
  /** Connections that are opened at once: what agents do after a broker's restart. */
  readonly herd: number;
  /** Nodes' clocks are wrong by up to so many seconds, either way. */
  readonly clockError: number;
  /** At the start of each minute agents delay their samples by up to so many seconds, and send them at once. */
  readonly burst: number;
}

const burstEverySeconds = 60;

/** Clocks of the nodes of a deployment, in turn. */
const clockShares = [0, 1, -1, 0.5, -0.5] as const;

// A loop: Array.from costs several times as much, for 500 deployments a tenth of a core.
const column = <T>(rows: number, value: (index: number) => T): T[] => {
  const values: T[] = [];
  for (let index = 0; index < rows; index += 1) values.push(value(index));
  return values;
};

const uuidOf = (index: number): string => `GPU-3f0c2f5e-8a1b-4c2d-9e3f-00000000000${index}`;

const gpuColumns = (gpus: number, seq: number): Telemetry["gpus"] => {
  const all = <T>(value: T): T[] => column(gpus, () => value);
  const moved = (low: number, high: number, divisor = 1): number[] =>
    column(gpus, (index) => (low + ((seq * 7 + index * 13) % (high - low))) / divisor);
  return {
    uuid: column(gpus, uuidOf),
    index: column(gpus, (index) => index),
    utilizationRatio: moved(80, 100, 100),
    memoryUtilizationRatio: moved(40, 60, 100),
    memoryTotalBytes: all(85_520_809_984),
    memoryUsedBytes: moved(7e10, 7.1e10),
    memoryReservedBytes: all(577_765_376),
    powerDrawWatts: moved(400, 700),
    powerLimitWatts: all(700),
    temperatureCelsius: moved(40, 80),
    smClockHertz: all(1.98e9),
    memoryClockHertz: all(2.619e9),
    clockEventReasons: column(gpus, () => []),
    eccUncorrectedVolatile: all(0),
    rowRemapPending: all(false),
    rowRemapFailed: all(false),
    recoveryAction: all("none"),
  };
};

const requestsPerSecond = 2;
const [inputTokens, outputTokens] = [1_000, 200];

// Shares of the observations by the upper bound of the engine's bucket, in seconds, around the means of the sums below.
const observed = {
  timeToFirstToken: [
    [0.06, 0.05] as const,
    [0.08, 0.3] as const,
    [0.1, 0.3] as const,
    [0.25, 0.3] as const,
    [0.5, 0.04] as const,
    [1, 0.01] as const,
  ],
  interTokenLatency: [[0.01, 0.05] as const, [0.025, 0.85] as const, [0.05, 0.09] as const, [0.1, 0.01] as const],
};

/** One node in so many has requests that wait, each for so long in turn. */
const queues = { nodes: 20, seconds: 10, requests: 3 };

const hasQueue = (seq: number, deployment: number, place: number): boolean =>
  (Math.floor(seq / queues.seconds) + deployment + place) % queues.nodes === 0;

interface SampleSettings extends Pick<FleetSettings, "gpus" | "engines"> {
  readonly deployment: string;
  readonly waiting?: number;
  readonly bootId: string;
  readonly startedAt: number;
}

/** A load that rises and falls by a tenth over ten minutes. */
const servedBy = (seq: number): number => Math.round(requestsPerSecond * (seq + 10 * Math.sin(seq / 95)) + 10_000);

/** Histograms as an agent sends them: all observations, in every other sample. */
const totalsAt = (seq: number, engines: number): Partial<Telemetry["engines"]> => {
  if (seq % 2 !== 0) return {};
  const totals = (name: keyof typeof observed, each: number): number[][][] =>
    column(engines, (index) =>
      inBuckets(
        name,
        observed[name].map(([bound, share]) => [bound, Math.round(share * each * (servedBy(seq) + index))]),
      ),
    );
  return {
    timeToFirstTokenTotals: totals("timeToFirstToken", 1),
    interTokenLatencyTotals: totals("interTokenLatency", outputTokens),
  };
};

const engineColumns = (
  seq: number,
  { engines, deployment, startedAt, waiting = 0 }: SampleSettings,
): Telemetry["engines"] => {
  const all = <T>(value: T): T[] => column(engines, () => value);
  const served = (factor: number): number[] => column(engines, (index) => factor * (servedBy(seq) + index));
  const [prompt, generated] = [served(inputTokens), served(outputTokens)];
  return {
    id: column(engines, (index) => `engine-${index}`),
    deployment: all(deployment),
    engine: all("vllm"),
    model: all("llama-3.1-8b"),
    gpuUuids: column(engines, (index) => [uuidOf(index)]),
    reachable: all(true),
    draining: all(false),
    startedAt: all(startedAt),
    running: all(8),
    waiting: all(waiting),
    kvCacheUsageRatio: all(0.31),
    kvCacheCapacityTokens: all(400_000),
    promptTokensTotal: prompt,
    generationTokensTotal: generated,
    finishedRequestsTotal: served(1),
    finishedPromptTokensTotal: prompt,
    finishedGenerationTokensTotal: generated,
    preemptionsTotal: all(0),
    timeToFirstTokenSecondsSum: served(0.1),
    timeToFirstTokenSecondsCount: served(1),
    interTokenLatencySecondsSum: served(0.02 * outputTokens),
    interTokenLatencySecondsCount: generated,
    endToEndSecondsSum: served(4),
    endToEndSecondsCount: served(1),
    queueSecondsSum: served(0.01),
    queueSecondsCount: served(1),
    ...totalsAt(seq, engines),
  };
};

/** One sample, the same of every node of a deployment whose clock and queue are the same: which node sent it is in the subject. */
export const sampleAt = (seq: number, now: number, settings: SampleSettings): Telemetry => ({
  v: 1,
  bootId: settings.bootId,
  seq,
  sampledAt: now,
  intervalSeconds: 1,
  inventoryHash: "0123456789abcdef",
  gpus: gpuColumns(settings.gpus, seq),
  engines: engineColumns(seq, settings),
  sources: { "nvidia-smi": { state: "ok", ageSeconds: 0.1, durationSeconds: 0.05, detail: null } },
});

/** Samples as they are sent, each kind made once. */
const payloadsAt = (seq: number, settings: SampleSettings): ((clockError: number, isQueued: boolean) => Buffer) => {
  const payloads = new Map<string, Buffer>();
  return (clockError, isQueued) => {
    const kind = `${clockError} ${isQueued}`;
    const sample = { ...settings, waiting: isQueued ? queues.requests : 0 };
    const payload =
      payloads.get(kind) ?? Buffer.from(deflated(encode(sampleAt(seq, Date.now() / 1000 + clockError, sample))));
    payloads.set(kind, payload);
    return payload;
  };
};

interface VirtualAgent {
  readonly socket: Socket;
  /** Up to the number of a sample. */
  readonly command: string;
}

const greeting = '{"verbose":false,"pedantic":false,"headers":true,"lang":"bench","version":"1"}';

// What arrives is looked at before the next read: all connections share one buffer, and a fleet costs no memory for it.
const arrived = Buffer.alloc(65_536);

/** A connection that has been greeted, answers pings and counts what the stream acknowledges. */
const connect = (port: number, node: string, onAnswer: () => void): Promise<VirtualAgent> =>
  new Promise((resolve, reject) => {
    const inbox = `_INBOX_${node}`;
    const command = `PUB ${subject({ kind: "telemetry", cluster: "bench", name: node })} ${inbox}.`;
    const callback = (length: number): boolean => {
      const text = arrived.toString("latin1", 0, length);
      if (text.startsWith("MSG ")) onAnswer();
      if (text.includes("PING\r\n")) socket.write("PONG\r\n");
      if (text.startsWith("INFO ")) socket.write(`CONNECT ${greeting}\r\nSUB ${inbox}.* 1\r\nPING\r\n`);
      if (text.includes("PONG\r\n")) resolve({ socket, command });
      return true;
    };
    const onread = { buffer: arrived, callback };
    const socket = createConnection({ port, host: "127.0.0.1", noDelay: true, onread });
    socket.once("error", reject);
  });

const connectAll = async ({ port, nodes, herd }: FleetSettings, onAnswer: () => void): Promise<VirtualAgent[]> => {
  const agents: VirtualAgent[] = [];
  while (agents.length < nodes) {
    const next = Array.from({ length: Math.min(herd, nodes - agents.length) }, (_, index) => agents.length + index);
    agents.push(...(await Promise.all(next.map((index) => connect(port, `node-${index}`, onAnswer)))));
  }
  return agents;
};

const report = (line: Readonly<Record<string, unknown>>): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

interface Sent {
  published: number;
  bytes: number;
}

const lineEnd = Buffer.from("\r\n");

/** Publishes one sample of a node in one write, and counts it. */
const publish = ({ socket, command }: VirtualAgent, seq: number, payload: Buffer, sent: Sent): void => {
  const head = Buffer.from(`${command}${seq} ${payload.length}\r\n`, "latin1");
  socket.write(Buffer.concat([head, payload, lineEnd]));
  sent.published += 1;
  sent.bytes += payload.length;
};

/** Until the process is stopped, every node publishes once a second; the nodes of a deployment follow each other, the deployments spread over the second. */
export const runFleet = async (settings: FleetSettings): Promise<never> => {
  const { deployments, clockError, burst } = settings;
  let answers = 0;
  const agents = await connectAll(settings, () => {
    answers += 1;
  });
  const clockCount = clockError === 0 ? 1 : Math.min(clockShares.length, Math.ceil(agents.length / deployments));
  const clocks = clockShares.slice(0, clockCount).map((share) => share * clockError);
  const of = Array.from({ length: deployments }, (_, index) =>
    agents.filter((_agent, node) => node % deployments === index),
  );
  report({ connected: agents.length });
  const startedAt = Date.now() / 1000;
  const bootId = `bench-${Math.round(startedAt)}`;
  const sent: Sent = { published: 0, bytes: 0 };
  let waitingToSend: (() => void)[] = [];
  for (let slot = 0; ; slot++) {
    const due = startedAt + slot / deployments;
    const ahead = due - Date.now() / 1000;
    if (ahead > 0.002) await sleep(ahead * 1000);
    const [seq, index] = [Math.floor(slot / deployments), slot % deployments];
    const sample = { ...settings, deployment: `deployment-${index}`, bootId, startedAt: startedAt - 3_600 };
    const payloadOf = payloadsAt(seq, sample);
    for (const [place, agent] of (of[index] ?? []).entries()) {
      const payload = payloadOf(clocks[place % clocks.length] ?? 0, hasQueue(seq, index, place));
      waitingToSend.push(() => publish(agent, seq, payload, sent));
    }
    if (seq % burstEverySeconds >= burst) {
      for (const send of waitingToSend) send();
      waitingToSend = [];
    }
    if (index === deployments - 1)
      report({
        published: sent.published,
        answers,
        bytesEach: sent.bytes / sent.published,
        late: Math.max(0, -ahead),
      });
  }
};

/**
 * The least that a consumer can do with telemetry: receive it in order, inflate, parse. What the recommender is held to.
 * Without parsing it is what each further partition takes at least, since each receives all telemetry.
 */
export const parseOnly = async (server: string, parses = true): Promise<void> => {
  const connection = await connectNats({ server, name: "parse-only", wait: false });
  const consumer = await jetstream(connection).consumers.get("LOADLINE_TELEMETRY", { deliver_policy: "new" });
  process.stdout.write(`${JSON.stringify({ following: true })}\n`);
  let count = 0;
  for await (const message of await consumer.consume({ max_messages: 2_000 })) {
    if (parses) JSON.parse(inflateSync(message.data).toString("utf8"));
    count += 1;
    if (count % 1_000 === 0) process.stdout.write(`${JSON.stringify({ parsed: count })}\n`);
  }
};
