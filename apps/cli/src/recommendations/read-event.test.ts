import { encode } from "@loadline/wire";
import { expect, test } from "vitest";
import { eventWith, scaleUp } from "../testing/recommendation-event.ts";
import { readEvent } from "./read-event.ts";

const subject = scaleUp.subject;

test("an event keeps on its line what the schema does not know", () => {
  const stored = { ...scaleUp, signature: "s" };
  const read = readEvent({ subject, data: encode(stored) });
  expect(read).toMatchObject({ kind: "event", cluster: "demo", deployment: "chat" });
  expect(read.kind === "event" && JSON.parse(read.json)).toEqual(stored);
});

test("an event stored over several lines comes out on one", () => {
  const data = new TextEncoder().encode(JSON.stringify(scaleUp, null, 2));
  const read = readEvent({ subject, data });
  expect(read.kind === "event" && read.json).toBe(JSON.stringify(scaleUp));
});

test.each([
  { name: "bytes that are no JSON", data: new TextEncoder().encode("{"), why: "not-json" },
  { name: "an event of another version", data: encode({ ...scaleUp, specversion: "2.0" }), why: "specversion" },
  {
    name: "an event for another subject",
    data: encode(eventWith({ deployment: "other" })),
    why: "it says it belongs to",
  },
  {
    name: "an event that speaks of another deployment",
    data: encode({ ...scaleUp, data: { ...scaleUp.data, target: { ...scaleUp.data.target, deployment: "other" } } }),
    why: "it speaks of demo/other",
  },
])("$name is rejected with the reason", ({ data, why }) => {
  expect(readEvent({ subject, data })).toMatchObject({ kind: "rejected", why: expect.stringContaining(why) });
});

test("a message outside our subjects is rejected", () => {
  expect(readEvent({ subject: "other.subject", data: encode(scaleUp) })).toMatchObject({ kind: "rejected" });
});
