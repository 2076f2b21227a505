import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { KubeConfig } from "@kubernetes/client-node";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { planned } from "../../../test/planned.ts";
import { applyScale, type ScaleApi } from "./apply-scale.ts";
import { kubernetesScaleApi, kubernetesWorkloads } from "./kubernetes-scale-api.ts";
import { type ReadWorkload, WorkloadReader } from "./workload-reader.ts";

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly type: string;
  readonly body: unknown;
}

const target = { namespace: "serving", kind: "Deployment", name: "chat" } as const;

let server: Server;
let seen: Seen[] = [];
let replicas = 3;
let refusal: { code: number; message: string } | null = null;
let api: ScaleApi;
let readWorkload: ReadWorkload;
let status: { code: number; body: unknown };

const scale = () => ({ apiVersion: "autoscaling/v1", kind: "Scale", metadata: { name: "chat" }, spec: { replicas } });

/** The part of an API server that a scale needs: reading, JSON patches with their tests, dry runs, refusals. */
const answer = ({ method, path, query, body }: Seen): { code: number; body: unknown } => {
  if (method === "GET" && path.endsWith("/status")) return status;
  if (method === "GET") return { code: 200, body: scale() };
  if (refusal !== null) return { code: refusal.code, body: { kind: "Status", ...refusal } };
  const [check, change] = body as { value: number }[];
  if (check?.value !== replicas) return { code: 422, body: { kind: "Status", message: "the test operation failed" } };
  if (query.get("dryRun") !== "All") replicas = change?.value ?? replicas;
  return { code: 200, body: scale() };
};

beforeEach(async () => {
  seen = [];
  replicas = 3;
  refusal = null;
  status = { code: 200, body: { spec: { replicas: 4 }, status: { replicas: 3, readyReplicas: 2 } } };
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      const { pathname: path, searchParams: query } = new URL(request.url ?? "/", "http://api");
      const { method = "", headers } = request;
      const one = {
        method,
        path,
        query,
        type: headers["content-type"] ?? "",
        body: text === "" ? null : JSON.parse(text),
      };
      seen.push(one);
      const { code, body } = answer(one);
      response.writeHead(code, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const configure = (config: KubeConfig): void =>
    config.loadFromClusterAndUser(
      { name: "fake", server: `http://127.0.0.1:${port}`, skipTLSVerify: true },
      { name: "nobody" },
    );
  api = await kubernetesScaleApi(configure);
  readWorkload = await kubernetesWorkloads(configure);
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

test("a dry run asks the server whether it would, and changes nothing", async () => {
  const outcome = await applyScale(api, target, { desired: 5, mayFall: false, dryRun: true });
  expect(outcome).toEqual({ kind: "applied", from: 3, to: 5, dryRun: true });
  expect(replicas).toBe(3);
  const patch = seen.at(-1);
  expect(patch).toMatchObject({
    method: "PATCH",
    path: "/apis/apps/v1/namespaces/serving/deployments/chat/scale",
    type: "application/json-patch+json",
  });
  expect(patch?.query.get("fieldManager")).toBe("loadline");
});

test("applied, the specification has the desired count, and a second time there is nothing to do", async () => {
  const order = { desired: 5, mayFall: false, dryRun: false };
  expect(await applyScale(api, target, order)).toMatchObject({ kind: "applied", from: 3, to: 5 });
  expect(replicas).toBe(5);
  expect(await applyScale(api, target, order)).toEqual({ kind: "unchanged", replicas: 5 });
  expect(seen.filter(({ method }) => method === "PATCH").length).toBe(1);
});

test("a count raised by hand falls only when a scale-down was decided", async () => {
  replicas = 9;
  expect(await applyScale(api, target, { desired: 5, mayFall: false, dryRun: false })).toMatchObject({
    kind: "unchanged",
  });
  expect(await applyScale(api, target, { desired: 5, mayFall: true, dryRun: false })).toMatchObject({
    kind: "applied",
    to: 5,
  });
});

test.each([
  { name: "forbidden", code: 403, message: "deployments.apps is forbidden" },
  { name: "over its quota", code: 403, message: "exceeded quota" },
])("a server that answers $name is a refusal with its words", async ({ code, message }) => {
  refusal = { code, message };
  const outcome = await applyScale(api, target, { desired: 5, mayFall: false, dryRun: false });
  expect(outcome).toMatchObject({ kind: "refused", detail: expect.stringContaining(message) });
});

test("a count that somebody changed in between is not overwritten", async () => {
  const racing: ScaleApi = {
    ...api,
    read: async (which) => {
      const before = await api.read(which);
      replicas = 7;
      return before;
    },
  };
  const outcome = await applyScale(racing, target, { desired: 5, mayFall: false, dryRun: false });
  expect(outcome.kind).toBe("refused");
  expect(replicas).toBe(7);
});

test("a stateful set is scaled at its own address", async () => {
  await applyScale(api, { ...target, kind: "StatefulSet" }, { desired: 4, mayFall: false, dryRun: false });
  expect(seen.at(-1)?.path).toBe("/apis/apps/v1/namespaces/serving/statefulsets/chat/scale");
});

test.each([
  { name: "asked for, there, ready", body: undefined, counts: { wanted: 4, pods: 3, ready: 2 } },
  {
    name: "counts that a status leaves out are zero",
    body: { spec: { replicas: 2 }, status: {} },
    counts: { wanted: 2, pods: 0, ready: 0 },
  },
  { name: "a workload without a count asks for one", body: { spec: {} }, counts: { wanted: 1, pods: 0, ready: 0 } },
])("the pods of a workload: $name", async ({ body, counts }) => {
  if (body !== undefined) status = { code: 200, body };
  expect(await readWorkload(target)).toEqual(counts);
  expect(seen.at(-1)?.path).toBe("/apis/apps/v1/namespaces/serving/deployments/chat/status");
});

test("a reader keeps the last counts, asks no more often than it may, and tells a refusal once", async () => {
  const lines: string[] = [];
  const logger = pino({}, { write: (line: string) => void lines.push(line) });
  const reader = new WorkloadReader({ api: () => Promise.resolve(readWorkload), logger, intervalSeconds: 15 });
  const { deployment } = planned({ kubernetes: target });
  const look = async (now: number): Promise<void> => {
    reader.refresh([deployment], now);
    await reader.settled;
  };
  expect(reader.of("chat")).toBeNull();
  await look(100);
  expect(reader.of("chat")).toEqual({ wanted: 4, pods: 3, ready: 2, at: 100 });
  await look(110);
  expect(seen).toHaveLength(1);
  status = { code: 403, body: { kind: "Status", message: "forbidden" } };
  await look(120);
  await look(140);
  expect(reader.of("chat")?.at).toBe(100);
  expect(lines).toHaveLength(1);
});
