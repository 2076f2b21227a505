import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { KubeConfig } from "@kubernetes/client-node";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type KubernetesAccess, kubernetesAccess, lazily, workloadReader } from "./kubernetes-client.ts";

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

interface Answer {
  readonly code: number;
  readonly body: unknown;
}

const workload = { apiVersion: "apps/v1", namespace: "serving", kind: "Deployment", name: "chat" };
let server: Server;
let seen: Seen[] = [];
let refusal: { code: number; message: string } | "hangs" | null = null;
let access: KubernetesAccess;

const resources = [
  { name: "leaderworkersets", kind: "LeaderWorkerSet" },
  { name: "leaderworkersets/scale", kind: "Scale" },
  { name: "leaderworkersets/status", kind: "LeaderWorkerSet" },
  { name: "disaggregatedsets", kind: "DisaggregatedSet" },
];

const answer = ({ path }: Seen): Answer => {
  if (refusal !== null && refusal !== "hangs") return { code: refusal.code, body: { kind: "Status", ...refusal } };
  if (path === "/apis/leaderworkerset.x-k8s.io/v1") return { code: 200, body: { resources } };
  return { code: 200, body: { kind: "Scale", status: { selector: "app=chat" } } };
};

const configure = (port: number) => (config: KubeConfig) =>
  config.loadFromClusterAndUser(
    { name: "fake", server: `http://127.0.0.1:${port}`, skipTLSVerify: true },
    { name: "u" },
  );

