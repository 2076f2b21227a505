import { Recommendation } from "@loadline/protocol";
import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { decided, now } from "../../test/decided.ts";
import { MemoryBroker } from "../../test/memory-broker.ts";
import type { Assessment } from "../decide/assessment.ts";
import { noFailpoint } from "../settings/failpoint.ts";
import { type Inheritance, RecommendationPublisher } from "./recommendation-publisher.ts";

const stationary = decided({ requestsPerSecond: 5 });
const busy = decided({ requestsPerSecond: 200 });
const at = (assessment: Assessment, seconds: number): Assessment => ({ ...assessment, at: now + seconds });

const counting = (prefix: string) => {
  let count = 0;
  return () => {
    count += 1;
    return `${prefix}-${count}`;
  };
};

const publisherOn = (
  broker: MemoryBroker,
  prefix = "id",
  {
    leads = () => true,
    inheritance = { epoch: 0, last: null },
  }: { leads?: () => boolean; inheritance?: Inheritance } = {},
): Promise<RecommendationPublisher> =>
  RecommendationPublisher.recover(
    {
      broker,
      logger: pino({ level: "silent" }),
      cluster: "lab",
      deployment: "chat",
      heartbeatSeconds: 30,
      newId: counting(prefix),
      sign: (event) => event,
      leads,
      failpoint: noFailpoint,
    },
    inheritance,
  );

describe("what is published", () => {
  test("every event satisfies the contract", async () => {
    const broker = new MemoryBroker();
    const publisher = await publisherOn(broker);
    for (const assessment of [stationary, at(busy, 5), at(stationary, 10), at(stationary, 60)])
      await publisher.publish(assessment);
    expect(broker.events.length).toBe(4);
    for (const event of broker.events) expect(Recommendation.parse(event)).toEqual(event);
  });

  test("an unchanged decision is not published until its heartbeat, which repeats it under the same id", async () => {
    const broker = new MemoryBroker();
    const publisher = await publisherOn(broker);
    expect(await publisher.publish(stationary)).toEqual({ kind: "published", heartbeat: false });
    expect(await publisher.publish(at(stationary, 29))).toEqual({ kind: "skipped" });
    expect(await publisher.publish(at(stationary, 30))).toEqual({ kind: "published", heartbeat: true });
    const [first, second] = broker.events.map(({ data }) => data.decision);
    expect(second).toMatchObject({ id: first?.id, revision: first?.revision, heartbeat: true });
    expect(broker.events[0]?.id).not.toBe(broker.events[1]?.id);
  });

  test("a clock that was set back does not stop it: the heartbeat comes at once, then in its time", async () => {
    const broker = new MemoryBroker();
    const publisher = await publisherOn(broker);
    await publisher.publish(stationary);
    expect(await publisher.publish(at(stationary, -3_000))).toEqual({ kind: "published", heartbeat: true });
    expect(await publisher.publish(at(stationary, -2_995))).toEqual({ kind: "skipped" });
    expect(await publisher.publish(at(stationary, -2_970))).toEqual({ kind: "published", heartbeat: true });
  });

  test("a changed decision supersedes the one before and raises the revision", async () => {
    const broker = new MemoryBroker();
    const publisher = await publisherOn(broker);
    await publisher.publish(stationary);
    await publisher.publish(at(busy, 1));
    const [first, second] = broker.events.map(({ data }) => data.decision);
    expect(second).toMatchObject({ revision: (first?.revision ?? 0) + 1, supersedes: first?.id, heartbeat: false });
  });

  test("another missing input is a change although verdict and count stay", async () => {
    const broker = new MemoryBroker();
    const publisher = await publisherOn(broker);
    const without = (node: string) =>
      decided({
        requestsPerSecond: 5,
        view: { complete: false, missing: [{ input: `telemetry of node ${node}`, ageSeconds: 30 }] },
      });
    await publisher.publish(without("a"));
    await publisher.publish(at(without("a"), 1));
    await publisher.publish(at(without("b"), 2));
    expect(broker.events.length).toBe(2);
  });

  test("an event expires three heartbeats after it was published", async () => {
    const broker = new MemoryBroker();
    await (await publisherOn(broker)).publish(stationary);
    const [event] = broker.events;
    expect(Date.parse(event?.data.decision.expiresAt ?? "") - Date.parse(event?.time ?? "")).toBe(90_000);
  });

  test("a demand that is a lower bound only is not published as the demand", async () => {
    const broker = new MemoryBroker();
    const missing = [{ input: "telemetry of node b", ageSeconds: 31 }];
    await (await publisherOn(broker)).publish(decided({ requestsPerSecond: 5, view: { complete: false, missing } }));
    expect(broker.events[0]?.data.demand).toBeNull();
  });
});

