import { randomUUID } from "node:crypto";
import { cp, rm } from "node:fs/promises";
import { encode, type Recommendation } from "@loadline/protocol";
import {
  type AcceptedEvents,
  newSigningKeyPair,
  parseSigningKey,
  parseVerifyingKey,
  signRecommendation,
  verifyRecommendation,
} from "@loadline/protocol/signature";
import { connectNats, ensureStreams } from "@loadline/runtime/nats";
import { startTestNatsServer, type TestNatsServer } from "@loadline/servers";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decided, now } from "../../test/decided.ts";
import { MemoryBroker } from "../../test/memory-broker.ts";
import type { Broker } from "../broker/broker.ts";
import { jetStreamBroker } from "../broker/jetstream-broker.ts";
import type { Assessment } from "../decide/assessment.ts";
import { noFailpoint } from "../settings/failpoint.ts";
import { RecommendationPublisher } from "./recommendation-publisher.ts";

const pair = newSigningKeyPair();
const signer = parseSigningKey(pair.privateKey);
const keys = [parseVerifyingKey(pair.publicKey)];

/** Signs so that `verdictsOn` believes it. */
const signedForConsumer = (event: Recommendation): Recommendation => signRecommendation(event, signer);

/** How a consumer judges each event that it receives, in this order and at the time each was published. */
const verdictsOn = (events: readonly Recommendation[]): readonly string[] => {
  let accepted: AcceptedEvents = new Map();
  return events.map((event) => {
    const message = { subject: event.subject, data: encode(event) };
    const outcome = verifyRecommendation(message, { keys, now: Date.parse(event.time) / 1000, accepted });
    if (outcome.kind === "refused") return outcome.reason;
    accepted = outcome.accepted;
    return "accepted";
  });
};

const stationary = decided({ requestsPerSecond: 5 });
const medium = decided({ requestsPerSecond: 50 });
const busy = decided({ requestsPerSecond: 200 });
const at = (assessment: Assessment, seconds: number): Assessment => ({ ...assessment, at: now + seconds });

/** A leader of epoch 2 whose first event is known to be stored. */
const leader = async () => {
  const broker = new MemoryBroker();
  let ids = 0;
  const publisher = await RecommendationPublisher.recover(
    {
      broker,
      logger: pino({ level: "silent" }),
      cluster: "lab",
      deployment: "chat",
      heartbeatSeconds: 30,
      newId: () => `id-${ids++}`,
      sign: signedForConsumer,
      leads: () => true,
      failpoint: noFailpoint,
    },
    { epoch: 2, last: null },
  );
  await publisher.publish(stationary);
  return { broker, publisher };
};

/** Publishes until something is stored, as the loop does tick by tick. */
const publishUntilStored = async (
  publisher: RecommendationPublisher,
  broker: MemoryBroker,
  assessment: Assessment,
): Promise<void> => {
  const before = broker.received.length;
  for (let tick = 0; tick < 3 && broker.received.length === before; tick++)
    await publisher.publish({ ...assessment, at: assessment.at + tick });
};

describe("an event is stored, its answer lost, and the broker restored to a copy from before it", () => {
  test.each([
    { name: "another decision follows", next: medium },
    { name: "the decision before it holds again", next: stationary },
    { name: "the same decision still holds", next: busy },
  ])("consumers that received it accept what is published next: $name", async ({ next }) => {
    const { broker, publisher } = await leader();
    broker.fate = "answer-lost";
    expect(await publisher.publish(at(busy, 5))).toEqual({ kind: "failed" });
    broker.restore(1);
    broker.fate = "answered";
    await publishUntilStored(publisher, broker, at(next, 10));
    expect(broker.received.length).toBe(3);
    expect(verdictsOn(broker.received)).toEqual(["accepted", "accepted", "accepted"]);
    expect(broker.received[2]?.data.replicas.desired).toBe(next.decision.desired);
    const [, lost, after] = broker.received.map(({ data }) => data.decision);
    expect(after).toMatchObject({ epoch: lost?.epoch, revision: (lost?.revision ?? 0) + 1, heartbeat: false });
  });

  test("so do consumers that did not receive it", async () => {
    const { broker, publisher } = await leader();
    broker.fate = "answer-lost";
    await publisher.publish(at(busy, 5));
    broker.restore(1);
    broker.received.pop();
    broker.fate = "answered";
    await publishUntilStored(publisher, broker, at(medium, 10));
    expect(verdictsOn(broker.received)).toEqual(["accepted", "accepted"]);
    expect(broker.received[1]?.data.decision.supersedes).toBe(broker.received[0]?.data.decision.id);
  });

  test("a repetition whose answer was lost takes no revision", async () => {
    const { broker, publisher } = await leader();
    broker.fate = "answer-lost";
    await publisher.publish(at(stationary, 30));
    broker.restore(1);
    broker.fate = "answered";
    await publishUntilStored(publisher, broker, at(busy, 35));
    expect(verdictsOn(broker.received)).toEqual(["accepted", "accepted", "accepted"]);
    expect(broker.received.map(({ data }) => data.decision.revision)).toEqual([1, 1, 2]);
  });
});

