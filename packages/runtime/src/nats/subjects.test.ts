import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  isPartition,
  isToken,
  leaseKey,
  parseSubject,
  partitionIn,
  partitionOf,
  type SubjectAddress,
  subject,
  subjectFilter,
  subjectKinds,
  token,
} from "@loadline/protocol";
import { startTestNatsServer } from "@loadline/servers";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { connectNats } from "./index.ts";

const tokens = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/);

describe("subjects", () => {
  test("an address survives the way into a subject and back", () => {
    fc.assert(
      fc.property(fc.constantFrom(...subjectKinds), tokens, tokens, (kind, cluster, name) => {
        const address: SubjectAddress = { kind, cluster, name };
        expect(parseSubject(subject(address))).toEqual(address);
      }),
    );
  });

  test("whatever a host is called, its token is valid or refused", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        try {
          expect(isToken(token(name))).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: "LL_SUBJECT_INVALID" });
          expect(/[a-z0-9]/i.test(name)).toBe(false);
        }
      }),
    );
  });

  test.each([
    { name: "a dotted host becomes one token", input: "GPU-Node.7.example", expected: "gpu-node-7-example" },
    { name: "a token stays as it is", input: "h100-1", expected: "h100-1" },
    { name: "signs at the ends go", input: "--a--", expected: "a" },
    { name: "a long name is cut without a hyphen at the end", input: `${"a".repeat(62)}-b`, expected: "a".repeat(62) },
  ])("$name", ({ input, expected }) => {
    expect(token(input)).toBe(expected);
  });

  test.each([
    { name: "a wildcard in a name", cluster: "demo", node: "*" },
    { name: "a dot in a name", cluster: "demo", node: "a.b" },
    { name: "an empty cluster", cluster: "", node: "a" },
    { name: "an upper-case letter", cluster: "Demo", node: "a" },
  ])("$name is refused, not repaired", ({ cluster, node }) => {
    expect(() => subject({ kind: "telemetry", cluster, name: node })).toThrow(/LL_SUBJECT_INVALID|cannot be a subject/);
  });

  test.each([
    "loadline.v2.telemetry.demo.a",
    "loadline.v1.telemetry.demo",
    "loadline.v1.telemetry.demo.a.b",
    "loadline.v1.rumour.demo.a",
    "loadline.v1.telemetry.De.a",
    "",
  ])("%j is none of our subjects", (value) => {
    expect(parseSubject(value)).toBeNull();
  });

  test("a filter covers one cluster or all", () => {
    expect(subjectFilter("recommendation")).toBe("loadline.v1.recommendation.*.*");
    expect(subjectFilter("recommendation", "demo")).toBe("loadline.v1.recommendation.demo.*");
  });
});

describe("partitions", () => {
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
    await expect.poll(() => found.size, { timeout: 240_000 }).toBe(names.length);
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
    expect(["0/1", "0/3", "2/3"].map((partition) => leaseKey("lab", partition))).toEqual([
      "lab",
      "lab.0of3",
      "lab.2of3",
    ]);
  });
});
