import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Faults, withFaults } from "./faults.ts";

export interface MetricsServerSettings {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly path: string;
  /** Pages in the order of the scrapes; the last one stays. */
  readonly captures: readonly Buffer[];
  readonly faults: () => Faults;
}

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

const contentType = "text/plain; version=0.0.4; charset=utf-8";

const answer = async (response: ServerResponse, page: Buffer, faults: Faults): Promise<void> => {
  if (faults.hang) return;
  await sleep(faults.delaySeconds * 1000);
  const body = withFaults(page, faults);
  response.writeHead(faults.status, { "content-type": contentType, "content-length": body.length });
  response.end(body);
};

const listen = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => resolve((server.address() as AddressInfo).port));
  });

/** Serves captured pages: of an exporter or an engine, it is the same to those who read them. */
export const serveMetrics = async ({
  host,
  port,
  path,
  captures,
  faults,
}: MetricsServerSettings): Promise<RunningServer> => {
  let scrapes = 0;
  const server = createServer((request, response) => {
    if ((request.url ?? "").split("?")[0] !== path) {
      response.writeHead(404).end("not found\n");
      return;
    }
    const page = captures[Math.min(scrapes, captures.length - 1)] ?? Buffer.alloc(0);
    scrapes += 1;
    answer(response, page, faults()).catch((error: unknown) => response.destroy(error as Error));
  });
  const taken = await listen(server, host, port);
  return {
    url: `http://${host}:${taken}${path}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
