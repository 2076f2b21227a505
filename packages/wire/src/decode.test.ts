import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deflated } from "./compression.ts";
import { decode, encode, maxMessageBytes } from "./decode.ts";
import { eventSchemas } from "./events/index.ts";
import { Telemetry } from "./events/telemetry.ts";
import { telemetryExample } from "./testing/examples.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("decode", () => {
  test("a telemetry sample survives the way over the wire", () => {
    expect(decode(Telemetry, encode(telemetryExample))).toEqual({ kind: "ok", value: telemetryExample });
  });

  test("a compressed sample is the same sample, in less than half of the bytes", () => {
    const payload = deflated(encode(telemetryExample));
    expect(decode(Telemetry, payload)).toEqual({ kind: "ok", value: telemetryExample });
    expect(payload.byteLength).toBeLessThan(encode(telemetryExample).byteLength / 2);
  });

  test("a sample with the gaps of its node survives the way over the wire", () => {
    const reasons = { "ring-full": 3, damaged: 1 };
    const gaps = [{ bootId: "3f0c2f5e-0000", fromSeq: 2, toSeq: 9, count: 4, reasons, lastAt: 1_800_000_000 }];
    expect(decode(Telemetry, encode({ ...telemetryExample, gaps }))).toEqual({
      kind: "ok",
      value: { ...telemetryExample, gaps },
    });
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
