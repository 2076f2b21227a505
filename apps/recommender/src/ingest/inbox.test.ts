import { deflated, encode, maxMessageBytes, subject, type Telemetry } from "@loadline/protocol";
import fc from "fast-check";
import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { viewOfNodes } from "../../test/decided.ts";
import { syntheticTelemetry } from "../../test/synthetic-node.ts";
import { Fleet, type Watched } from "../fleet/fleet.ts";
import { createMetrics } from "../publish/metrics.ts";
import { noFailpoint } from "../settings/failpoint.ts";
import { Inbox } from "./inbox.ts";

const now = 1_800_000_000;
const n1 = subject({ kind: "telemetry", cluster: "lab", name: "n1" });

const world = (watched?: Watched) => {
  const metrics = createMetrics();
  const settings = { horizonSeconds: 600, resolutionSeconds: 2, rememberSeconds: 600, monotonic: () => 0 };
  const fleet = new Fleet({ ...settings, watched });
  const logger = pino({ level: "silent" });
  const inbox = new Inbox({
    cluster: "lab",
    fleet,
    clock: () => now,
    logger,
    failpoint: noFailpoint,
    counters: metrics.counters,
  });
  const reasons = async (): Promise<Record<string, number>> => {
    const { values } = await metrics.counters.rejected.get();
    return Object.fromEntries(values.map(({ labels, value }) => [String(labels["reason"]), value]));
  };
  return { inbox, fleet, reasons, metrics };
};

const sample = (seq: number, rest: Partial<Telemetry> = {}): Uint8Array =>
  encode({ ...syntheticTelemetry({ seq, sampledAt: now - 10 + seq, engines: [] }), ...rest });

describe("a message that is no sample to count", () => {
  test.each([
    { name: "half a message", data: sample(2).subarray(0, 50), reason: "not-json" },
    { name: "text that is not UTF-8", data: new Uint8Array([0xff, 0xfe, 0x00]), reason: "not-json" },
    { name: "another major version", data: sample(2, { v: 2 as 1 }), reason: "unknown-version" },
    {
      name: "a column too short",
      data: sample(2, { gpus: { ...syntheticTelemetry({ seq: 1, sampledAt: 1, engines: [] }).gpus, uuid: ["x"] } }),
      reason: "schema",
    },
    { name: "a sequence that is no number", data: sample(2, { seq: "2" as unknown as number }), reason: "schema" },
    { name: "more than a megabyte", data: new Uint8Array(maxMessageBytes + 1), reason: "too-large" },
    { name: "a sample from the next hour", data: sample(2, { sampledAt: now + 3_600 }), reason: "future-dated" },
    { name: "the sample before", data: sample(0), reason: "old-sequence" },
    { name: "the same sample again", data: sample(1), reason: "old-sequence" },
    { name: "a compressed sample cut short", data: deflated(sample(2)).subarray(0, 60), reason: "not-json" },
    {
      name: "a compressed one from the next hour",
      data: deflated(sample(2, { sampledAt: now + 3_600 })),
      reason: "future-dated",
    },
    { name: "the same sample again, compressed", data: deflated(sample(1)), reason: "old-sequence" },
    { name: "a few bytes that unpack to megabytes", data: deflated(new Uint8Array(2 ** 24)), reason: "too-large" },
    { name: "a boot that was left", data: sample(2, { bootId: "boot-left", sampledAt: now - 60 }), reason: "old-boot" },
  ])("$name is counted as $reason, and the node stays as it was", async ({ data, reason }) => {
    const { inbox, fleet, reasons } = world();
    inbox.takeTelemetry(n1, sample(1));
    const before = fleet.nodes.map((node) => ({ ...node }));
    inbox.takeTelemetry(n1, data);
    expect(await reasons()).toEqual({ [reason]: 1 });
    // A later sample that its clock forbids to accept leaves what is known, but not as the node's newest.
    const rejectedSince = reason === "future-dated" || reason === "old-boot" ? reason : null;
    expect(fleet.nodes).toEqual(before.map((node) => ({ ...node, rejectedSince })));
    expect(inbox.counts).toEqual({ taken: 2, accepted: 1, rejected: 1 });
  });

  test.each([
    {
      name: "on the subject of another kind",
      on: subject({ kind: "health", cluster: "lab", name: "n1" }),
      reason: "identity",
    },
    { name: "on no subject of ours", on: "loadline.v1.telemetry.lab", reason: "identity" },
    {
      name: "of another cluster",
      on: subject({ kind: "telemetry", cluster: "prod", name: "n1" }),
      reason: "other-cluster",
    },
  ])("a sample $name is counted as $reason", async ({ on, reason }) => {
    const { inbox, reasons } = world();
    inbox.takeTelemetry(on, sample(1));
    expect(await reasons()).toEqual({ [reason]: 1 });
  });
});

