import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  buckets,
  deflated,
  encode,
  type Recommendation,
  Recommendation as RecommendationSchema,
} from "@loadline/protocol";
import { newSigningKeyPair, parseSigningKey, signRecommendation } from "@loadline/protocol/signature";
import { telemetryExample } from "@loadline/protocol/testing";
import { connectNats, ensureStreams, openBucket, publishRecommendation } from "@loadline/runtime/nats";
import { startTestNatsServer, type TestNatsServer } from "@loadline/servers";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type MemoryContext, memoryContext } from "../../test/memory-context.ts";
import { eventWith } from "../../test/recommendation-event.ts";
import { commands } from "../commands/index.ts";
import { runCli } from "../run-cli.ts";

const settings = { commands, version: "0" };

const lines = (text: string): readonly Recommendation[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => RecommendationSchema.parse(JSON.parse(line)));

const idsIn = (memory: MemoryContext): readonly string[] => lines(memory.stdout()).map(({ id }) => id);

describe("against a real broker", () => {
  let server: TestNatsServer;
  let connection: NatsConnection;

  const publish = async (event: Recommendation): Promise<void> => {
    await publishRecommendation(jetstream(connection), event);
  };

  const run = (memory: MemoryContext, ...args: readonly string[]): Promise<number> =>
    runCli([...args, "--server", server.url], settings, memory.context);

  beforeEach(async () => {
    server = await startTestNatsServer();
    connection = await connectNats({ server: server.url, name: "test", wait: false });
  });

  afterEach(async () => {
    await connection.close();
    await server.stop();
  });

  const lastOfOther = eventWith({ deployment: "other", data: { verdict: "infeasible" } });

  /** Two events of chat, the later one a repeat, and two of other. */
  const storeEvents = async (): Promise<void> => {
    await ensureStreams(connection);
    await publish(eventWith({ data: { verdict: "scale-down" } }));
    await publish(eventWith({ heartbeat: true }));
    await publish(eventWith({ deployment: "other" }));
    await publish(lastOfOther);
  };

  const storeBrokenEvent = () =>
    jetstream(connection).publish("loadline.v1.recommendation.demo.broken", encode({ specversion: "1.0" }));

  test("without streams watch names the missing one, and streams creates them", async () => {
    const before = memoryContext();
    expect(await run(before, "watch")).toBe(2);
    expect(before.stderr()).toMatch(/^LL_STREAM_MISSING: stream LOADLINE_RECOMMENDATIONS .*\n$/);
    expect(await run(memoryContext(), "streams", "--check")).toBe(1);
    expect(await run(memoryContext(), "streams")).toBe(0);
    const after = memoryContext();
    expect(await run(after, "streams", "--check", "--json")).toBe(0);
    expect(JSON.parse(after.stdout())).toHaveLength(5);
  });

  test("the latest event of each deployment comes first, then what follows; the signal ends it", async () => {
    await ensureStreams(connection);
    await publish(eventWith({ data: { verdict: "scale-down" } }));
    await publish(eventWith({ heartbeat: true }));
    await publish(eventWith({ deployment: "other" }));
    let printed = 0;
    let following: Promise<void> | undefined;
    const memory = memoryContext({
      onOutput: () => {
        printed += 1;
        if (printed === 2) following = publish(lastOfOther);
        if (printed === 3) memory.abort();
      },
    });
    expect(await run(memory, "watch", "--json")).toBe(0);
    await following;
    expect(idsIn(memory)).toEqual(["chat-true-scale-up", "other-false-scale-up", "other-false-infeasible"]);
  });

  test("history starts with the oldest, hides repeats and ends after the count", async () => {
    await storeEvents();
    const memory = memoryContext();
    expect(await run(memory, "watch", "--history", "--count", "2", "--json")).toBe(0);
    expect(idsIn(memory)).toEqual(["chat-false-scale-down", "other-false-scale-up"]);
  });

  test("an event that does not pass the schema is named on stderr and not printed", async () => {
    await storeEvents();
    await storeBrokenEvent();
    await publish(eventWith({ deployment: "zeta" }));
    const memory = memoryContext();
    expect(await run(memory, "watch", "--count", "3", "--json")).toBe(0);
    expect(idsIn(memory)).not.toContain(undefined);
    expect(memory.stderr()).toContain("loadline.v1.recommendation.demo.broken: schema:");
  });

  test("a deployment of which nothing is stored is reported with those that are", async () => {
    await storeEvents();
    await storeBrokenEvent();
    const memory = memoryContext();
    const watching = run(memory, "watch", "--deployment", "missing");
    await expect
      .poll(() => memory.stderr(), { timeout: 240_000 })
      .toContain("stored: demo/broken, demo/chat, demo/other");
    memory.abort();
    expect(await watching).toBe(0);
  });

  test.each([
    { name: "a deployment by its name", what: "chat", id: "chat-true-scale-up" },
    { name: "a deployment by cluster and name", what: "demo/other", id: "other-false-infeasible" },
    { name: "an event by its id, also an old one", what: "chat-false-scale-down", id: "chat-false-scale-down" },
    { name: "a decision by its id: the event that first published it", what: "d-1", id: "chat-false-scale-down" },
  ])("explain finds $name", async ({ what, id }) => {
    await storeEvents();
    const memory = memoryContext();
    expect(await run(memory, "explain", what, "--json")).toBe(0);
    expect((JSON.parse(memory.stdout()) as { event: { id: string } }).event.id).toBe(id);
  });

  test.each([
    { name: "nothing named, with several deployments", args: [], message: "name one of demo/chat, demo/other" },
    { name: "an id that is not stored", args: ["nowhere"], message: "stored: demo/chat, demo/other" },
  ])("explain with $name is one line with what is stored", async ({ args, message }) => {
    await storeEvents();
    await storeBrokenEvent();
    const memory = memoryContext();
    expect(await run(memory, "explain", ...args)).toBe(2);
    expect(memory.stderr()).toMatch(/^LL_INPUT_INVALID: [^\n]*\n$/);
    expect(memory.stderr()).toContain(message);
  });

  test("ledger reads that of the event, and says so where an older recommender sent none", async () => {
    await storeEvents();
    const total = { replicas: 3, gpus: 3, requestsPerSecond: 13.5 };
    const needed = { now: 12, atLeadTime: null, atPlannedPeak: 20 };
    const ledger = { rows: [{ step: "planned", ...total, causes: [] }], needed };
    await publish(eventWith({ deployment: "counted", data: { ledger } }));
    const memory = memoryContext();
    expect(await run(memory, "ledger", "counted", "--json")).toBe(0);
    expect(JSON.parse(memory.stdout())).toEqual(ledger);
    const old = memoryContext();
    expect(await run(old, "ledger", "other")).toBe(2);
    expect(old.stderr()).toContain("older than 0.2");
  });

  test("with a public key, watch and explain show only what it signed", async () => {
    await storeEvents();
    const pair = newSigningKeyPair();
    const folder = mkdtempSync(join(tmpdir(), "loadline-key-"));
    writeFileSync(join(folder, "key.pem"), pair.publicKey);
    await publish(signRecommendation(eventWith({ deployment: "signed" }), parseSigningKey(pair.privateKey)));
    const key = ["--public-key", join(folder, "key.pem")];
    const explained = memoryContext();
    expect(await run(explained, "explain", ...key)).toBe(0);
    expect(explained.stdout().replace(/\s+/g, " ")).toMatch(/signed by key [0-9a-f]{32}, verified/);
    const forged = memoryContext();
    expect(await run(forged, "explain", "chat", ...key)).toBe(2);
    const watched = memoryContext();
    expect(await run(watched, "watch", "--count", "1", "--json", ...key)).toBe(0);
    expect(idsIn(watched)).toEqual(["signed-false-scale-up"]);
    expect(watched.stderr()).toContain("unsigned: no signature");
    rmSync(folder, { recursive: true });
  });

  test("plan --store keeps a valid plan under its cluster's name, and a bad one is refused first", async () => {
    await ensureStreams(connection);
    const folder = mkdtempSync(join(tmpdir(), "loadline-plan-"));
    const text = readFileSync(new URL("../../../../deploy/demo/plan.yaml", import.meta.url), "utf8");
    writeFileSync(join(folder, "plan.yaml"), text);
    writeFileSync(join(folder, "bad.yaml"), text.replace("deployments:", "deployment:"));
    const good = memoryContext();
    expect(await run(good, "plan", join(folder, "plan.yaml"), "--store", "--json")).not.toBe(2);
    const { cluster, stored } = JSON.parse(good.stdout()) as { cluster: string; stored: { revision: number } };
    expect(stored).toEqual({ bucket: "loadline_plans", key: cluster, revision: 1 });
    const bad = memoryContext();
    expect(await run(bad, "plan", join(folder, "bad.yaml"), "--store")).toBe(2);
    expect(bad.stderr()).toContain('unknown key "deployment"; known here: version, cluster, pools, deployments');
    const entry = await (await openBucket(connection, buckets.plans)).get(cluster);
    expect(entry?.string()).toBe(text);
    rmSync(folder, { recursive: true });
  });

  test("doctor names what is stale and ends with 1", async () => {
    await storeEvents();
    const memory = memoryContext({ now: () => Date.now() / 1000, columns: 120 });
    expect(await run(memory, "doctor", "--json")).toBe(1);
    const checks = JSON.parse(memory.stdout()) as { name: string; state: string }[];
    expect(checks.map(({ name, state }) => `${name} ${state}`)).toEqual([
      "nats ok",
      "limits ok",
      "streams ok",
      "plan ok",
      "leader failed",
      "telemetry failed",
      "recommendations failed",
      "samples ok",
      "clusters not-checked",
      "engines not-checked",
      "decisions not-checked",
      "workloads not-checked",
    ]);
  });

  test("doctor compares what reports with the plan: agents of another cluster and engines of no deployment are findings", async () => {
    await ensureStreams(connection);
    const folder = mkdtempSync(join(tmpdir(), "loadline-doctor-"));
    const plan = join(folder, "plan.yaml");
    const text = readFileSync(new URL("../../../../deploy/demo/plan.yaml", import.meta.url), "utf8");
    writeFileSync(plan, text);
    const at = Date.now() / 1000;
    const sampleOf = (cluster: string) =>
      jetstream(connection).publish(
        `loadline.v1.telemetry.${cluster}.node-1`,
        deflated(encode({ ...telemetryExample, sampledAt: at })),
      );
    const findings = async () => {
      const memory = memoryContext({ now: () => at });
      expect(await run(memory, "doctor", "--plan", plan, "--json")).toBe(1);
      const checks = JSON.parse(memory.stdout()) as { name: string; state: string; detail: string }[];
      return new Map(checks.map(({ name, state, detail }) => [name, `${state}: ${detail}`]));
    };
    await sampleOf("other");
    expect((await findings()).get("clusters")).toBe("failed: no node reports for demo; agents report for other");
    await Promise.all(["other", "demo"].map(sampleOf));
    const found = await findings();
    expect(found.get("clusters")).toBe("ok: demo; no plan is known of other");
    expect(found.get("engines")).toContain('node-1/chat-1 names deployment "chat", which is not in the plan');
    expect(found.get("decisions")).toContain("chat-70b: none is published");
    rmSync(folder, { recursive: true });
  });

  test("doctor finds a node that has just reported fresh", async () => {
    await ensureStreams(connection);
    const at = Date.now() / 1000;
    await jetstream(connection).publish("loadline.v1.telemetry.demo.node-1", "{}");
    const memory = memoryContext({ now: () => at });
    await run(memory, "doctor");
    expect(memory.stdout()).toContain("ok: 1 node, oldest message: demo/node-1");
  });

  test("record writes what is stored of the inputs, plain and compressed alike, leaves out what cannot be read, and names the stream that is missing", async () => {
    await ensureStreams(connection);
    const sample = { v: 1, seq: 7 };
    const subject = "loadline.v1.telemetry.other.node-9";
    await jetstream(connection).publish(subject, deflated(encode(sample)));
    await jetstream(connection).publish(subject, "{");
    const memory = memoryContext({ now: () => Date.now() / 1000 });
    expect(await run(memory, "record", "--cluster", "other")).toBe(0);
    const [line, ...more] = memory.stdout().trim().split("\n");
    expect(more).toEqual([]);
    expect(JSON.parse(line ?? "")).toEqual({ at: expect.any(Number), subject, message: sample });
    expect(memory.stderr()).toBe("1 message recorded, 1 unreadable left out\n");
    expect(await run(memoryContext(), "record", "--cluster", "nobody")).toBe(1);
    await (await jetstreamManager(connection)).streams.delete("LOADLINE_HEALTH");
    const missing = memoryContext();
    expect(await run(missing, "record")).toBe(2);
    expect(missing.stderr()).toMatch(/^LL_STREAM_MISSING: stream LOADLINE_HEALTH /);
  });
});

