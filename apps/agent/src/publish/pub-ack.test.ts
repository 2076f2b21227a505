import { encode } from "@loadline/wire";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePubAck } from "./broker.ts";

test.each([
  {
    name: "a stored message",
    status: 0,
    body: { stream: "S", seq: 7 },
    expected: { kind: "stored", duplicate: false },
  },
  {
    name: "a repeated one",
    status: 0,
    body: { stream: "S", seq: 7, duplicate: true },
    expected: { kind: "stored", duplicate: true },
  },
  { name: "no stream has the subject", status: 503, body: "", expected: { kind: "no-stream" } },
  {
    name: "the stream refuses",
    status: 0,
    body: {
      error: { code: 503, err_code: 10077, description: "maximum messages per subject exceeded" },
      stream: "S",
      seq: 0,
    },
    expected: { kind: "refused", detail: "maximum messages per subject exceeded (code 10077)" },
  },
  {
    name: "somebody else answers",
    status: 0,
    body: { hello: 1 },
    expected: { kind: "refused", detail: "the answer names no stream" },
  },
])("$name", ({ status, body, expected }) => expect(parsePubAck(status, encode(body))).toEqual(expected));

test("any bytes are answered, and none of them stores by accident", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(parsePubAck(0, bytes).kind).toBe("refused");
    }),
  );
});
