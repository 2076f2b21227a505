import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode, Health, Inventory, metrics, Telemetry } from "@loadline/protocol";
import { connectNats, ensureStreams } from "@loadline/runtime/nats";
import { startTestNatsServer } from "@loadline/servers";
import { jetstream } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { afterEach, expect, test } from "vitest";
import { cleanupStack, recordingLogger } from "../test/cleanups.ts";
import { eventually } from "../test/eventually.ts";
import { runAgent, runOnce } from "./run-agent.ts";
import { AgentConfig } from "./settings/config.ts";
import type { AgentDeps } from "./system/agent-deps.ts";
import { systemClock } from "./system/clock.ts";

const cleanups = cleanupStack();
afterEach(() => cleanups.run());

const fixture = new URL("./sources/nvidia-smi/document/testdata/h100-v13-580.xml", import.meta.url).pathname;

/** An nvidia-smi that runs this script, in a folder of its own. */
const fakeNvidiaSmi = async (script: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "loadline-smi-"));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, "nvidia-smi");
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
};

const engine = async (onRead: () => void = () => undefined): Promise<string> => {
  const server = createServer((_, response) => {
    onRead();
    response.end('vllm:num_requests_running{engine="0",model_name="m"} 3\n');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanups.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const deps = (): AgentDeps & { readonly logger: ReturnType<typeof recordingLogger> } => ({
  clock: systemClock,
  logger: recordingLogger(),
  random: () => 0,
  bootId: "boot-0001",
  host: "GPU-Node.7",
  node: "gpu-node-7",
  agentVersion: "0.1.0",
});

const listeningAddress = (lines: readonly { readonly fields: object }[]): string | null => {
  const line = lines.find(({ fields }) => "listening" in fields);
  return line === undefined ? null : String((line.fields as { listening: string }).listening);
};

const start = async (settings: Partial<AgentConfig>, bootId = "boot-0001") => {
  const own = { ...deps(), bootId };
  const stop = new AbortController();
  const config = AgentConfig.parse({
    intervalSeconds: 0.2,
    listen: "127.0.0.1:0",
    cluster: "c1",
    engineDeadlineSeconds: 240,
    ...settings,
  });
  const ended = runAgent({ config, password: null, print: null, follow: null }, own, stop.signal);
  cleanups.push(async () => {
    stop.abort();
    await ended;
  });
  const address = await eventually("the listening address", () => listeningAddress(own.logger.lines));
  const get = async (path: string) => {
    const response = await fetch(`http://${address}${path}`);
    return { status: response.status, text: await response.text() };
  };
  return { get, stop, ended, logger: own.logger };
};

test("from nvidia-smi and an engine to the broker and /metrics", async () => {
  const server = await startTestNatsServer();
  cleanups.push(() => server.stop());
  const reader = await connectNats({ server: server.url, name: "reader" });
  cleanups.push(() => reader.close());
  await ensureStreams(reader);
  const samples: Telemetry[] = [];
  const inventories: Inventory[] = [];
  reader.subscribe("loadline.v1.telemetry.c1.gpu-node-7", {
    callback: (_, { data }) => {
      const decoded = decode(Telemetry, data);
      if (decoded.kind === "ok") samples.push(decoded.value);
    },
  });
  reader.subscribe("loadline.v1.inventory.c1.gpu-node-7", {
    callback: (_, { data }) => {
      const decoded = decode(Inventory, data);
      if (decoded.kind === "ok") inventories.push(decoded.value);
    },
  });
  await reader.flush();
  const { get, stop, ended } = await start({
    server: server.url,
    nvidiaSmi: await fakeNvidiaSmi(`exec cat ${fixture}`),
    engines: [{ url: await engine(), id: "chat-0", deployment: "chat", gpus: ["0"] }],
    expectedGpus: 4,
  });
  await eventually("three samples", () => (samples.length >= 3 ? true : null));
  await eventually("readiness", async () => ((await get("/readyz")).status === 200 ? true : null));
  const page = await get("/metrics");
  expect((await get("/healthz")).status).toBe(200);
  expect((await get("/nothing")).status).toBe(404);
  stop.abort();
  await ended;

  // Until the broker acknowledges, the newest sample goes out before those that wait.
  const inOrder = samples.toSorted((a, b) => a.seq - b.seq);
  expect(inOrder.map(({ seq }) => seq)).toEqual(samples.map((_, index) => index));
  expect(inventories).toHaveLength(1);
  expect(inOrder[2]).toMatchObject({
    bootId: "boot-0001",
    inventoryHash: inventories[0]?.hash,
    gpus: { uuid: { length: 4 } },
    engines: {
      id: ["chat-0"],
      deployment: ["chat"],
      model: ["m"],
      running: [3],
      gpuUuids: [["GPU-00009000-1111-2222-3333-444444444444"]],
    },
  });
  const known = new Set<string>(metrics.map(({ name }) => name));
  const series = page.text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  expect(series.filter((line) => !known.has(line.split(/[{ ]/)[0] ?? ""))).toEqual([]);
  for (const line of [
    'loadline_gpu_power_draw_watts{gpu_uuid="GPU-00009000-1111-2222-3333-444444444444",gpu="0"} 598.1',
    "loadline_gpus_seen 4",
    "loadline_gpus_expected 4",
    "loadline_engines_reachable 1",
    'loadline_source_state{source="nvidia-smi",state="ok"} 1',
    "loadline_broker_connected 1",
  ]) {
    expect(series).toContain(line);
  }
});

test("an nvidia-smi that hangs and ignores SIGTERM: one child, values unknown, engines still read, alive and not ready", async () => {
  const folder = await mkdtemp(join(tmpdir(), "loadline-hang-"));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  const log = join(folder, "starts");
  let engineReads = 0;
  const smi = await fakeNvidiaSmi(
    `echo $$ >> ${log}\n[ $(wc -l < ${log}) -eq 1 ] && exec cat ${fixture}\ntrap '' TERM\nwhile :; do sleep 0.1; done`,
  );
  cleanups.push(async () => {
    const [, hanging] = (await readFile(log, "utf8")).trim().split("\n");
    if (hanging !== undefined) process.kill(Number(hanging), "SIGKILL");
  });
  const { get } = await start({
    nats: false,
    nvidiaSmi: smi,
    nvidiaSmiDeadlineSeconds: 0.3,
    freshnessSeconds: 1,
    engines: [{ url: await engine(() => (engineReads += 1)) }],
  });
  const page = await eventually("values that are unknown", async () => {
    const { text } = await get("/metrics");
    const stalled = text.includes('loadline_source_state{source="nvidia-smi",state="stalled"} 1');
    const isGpuUnknown = stalled && !text.includes("loadline_gpu_power_draw_watts{");
    return isGpuUnknown && text.includes("loadline_engines_reachable 1") ? text : null;
  });
  const before = engineReads;
  await eventually("five more samples", () => (engineReads >= before + 5 ? true : null));
  expect((await readFile(log, "utf8")).trim().split("\n")).toHaveLength(2);
  expect(page).toContain('loadline_source_failures_total{source="nvidia-smi",reason="deadline"} 1');
  expect(page).not.toMatch(/^loadline_gpus_seen \d/m);
  expect((await get("/healthz")).status).toBe(200);
  const ready = await get("/readyz");
  expect([ready.status, ready.text]).toEqual([503, expect.stringMatching(/nvidia-smi stalled \(a read hangs since/)]);
});

test("without a broker and without a GPU it keeps sampling, and /readyz names what is missing", async () => {
  const { get, logger } = await start({ nvidiaSmi: "/nonexistent/nvidia-smi", server: "nats://127.0.0.1:1" });
  const { missing } = await eventually("a sample", async () => {
    const { status, text } = await get("/readyz");
    const body = JSON.parse(text) as { missing: string[] };
    return status === 503 && body.missing[0]?.includes("absent") ? body : null;
  });
  expect(missing).toEqual([
    "no source is ok: nvidia-smi absent (/nonexistent/nvidia-smi was not found), engines absent (no engine is configured)",
    "no recent acknowledgement from the broker: no broker has answered yet",
  ]);
  await eventually("waiting samples", async () =>
    /^loadline_ring_samples [1-9]/m.test((await get("/metrics")).text) ? true : null,
  );
  expect(logger.lines.filter(({ fields }) => "source" in fields)).toHaveLength(2);
});

test("one sample on a machine without GPU has what is known and the state of each source", async () => {
  const config = AgentConfig.parse({
    nvidiaSmi: "/nonexistent/nvidia-smi",
    engineDeadlineSeconds: 240,
    engines: [{ url: await engine(), id: "a" }],
  });
  const sample = await runOnce(config, deps());
  expect(sample.sources).toMatchObject({
    "nvidia-smi": { state: "absent" },
    engines: { state: "ok" },
  });
  expect(sample.engines.running).toEqual([3]);
  expect(Telemetry.parse(sample)).toEqual(sample);
});

test("a port in use is an error of its own", async () => {
  const { get, logger } = await start({ nats: false, nvidiaSmi: "/nonexistent/nvidia-smi" });
  expect((await get("/healthz")).status).toBe(200);
  const taken = AgentConfig.parse({ nats: false, listen: listeningAddress(logger.lines) });
  await expect(
    runAgent({ config: taken, password: null, print: null, follow: null }, deps(), new AbortController().signal),
  ).rejects.toMatchObject({
    code: "LL_PORT_TAKEN",
  });
});

const broker = async () => {
  const server = await startTestNatsServer();
  cleanups.push(() => server.stop());
  const reader = await connectNats({ server: server.url, name: "reader" });
  cleanups.push(() => reader.close());
  await ensureStreams(reader);
  return { server, reader };
};

test("GPUs that ask for a reset and one that is not there are health events, once", async () => {
  const { server, reader } = await broker();
  const events: Health[] = [];
  const samples: unknown[] = [];
  reader.subscribe("loadline.v1.health.c1.gpu-node-7", {
    callback: (_, { data }) => {
      const decoded = decode(Health, data);
      if (decoded.kind === "ok") events.push(decoded.value);
    },
  });
  reader.subscribe("loadline.v1.telemetry.c1.gpu-node-7", {
    callback: (_, { data }) => {
      samples.push(data);
    },
  });
  await reader.flush();
  const smi = await fakeNvidiaSmi(`exec cat ${fixture}`);
  await start({ server: server.url, nvidiaSmi: smi, expectedGpus: 5 });
  await eventually("six samples and four events", () => (samples.length >= 6 && events.length >= 4 ? true : null));
  // The newest goes first: what waited for the link comes after it.
  expect(events.toSorted((a, b) => a.seq - b.seq)).toMatchObject([
    { bootId: "boot-0001", seq: 0, kind: "ecc", code: null, effect: "degraded" },
    { bootId: "boot-0001", seq: 1, kind: "recovery-action", code: null, effect: "drain" },
    { bootId: "boot-0001", seq: 2, kind: "recovery-action", code: null, effect: "drain" },
    { seq: 3, kind: "gpu-lost", gpuUuid: null, effect: "lost", detail: "5 GPUs expected, 4 ever seen" },
  ]);
});

test("health events that the broker did not acknowledge before a restart are published after it", async () => {
  const stateDirectory = await mkdtemp(join(tmpdir(), "loadline-restart-"));
  cleanups.push(() => rm(stateDirectory, { recursive: true, force: true }));
  const nvidiaSmi = await fakeNvidiaSmi(`exec cat ${fixture}`);
  const first = await start({ stateDirectory, nvidiaSmi, server: "nats://127.0.0.1:1" });
  await eventually("a health event", async () => {
    const text = await readFile(join(stateDirectory, "health-events.jsonl"), "utf8").catch(() => "");
    return text === "" ? null : text;
  });
  first.stop.abort();
  await first.ended;

  const { server, reader } = await broker();
  const received = new Set<string>();
  reader.subscribe("loadline.v1.health.c1.gpu-node-7", {
    callback: (_, { data }) => {
      const decoded = decode(Health, data);
      if (decoded.kind === "ok") received.add(decoded.value.bootId);
    },
  });
  await reader.flush();
  const other = { stateDirectory, nvidiaSmi: "/nonexistent/nvidia-smi", server: server.url };
  await start(other, "boot-0002");
  await eventually("the event of the first start", () => (received.has("boot-0001") ? true : null));
});

/** Every sample that the broker has stored, in its order. */
const storedSamples = async (connection: NatsConnection): Promise<readonly Telemetry[]> => {
  const consumer = await jetstream(connection).consumers.get("LOADLINE_TELEMETRY");
  const samples: Telemetry[] = [];
  for await (const { data } of await consumer.fetch({ max_messages: 10_000, expires: 1000 })) {
    const decoded = decode(Telemetry, data);
    if (decoded.kind === "ok") samples.push(decoded.value);
  }
  return samples;
};

test("samples that the buffer dropped are reported exactly, once the broker is back, and then no longer", async () => {
  const { server, reader } = await broker();
  await server.halt();
  const settings = { intervalSeconds: 0.1, ringSamples: 5, compression: "deflate" as const };
  const { get, stop, ended } = await start({ ...settings, server: server.url, nvidiaSmi: "/nonexistent/nvidia-smi" });
  const numberOf = async (pattern: RegExp): Promise<number> =>
    Number(pattern.exec((await get("/metrics")).text)?.[1] ?? 0);
  const dropped = /^loadline_samples_dropped_total\{reason="ring-full"\} (\d+)$/m;
  await eventually("dropped samples", async () => ((await numberOf(dropped)) >= 10 ? true : null));
  await server.resume();
  await eventually("acknowledged samples", async () =>
    (await numberOf(/^loadline_samples_published_total (\d+)$/m)) >= 10 ? true : null,
  );
  const counted = await numberOf(dropped);
  stop.abort();
  await ended;
  // The reader's own connection comes back in its own time.
  const samples = await eventually("a reader that is back", () => storedSamples(reader).catch(() => null));
  const seqs = new Set(samples.map(({ seq }) => seq));
  const reported = samples.map(({ gaps }) => gaps?.[0]?.count ?? 0);
  expect(Math.max(...reported)).toBe(counted);
  expect(seqs.size + counted).toBe(Math.max(...seqs) + 1);
  expect(samples.find(({ seq }) => seq === Math.max(...seqs))?.gaps).toBeUndefined();
});