test("a sample that is not read is counted as received, accepted and skipped", async () => {
  const { inbox, fleet, metrics } = world({ otherwiseSeconds: 3, has: () => false });
  for (const seq of [1, 2, 3, 4]) inbox.takeTelemetry(n1, sample(seq));
  expect(inbox.counts).toEqual({ taken: 4, accepted: 4, rejected: 0 });
  expect(fleet.nodes.map(({ seq }) => seq)).toEqual([4]);
  const page = await metrics.registry.metrics();
  expect(page).toContain('loadline_messages_received_total{kind="telemetry"} 4');
  expect(page).toContain('loadline_messages_skipped_total{kind="telemetry"} 2');
});

describe("a node that keeps sending what is refused", () => {
  const refused = deflated(
    encode({ v: 1, sources: Object.fromEntries(Array.from({ length: 4_000 }, (_, at) => [`${at}`, {}])) }),
  );
  const busy = [{ id: "e", deployment: "chat", finished: 1 }];

  /** 25 of them a second for ten minutes, between samples of another node. */
  const flooded = async () => {
    const made = world();
    const n2 = n1.replace("n1", "n2");
    made.inbox.takeTelemetry(n1, sample(1, syntheticTelemetry({ seq: 1, sampledAt: now - 9, engines: busy })));
    const seconds = 600;
    for (let at = 0; at < seconds * 25; at += 1) {
      if (at % 25 === 0)
        made.inbox.takeTelemetry(n2, sample(1, { seq: at, sampledAt: now - 10 + at / 1e4 }), now + at / 25);
      made.inbox.takeTelemetry(n1, refused, now + at / 25);
    }
    return { ...made, seconds };
  };

  test("is decoded once a second, and everybody else as always", async () => {
    const { reasons, inbox, fleet, seconds } = await flooded();
    const { schema = 0, "over-budget": skipped = 0, ...others } = await reasons();
    expect(others).toEqual({});
    expect(schema).toBeLessThanOrEqual(seconds + 20);
    expect(schema + skipped).toBe(25 * seconds);
    expect(inbox.counts.accepted).toBe(1 + seconds);
    expect(fleet.nodes.find(({ node }) => node === "n2")?.rejectedSince).toBeNull();
  });

  test("is stale by name in the findings until a sample of it is taken again", async () => {
    const { inbox, fleet, seconds } = await flooded();
    const inputs = () => viewOfNodes(fleet.nodes, now).missing.map(({ input }) => input);
    const input = "telemetry of node n1, which sends too much or keeps sending what is refused";
    expect(inputs()).toContain(input);
    const next = sample(1, syntheticTelemetry({ seq: 2, sampledAt: now - 1, engines: busy }));
    inbox.takeTelemetry(n1, next, now + seconds + 20);
    expect(inputs()).not.toContain(input);
  });

  test("is no longer read while a tick holds what waits", async () => {
    const { inbox, reasons } = world();
    inbox.hold();
    for (let at = 0; at < 100; at += 1) inbox.takeTelemetry(n1, refused, now);
    inbox.release();
    expect(await reasons()).toEqual({ schema: 15, "over-budget": 85 });
  });
});

test("the health events of two weeks are read at a start, beside the telemetry of today", async () => {
  const { inbox, reasons } = world();
  const event = {
    v: 1,
    bootId: "boot-0000",
    kind: "throttled",
    gpuUuid: "GPU-0",
    code: null,
    effect: "ok",
    detail: "",
  };
  const on = subject({ kind: "health", cluster: "lab", name: "n1" });
  const stored = 10_000;
  for (let seq = 0; seq < stored; seq += 1) {
    const at = now - (stored - seq) * 120;
    if (seq % 100 === 0) inbox.takeTelemetry(n1, sample(1, { seq, sampledAt: now - 10 + seq / 1e4 }), now);
    inbox.takeHealth(on, encode({ ...event, seq, observedAt: at }), at);
  }
  expect(await reasons()).toEqual({});
});

test("the backlog of an agent that was offline for ten minutes is read whole", async () => {
  const { inbox, reasons } = world();
  const engines = Array.from({ length: 8 }, (_, at) => ({ id: `e${at}`, deployment: "chat", finished: at }));
  for (let seq = 1; seq <= 600; seq += 1)
    inbox.takeTelemetry(n1, deflated(encode(syntheticTelemetry({ seq, sampledAt: now - 600 + seq, engines }))), now);
  expect(await reasons()).toEqual({});
  expect(inbox.counts.accepted).toBe(600);
});

test("a compressed sample is taken as the plain one is", () => {
  const { inbox, fleet } = world();
  inbox.takeTelemetry(n1, deflated(sample(1)));
  inbox.takeTelemetry(n1, sample(2));
  expect(inbox.counts).toEqual({ taken: 2, accepted: 2, rejected: 0 });
  expect(fleet.nodes.map(({ seq }) => seq)).toEqual([2]);
});

