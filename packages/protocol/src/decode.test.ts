import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { recommendationExample, telemetryExample } from "../testing/examples.ts";

import { checkpointBounds } from "./bounds.ts";
import { decode, deflated, encode, maxMessageBytes, parseJson } from "./decode.ts";
import { eventSchemas } from "./events/index.ts";
import { Recommendation } from "./events/recommendation.ts";
import { Telemetry } from "./events/telemetry.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("decode", () => {
  test("a telemetry sample is decoded as it was encoded", () => {
    expect(decode(Telemetry, encode(telemetryExample))).toEqual({ kind: "ok", value: telemetryExample });
  });

  test("a compressed sample is the same sample, in less than half of the bytes", () => {
    const payload = deflated(encode(telemetryExample));
    expect(decode(Telemetry, payload)).toEqual({ kind: "ok", value: telemetryExample });
    expect(payload.byteLength).toBeLessThan(encode(telemetryExample).byteLength / 2);
  });

  test("a sample with the gaps of its node is decoded as it was encoded", () => {
    const reasons = { "ring-full": 3, damaged: 1 };
    const gaps = [{ bootId: "3f0c2f5e-0000", fromSeq: 2, toSeq: 9, count: 4, reasons, lastAt: 1_800_000_000 }];
    expect(decode(Telemetry, encode({ ...telemetryExample, gaps }))).toEqual({
      kind: "ok",
      value: { ...telemetryExample, gaps },
    });
  });

  test("of a valid sample its schema is not asked, of any other it is", () => {
    const asked = vi.spyOn(Telemetry, "safeParse");
    for (const example of [telemetryExample, { ...telemetryExample, gaps: [] }]) decode(Telemetry, encode(example));
    const askedOfEvents = vi.spyOn(Recommendation, "safeParse");
    expect(decode(Recommendation, encode(recommendationExample)).kind).toBe("ok");
    expect([asked, askedOfEvents].flatMap(({ mock }) => mock.calls)).toEqual([]);
    decode(Recommendation, encode({ ...recommendationExample, time: "yesterday" }));
    expect(askedOfEvents).toHaveBeenCalledTimes(1);
    askedOfEvents.mockRestore();
    decode(Telemetry, encode({ ...telemetryExample, seq: 0.5 }));
    expect(asked).toHaveBeenCalledTimes(1);
    asked.mockRestore();
  });

  // What text can hold and a program cannot, what looks like another type, and what is just beyond a bound.
  const hostile = ["1e999", '"1"', "[]", "{}", "null", "true", "-1", '""', '{"__proto__":1}', `"${"x".repeat(300)}"`];

  test("one value of a sample that is replaced by any other is judged as by its schema", () => {
    const text = JSON.stringify({ ...telemetryExample, gaps: [] });
    const values = [...text.matchAll(/(?<=[:[,])("[^"]*"(?!:)|-?[\d.]+|null|true|false|\[\]|\{\})/g)];
    expect(values.length).toBeGreaterThan(50);
    for (const { index, 0: value } of values)
      for (const other of hostile) {
        const changed = text.slice(0, index) + other + text.slice(index + value.length);
        const { success, data } = Telemetry.safeParse(JSON.parse(changed));
        const decoded = decode(Telemetry, bytes(changed));
        expect([decoded.kind, decoded.kind === "ok" ? decoded.value : undefined]).toEqual(
          success ? ["ok", data] : ["rejected", undefined],
        );
      }
  });

  test.each([
    {
      refused: "x",
      item: z
        .string()
        .nullable()
        .refine((value) => value !== "x"),
    },
    {
      refused: 1,
      item: z
        .number()
        .nullable()
        .refine((value) => value !== 1),
    },
    {
      refused: true,
      item: z
        .boolean()
        .nullable()
        .refine((value) => value !== true),
    },
  ])("an array of nullable values refuses $refused as the refinement of its element does", ({ refused, item }) => {
    expect(decode(z.array(item), encode([null, refused]))).toMatchObject({ kind: "rejected", reason: "schema" });
    expect(decode(z.array(item), encode([null]))).toEqual({ kind: "ok", value: [null] });
  });

  test("an unknown field is ignored", () => {
    const decoded = decode(Telemetry, encode({ ...telemetryExample, colour: "blue" }));
    expect(decoded).toEqual({ kind: "ok", value: telemetryExample });
  });

  test.each([
    { name: "an unknown major version", payload: encode({ ...telemetryExample, v: 2 }), reason: "unknown-version" },
    { name: "text that is no JSON", payload: bytes("hello"), reason: "not-json" },
    { name: "bytes that are no UTF-8", payload: new Uint8Array([0xff, 0xfe, 0x00]), reason: "not-json" },
    { name: "a message above the bound", payload: new Uint8Array(maxMessageBytes + 1), reason: "too-large" },
    {
      name: "a compressed message cut short",
      payload: deflated(encode(telemetryExample)).subarray(0, 99),
      reason: "not-json",
    },
    {
      name: "a compressed message that unpacks to more than the bound",
      payload: deflated(new Uint8Array(4 * maxMessageBytes)),
      reason: "too-large",
    },
    { name: "a missing key", payload: encode({ ...telemetryExample, seq: undefined }), reason: "schema" },
    { name: "a negative sequence", payload: encode({ ...telemetryExample, seq: -1 }), reason: "schema" },
    { name: "text in a number column", payload: withColumn("powerDrawWatts", ["[N/A]"]), reason: "schema" },
    { name: "a column of another length", payload: withColumn("powerDrawWatts", [1, 2, 3]), reason: "schema" },
  ])("$name is rejected as $reason", ({ payload, reason }) => {
    expect(decode(Telemetry, payload)).toMatchObject({ kind: "rejected", reason });
  });

  test.each([
    { name: "47 bytes that nest a million arrays", text: "[".repeat(1_000_000), detail: "more than 16 levels" },
    { name: "nested objects", text: '{"a":'.repeat(17), detail: "more than 16 levels" },
    {
      name: "1,060 bytes that hold 520,000 invalid cells",
      text: `{"v":1,"gpus":{"uuid":[${"1,".repeat(520_000)}1]}}`,
      detail: "more than 4096 items in one array or object",
    },
    { name: "many arrays", text: `[${`[${"[],".repeat(4000)}[]],`.repeat(5)}[]]`, detail: "more than 20000 values" },
    { name: "a long string", text: JSON.stringify(['"'.repeat(8193)]), detail: "a string of more than 16384 bytes" },
    { name: "a string that never ends", text: `["${"x".repeat(20_000)}`, detail: "a string of more than 16384 bytes" },
  ])("$name: rejected before any value is built", ({ text, detail }) => {
    for (const payload of [bytes(text), deflated(bytes(text))]) {
      expect(decode(Telemetry, payload)).toEqual({ kind: "rejected", reason: "too-large", detail });
    }
  });

  test.each(["uuid", "powerDrawWatts", "clockEventReasons"] as const)(
    "a column %s of 4,000 invalid cells costs at most two issues",
    (column) => {
      const gpus = { ...telemetryExample.gpus, [column]: Array(4000).fill({}) };
      expect(Telemetry.safeParse({ ...telemetryExample, gpus }).error?.issues.length).toBeLessThanOrEqual(2);
    },
  );

  test("what stands in a string is no structure", () => {
    const detail = `${"[".repeat(100)}\\"${",".repeat(100)}`;
    const sources = { "nvidia-smi-xml": { state: "ok", ageSeconds: 0, durationSeconds: 0, detail } };
    expect(decode(Telemetry, encode({ ...telemetryExample, sources })).kind).toBe("ok");
  });

  test("a checkpoint may hold two weeks of minutes", () => {
    const minutes = encode(Array(20_160).fill(1.5));
    expect(parseJson(minutes, checkpointBounds).kind).toBe("ok");
    expect(parseJson(minutes).kind).toBe("rejected");
  });

  test("arbitrary bytes never throw, whatever the schema", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(...eventSchemas), (payload, { schema }) => {
        expect(decode(schema, payload).kind).toBe("rejected");
      }),
    );
  });

  test("arbitrary JSON never throws, whatever the schema", () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(...eventSchemas), (text, { schema }) => {
        expect(decode(schema, bytes(text)).kind).toBe("rejected");
      }),
    );
  });
});

function withColumn(column: string, values: readonly unknown[]): Uint8Array {
  return encode({ ...telemetryExample, gpus: { ...telemetryExample.gpus, [column]: values } });
}
