import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { batchRows, engineServer } from "@loadline/model/internal";
import { type EngineClock, type PacedEngine, pacedEngine } from "./paced-engine.ts";
import { benchRequests, simulatedReplica } from "./service.ts";

// Simulated engines in real time behind the HTTP interface of vLLM and SGLang, as far as routers ask for it.

export interface EnginesSettings {
  readonly engines: number;
  readonly seed: number;
  readonly count: number;
  readonly prefixHitRatio: number;
}

const startedAt = performance.now();
const now = (): number => (performance.now() - startedAt) / 1000;

const wallClock = (): EngineClock => {
  let timer: NodeJS.Timeout | undefined;
  return {
    now,
    callAt: (at, run) => {
      clearTimeout(timer);
      timer = setTimeout(run, 1000 * (at - now()));
    },
  };
};

/** What engines say of themselves, by path. */
const pages: Readonly<Record<string, object>> = {
  "/health": {},
  "/v1/models": { object: "list", data: [{ id: "simulated", object: "model", created: 0, owned_by: "loadline" }] },
  "/get_model_info": { model_path: "simulated", is_generation: true },
  "/get_server_info": { model_path: "simulated", served_model_name: "simulated" },
};

/** The request of the batch that a prompt ends with; null: a prompt that only asks whether somebody answers. */
const requestOf = (body: string): number | null => {
  const { prompt } = JSON.parse(body) as { readonly prompt: string };
  const number = /request (\d+)$/.exec(prompt)?.[1];
  return number === undefined ? null : Number(number);
};

const event = (words: string): string =>
  `data: ${JSON.stringify({ object: "text_completion", model: "simulated", choices: [{ index: 0, text: words }] })}\n\n`;

/** Only the first token is a chunk of its own: the others would be work of the proxy that nothing here measures. */
const complete = async (engine: PacedEngine, asked: IncomingMessage, response: ServerResponse): Promise<void> => {
  const request = requestOf(await text(asked));
  response.writeHead(200, { "content-type": "text/event-stream" });
  const answer = {
    firstToken: () => void response.write(event("first")),
    end: () => void response.end(`${event(" last")}data: [DONE]\n\n`),
  };
  if (request !== null) return engine.submit(request, answer);
  answer.firstToken();
  answer.end();
};

/** Serves so many engines, each at a port of its own, which are printed. */
export const runEngines = async ({ engines: number, seed, count, prefixHitRatio }: EnginesSettings): Promise<void> => {
  const replica = simulatedReplica(prefixHitRatio);
  const engines = Array.from({ length: number }, () => {
    const arrivals = new Float64Array(count);
    const batch = { ...benchRequests(replica, { seed, count, requestsPerSecond: 1 }), arrivals };
    return pacedEngine(engineServer(replica, batchRows(batch), batch.outputTokens[0] ?? 1), arrivals, wallClock());
  });
  const servers = engines.map((engine) =>
    createServer({ keepAliveTimeout: 600_000 }, (asked, response) => {
      const path = asked.url ?? "";
      if (path === "/v1/completions") return void complete(engine, asked, response);
      const page = path === "/outstanding" ? engines.map((one) => one.outstanding()) : pages[path];
      response.writeHead(page === undefined ? 404 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(page ?? { error: `unknown path ${path}` }));
    }).listen(0, "127.0.0.1"),
  );
  await Promise.all(servers.map((server) => once(server, "listening")));
  const listening = servers.map((server) => (server.address() as AddressInfo).port);
  process.stdout.write(`${JSON.stringify({ listening })}\n`);
};