test.each(["watch", "streams"])("%s without a broker is one line and exit code 2", async (command) => {
  const memory = memoryContext();
  expect(await runCli([command, "--server", "nats://127.0.0.1:1"], settings, memory.context)).toBe(2);
  expect(memory.stderr()).toMatch(/^LL_NATS_UNREACHABLE: [^\n]*127\.0\.0\.1:1[^\n]*\n$/);
});

test("credentials in an address are not shown", async () => {
  const memory = memoryContext();
  const argv = ["watch", "--server", "nats://reader:s3cret@127.0.0.1:1"];
  expect(await runCli(argv, settings, memory.context)).toBe(2);
  expect(memory.stderr()).toContain("127.0.0.1:1");
  expect(memory.stderr()).not.toContain("s3cret");
});

const accounts = `jetstream { max_file_store: 100MB }
max_payload: 1MB
accounts {
  ALL { jetstream { max_file: 2MB, max_mem: 0 }, users: [
    { user: admin, password: right }
    { user: blind, password: right, permissions: { publish: ["$JS.API.INFO"], subscribe: ["_INBOX_blind.>"] } }
    { user: none, password: right, permissions: { publish: { deny: ">" }, subscribe: ["_INBOX_none.>"] } }
  ] }
}`;

describe("doctor", () => {
  const folder = mkdtempSync(join(tmpdir(), "loadline-doctor-"));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  let server: TestNatsServer;
  let admin: NatsConnection;
  beforeAll(async () => {
    server = await startTestNatsServer({ config: file("accounts.conf", accounts) });
    admin = await connectNats({ server: server.url, name: "test", wait: false, user: "admin", password: "right" });
    file("right", "right");
    file("wrong", "wrong");
  });
  afterAll(async () => {
    await admin.close();
    await server.stop();
    rmSync(folder, { recursive: true });
  });
  const fillAccount = async (): Promise<void> => {
    await (await jetstreamManager(admin)).streams.add({ name: "OTHER", subjects: ["other"] });
    for (let at = 0; at < 4; at += 1) await jetstream(admin).publish("other", new Uint8Array(480_000));
  };

  test.each<{
    name: string;
    as?: readonly [user: string, password: string];
    args?: readonly string[];
    check: string;
    detail: RegExp;
    fix: RegExp;
    first?: () => Promise<void>;
  }>([
    {
      name: "no broker",
      args: ["--server", "nats://127.0.0.1:1"],
      check: "nats",
      detail: /127\.0\.0\.1:1/,
      fix: /nothing else can be checked/,
    },
    {
      name: "a wrong password",
      as: ["admin", "wrong"],
      check: "nats",
      detail: /Authorization|refused|password/i,
      fix: /lets this account in/,
    },
    {
      name: "an account without any right",
      as: ["none", "right"],
      check: "nats",
      detail: /JS\.API\.INFO/,
      fix: /lets this account in/,
    },
    {
      name: "an account that may read nothing",
      as: ["blind", "right"],
      check: "recommendations",
      detail: /may not read/,
      fix: /account that may read them/,
    },
    {
      name: "no stream",
      as: ["admin", "right"],
      check: "streams",
      detail: /LOADLINE_TELEMETRY is missing/,
      fix: /loadline streams/,
    },
    {
      name: "a Prometheus that is down",
      as: ["admin", "right"],
      args: ["--from-prometheus", "http://127.0.0.1:1"],
      check: "prometheus",
      detail: /127\.0\.0\.1:1/,
      fix: /is the server running/,
    },
    {
      name: "an account whose storage is full",
      as: ["admin", "right"],
      first: fillAccount,
      check: "limits",
      detail: /of 2097152 bytes/,
      fix: /raise max_store/,
    },
  ])(
    "$name is a finding with its fix, and the exit code is 1",
    async ({ as, args = [], check, detail, fix, first }) => {
      await first?.();
      const [user, password] = as ?? [];
      const credentials = user === undefined ? [] : ["--user", user, "--password-file", join(folder, password ?? "")];
      const memory = memoryContext({ now: () => Date.now() / 1000 });
      const argv = ["doctor", "--json", "--server", server.url, ...credentials, ...args];
      expect(await runCli(argv, settings, memory.context)).toBe(1);
      const found = (
        JSON.parse(memory.stdout()) as { name: string; state: string; detail: string; advice: string }[]
      ).find(({ name }) => name === check);
      expect(found?.state).toBe("failed");
      expect(found?.detail).toMatch(detail);
      expect(found?.advice).toMatch(fix);
    },
  );
});

