import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import type { Recommendation } from "@loadline/protocol";
import { listenFault } from "@loadline/runtime/settings";
import { repositoryRoot } from "../repository.ts";

interface PageSettings {
  readonly prometheus: string;
  readonly port: number;
  readonly recent: () => readonly Recommendation[];
  /** What the demo's replicas cost and missed beside those of an autoscaler. */
  readonly outcomes?: (() => Promise<readonly object[]>) | undefined;
}

export interface PageServer {
  readonly port: number;
  readonly close: () => void;
}

const hostFolder = join(repositoryRoot, "apps/grafana-panel/dist/host");

const mediaTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

const send = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" }).end(body);
};

/** The file that a path names below the host folder, or null; never one outside it. */
const fileOf = (path: string): string | null => {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  const file = join(hostFolder, normalize(decoded === "/" ? "/index.html" : decoded));
  if (!file.startsWith(`${hostFolder}/`) || decoded.includes("\0")) return null;
  return existsSync(file) && statSync(file).isFile() ? file : null;
};

/** Forwards a read-only query to Prometheus; only its query API can be reached through the page. */
const forwardQuery = async (prometheus: string, url: URL, response: ServerResponse): Promise<void> => {
  const path = url.pathname.replace("/api/prometheus", "");
  if (!/^\/api\/v1\/(query|query_range|series|labels|label\/[a-z_]+\/values)$/.test(path)) {
    send(response, 404, "text/plain", "only read-only queries are forwarded\n");
    return;
  }
  try {
    const answer = await fetch(`${prometheus}${path}${url.search}`);
    send(response, answer.status, "application/json", await answer.text());
  } catch {
    send(response, 502, "application/json", JSON.stringify({ status: "error", error: "Prometheus does not answer" }));
  }
};

const handle = async (settings: PageSettings, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  // A path of two slashes, and an absolute address, are no URL below the host.
  const url = new URL((request.url ?? "/").replace(/^\/*/, "/"), "http://127.0.0.1");
  if (request.method !== "GET") return send(response, 405, "text/plain", "GET only\n");
  if (url.pathname.startsWith("/api/prometheus/")) return forwardQuery(settings.prometheus, url, response);
  if (url.pathname === "/api/recommendations")
    return send(response, 200, "application/json", JSON.stringify(settings.recent()));
  if (url.pathname === "/api/outcomes") {
    // Without an answer of Prometheus there is nothing to compare yet.
    const outcomes = await settings.outcomes?.().catch(() => []);
    return send(response, 200, "application/json", JSON.stringify(outcomes ?? []));
  }
  if (url.pathname === "/healthz") return send(response, 200, "text/plain", "ok\n");
  const file = fileOf(url.pathname);
  if (file === null) return send(response, 404, "text/plain", "not found\n");
  response.writeHead(200, {
    "Content-Type": mediaTypes[extname(file)] ?? "application/octet-stream",
    "Cache-Control": "no-cache",
  });
  createReadStream(file).pipe(response);
};

/** Serves the page on the loopback interface. @throws LL_PORT_TAKEN, LL_CONFIG_INVALID */
export const startPageServer = (settings: PageSettings): Promise<PageServer> =>
  new Promise((resolve, reject) => {
    const server = createServer((request, response) => void handle(settings, request, response));
    server.once("error", (error) => reject(listenFault("port", `127.0.0.1:${settings.port}`, error)));
    server.listen(settings.port, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      const close = (): void => {
        server.close();
        server.closeAllConnections();
      };
      resolve({ port, close });
    });
  });