const feedbackOn = (deployment: string) => subject({ kind: "feedback", cluster: "lab", name: deployment });
const feedback = (decisionId: string, at: number): Uint8Array =>
  encode({ v: 1, decisionId, outcome: "refused", at, replicas: null, detail: null, actuator: "test" });

test("of each deployment the latest feedback stays, whoever names however many", () => {
  const { inbox } = world();
  for (let at = 0; at < 5_000; at += 1) inbox.takeFeedback(feedbackOn(`d${at}`), feedback("first", now));
  inbox.takeFeedback(feedbackOn("d4999"), feedback("second", now));
  const known = Array.from({ length: 5_000 }, (_, at) => inbox.feedbackOf(`d${at}`)).filter((one) => one !== null);
  expect(known).toHaveLength(1_000);
  expect(known.at(-1)?.decisionId).toBe("second");
});

test("a health event from a time to come is rejected: it would never end", async () => {
  const { inbox, reasons } = world();
  const event = { v: 1, bootId: "boot-0000", seq: 0, kind: "gpu-lost", gpuUuid: "GPU-0", code: null, detail: "" };
  const n1Health = subject({ kind: "health", cluster: "lab", name: "n1" });
  inbox.takeHealth(n1Health, encode({ ...event, effect: "lost", observedAt: now + 60 }));
  inbox.takeHealth(n1Health, encode({ ...event, effect: "lost", observedAt: now + 1 }));
  expect(await reasons()).toEqual({ "future-dated": 1 });
  expect(inbox.health.faultsOf(new Set(["n1"]), now)).toHaveLength(1);
});

test("a name in the payload is nothing: the subject names the node", () => {
  const { inbox, fleet } = world();
  inbox.takeTelemetry(n1, encode({ ...syntheticTelemetry({ seq: 1, sampledAt: now, engines: [] }), node: "n2" }));
  expect(fleet.nodes.map(({ node }) => node)).toEqual(["n1"]);
});

test("of anything that comes, in any order and number, every message is accepted or rejected for one reason", async () => {
  const message = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map((text) => new TextEncoder().encode(text)),
    fc.integer({ min: -5, max: 20 }).map((seq) => sample(Math.max(0, seq))),
    fc.double().map((at) => sample(3, { sampledAt: at })),
    fc.integer({ min: 0, max: 20 }).map((seq) => deflated(sample(seq))),
    fc.tuple(fc.nat(150), fc.nat(255)).map(([at, byte]) => deflated(sample(4)).with(at, byte)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(n1, "x.y", n1.replace("n1", "n2")), message)), async (all) => {
      const { inbox, reasons } = world();
      for (const [on, data] of all) inbox.takeTelemetry(on, data);
      const { taken, accepted, rejected } = inbox.counts;
      expect(taken).toBe(all.length);
      expect(accepted + rejected).toBe(taken);
      expect(Object.values(await reasons()).reduce((sum, count) => sum + count, 0)).toBe(rejected);
    }),
    { numRuns: 300 },
  );
});

test("whoever may name any node fills no memory with nodes: those that are known stay", async () => {
  const { inbox, fleet, reasons } = world();
  const inventory = encode({
    v: 1,
    hash: "0123456789abcdef",
    observedAt: now,
    agentVersion: "0",
    host: "h",
    driverVersion: null,
    cudaVersion: null,
    expectedGpus: null,
    gpus: [],
  });
  const lost = encode({
    v: 1,
    bootId: "boot-0000",
    seq: 0,
    observedAt: now,
    kind: "gpu-lost",
    gpuUuid: null,
    code: null,
    effect: "lost",
    detail: "",
  });
  const data = sample(1);
  inbox.takeTelemetry(n1, data);
  inbox.takeInventory(subject({ kind: "inventory", cluster: "lab", name: "n1" }), inventory);
  inbox.takeHealth(subject({ kind: "health", cluster: "lab", name: "n1" }), lost);
  for (let index = 0; index < 20_010; index += 1) {
    const of = (kind: "telemetry" | "inventory" | "health") =>
      subject({ kind, cluster: "lab", name: `invented-${index}` });
    inbox.takeTelemetry(of("telemetry"), data);
    inbox.takeInventory(of("inventory"), inventory);
    inbox.takeHealth(of("health"), lost);
  }
  expect([fleet.nodes.length, inbox.inventories.size]).toEqual([20_000, 20_000]);
  expect([inbox.inventories.has("n1"), inbox.health.faultsOf(new Set(["n1"]), now).length]).toEqual([true, 1]);
  expect(await reasons()).toEqual({ "too-many-nodes": 11 });
  inbox.takeTelemetry(n1, sample(2));
  expect(fleet.nodes.find(({ node }) => node === "n1")?.seq).toBe(2);
});
