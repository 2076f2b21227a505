import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";

export type EngineMode = "as-they-are" | "hanging" | "failing" | "renamed" | "garbage" | "cut";

/** Stands in front of the engines of a fleet, which may come and go on other ports. */
export interface EngineFront {
  /** What the engines of a node answer. */
  readonly set: (node: string, mode: EngineMode) => void;
  /** host:port of the engines behind it. */
  readonly behind: (address: string) => void;
  /** Copies a node's list of engines, with this front in place of the fleet. */
  readonly list: (node: string, from: string, to: string) => void;
  readonly close: () => Promise<void>;
}

interface Target {
  readonly targets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

const answered = (response: ServerResponse, status: number, body: string | Buffer): void => {
  response.writeHead(status, { "content-type": "text/plain" });
  response.end(body);
};

/** @param place position of the fault in the text, 0…1 */
const spoilt = (mode: EngineMode, body: string): string | Buffer => {
  if (mode === "renamed") return body.replaceAll("vllm:", "engine:");
  if (mode === "garbage") return Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 167) % 256));
  if (mode === "cut") return body.slice(0, body.length / 2);
  return body;
};

/** Opens it on a free port. */
export const openEngineFront = async (): Promise<EngineFront> => {
  const modes = new Map<string, EngineMode>();
  let fleet = "";
  const server = createServer((request, response) => {
    const [, node = "", ...rest] = (request.url ?? "").split("/");
    const mode = modes.get(node) ?? "as-they-are";
    if (mode === "hanging") return;
    if (mode === "failing") return answered(response, 500, "out of order");
    fetch(`http://${fleet}/${rest.join("/")}`, { signal: AbortSignal.timeout(5_000) })
      .then(async (got) => answered(response, got.status, spoilt(mode, await got.text())))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const own = `127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
  const list: EngineFront["list"] = (node, from, to) => {
    const targets = JSON.parse(readFileSync(from, "utf8")) as readonly Target[];
    const fronted = targets.map(({ labels }) => ({
      targets: [own],
      labels: { ...labels, __metrics_path__: `/${node}${labels["__metrics_path__"] ?? ""}` },
    }));
    writeFileSync(`${to}.new`, JSON.stringify(fronted));
    renameSync(`${to}.new`, to);
  };
  return {
    set: (node, mode) => void modes.set(node, mode),
    behind: (next) => {
      fleet = next;
    },
    list,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
