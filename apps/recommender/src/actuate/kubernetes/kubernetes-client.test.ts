import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { KubeConfig } from "@kubernetes/client-node";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type KubernetesClient, kubernetesAccess, kubernetesClient, lazily } from "./kubernetes-client.ts";

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

interface Answer {
  readonly code: number;
  readonly body: unknown;
}

const target = { apiVersion: "apps/v1", namespace: "serving", kind: "Deployment", name: "chat" };
const change = { from: 3, to: 5, dryRun: false, decisionId: "d-1" };

let server: Server;
let seen: Seen[] = [];
let replicas = 3;
let refusal: { code: number; message: string } | "hangs" | null = null;
let client: KubernetesClient;

// A Scale at zero names no count, as that of a real API server.
const spec = () => (replicas === 0 ? {} : { replicas });

const resources = [
  { name: "leaderworkersets", kind: "LeaderWorkerSet" },
  { name: "leaderworkersets/scale", kind: "Scale" },
  { name: "leaderworkersets/status", kind: "LeaderWorkerSet" },
  { name: "disaggregatedsets", kind: "DisaggregatedSet" },
];

/** JSON patches with their tests, dry runs, refusals: what a scale needs of an API server. */
const answer = ({ method, path, query, body }: Seen): Answer => {
  if (/\/pods\//.test(path)) return { code: 200, body: {} };
  if (refusal !== null && refusal !== "hangs") return { code: refusal.code, body: { kind: "Status", ...refusal } };
  if (path === "/apis/leaderworkerset.x-k8s.io/v1") return { code: 200, body: { resources } };
  if (method === "GET") return { code: 200, body: { kind: "Scale", spec: spec() } };
  const [check, set] = body as { path: string; value: unknown }[];
  const present = check?.path === "/spec" ? spec() : spec().replicas;
  if (JSON.stringify(present) !== JSON.stringify(check?.value)) {
    return {
      code: 422,
      body: { kind: "Status", message: "the server rejected our request: the test operation failed" },
    };
  }
  if (query.get("dryRun") !== "All") replicas = Number(set?.value);
  return { code: 200, body: { kind: "Scale", spec: spec() } };
};

const configure = (port: number) => (config: KubeConfig) =>
  config.loadFromClusterAndUser(
    { name: "fake", server: `http://127.0.0.1:${port}`, skipTLSVerify: true },
    { name: "u" },
  );

beforeEach(async () => {
  seen = [];
  replicas = 3;
  refusal = null;
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      const { pathname: path, searchParams: query } = new URL(request.url ?? "/", "http://api");
      const { method = "", headers } = request;
      const one = { method, path, query, headers, body: text === "" ? null : JSON.parse(text) };
      seen.push(one);
      if (refusal === "hangs") return;
      const { code, body } = answer(one);
      response.writeHead(code, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  client = kubernetesClient(await kubernetesAccess(configure((server.address() as AddressInfo).port), 1_000));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test("a dry run asks the server whether it would, and changes nothing", async () => {
  await client.writeScale(target, { ...change, dryRun: true });
  expect(replicas).toBe(3);
  const patch = seen.at(-1);
  expect(patch).toMatchObject({ method: "PATCH", path: "/apis/apps/v1/namespaces/serving/deployments/chat/scale" });
  expect(patch?.headers["content-type"]).toBe("application/json-patch+json");
  expect(patch?.query.get("fieldManager")).toBe("loadline");
  expect(patch?.query.get("dryRun")).toBe("All");
});

test("a write sets the count, and names its decision in the audit log", async () => {
  await client.writeScale(target, { ...change, decisionId: "d-1\r\nx: 1" });
  expect(await client.readScale(target)).toBe(5);
  expect(seen[0]?.headers["user-agent"]).toBe("loadline-recommender decision/d-1x1");
});

/** One whose deadline no busy machine reaches. */
const patient = async (): Promise<KubernetesClient> =>
  kubernetesClient(await kubernetesAccess(configure((server.address() as AddressInfo).port), 60_000));

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
  const { readScale } = await patient();
  await Promise.all(Array.from({ length: 400 }, () => readScale(target)));
  expect(seen).toHaveLength(400);
  expect(most).toBeLessThanOrEqual(128);
  expect(connections).toBeLessThanOrEqual(128);
});

test("a hundred calls that are not answered, and advice about many pods, keep no other one waiting", async () => {
  refusal = "hangs";
  const { readScale, writeScale, writeRemovalCost } = await patient();
  const under = new Promise<void>((resolve) => server.on("request", () => void (seen.length >= 115 && resolve())));
  const hung = Array.from({ length: 100 }, () => readScale(target).catch(() => 0));
  const advice = Array.from({ length: 100 }, (_, pod) => writeRemovalCost(target, `p${pod}`, 1).catch(() => 0));
  await under;
  refusal = null;
  expect(await writeScale(target, change)).toBe(true);
  server.closeAllConnections();
  await Promise.all([...hung, ...advice]);
});

test("a count that is not wanted any more when its turn comes is not sent", async () => {
  expect(await client.writeScale(target, { ...change, isWanted: () => false })).toBe(false);
  expect(seen).toEqual([]);
});

test("a token that the API server does not take any more is read again", async () => {
  const { port } = server.address() as AddressInfo;
  let token = "first";
  const rotated = kubernetesClient(
    await kubernetesAccess((config) =>
      config.loadFromClusterAndUser(
        { name: "fake", server: `http://127.0.0.1:${port}`, skipTLSVerify: true },
        { name: "u", token },
      ),
    ),
  );
  refusal = { code: 401, message: "Unauthorized" };
  token = "second";
  await expect(rotated.readScale(target)).rejects.toMatchObject({ reason: "unauthorized" });
  refusal = null;
  expect(await rotated.readScale(target)).toBe(3);
  expect(seen.map(({ headers }) => headers["authorization"])).toEqual(["Bearer first", "Bearer second"]);
});

test("a token whose file ends in a new line is sent without it", async () => {
  const { port } = server.address() as AddressInfo;
  const withToken = kubernetesClient(
    await kubernetesAccess((config) =>
      config.loadFromClusterAndUser(
        { name: "fake", server: `http://127.0.0.1:${port}`, skipTLSVerify: true },
        { name: "u", token: "the-token\n" },
      ),
    ),
  );
  expect(await withToken.readScale(target)).toBe(3);
  expect(seen.at(-1)?.headers["authorization"]).toBe("Bearer the-token");
});

test("a workload at zero is read as zero, and starts", async () => {
  replicas = 0;
  expect(await client.readScale(target)).toBe(0);
  await client.writeScale(target, { ...change, from: 0, to: 2 });
  expect(replicas).toBe(2);
  await client.writeScale(target, { ...change, from: 2, to: 0 });
  expect(await client.readScale(target)).toBe(0);
});

test("a count that somebody changed in between is not overwritten", async () => {
  replicas = 7;
  await expect(client.writeScale(target, change)).rejects.toMatchObject({ reason: "conflict" });
  expect(replicas).toBe(7);
});

test("a stateful set is scaled at its own address", async () => {
  await client.writeScale({ ...target, kind: "StatefulSet" }, change);
  expect(seen.at(-1)?.path).toBe("/apis/apps/v1/namespaces/serving/statefulsets/chat/scale");
});

test.each([
  { code: 401, message: "Unauthorized", reason: "unauthorized" },
  { code: 403, message: 'deployments.apps "chat" is forbidden: User "x" cannot patch', reason: "forbidden" },
  { code: 403, message: 'deployments.apps "chat" is forbidden: exceeded quota: gpus', reason: "quota" },
  { code: 400, message: 'admission webhook "w" denied the request: no', reason: "policy" },
  { code: 422, message: "ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no", reason: "policy" },
  { code: 404, message: 'deployments.apps "chat" not found', reason: "not-found" },
  { code: 409, message: "the object has been modified", reason: "conflict" },
  { code: 500, message: "etcdserver: request timed out", reason: "server" },
])("an answer $code, $message, is $reason", async ({ code, message, reason }) => {
  refusal = { code, message };
  const fault = { reason, message: `${code}: ${message}` };
  await expect(client.readScale(target)).rejects.toMatchObject(fault);
  await expect(client.writeScale(target, change)).rejects.toMatchObject(fault);
});

test("a call that is not answered ends at its deadline", async () => {
  refusal = "hangs";
  const hasty = kubernetesClient(await kubernetesAccess(configure((server.address() as AddressInfo).port), 50));
  await expect(hasty.readScale(target)).rejects.toMatchObject({ reason: "timeout" });
});

test("an API server that is not there, and one whose certificate nobody trusts, are a failed connection", async () => {
  const { port } = server.address() as AddressInfo;
  const plain = kubernetesClient(
    await kubernetesAccess((config) =>
      config.loadFromClusterAndUser(
        { name: "tls", server: `https://127.0.0.1:${port}`, skipTLSVerify: false },
        { name: "u" },
      ),
    ),
  );
  await expect(plain.readScale(target)).rejects.toMatchObject({ reason: "connection" });
  const gone = kubernetesClient(await kubernetesAccess(configure(1)));
  await expect(gone.readScale(target)).rejects.toMatchObject({ reason: "connection" });
});

test("a client that could not be made is made at the next call", async () => {
  let attempts = 0;
  const connect = lazily(() => {
    attempts += 1;
    return attempts === 1 ? Promise.reject(new Error("no such file")) : Promise.resolve(client);
  });
  await expect(connect()).rejects.toThrow("no such file");
  expect(await connect()).toBe(client);
  expect(await connect()).toBe(client);
  expect(attempts).toBe(2);
});

test("the resource of another kind is asked once", async () => {
  const other = { ...target, apiVersion: "leaderworkerset.x-k8s.io/v1", kind: "LeaderWorkerSet" };
  expect(await client.readScale(other)).toBe(3);
  await client.writeScale(other, change);
  expect(seen.map(({ path }) => path)).toEqual([
    "/apis/leaderworkerset.x-k8s.io/v1",
    "/apis/leaderworkerset.x-k8s.io/v1/namespaces/serving/leaderworkersets/chat/scale",
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
  const other = { ...target, apiVersion: "leaderworkerset.x-k8s.io/v1", kind };
  await expect(client.readScale(other)).rejects.toMatchObject({ reason: "not-found", message: detail });
});
