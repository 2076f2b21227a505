import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type AttackFleet, deploymentsOf, namespace, podOf } from "./nodes.ts";

const since = "2026-01-01T00:00:00Z";

/** What the API server lists by path: a ready pod on each node of the fleet, and workloads that ask for as many. */
const listsOf = (fleet: AttackFleet, label: string): Readonly<Record<string, readonly object[]>> => {
  const names = deploymentsOf(fleet);
  const pods = names
    .filter((name) => label === "" || label === `app=${name}`)
    .flatMap((name) => Array.from({ length: fleet.nodes }, (_, at) => podOf(name, at)));
  return {
    [`/api/v1/namespaces/${namespace}/pods`]: pods.map((name) => ({
      metadata: { name, namespace, creationTimestamp: since },
      spec: { nodeName: name },
      status: { phase: "Running", conditions: [{ type: "Ready", status: "True", lastTransitionTime: since }] },
    })),
    [`/apis/apps/v1/namespaces/${namespace}/deployments`]: names.map((name) => ({
      metadata: { name, namespace, uid: name },
      spec: { replicas: fleet.nodes },
    })),
  };
};

/** An API server whose objects never change. */
export const startKubernetes = async (fleet: AttackFleet) => {
  const follow = (response: ServerResponse): void => {
    response.writeHead(200).flushHeaders();
    // A watch ends after a while, and is asked for again.
    const end = setTimeout(() => response.end(), 60_000);
    response.on("close", () => clearTimeout(end));
  };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://api");
    const [, name] = /\/([^/]+)\/scale$/.exec(pathname) ?? [];
    if (request.method !== "GET") response.end("{}");
    else if (name !== undefined) response.end(JSON.stringify({ status: { selector: `app=${name}` } }));
    else if (searchParams.has("watch")) follow(response);
    else {
      const items = listsOf(fleet, searchParams.get("labelSelector") ?? "")[pathname] ?? [];
      response.end(JSON.stringify({ metadata: { resourceVersion: "1" }, items }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    /** Text of a kubeconfig. */
    config: JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      // A client takes no plain HTTP otherwise.
      clusters: [{ name: "bench", cluster: { server: `http://127.0.0.1:${port}`, "insecure-skip-tls-verify": true } }],
      users: [{ name: "bench", user: { token: "bench" } }],
      contexts: [{ name: "bench", context: { cluster: "bench", user: "bench" } }],
      "current-context": "bench",
    }),
    stop: (): void => {
      server.closeAllConnections();
      server.close();
    },
  };
};
