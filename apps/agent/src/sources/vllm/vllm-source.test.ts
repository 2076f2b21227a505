import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { EngineTarget } from "./engine-report.ts";
import { vllmSource } from "./index.ts";

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

const read = (targets: readonly EngineTarget[]) =>
  vllmSource({ targets, enginesFile: null, deadlineSeconds: 0.3 }).read(new AbortController().signal);

const good = (running: number) => (response: ServerResponse) =>
  response.end(`vllm:num_requests_running{engine="0"} ${running}\n`);

test("one sick engine costs its own row only", async () => {
  const healthy = await serve(good(4));
  const hanging = await serve(() => undefined);
  const trickling = await serve((response) => response.write("vllm:num_requests_running 1\n"));
  const refusing = await serve((response) => response.writeHead(503).end());
  const endless = await serve((response) => response.end("x 1\n".repeat(1_100_000)));
  const outcome = await read([
    target("hanging", hanging),
    target("healthy", healthy),
    target("trickling", trickling),
    target("refusing", refusing),
    target("endless", endless),
    target("nobody", "http://127.0.0.1:1/metrics"),
  ]);
  if (outcome.kind !== "degraded") throw new Error(outcome.kind);
  const rows = outcome.value.rows.map(({ target: { id }, reading }) => [id, reading?.numbers.running ?? null]);
  expect(rows).toEqual([
    ["hanging", null],
    ["healthy", 4],
    ["trickling", null],
    ["refusing", null],
    ["endless", null],
    ["nobody", null],
  ]);
  for (const word of ["hanging: no answer", "refusing: HTTP status 503", "endless: more than", "nobody: "]) {
    expect(outcome.detail).toContain(word);
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
