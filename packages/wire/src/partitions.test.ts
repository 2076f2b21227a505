import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestNatsServer } from "@loadline/servers";
import fc from "fast-check";
import { expect, test } from "vitest";
import { connectNats } from "./nats/index.ts";
import { isPartition, leaseKey, partitionIn, partitionOf } from "./partitions.ts";

test("a real server splits deployments as we do", async () => {
  const config = join(tmpdir(), `loadline-partition-${process.pid}.conf`);
  writeFileSync(config, 'jetstream {}\nmappings = { "split.*": "part.{{partition(7,1)}}.{{wildcard(1)}}" }\n');
  const server = await startTestNatsServer({ config });
  const connection = await connectNats({ server: server.url, name: "test" });
  const other = await connectNats({ server: server.url, name: "other" });
  const found = new Map<string, number>();
  connection.subscribe("part.*.*", {
    callback: (_, { subject }) => {
      const [, partition, name = ""] = subject.split(".");
      found.set(name, Number(partition));
    },
  });
  await connection.flush();
  const names = Array.from({ length: 200 }, (_, index) => `chat-${index * 7919}-${"x".repeat(index % 40)}`);
  for (const name of names) other.publish(`split.${name}`);
  await other.flush();
  await expect.poll(() => found.size).toBe(names.length);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(names.map((name) => [name, partitionOf(name, 7)])));
  await connection.close();
  await other.close();
  await server.stop();
});

test("every deployment belongs to exactly one partition", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 64 }), (name, count) => {
      const partition = partitionOf(name, count);
      expect(Number.isInteger(partition) && partition >= 0 && partition < count).toBe(true);
    }),
  );
});

test.each(["", "1", "3/3", "-1/3", "0/0", "a/b", "0/3/1", "1.5/3"])("%j is no partition", (text) => {
  expect(isPartition(text)).toBe(false);
  expect(() => partitionIn(text)).toThrow(RangeError);
});

test("each partition has a lease of its own; the whole cluster keeps the cluster's name", () => {
  expect(["0/1", "0/3", "2/3"].map((partition) => leaseKey("lab", partition))).toEqual(["lab", "lab.0of3", "lab.2of3"]);
});
