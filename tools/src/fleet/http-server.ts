import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Fleet } from "./fleet.ts";
import type { FleetMetrics } from "./fleet-metrics.ts";
import { enginePath } from "./node/node-files.ts";

export interface HttpSources {
  readonly fleet: Fleet;
  readonly metrics: FleetMetrics;
  /** The body of `/status`. */
  readonly status: () => object;
}

interface Answer {
  readonly code: number;
  readonly type: string;
  readonly body: string;
}

const plain = (code: number, body: string): Answer => ({ code, type: "text/plain; charset=utf-8", body: `${body}\n` });

const engineAnswer = async (fleet: Fleet, path: string): Promise<Answer> => {
  const replica = fleet.replicas.find(({ id }) => enginePath(id) === path);
  if (replica === undefined) return plain(404, "unknown path");
  const { metrics, snapshot } = replica;
  if (metrics === null || snapshot === null) return plain(503, "the engine is starting");
  return { code: 200, type: metrics.contentType, body: await metrics.text(snapshot) };
};

const answer = async ({ fleet, metrics, status }: HttpSources, method: string, path: string): Promise<Answer> => {
  if (method !== "GET") return plain(405, "only GET is answered");
  switch (path) {
    case "/status":
      return { code: 200, type: "application/json", body: `${JSON.stringify(status())}\n` };
    case "/metrics":
      return { code: 200, type: metrics.contentType, body: await metrics.text() };
    default:
      return engineAnswer(fleet, path);
  }
};

const respond = (response: ServerResponse, { code, type, body }: Answer): void => {
  response.writeHead(code, { "Content-Type": type, "Content-Length": Buffer.byteLength(body) }).end(body);
};

const pathOf = ({ url }: IncomingMessage): string => (url ?? "/").split("?")[0] ?? "/";

const loopback = "127.0.0.1";

/** Serves `/engines/<id>/metrics`, `/metrics` and `/status` on a free port of the loopback interface. */
export const startHttpServer = async (
  sources: HttpSources,
): Promise<{ server: Server; port: number; target: string }> => {
  const server = createServer((request, response) => {
    answer(sources, request.method ?? "GET", pathOf(request)).then(
      (made) => respond(response, made),
      (error: unknown) => respond(response, plain(500, String(error))),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, loopback, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { server, port, target: `${loopback}:${port}` };
};