describe("restart and other writers", () => {
  test("a restart recovers the target and publishes at once, in a new epoch, for the same decision", async () => {
    const broker = new MemoryBroker();
    await (await publisherOn(broker)).publish(busy);
    const restarted = await publisherOn(broker, "second", { inheritance: { epoch: 7, last: null } });
    expect(restarted.last?.desired).toBe(busy.decision.desired);
    expect(await restarted.publish(at(busy, 10))).toEqual({ kind: "published", heartbeat: true });
    expect(broker.events[1]?.data.decision).toMatchObject({ id: "id-2", heartbeat: true, epoch: 7 });
    expect(await restarted.publish(at(busy, 20))).toEqual({ kind: "skipped" });
  });

  test("a stream restored from an older copy does not take back the last decision: it is published again", async () => {
    const broker = new MemoryBroker();
    const publisher = await publisherOn(broker);
    await publisher.publish(stationary);
    const old = broker.stored;
    await publisher.publish(at(busy, 5));
    broker.stored = old;
    expect(await publisher.publish(at(decided({ requestsPerSecond: 50 }), 6))).toEqual({ kind: "failed" });
    expect(publisher.last?.desired).toBe(busy.decision.desired);
    const successor = await publisherOn(broker, "next", { inheritance: { epoch: 1, last: publisher.last } });
    expect(successor.last?.desired).toBe(busy.decision.desired);
    expect(await successor.publish(at(busy, 7))).toEqual({ kind: "published", heartbeat: true });
    expect(broker.events.at(-1)?.data.replicas.desired).toBe(busy.decision.desired);
  });

  test("a process that lost its lease publishes nothing", async () => {
    const broker = new MemoryBroker();
    const publisher = await publisherOn(broker, "id", { leads: () => false });
    expect(await publisher.publish(busy)).toEqual({ kind: "skipped" });
    expect(broker.events).toEqual([]);
  });

  test("a stale writer is refused, and publishes nothing while the newer one's event holds", async () => {
    const broker = new MemoryBroker();
    const stale = await publisherOn(broker, "stale");
    await stale.publish(stationary);
    const newer = await publisherOn(broker, "newer");
    await newer.publish(at(busy, 5));
    expect(await stale.publish(at(decided({ requestsPerSecond: 50 }), 6))).toEqual({ kind: "failed" });
    expect(await stale.publish(at(decided({ requestsPerSecond: 50 }), 7))).toEqual({ kind: "skipped" });
    expect(stale.last?.desired).toBe(busy.decision.desired);
    expect(broker.events.length).toBe(2);
    const next = await stale.publish(at(decided({ requestsPerSecond: 50 }), 5 + 91));
    expect(next).toEqual({ kind: "published", heartbeat: false });
    expect(broker.events[2]?.data.decision.epoch).toBe(2);
  });

  test("an event that was stored although its answer was lost is not published twice", async () => {
    const broker = new MemoryBroker();
    const publisher = await publisherOn(broker);
    broker.fate = "answer-lost";
    expect(await publisher.publish(stationary)).toEqual({ kind: "failed" });
    broker.fate = "answered";
    expect(await publisher.publish(at(stationary, 1))).toEqual({ kind: "skipped" });
    expect(broker.events.length).toBe(1);
    expect(publisher.last?.desired).toBe(stationary.decision.desired);
  });

  test("a decision that was not stored is not in force and is tried again", async () => {
    const broker = new MemoryBroker();
    const publisher = await publisherOn(broker);
    broker.fate = "lost";
    expect(await publisher.publish(busy)).toEqual({ kind: "failed" });
    expect(publisher.last).toBeNull();
    broker.fate = "answered";
    expect(await publisher.publish(at(busy, 1))).toEqual({ kind: "published", heartbeat: false });
  });

  test("a last message that cannot be read counts as none, but its sequence is known", async () => {
    const broker = new MemoryBroker();
    await (await publisherOn(broker)).publish(stationary);
    broker.stored = broker.stored.map((message) => ({ ...message, data: new TextEncoder().encode("{") }));
    const publisher = await publisherOn(broker);
    expect(publisher.last).toBeNull();
    expect(await publisher.publish(at(stationary, 1))).toEqual({ kind: "published", heartbeat: false });
  });
});
