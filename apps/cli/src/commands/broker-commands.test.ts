import { encode, type Recommendation, Recommendation as RecommendationSchema } from "@loadline/wire";
import { connectNats, ensureStreams, publishRecommendation } from "@loadline/wire/nats";
import { startTestNatsServer, type TestNatsServer } from "@loadline/wire/testing";
import { jetstream } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCli } from "../run-cli.ts";
import { type MemoryContext, memoryContext } from "../testing/memory-context.ts";
import { eventWith } from "../testing/recommendation-event.ts";
import { commands } from "./index.ts";

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

  beforeAll(async () => {
    server = await startTestNatsServer();
    connection = await connectNats({ server: server.url, name: "test", wait: false });
  });

  afterAll(async () => {
    await connection?.close();
    await server?.stop();
  });

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

  test("the last word of each deployment comes first, then what follows; the signal ends it", async () => {
    await ensureStreams(connection);
    await publish(eventWith({ data: { verdict: "scale-down" } }));
    await publish(eventWith({ heartbeat: true }));
    await publish(eventWith({ deployment: "other" }));
    const live = eventWith({ deployment: "other", data: { verdict: "infeasible" } });
    let printed = 0;
    const memory = memoryContext({
      onOutput: () => {
        printed += 1;
        if (printed === 2) void publish(live);
        if (printed === 3) memory.abort();
      },
    });
    expect(await run(memory, "watch", "--json")).toBe(0);
    expect(idsIn(memory)).toEqual(["chat-true-scale-up", "other-false-scale-up", "other-false-infeasible"]);
  });

  test("history starts with the oldest, hides repeats and ends after the count", async () => {
    const memory = memoryContext();
    expect(await run(memory, "watch", "--history", "--count", "2", "--json")).toBe(0);
    expect(idsIn(memory)).toEqual(["chat-false-scale-down", "other-false-scale-up"]);
  });

  test("an event that does not pass the schema is named on stderr and not printed", async () => {
    await jetstream(connection).publish("loadline.v1.recommendation.demo.broken", encode({ specversion: "1.0" }));
    await publish(eventWith({ deployment: "zeta" }));
    const memory = memoryContext();
    expect(await run(memory, "watch", "--count", "3", "--json")).toBe(0);
    expect(idsIn(memory)).not.toContain(undefined);
    expect(memory.stderr()).toContain("loadline.v1.recommendation.demo.broken: schema:");
  });

  test("a deployment of which nothing is stored is told with those that are", async () => {
    const memory = memoryContext();
    const watching = run(memory, "watch", "--deployment", "missing");
    await expect.poll(() => memory.stderr()).toContain("stored: demo/broken, demo/chat, demo/other, demo/zeta");
    memory.abort();
    expect(await watching).toBe(0);
  });

  test("doctor names what is silent and ends with 1", async () => {
    const memory = memoryContext({ now: () => Date.now() / 1000, columns: 120 });
    expect(await run(memory, "doctor", "--json")).toBe(1);
    const checks = JSON.parse(memory.stdout()) as { name: string; state: string }[];
    expect(checks.map(({ name, state }) => `${name} ${state}`)).toEqual([
      "nats ok",
      "streams ok",
      "telemetry failed",
      "recommendations failed",
    ]);
  });

  test("doctor finds a node that has just spoken fresh", async () => {
    await jetstream(connection).publish("loadline.v1.telemetry.demo.node-1", "{}");
    const memory = memoryContext({ now: () => Date.now() / 1000 });
    await run(memory, "doctor");
    expect(memory.stdout()).toContain("ok: 1 node, longest silence: demo/node-1");
  });
});

test.each(["watch", "streams"])("%s without a broker is one line and exit code 2", async (command) => {
  const memory = memoryContext();
  expect(await runCli([command, "--server", "nats://127.0.0.1:1"], settings, memory.context)).toBe(2);
  expect(memory.stderr()).toMatch(/^LL_NATS_UNREACHABLE: [^\n]*127\.0\.0\.1:1[^\n]*\n$/);
});

test("doctor without a broker is a failed check", async () => {
  const memory = memoryContext();
  expect(await runCli(["doctor", "--server", "nats://127.0.0.1:1"], settings, memory.context)).toBe(1);
  expect(memory.stdout()).toContain("FAILED");
});
