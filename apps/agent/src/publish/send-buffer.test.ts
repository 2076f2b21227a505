import fc from "fast-check";
import { expect, test } from "vitest";
import { type Dropped, type Outgoing, SendBuffer } from "./send-buffer.ts";

const message = (id: number, bytes = 10, kind: Outgoing["kind"] = "telemetry"): Outgoing => ({
  id,
  kind,
  subject: "s",
  payload: new Uint8Array(bytes),
});
const droppedIds = (dropped: readonly Dropped[]): number[] => dropped.map(({ message: { id } }) => id);
const ids = (messages: Iterable<Outgoing>): number[] => [...messages].map(({ id }) => id);

test.each([
  { name: "one message over the count drops the oldest", limits: { maxMessages: 3, maxBytes: 1000 }, expected: [0] },
  {
    name: "bytes over the bound drop as many as it takes",
    limits: { maxMessages: 10, maxBytes: 25 },
    expected: [0, 1],
  },
  { name: "within both bounds nothing is dropped", limits: { maxMessages: 4, maxBytes: 40 }, expected: [] },
])("$name", ({ limits, expected }) => {
  const buffer = new SendBuffer(limits);
  expect([0, 1, 2, 3].flatMap((id) => droppedIds(buffer.push(message(id))))).toEqual(expected);
});

test("samples are dropped before health events, which are published once", () => {
  const buffer = new SendBuffer({ maxMessages: 2, maxBytes: 1000 });
  const dropped = [
    message(0, 10, "health"),
    message(1),
    message(2, 10, "health"),
    message(3),
    message(4, 10, "health"),
  ];
  expect(dropped.flatMap((each) => droppedIds(buffer.push(each)))).toEqual([1, 3, 0]);
});

test("a message larger than the whole buffer is dropped, and costs no other", () => {
  const buffer = new SendBuffer({ maxMessages: 3, maxBytes: 100 });
  buffer.push(message(0));
  expect(droppedIds(buffer.push(message(1, 101)))).toEqual([1]);
  expect(ids(buffer.messages())).toEqual([0]);
});

const operation = fc.oneof(
  fc.record({ kind: fc.constant("push" as const), bytes: fc.integer({ min: 0, max: 60 }) }),
  fc.record({ kind: fc.constant("remove" as const), id: fc.nat(40) }),
);

test("whatever happens: bounded, in order, and every message is retained, removed or dropped exactly once", () => {
  fc.assert(
    fc.property(
      fc.array(operation, { maxLength: 80 }),
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 1, max: 120 }),
      (operations, maxMessages, maxBytes) => {
        const buffer = new SendBuffer({ maxMessages, maxBytes });
        const gone: number[] = [];
        let next = 0;
        for (const step of operations) {
          if (step.kind === "push") gone.push(...droppedIds(buffer.push(message(next++, step.bytes))));
          else if (buffer.remove(step.id)) gone.push(step.id);
          const retained = [...buffer.messages()];
          expect(buffer.size).toBe(retained.length);
          expect(buffer.size).toBeLessThanOrEqual(maxMessages);
          expect(buffer.bytes).toBe(retained.reduce((sum, { payload }) => sum + payload.byteLength, 0));
          expect(buffer.bytes).toBeLessThanOrEqual(maxBytes);
          expect(ids(retained)).toEqual(ids(retained).toSorted((a, b) => a - b));
        }
        expect([...gone, ...ids(buffer.messages())].toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: next }, (_, id) => id),
        );
      },
    ),
  );
});
