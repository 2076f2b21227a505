import { expect, test } from "vitest";
import { type Bounds, checkpointBounds, excessIn, messageBounds } from "./bounds.ts";

const bounds: Bounds = { bytes: 40, depth: 2, items: 3, values: 6, textBytes: 4 };

test.each([
  { json: "[[1]]", excess: null },
  { json: "[[[1]]]", excess: "more than 2 levels" },
  { json: '{"a":{},"b":[]}', excess: null },
  { json: '{"a":{"b":{}}}', excess: "more than 2 levels" },
  { json: "[1,2,3]", excess: null },
  { json: "[1,2,3,4]", excess: "more than 3 items in one array or object" },
  { json: "[[1,2],3,4]", excess: null },
  { json: "[[1,2],[3]]", excess: null },
  { json: "[[1,2],[3,4]]", excess: "more than 6 values" },
  { json: '["abcd"]', excess: null },
  { json: '["abcde"]', excess: "a string of more than 4 bytes" },
  { json: String.raw`["\"[[",1]`, excess: null },
  { json: String.raw`["\\",[[1]]]`, excess: "more than 2 levels" },
  { json: '"[[["', excess: null },
  { json: '["', excess: null },
  { json: `[${" ".repeat(38)}]`, excess: null },
  { json: `[${" ".repeat(39)}]`, excess: "more than 40 bytes" },
])("$json exceeds: $excess", ({ json, excess }) => {
  expect(excessIn(new TextEncoder().encode(json), bounds)).toBe(excess);
});

test("the bounds of messages and of checkpoints are those that were reviewed", () => {
  expect(messageBounds).toEqual({ bytes: 1_048_576, depth: 16, items: 4096, values: 20_000, textBytes: 16_384 });
  expect(checkpointBounds).toEqual({ ...messageBounds, items: 65_536, values: 262_144 });
});
