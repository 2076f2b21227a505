import type { FleetServer } from "./engine-server.ts";
import type { ReplicaLoads, Router } from "./routers.ts";

/** Requests of a fleet by their places, in order of arrival. */
interface FleetRequests {
  /** Seconds. */
  readonly arrivals: Float64Array;
  /** Places in the arrays, in order of arrival; left out: as they stand. */
  readonly order?: Int32Array | undefined;
  /** Tokens that a request is counted with until they are computed. */
  readonly tokensOf: (request: number) => number;
  readonly groupOf?: ((request: number) => number) | undefined;
}

/**
 * Deals requests to servers, each at its instant: a router sees every request that has finished by then and none that
 * finishes later. A server is advanced only when it is looked at and something may have finished there.
 */
export const routeRequests = (
  servers: readonly FleetServer[],
  router: Router,
  { arrivals, order, tokensOf, groupOf }: FleetRequests,
): void => {
  const count = order?.length ?? arrivals.length;
  const replicas = Int32Array.from(servers, (_, replica) => replica);
  const submitted = new Int32Array(servers.length);
  const open = new Int32Array(servers.length);
  const tokensSubmitted = new Float64Array(servers.length);
  const earliest = new Float64Array(servers.length).fill(Number.POSITIVE_INFINITY);
  let now = 0;
  const loads: ReplicaLoads = {
    requests: (replica) => {
      if ((earliest[replica] as number) <= now) {
        const server = servers[replica] as FleetServer;
        server.advanceTo(now);
        earliest[replica] = server.earliestFinish();
        open[replica] = (submitted[replica] as number) - server.finished();
      }
      return open[replica] as number;
    },
    tokens: (replica) => {
      const server = servers[replica] as FleetServer;
      server.advanceTo(now);
      return (tokensSubmitted[replica] as number) - server.tokensDone();
    },
  };
  for (let place = 0; place < count; place++) {
    const request = order === undefined ? place : (order[place] as number);
    now = arrivals[request] as number;
    const replica = router(replicas, loads, groupOf?.(request));
    const server = servers[replica] as FleetServer;
    server.submit(request);
    submitted[replica] = (submitted[replica] as number) + 1;
    open[replica] = (open[replica] as number) + 1;
    tokensSubmitted[replica] = (tokensSubmitted[replica] as number) + tokensOf(request);
    earliest[replica] = server.earliestFinish();
  }
  for (const server of servers) server.advanceTo(Number.POSITIVE_INFINITY);
};
