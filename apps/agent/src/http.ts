import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { LoadlineError } from "@loadline/core";
import { boundConnections, type ServerTls } from "@loadline/wire/settings";
import type { MetricsPage } from "./metrics.ts";
import type { Readiness } from "./readiness.ts";

export interface Endpoints {
  readonly metrics: MetricsPage;
  readonly alive: () => boolean;
  readonly readiness: () => Readiness;
}

interface Answer {
  readonly status: number;
  readonly type?: string;
  readonly body: string;
}

const json = (ok: boolean, value: object): Answer => ({ status: ok ? 200 : 503, body: `${JSON.stringify(value)}\n` });

const answer = async (path: string, { metrics, alive, readiness }: Endpoints): Promise<Answer> => {
  switch (path) {
    case "/metrics":
      return { status: 200, type: metrics.contentType, body: await metrics.render() };
    case "/healthz":
      return json(alive(), { alive: alive() });
    case "/readyz":
      return json(readiness().ready, readiness());
    default:
      return { ...json(false, { error: "unknown path", paths: ["/metrics", "/healthz", "/readyz"] }), status: 404 };
  }
};

const handle = async (request: IncomingMessage, response: ServerResponse, endpoints: Endpoints): Promise<void> => {
  const allowed = request.method === "GET" || request.method === "HEAD";
  const [path = ""] = (request.url ?? "").split("?");
  const { status, type, body } = allowed
    ? await answer(path, endpoints)
    : { ...json(false, { error: "only GET and HEAD" }), status: 405 };
  const headers = { "content-type": type ?? "application/json", "content-length": Buffer.byteLength(body) };
  response.writeHead(status, headers).end(request.method === "HEAD" ? undefined : body);
};

const configError = (value: string, expected: string): LoadlineError =>
  new LoadlineError("LL_CONFIG_INVALID", { key: "listen", value, expected });

const listening = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const inUse = error.code === "EADDRINUSE";
      const expected = `an address of this host (${error.message})`;
      reject(inUse ? new LoadlineError("LL_PORT_TAKEN", { port }) : configError(`${host}:${port}`, expected));
    });
    server.listen({ host, port, exclusive: true }, () => resolve((server.address() as AddressInfo).port));
  });

export interface HttpServer {
  readonly address: string;
  close(): Promise<void>;
}

const handshakeTimeout = 10_000;

/**
 * Serves /metrics, /healthz and /readyz.
 * @param tls null: in plaintext
 * @param listen host:port; port 0 takes a free one
 * @throws LL_PORT_TAKEN, LL_CONFIG_INVALID for an address that is not this host's
 */
export const serveHttp = async (
  listen: string,
  endpoints: Endpoints,
  tls: ServerTls | null = null,
): Promise<HttpServer> => {
  const colon = listen.lastIndexOf(":");
  const host = listen.slice(0, colon).replace(/^\[(.*)\]$/, "$1");
  const respond = (request: IncomingMessage, response: ServerResponse): void => {
    handle(request, response, endpoints).catch((error: unknown) => response.destroy(error as Error));
  };
  const server = tls === null ? createServer(respond) : createTlsServer({ ...tls, handshakeTimeout }, respond);
  boundConnections(server);
  const wanted = Number(listen.slice(colon + 1));
  if (wanted > 65_535) throw configError(listen, "a port up to 65535");
  const port = await listening(server, host, wanted);
  return {
    address: `${listen.slice(0, colon)}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
