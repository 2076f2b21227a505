import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { boundConnections, listenAddress, listenFault, type ServerTls, serveRenewed } from "@loadline/runtime/settings";
import type { createMetrics } from "./metrics.ts";
import type { readiness } from "./readiness.ts";

export interface Endpoints {
  readonly metrics: ReturnType<typeof createMetrics>;
  readonly alive: () => boolean;
  readonly readiness: () => ReturnType<typeof readiness>;
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

/** Milliseconds. */
const handshakeTimeout = 10_000;

/**
 * Serves /metrics, /healthz and /readyz.
 * @param tls null: in plaintext
 * @param listen host:port; port 0 takes a free one
 * @throws LL_PORT_TAKEN, LL_CONFIG_INVALID for an address that is not this host's
 */
export const serveHttp = async (listen: string, endpoints: Endpoints, tls: ServerTls | null = null) => {
  const wanted = listenAddress("listen", listen);
  const respond = (request: IncomingMessage, response: ServerResponse): void => {
    handle(request, response, endpoints).catch((error: unknown) => response.destroy(error as Error));
  };
  const server =
    tls === null ? createServer(respond) : serveRenewed(createTlsServer({ handshakeTimeout }, respond), tls);
  boundConnections(server);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(listenFault("listen", listen, error)));
    server.listen({ host: wanted.host, port: wanted.port, exclusive: true }, resolve);
  });
  return {
    address: wanted.with((server.address() as AddressInfo).port),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
