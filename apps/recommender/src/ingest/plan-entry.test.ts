import { buckets } from "@loadline/protocol";
import { connectNats, ensureBuckets, openBucket } from "@loadline/runtime/nats";
import { startTestNatsServer, type TestNatsServer } from "@loadline/servers";
import type { KV } from "@nats-io/kv";
import type { NatsConnection } from "@nats-io/transport-node";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { planText } from "../../test/lab.ts";
import { entryKeyOf, openPlanEntry, type WatchedPlan } from "./plan-source.ts";

let server: TestNatsServer;
let connection: NatsConnection;
let bucket: KV;
let lines: { code?: string }[];
const logger = () => pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });

beforeAll(async () => {
  server = await startTestNatsServer();
  connection = await connectNats({ server: server.url, name: "test" });
  await ensureBuckets(connection);
  bucket = await openBucket(connection, buckets.plans);
});
afterAll(async () => {
  await connection.close();
  await server.stop();
});
beforeEach(async () => {
  lines = [];
  await bucket.put("lab", planText);
});

/** The plan after the look that this refresh began. */
const refreshed = async (entry: WatchedPlan) => {
  await entry.refresh();
  await entry.settled;
  return entry.current;
};

const withMaximum = (max: number): string => planText.replace("max: 8", `max: ${max}`);

test("a changed entry is taken over", async () => {
  const entry = await openPlanEntry(bucket, "lab", logger());
  await bucket.put("lab", withMaximum(5));
  expect((await refreshed(entry)).deployments[0]?.replicas.max).toBe(5);
});

test.each([
  { name: "a bad entry", change: () => bucket.put("lab", "version: 1\nclusters: lab") },
  {
    name: "an entry of another cluster",
    change: () => bucket.put("lab", planText.replace("cluster: lab", "cluster: x")),
  },
  { name: "an entry that is deleted", change: () => bucket.delete("lab") },
])("$name is reported once, the last good plan stays, and a good one ends it", async ({ change }) => {
  const entry = await openPlanEntry(bucket, "lab", logger());
  await change();
  for (const _ of [1, 2, 3]) expect((await refreshed(entry)).deployments[0]?.replicas.max).toBe(8);
  expect(lines.filter(({ code }) => code === "LL_PLAN_INVALID")).toHaveLength(1);
  expect(entry.fault).toContain("LL_PLAN_INVALID");
  await bucket.put("lab", withMaximum(6));
  expect((await refreshed(entry)).deployments[0]?.replicas.max).toBe(6);
  expect(entry.fault).toBeNull();
});

test.each([
  { name: "none", key: "elsewhere", message: "store one with: loadline plan FILE --store" },
  { name: "one for another cluster", key: "other", message: "is for cluster lab" },
])("an entry that is $name ends the start in one sentence", async ({ key, message }) => {
  await bucket.put("other", planText);
  await expect(openPlanEntry(bucket, key, logger())).rejects.toMatchObject({ code: "LL_PLAN_INVALID" });
  await expect(openPlanEntry(bucket, key, logger())).rejects.toThrow(message);
});

test("kv: names an entry, everything else a file", () => {
  expect(entryKeyOf("kv:lab")).toBe("lab");
  expect(entryKeyOf("plans/kv.yaml")).toBeNull();
});
