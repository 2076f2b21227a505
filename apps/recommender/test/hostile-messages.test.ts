import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { credentials, makeClientConstructor } from "@grpc/grpc-js";
import { deflated, encode, type Recommendation, subject } from "@loadline/protocol";
import { newSigningKeyPair, parseSigningKey, signRecommendation } from "@loadline/protocol/signature";
import { publishRecommendation } from "@loadline/runtime/nats";
import { freePort } from "@loadline/servers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { externalScalerService } from "../src/act/keda/external-scaler-contract.ts";
import { cluster, deployment } from "./fake-agent.ts";
import { eventually, Lab } from "./lab.ts";

const timeout = 120_000;

describe("hostile messages on a real broker", { timeout }, () => {
  let lab: Lab;
  beforeEach(async () => {
    lab = await Lab.open();
    lab.rate = 3;
  }, timeout);
  afterEach(() => lab.close(), timeout);

  const rejections = async (): Promise<string[]> =>
    (await lab.read("/metrics")).match(/^loadline_messages_rejected_total.*$/gm) ?? [];

  test("messages that would exhaust memory or the stack are rejected by name, and decisions go on", async () => {
    await lab.start();
    await lab.run(10);
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    const hostile = [
      deflated(bytes(`{"v":1,"gpus":{"uuid":[${"1,".repeat(520_000)}1]}}`)),
      deflated(bytes("[".repeat(30_000))),
    ];
    expect(hostile.map((message) => message.byteLength < 1_100)).toEqual([true, true]);
    for (const kind of ["telemetry", "inventory", "health", "feedback", "recommendation"] as const) {
      for (const message of hostile)
        await lab.world.client.publish(subject({ kind, cluster, name: "node-1" }), message);
    }
    const every = ["telemetry", "inventory", "health", "feedback"];
    await eventually(async () => {
      const found = (await rejections()).join("\n");
      return every.every((kind) => found.includes(`{kind="${kind}",reason="too-large"} 2`)) || undefined;
    });
    await lab.run(10);
    expect(JSON.parse(await lab.read("/readyz"))).toMatchObject({ ready: true });
  });

  test("of what one node stored to be refused few are decoded at a start, and decisions go on", async () => {
    const sources = Object.fromEntries(Array.from({ length: 4_000 }, (_, index) => [`${index}`, {}]));
    const refused = deflated(encode({ v: 1, sources }));
    const stored = 1_460;
    const sent = Array.from({ length: stored }, () =>
      lab.world.client.publish(subject({ kind: "telemetry", cluster, name: "node-3" }), refused),
    );
    await Promise.all(sent);
    await lab.start();
    const counted = async (reason: string): Promise<number> => {
      const line = (await rejections()).find((one) => one.includes(`kind="telemetry",reason="${reason}"`));
      return Number(line?.split(" ").at(-1) ?? 0);
    };
    await eventually(async () => (await counted("schema")) + (await counted("over-budget")) === stored || undefined);
    expect(await counted("schema")).toBeLessThan(100);
    expect((await lab.until("a count", ({ replicas }) => replicas.desired === 2)).data.missing).toEqual([]);
    expect(JSON.parse(await lab.read("/readyz"))).toMatchObject({ ready: true });
  });

  test("a forged recommendation does not reach KEDA", async () => {
    const pair = newSigningKeyPair();
    const key = join(lab.world.folder, "key.pem");
    await writeFile(key, pair.privateKey);
    await chmod(key, 0o600);
    const kedaListen = `127.0.0.1:${await freePort()}`;
    await lab.start({ signingKey: key, kedaListen });
    const Client = makeClientConstructor(externalScalerService(), "ExternalScaler");
    const client = new Client(kedaListen, credentials.createInsecure());
    const countOf = (): Promise<number | null> =>
      new Promise((resolve) => {
        const request = {
          scaledObjectRef: { name: "chat", namespace: "x", scalerMetadata: { deployment } },
          metricName: "loadline-desired-replicas",
        };
        client["GetMetrics"]?.(
          request,
          (error: unknown, answer: { metricValues: readonly { metricValueFloat: number }[] }) =>
            resolve(error === null ? (answer.metricValues[0]?.metricValueFloat ?? null) : null),
        );
      });
    const genuine = await lab.until("a count", ({ replicas }) => replicas.desired === 2);
    expect(await eventually(async () => (await countOf()) ?? undefined)).toBe(2);

    const { decision } = genuine.data;
    const forged = (desired: number): Recommendation => ({
      ...genuine,
      id: crypto.randomUUID(),
      data: {
        ...genuine.data,
        verdict: desired === 0 ? "scale-down" : "scale-up",
        replicas: { ...genuine.data.replicas, desired },
        decision: { ...decision, id: crypto.randomUUID(), revision: decision.revision + 100 },
      },
    });
    const { signature: _, signingkey: __, ...unsigned } = forged(0);
    const stranger = parseSigningKey(newSigningKeyPair().privateKey);
    const events = [unsigned, signRecommendation(forged(8), stranger), forged(8)];
    for (const event of events) await publishRecommendation(lab.world.client, event);
    await lab.world.client.publish(genuine.subject, encode({}));
    await eventually(async () => {
      const metrics = await lab.read("/metrics");
      const counted = ["unsigned", "unknown-key", "bad-signature"].map((reason) =>
        metrics.includes(`loadline_recommendations_refused_total{reason="${reason}"} 1`),
      );
      return counted.every(Boolean) || undefined;
    });
    expect(await countOf()).toBe(2);
    client.close();
  });

  test("a forged recommendation neither stops a recommender nor becomes what its successor begins from", async () => {
    const key = join(lab.world.folder, "key.pem");
    await writeFile(key, newSigningKeyPair().privateKey);
    await chmod(key, 0o600);
    await lab.start({ signingKey: key });
    const genuine = await lab.until("a count", ({ replicas }) => replicas.desired === 2);
    const stranger = parseSigningKey(newSigningKeyPair().privateKey);
    const forge = async (): Promise<void> => {
      const event: Recommendation = {
        ...genuine,
        id: crypto.randomUUID(),
        data: {
          ...genuine.data,
          replicas: { ...genuine.data.replicas, desired: 8 },
          decision: { ...genuine.data.decision, epoch: 1_000_000, expiresAt: "2099-01-01T00:00:00.000Z" },
        },
      };
      await publishRecommendation(lab.world.client, signRecommendation(event, stranger));
    };
    const own = ({ decision }: Recommendation["data"]): boolean => decision.epoch < 1_000;
    await forge();
    const forgedAt = lab.now;
    const isLater = ({ decision }: Recommendation["data"]): boolean =>
      Date.parse(decision.expiresAt) / 1000 > forgedAt + 90;
    const next = await lab.until("an event behind the forged one", (data) => own(data) && isLater(data));
    expect(next.data.decision.epoch).toBe(genuine.data.decision.epoch);
    await forge();
    await lab.stop();
    await forge();
    await lab.start({ signingKey: key });
    const successor = await lab.until("an event of the successor", own);
    expect(successor.data.replicas).toMatchObject({ currentTarget: 2, desired: 2 });
    expect(successor.data.decision.epoch).toBeLessThan(genuine.data.decision.epoch + 5);
  });
});
