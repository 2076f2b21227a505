import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { recordingLogger } from "../../../test/cleanups.ts";
import { ManualClock } from "../../../test/manual-clock.ts";
import type { EngineTarget } from "../../engine-report/engine-report.ts";
import { AgentConfig } from "../../settings/config.ts";
import { SupervisedSource } from "../../source/supervised-source.ts";
import { createSources, readAll, type SupervisedSources } from "../index.ts";
import { engineSource } from "./index.ts";
import { localPorts } from "./local-ports.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const serve = async (answer: (response: ServerResponse) => void): Promise<string> => {
  const server = createServer((_, response) => answer(response));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
};

const target = (id: string, url: string): EngineTarget => ({
  id,
  url,
  deployment: "chat",
  engine: null,
  gpus: null,
  draining: null,
});

/** Far more than any answer takes, so that a busy machine fails no test. */
const ample = 240;

const read = (targets: readonly EngineTarget[], deadlineSeconds = ample) =>
  engineSource({ targets, enginesFile: null, deadlineSeconds }).read(new AbortController().signal);

test("a list of engines has no token sent that is for the API server or the exporters, and the settings may", async () => {
  const sent: (string | undefined)[] = [];
  const server = createServer(({ headers }, response) => {
    sent.push(headers.authorization);
    response.end("vllm:num_requests_running 1\n");
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = mkdtempSync(join(tmpdir(), "loadline-engines-"));
  const file = (name: string): string => join(folder, name);
  for (const name of ["token", "exporter", "engine"]) writeFileSync(file(name), name);
  const groups = ["token", "exporter", "engine"].map((name) => ({
    targets: [address],
    labels: { __engine_id__: name, __token_file__: file(name) },
  }));
  writeFileSync(file("engines.json"), JSON.stringify(groups));
  const config = AgentConfig.parse({
    engines: [{ url: `http://${address}`, id: "own", tokenFile: file("token") }],
    enginesFile: file("engines.json"),
    serviceAccount: folder,
    exporterTokenFile: file("exporter"),
    engineDeadlineSeconds: ample,
  });
  const { engines } = createSources(config, new ManualClock(), recordingLogger());
  const outcome = await engines?.read(new AbortController().signal);
  rmSync(folder, { recursive: true });
  expect(sent.toSorted()).toEqual(["Bearer engine", "Bearer token"]);
  expect(JSON.stringify(outcome)).toContain("is a secret of the agent itself");
});

test("metrics at TensorRT-LLM's path are found there", async () => {
  const asked: (string | undefined)[] = [];
  const server = createServer(({ url }, response) => {
    asked.push(url);
    response.end(url === "/prometheus/metrics" ? "trtllm_num_requests_running 3\n" : '[{"numActiveRequests":3}]');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
  const source = engineSource({ targets: [target("a", url)], enginesFile: null, deadlineSeconds: ample });
  const expected = {
    kind: "ok",
    value: { rows: [{ detected: "tensorrt-llm", reading: { numbers: { running: 3 } } }] },
  };
  expect(await source.read(new AbortController().signal)).toMatchObject(expected);
  expect(await source.read(new AbortController().signal)).toMatchObject(expected);
  expect(asked).toEqual(["/metrics", "/prometheus/metrics", "/prometheus/metrics"]);
});

test("statistics of iterations are read where there is no page of metrics", async () => {
  const server = createServer(({ url }, response) => {
    response.statusCode = url === "/metrics" ? 200 : 404;
    response.end('[{"iter":3,"numActiveRequests":5,"numQueuedRequests":1}]');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
  expect(await read([target("a", url)])).toMatchObject({
    kind: "ok",
    value: { rows: [{ detected: "tensorrt-llm", reading: { numbers: { running: 5, waiting: 1 } } }] },
  });
});

test("latencies are known from the first page on, all observations since the engine started", async () => {
  let count = 2;
  const url = await serve((response) =>
    response.end(`vllm:num_requests_running 1\nvllm:time_to_first_token_seconds_bucket{le="+Inf"} ${count++}\n`),
  );
  const source = engineSource({ targets: [target("a", url)], enginesFile: null, deadlineSeconds: ample });
  const latencies = async () => {
    const outcome = await source.read(new AbortController().signal);
    return outcome.kind === "ok" ? outcome.value.rows[0]?.latencies?.timeToFirstToken : outcome;
  };
  const [first, second] = [await latencies(), await latencies()];
  const beyondAllBounds = (count: number) => [[...Array.from({ length: 20 }, () => 0), count]];
  expect([first, second]).toEqual([beyondAllBounds(2), beyondAllBounds(3)]);
});

test("a list that is not read yet is stalled in the sample, beside engines of the settings that are", async () => {
  const url = await serve((response) => response.end("vllm:num_requests_running 1\n"));
  const folder = mkdtempSync(join(tmpdir(), "loadline-engines-"));
  const enginesFile = join(folder, "engines.json");
  const clock = new ManualClock();
  const deps = { clock, logger: recordingLogger(), freshnessSeconds: 30 };
  const none = { read: () => Promise.resolve({ kind: "absent", detail: "none" } as const) };
  const engines = engineSource({ targets: [target("a", url)], enginesFile, deadlineSeconds: ample });
  const sources = {
    engines: new SupervisedSource(engines, deps),
    "nvidia-smi": new SupervisedSource({ ...engines, ...none, name: "nvidia-smi" }, deps),
  } as SupervisedSources;
  const unread = await readAll(sources, ample);
  expect(unread.engines.value?.rows).toHaveLength(1);
  expect(unread.statuses["engine-lists"]).toMatchObject({
    state: "stalled",
    detail: expect.stringContaining("cannot read"),
  });
  writeFileSync(enginesFile, "[]");
  expect((await readAll(sources, ample)).statuses["engine-lists"]).toBeUndefined();
  // The list that was read stays in force, so no engine of it is missing.
  writeFileSync(enginesFile, "[{");
  const later = await readAll(sources, ample);
  expect(later.statuses["engine-lists"]).toBeUndefined();
  expect(later.statuses["engines"]).toMatchObject({ state: "degraded", detail: expect.stringContaining("not valid") });
  rmSync(folder, { recursive: true });
});

test("engines on ports of this host are found, except those that are listed already", async () => {
  const port = Number(new URL(await serve((response) => response.end("sglang:num_running_reqs 2\n"))).port);
  const other = Number(new URL(await serve((response) => response.end("up 1\n"))).port);
  const search = localPorts(new ManualClock(), [port, other, 1]);
  const signal = new AbortController().signal;
  expect((await search([], signal)).map(({ id }) => id)).toEqual([`127.0.0.1:${port}`]);
  expect(await search([target("listed", `http://127.0.0.1:${port}/metrics`)], signal)).toEqual([]);
});

const good = (running: number) => (response: ServerResponse) =>
  response.end(`vllm:num_requests_running{engine="0"} ${running}\n`);

test("an engine that does not answer in time costs its own row only", async () => {
  const healthy = await serve(good(4));
  const hanging = await serve(() => undefined);
  const trickling = await serve((response) => response.write("vllm:num_requests_running 1\n"));
  const targets = [target("hanging", hanging), target("healthy", healthy), target("trickling", trickling)];
  const outcome = await read(targets, 5);
  if (outcome.kind !== "degraded") throw new Error(outcome.kind);
  expect(outcome.value.rows.map(({ reading }) => reading?.numbers.running ?? null)).toEqual([null, 4, null]);
  expect(outcome.detail).toContain("hanging: no answer");
});

test("the pages of many engines share a bound in bytes, and nothing is printed about them", async () => {
  const page = `vllm:num_requests_running 1\n# ${"x".repeat(600 * 2 ** 10)}\n`;
  const url = await serve((response) => response.end(page));
  const of = (count: number) => Array.from({ length: count }, (_, index) => target(`e${index}`, url));
  expect(await read(of(1))).toMatchObject({ kind: "ok" });
  const warnings: Error[] = [];
  const note = (warning: Error): void => void warnings.push(warning);
  process.on("warning", note);
  // 32 MiB for all, so half a mebibyte each.
  expect(await read(of(64))).toMatchObject({ reason: "too-large", detail: expect.stringContaining("524288 bytes") });
  process.off("warning", note);
  expect(warnings).toEqual([]);
});

test("pods that claim many engines leave the others enough for a page", async () => {
  // The largest page recorded, of vLLM 0.32, has 53 kB, and a node has 110 pods unless its kubelet is set otherwise.
  // @source https://kubernetes.io/docs/setup/best-practices/cluster-large/
  const url = await serve((response) => response.end(`vllm:num_requests_running 3\n# ${"x".repeat(300_000)}\n`));
  const claims = Array.from({ length: 109 * 32 }, (_, index) => ({
    ...target(`claim-${index}`, "none:"),
    pod: `other/${index % 109}`,
  }));
  const outcome = await read([...claims, { ...target("real", url), pod: "serving/chat" }]);
  if (outcome.kind !== "degraded") throw new Error(outcome.kind);
  expect(outcome.value.rows.at(-1)?.reading?.numbers.running).toBe(3);
});

test("one sick engine costs its own row only", async () => {
  const healthy = await serve(good(4));
  const refusing = await serve((response) => response.writeHead(503).end());
  const endless = await serve((response) => response.end("x 1\n".repeat(1_100_000)));
  const outcome = await read([
    target("healthy", healthy),
    target("refusing", refusing),
    target("endless", endless),
    target("no-server", "http://127.0.0.1:1/metrics"),
  ]);
  if (outcome.kind !== "degraded") throw new Error(outcome.kind);
  const rows = outcome.value.rows.map(({ target: { id }, reading }) => [id, reading?.numbers.running ?? null]);
  expect(rows).toEqual([
    ["healthy", 4],
    ["refusing", null],
    ["endless", null],
    ["no-server", null],
  ]);
  for (const text of ["refusing: HTTP status 503", "endless: more than", "no-server: "]) {
    expect(outcome.detail).toContain(text);
  }
});

test("an endpoint without a known metric answered, but nothing is known", async () => {
  const url = await serve((response) => response.end("up 1\n"));
  const outcome = await read([target("a", url)]);
  expect(outcome).toMatchObject({
    kind: "degraded",
    reason: "no-known-metric",
    detail: "a: no known metric in 1 samples",
  });
  expect(outcome.kind === "degraded" && outcome.value.rows[0]?.reading?.numbers.running).toBeNull();
});

test("of two targets with one id the first counts", async () => {
  const outcome = await read([
    target("a", await serve(good(1))),
    target("b", await serve(good(2))),
    target("a", await serve(good(3))),
  ]);
  if (outcome.kind !== "ok") throw new Error(outcome.kind);
  expect(new Map(outcome.value.rows.map((row) => [row.target.id, row.reading?.numbers.running]))).toEqual(
    new Map([
      ["a", 1],
      ["b", 2],
    ]),
  );
});

test("no engine at all is absent, not a failure", async () =>
  expect(await read([])).toEqual({ kind: "absent", detail: "no engine is configured" }));

test("what is only perhaps an engine counts once its page has an engine's metrics, and from then on", async () => {
  let page = "http_requests_total 3\n";
  let status = 200;
  const url = await serve((response) => {
    response.statusCode = status;
    response.end(page);
  });
  const source = engineSource({
    targets: [{ ...target("a", url), probe: true }],
    enginesFile: null,
    deadlineSeconds: ample,
  });
  const rows = async () => {
    const outcome = await source.read(new AbortController().signal);
    return "value" in outcome ? outcome.value.rows.length : 0;
  };
  expect(await rows()).toBe(0);
  page = "vllm:num_requests_running 1\n";
  expect(await rows()).toBe(1);
  status = 503;
  expect(await rows()).toBe(1);
});
