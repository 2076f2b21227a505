import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { LoadlineError } from "@loadline/core";
import type { Registry } from "prom-client";

export interface HttpSources {
  readonly registry: Registry;
  /** What is missing before decisions can be trusted; empty when ready. */
  readonly missing: () => readonly string[];
  /** Why the plan file on disk is not in force although an older plan is; null when it is. */
  readonly planFault: () => string | null;
  /** Body of /api/v1/deployments. */
  readonly deployments: () => unknown;
}

const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(`${JSON.stringify(body)}\n`);
};

const sendMetrics = async (response: ServerResponse, registry: Registry): Promise<void> => {
  const text = await registry.metrics();
  response.writeHead(200, { "content-type": registry.contentType });
  response.end(text);
};

const answer = async (path: string, response: ServerResponse, sources: HttpSources): Promise<void> => {
  switch (path) {
    case "/metrics":
      return sendMetrics(response, sources.registry);
    case "/healthz":
      return sendJson(response, 200, { status: "ok" });
    case "/readyz": {
      const missing = sources.missing();
      const body = { ready: missing.length === 0, missing, planFault: sources.planFault() };
      return sendJson(response, body.ready ? 200 : 503, body);
    }
    case "/api/v1/deployments":
      return sendJson(response, 200, sources.deployments());
    default:
      return sendJson(response, 404, {
        error: `nothing at ${path}`,
        known: ["/metrics", "/healthz", "/readyz", "/api/v1/deployments"],
      });
  }
};

const listening = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === "EADDRINUSE";
      const expected = `an address this host can listen on (${cause.message})`;
      reject(
        taken
          ? new LoadlineError("LL_PORT_TAKEN", { port }, { cause })
          : new LoadlineError("LL_CONFIG_INVALID", { key: "listen", value: `${host}:${port}`, expected }, { cause }),
      );
    });
    server.listen(port, host, resolve);
  });

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

export interface HttpServer {
  /** host:port, with the port that was taken. */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** @throws LL_PORT_TAKEN, LL_CONFIG_INVALID */
export const startHttp = async (listen: string, sources: HttpSources): Promise<HttpServer> => {
  const [host = "127.0.0.1", port = "0"] = listen.split(":");
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    answer(path, response, sources).catch(() => response.destroy());
  });
  await listening(server, host, Number(port));
  const { port: taken } = server.address() as AddressInfo;
  return { address: `${host}:${taken}`, stop: () => closed(server) };
};
