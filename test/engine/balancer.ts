import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Balancer {
  readonly port: number;
  /** Requests that came so far. */
  readonly received: () => number;
  /** Answers that an engine ended between two times of `performance.now()`. */
  readonly completed: (port: number, from: number, to: number) => number;
  /** Answers so far. */
  readonly answered: () => number;
  /** Answers/s after the first so many, while as many requests as `underWay` were on their way. */
  readonly fullRate: (after: number, underWay: number) => number;
  readonly close: () => void;
}

/** One address in front of the engines that serve: each request goes to the one with the fewest under way. */
export const startBalancer = async (ports: () => readonly number[]): Promise<Balancer> => {
  const underWay = new Map<number, number>();
  const ended: { readonly port: number; readonly at: number }[] = [];
  let received = 0;
  const load = (port: number): number => underWay.get(port) ?? 0;
  const server: Server = createServer((incoming, outgoing) => {
    const [port] = ports().toSorted((a, b) => load(a) - load(b));
    if (port === undefined) {
      outgoing.writeHead(503).end();
      return;
    }
    received += 1;
    underWay.set(port, load(port) + 1);
    outgoing.once("close", () => underWay.set(port, load(port) - 1));
    const { url, method, headers } = incoming;
    const forwarded = request({ host: "127.0.0.1", port, path: url, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
      answer.once("end", () => ended.push({ port, at: performance.now() }));
    });
    forwarded.on("error", () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    received: () => received,
    completed: (port, from, to) => ended.filter((one) => one.port === port && one.at > from && one.at <= to).length,
    answered: () => ended.length,
    fullRate: (after, underWay) => {
      const [from, to] = [after + underWay, ended.length - underWay];
      return (1000 * (to - from)) / ((ended[to]?.at ?? Number.NaN) - (ended[from]?.at ?? Number.NaN));
    },
    close: () => void server.close(),
  };
};
