import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Balancer {
  readonly port: number;
  readonly close: () => void;
}

/** One address in front of the engines that serve: each request goes to the one with the fewest under way. */
export const startBalancer = async (ports: () => readonly number[]): Promise<Balancer> => {
  const underWay = new Map<number, number>();
  const load = (port: number): number => underWay.get(port) ?? 0;
  const server: Server = createServer((incoming, outgoing) => {
    const [port] = ports().toSorted((a, b) => load(a) - load(b));
    if (port === undefined) {
      outgoing.writeHead(503).end();
      return;
    }
    underWay.set(port, load(port) + 1);
    outgoing.once("close", () => underWay.set(port, load(port) - 1));
    const { url, method, headers } = incoming;
    const forwarded = request({ host: "127.0.0.1", port, path: url, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on("error", () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
};
