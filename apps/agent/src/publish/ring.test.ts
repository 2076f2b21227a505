import fc from "fast-check";
import { expect, test } from "vitest";
import type { Lost, Outgoing } from "./outgoing.ts";
import { MemoryRing } from "./ring.ts";

const message = (id: number, bytes = 10): Outgoing => ({
  id,
  kind: "telemetry",
  subject: "s",
  payload: new Uint8Array(bytes),
});
const lostIds = (lost: readonly Lost[]): number[] => lost.map(({ message: { id } }) => id);
const ids = (messages: Iterable<Outgoing>): number[] => [...messages].map(({ id }) => id);

test.each([
  { name: "one message over the count drops the oldest", limits: { maxSamples: 3, maxBytes: 1000 }, expected: [0] },
  { name: "bytes over the bound drop as many as it takes", limits: { maxSamples: 10, maxBytes: 25 }, expected: [0, 1] },
  { name: "within both bounds nothing is dropped", limits: { maxSamples: 4, maxBytes: 40 }, expected: [] },
])("$name", ({ limits, expected }) => {
  const ring = new MemoryRing(limits, () => 1);
  expect([0, 1, 2, 3].flatMap((id) => lostIds(ring.push(message(id))))).toEqual(expected);
});

test("a message larger than the whole ring is not taken, and costs no other", () => {
  const ring = new MemoryRing({ maxSamples: 3, maxBytes: 100 }, () => 1);
  ring.push(message(0));
  expect(lostIds(ring.push(message(1, 101)))).toEqual([1]);
  expect(ids(ring.messages())).toEqual([0]);
});

const operation = fc.oneof(
  fc.record({ kind: fc.constant("push" as const), bytes: fc.integer({ min: 0, max: 60 }) }),
  fc.record({ kind: fc.constant("remove" as const), id: fc.nat(40) }),
);

test("whatever happens: bounded, in order, and every message is kept, removed or dropped exactly once", () => {
  fc.assert(
    fc.property(
      fc.array(operation, { maxLength: 80 }),
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 1, max: 120 }),
      (operations, maxSamples, maxBytes) => {
        const ring = new MemoryRing({ maxSamples, maxBytes }, () => 1);
        const gone: number[] = [];
        let next = 0;
        for (const step of operations) {
          if (step.kind === "push") gone.push(...lostIds(ring.push(message(next++, step.bytes))));
          else if (ring.remove(step.id)) gone.push(step.id);
          const kept = [...ring.messages()];
          expect(ring.size).toBe(kept.length);
          expect(ring.size).toBeLessThanOrEqual(maxSamples);
          expect(ring.bytes).toBe(kept.reduce((sum, { payload }) => sum + payload.byteLength, 0));
          expect(ring.bytes).toBeLessThanOrEqual(maxBytes);
          expect(ids(kept)).toEqual(ids(kept).toSorted((a, b) => a - b));
        }
        expect([...gone, ...ids(ring.messages())].toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: next }, (_, id) => id),
        );
      },
    ),
  );
});
