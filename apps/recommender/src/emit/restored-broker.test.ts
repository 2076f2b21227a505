import { randomUUID } from "node:crypto";
import { cp, rm } from "node:fs/promises";
import { startTestNatsServer, type TestNatsServer } from "@loadline/servers";
import type { Recommendation } from "@loadline/wire";
import { connectNats, ensureStreams } from "@loadline/wire/nats";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signedForConsumer, verdictsOn } from "../../test/consumer.ts";
import { decided, now } from "../../test/decided.ts";
import type { Broker } from "../broker/broker.ts";
import { jetStreamBroker } from "../broker/jetstream-broker.ts";
import type { Assessment } from "../decide/assessment.ts";
import { noFailpoint } from "../failpoint.ts";
import { RecommendationPublisher } from "./recommendation-publisher.ts";

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
    answer: (...call) => broker().answer(...call),
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