beforeEach(async () => {
  seen = [];
  refusal = null;
  server = createServer((request, response) => {
    const { method = "", headers, url = "/" } = request;
    const one = { method, path: url, headers };
    seen.push(one);
    if (refusal === "hangs") return;
    const { code, body } = answer(one);
    response.writeHead(code, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  access = await kubernetesAccess(configure((server.address() as AddressInfo).port), 1_000);
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const selectorOf = (from: KubernetesAccess = access): Promise<string> => workloadReader(from).selectorOf(workload);

test.each([
  { kind: "Deployment", resource: "deployments" },
  { kind: "StatefulSet", resource: "statefulsets" },
])("the pods of a $kind are those of its scale's selector", async ({ kind, resource }) => {
  expect(await workloadReader(access).selectorOf({ ...workload, kind })).toBe("app=chat");
  const path = `/apis/apps/v1/namespaces/serving/${resource}/chat/scale`;
  expect(seen).toMatchObject([{ method: "GET", path, headers: { "user-agent": "loadline-recommender" } }]);
});

/** One whose deadline no busy machine reaches. */
const patient = (): Promise<KubernetesAccess> =>
  kubernetesAccess(configure((server.address() as AddressInfo).port), 60_000);

test("hundreds of calls reach the API server a few at a time, over connections that are kept", async () => {
  let [connections, open, most] = [0, 0, 0];
  server.on("connection", () => {
    connections += 1;
  });
  server.on("request", (_, response) => {
    open += 1;
    most = Math.max(most, open);
    response.on("close", () => {
      open -= 1;
    });
  });
  const from = await patient();
  await Promise.all(Array.from({ length: 400 }, () => selectorOf(from)));
  expect(seen).toHaveLength(400);
  expect(most).toBeLessThanOrEqual(128);
  expect(connections).toBeLessThanOrEqual(128);
});

test("a hundred calls that are not answered keep no other one waiting", async () => {
  refusal = "hangs";
  const from = await patient();
  const under = new Promise<void>((resolve) => server.on("request", () => void (seen.length >= 100 && resolve())));
  const hung = Array.from({ length: 100 }, () => selectorOf(from).catch(() => ""));
  await under;
  refusal = null;
  expect(await selectorOf(from)).toBe("app=chat");
  server.closeAllConnections();
  await Promise.all(hung);
});

test("a token that the API server does not take any more is read again", async () => {
  const { port } = server.address() as AddressInfo;
  let token = "first";
  const rotated = await kubernetesAccess((config) =>
    config.loadFromClusterAndUser(
      { name: "fake", server: `http://127.0.0.1:${port}`, skipTLSVerify: true },
      { name: "u", token },
    ),
  );
  refusal = { code: 401, message: "Unauthorized" };
  token = "second";
  await expect(selectorOf(rotated)).rejects.toThrow("401: Unauthorized");
  refusal = null;
  expect(await selectorOf(rotated)).toBe("app=chat");
  expect(seen.map(({ headers }) => headers["authorization"])).toEqual(["Bearer first", "Bearer second"]);
});

test("a token whose file ends in a new line is sent without it", async () => {
  const { port } = server.address() as AddressInfo;
  const withToken = await kubernetesAccess((config) =>
    config.loadFromClusterAndUser(
      { name: "fake", server: `http://127.0.0.1:${port}`, skipTLSVerify: true },
      { name: "u", token: "the-token\n" },
    ),
  );
  expect(await selectorOf(withToken)).toBe("app=chat");
  expect(seen.at(-1)?.headers["authorization"]).toBe("Bearer the-token");
});

test("a refusal keeps the API server's status and message", async () => {
  refusal = { code: 403, message: 'deployments.apps "chat" is forbidden: User "x" cannot get' };
  await expect(selectorOf()).rejects.toThrow(`403: ${refusal.message}`);
});

test("a call that is not answered ends at its deadline", async () => {
  refusal = "hangs";
  const hasty = await kubernetesAccess(configure((server.address() as AddressInfo).port), 50);
  await expect(selectorOf(hasty)).rejects.toThrow("did not answer within");
});

test("an API server that is not there, and one whose certificate nobody trusts, are a failed connection", async () => {
  const { port } = server.address() as AddressInfo;
  const plain = await kubernetesAccess((config) =>
    config.loadFromClusterAndUser(
      { name: "tls", server: `https://127.0.0.1:${port}`, skipTLSVerify: false },
      { name: "u" },
    ),
  );
  await expect(selectorOf(plain)).rejects.toThrow();
  await expect(selectorOf(await kubernetesAccess(configure(1)))).rejects.toThrow(/ECONNREFUSED/);
});

test("a client that could not be made is made at the next call", async () => {
  let attempts = 0;
  const connect = lazily(() => {
    attempts += 1;
    return attempts === 1 ? Promise.reject(new Error("no such file")) : Promise.resolve(access);
  });
  await expect(connect()).rejects.toThrow("no such file");
  expect(await connect()).toBe(access);
  expect(await connect()).toBe(access);
  expect(attempts).toBe(2);
});

test("the resource of another kind is asked once", async () => {
  const other = { ...workload, apiVersion: "leaderworkerset.x-k8s.io/v1", kind: "LeaderWorkerSet" };
  const reader = workloadReader(access);
  expect(await reader.selectorOf(other)).toBe("app=chat");
  expect(await reader.pathOf(other)).toBe("/apis/leaderworkerset.x-k8s.io/v1/namespaces/serving/leaderworkersets");
  expect(seen.map(({ path }) => path)).toEqual([
    "/apis/leaderworkerset.x-k8s.io/v1",
    "/apis/leaderworkerset.x-k8s.io/v1/namespaces/serving/leaderworkersets/chat/scale",
  ]);
});

test.each([
  {
    kind: "DisaggregatedSet",
    detail: "the cluster has a DisaggregatedSet without a scale in leaderworkerset.x-k8s.io/v1",
  },
  { kind: "LeaderSet", detail: "the cluster has no kind LeaderSet in leaderworkerset.x-k8s.io/v1" },
])("$kind, which cannot be scaled, is named", async ({ kind, detail }) => {
  const other = { ...workload, apiVersion: "leaderworkerset.x-k8s.io/v1", kind };
  await expect(workloadReader(access).selectorOf(other)).rejects.toThrow(detail);
});