describe("doctor, with streams", () => {
  let server: TestNatsServer;
  let connection: NatsConnection;
  beforeAll(async () => {
    server = await startTestNatsServer();
    connection = await connectNats({ server: server.url, name: "test", wait: false });
    await ensureStreams(connection);
  });
  afterAll(async () => {
    await connection.close();
    await server.stop();
  });
  test.each([
    { name: "no recommender yet", lease: null, later: 0, detail: /no recommender has led yet/ },
    { name: "standbys only", lease: { holder: null }, later: 0, detail: /demo has no leader/ },
    {
      name: "a leader that stopped",
      lease: { holder: "a" },
      later: 90,
      detail: /has not renewed its lease for 90 s/,
    },
  ])("$name is a finding", async ({ lease, later, detail }) => {
    const leases = await openBucket(connection, buckets.leases);
    await (await jetstreamManager(connection)).streams.purge(`KV_${buckets.leases.name}`);
    if (lease !== null) await leases.put("demo", encode(lease));
    const writtenAt = ((await leases.get("demo"))?.created.getTime() ?? Date.now()) / 1000;
    const memory = memoryContext({ now: () => writtenAt + later });
    expect(await runCli(["doctor", "--json", "--server", server.url], settings, memory.context)).toBe(1);
    const checks = JSON.parse(memory.stdout()) as { name: string; detail: string; advice: string }[];
    const found = checks.find(({ name }) => name === "leader");
    expect(found?.detail).toMatch(detail);
    expect(found?.advice).toContain("start a recommender");
  });
});
