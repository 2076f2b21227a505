import { Agent, request as httpRequest } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { requestsOf } from "@loadline/model/internal";
import { waitFor } from "@loadline/servers";
import { announced, endedEarly } from "@loadline/tools/processes/child";
import { processGroup } from "@loadline/tools/processes/process-group";
import type { RealRouter } from "./programs.ts";
import { warmUpShare } from "./service.ts";

type Batch = ReturnType<typeof requestsOf>;

/** What clients of a router measured. */
export interface Driven {
  /** When each request was sent, in seconds from the first planned one. */
  readonly sentAt: Float64Array;
  /** Seconds from sending to the first token. */
  readonly firstToken: Float64Array;
  /** Standard deviation of the requests in flight at an engine over their mean, of all engines at one time; the mean. */
  readonly inFlightVariation: number;
}

interface Client {
  readonly port: number;
  readonly agent: Agent;
}

/** Sends a prompt, and gives the seconds until its first token once the answer has ended. */
const ask = ({ port, agent }: Client, prompt: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const sentAt = performance.now();
    const body = JSON.stringify({ model: "simulated", prompt, max_tokens: 200, stream: true });
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const path = "/v1/completions";
    const asked = httpRequest({ host: "127.0.0.1", port, path, method: "POST", agent, headers }, (response) => {
      let seconds: number | null = null;
      response.on("data", () => {
        seconds ??= (performance.now() - sentAt) / 1000;
      });
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode === 200 && seconds !== null) resolve(seconds);
        else reject(new Error(`the router answered ${response.statusCode}`));
      });
    });
    asked.on("error", reject);
    asked.end(body);
  });

/** The first words of each group are its own, so that a router that compares prompts keeps groups apart. */
const promptOf = (request: number, group: number): string =>
  `${String.fromCodePoint(0x4e00 + group).repeat(300)} request ${request}`;

const variationOf = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return mean === 0 ? 0 : Math.sqrt(squares) / mean;
};

/** Looks at the requests in flight once a second until it is stopped. */
const watchInFlight = (port: number) => {
  const variations: number[] = [];
  const timer = setInterval(async () => {
    const response = await fetch(`http://127.0.0.1:${port}/outstanding`);
    variations.push(variationOf((await response.json()) as number[]));
  }, 1000);
  return (): number => {
    clearInterval(timer);
    const counted = variations.slice(Math.ceil(warmUpShare * variations.length));
    return counted.reduce((sum, value) => sum + value, 0) / counted.length;
  };
};

/** Sends every request at its time, however many are under way. */
const sendAll = async (client: Client, { arrivals }: Batch, groupOf: (request: number) => number) => {
  const sentAt = new Float64Array(arrivals.length);
  const answers: Promise<number>[] = [];
  const startedAt = performance.now();
  for (const [request, at] of arrivals.entries()) {
    await sleep(Math.max(0, 1000 * at - (performance.now() - startedAt)));
    sentAt[request] = (performance.now() - startedAt) / 1000;
    const answer = ask(client, promptOf(request, groupOf(request)));
    answer.catch(() => {}); // Reported below.
    answers.push(answer);
  }
  return { sentAt, firstToken: Float64Array.from(await Promise.all(answers)) };
};

/** A router takes its engines in some time after it answers; until then it may know few of them. */
const settlingMilliseconds = 5000;

interface Drive {
  readonly batch: Batch;
  /** Arguments of Node that run the engines. */
  readonly enginesCommand: readonly string[];
  readonly groupOf: (request: number) => number;
}

/** Starts engines and a router before them, sends the requests, and stops both. */
export const drive = async (router: RealRouter, { batch, enginesCommand, groupOf }: Drive): Promise<Driven> => {
  const group = processGroup("loadline-bench-");
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const measured = async (): Promise<Driven> => {
    const engines = group.start({ name: "engines", program: process.execPath, args: enginesCommand });
    const ports = (await announced(engines, "listening"))["listening"] as readonly [number, ...number[]];
    const { child, port } = await router.start(group, ports);
    const client = { port, agent };
    const isReady = (): Promise<true | null> =>
      ask(client, "ready").then(
        () => true as const,
        () => null,
      );
    await waitFor(isReady, { what: `an answer through ${router.name}`, seconds: 60, givenUp: () => endedEarly(child) });
    await sleep(settlingMilliseconds);
    const inFlight = watchInFlight(ports[0]);
    const sent = await sendAll(client, batch, groupOf);
    return { ...sent, inFlightVariation: inFlight() };
  };
  try {
    return await Promise.race([measured(), group.failure]);
  } finally {
    agent.destroy();
    await group.stop();
  }
};