test("what was decided before a look at the stream is not published over an event that turns out to be stored", async () => {
  const { broker, publisher } = await leader();
  broker.fate = "answer-lost";
  await publisher.publish(at(busy, 5));
  broker.fate = "answered";
  // The decision for this tick was made while the first event was the last known one.
  expect(await publisher.publish(at(medium, 10))).toEqual({ kind: "skipped" });
  expect(publisher.last?.revision).toBe(2);
  expect(await publisher.publish(at(medium, 15))).toMatchObject({ kind: "published" });
  expect(verdictsOn(broker.received)).toEqual(["accepted", "accepted", "accepted"]);
});

test("a broker that is down for many ticks costs one revision, and no event of it comes afterwards", async () => {
  const { broker, publisher } = await leader();
  broker.fate = "lost";
  for (let tick = 1; tick <= 20; tick++) await publisher.publish(at(busy, tick)).catch(() => undefined);
  expect(broker.unacknowledged.length).toBe(1);
  broker.fate = "answered";
  await publisher.publish(at(busy, 21));
  expect(broker.received.map(({ data }) => data.decision.revision)).toEqual([1, 3]);
  expect(verdictsOn(broker.received)).toEqual(["accepted", "accepted"]);
});

describe("a restored broker", () => {
  const at = (requestsPerSecond: number, seconds: number): Assessment => ({
    ...decided({ requestsPerSecond }),
    at: now + seconds,
  });

  let server: TestNatsServer;

  beforeAll(async () => {
    server = await startTestNatsServer();
  });
  afterAll(async () => {
    await rm(`${server.store}-older`, { recursive: true, force: true });
    await server.stop();
  });

  /** Every event that was stored, as a consumer received it. */
  const received: Recommendation[] = [];
  let losesAnswers = false;

  /** A connection, and the broker over it. */
  const connected = async () => {
    const connection = await connectNats({ server: server.url, name: "test" });
    await ensureStreams(connection);
    const real = await jetStreamBroker(connection, noFailpoint);
    const publish: Broker["publish"] = async (event, expected) => {
      const outcome = await real.publish(event, expected);
      if (outcome.kind === "stored") received.push(event);
      return losesAnswers ? { kind: "failed", detail: "timeout" } : outcome;
    };
    return { connection, broker: { ...real, publish } };
  };

  const publisherOn = (broker: () => Broker) => ({
    broker: {
      follow: (...call) => broker().follow(...call),
      lastRecommendation: (...call) => broker().lastRecommendation(...call),
      publish: (...call) => broker().publish(...call),
    } satisfies Broker,
    logger: pino({ level: "silent" }),
    cluster: "lab",
    deployment: "chat",
    heartbeatSeconds: 30,
    newId: randomUUID,
    sign: signedForConsumer,
    leads: () => true,
    failpoint: noFailpoint,
  });

  test("a real broker, restored to a copy from before an event whose answer was lost: consumers take what follows", async () => {
    let link = await connected();
    const publisher = await RecommendationPublisher.recover(
      publisherOn(() => link.broker),
      { epoch: 2, last: null },
    );
    await publisher.publish(at(5, 0));
    const whileHalted = async (work: () => Promise<void>): Promise<void> => {
      await link.connection.close();
      await server.halt();
      await work();
      await server.resume();
      link = await connected();
    };
    await whileHalted(() => cp(server.store, `${server.store}-older`, { recursive: true }));
    losesAnswers = true;
    expect(await publisher.publish(at(200, 5))).toEqual({ kind: "failed" });
    losesAnswers = false;
    await whileHalted(async () => {
      await rm(server.store, { recursive: true });
      await cp(`${server.store}-older`, server.store, { recursive: true });
    });
    expect(await publisher.publish(at(50, 10))).toEqual({ kind: "published", heartbeat: false });
    await link.connection.close();

    expect(verdictsOn(received)).toEqual(["accepted", "accepted", "accepted"]);
    expect(received.map(({ data }) => data.decision.revision)).toEqual([1, 2, 3]);
  });
});
