import { encode, type Recommendation } from "@loadline/protocol";
import { expect, test } from "vitest";
import { eventWith, scaleUp } from "../../test/recommendation-event.ts";
import { readEvent, type Selection, selectEvents } from "./read-event.ts";

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
    why: "its subject is loadline.v1.recommendation.demo.other",
  },
  {
    name: "an event whose target is another deployment",
    data: encode({ ...scaleUp, data: { ...scaleUp.data, target: { ...scaleUp.data.target, deployment: "other" } } }),
    why: "its target is demo/other",
  },
])("$name is rejected with the reason", ({ data, why }) => {
  expect(readEvent({ subject, data })).toMatchObject({ kind: "rejected", why: expect.stringContaining(why) });
});

test("a message outside our subjects is rejected", () => {
  expect(readEvent({ subject: "other.subject", data: encode(scaleUp) })).toMatchObject({ kind: "rejected" });
});

const everything: Selection = { deployment: undefined, cluster: undefined, heartbeats: false };
const change = eventWith({});
const repeat = eventWith({ heartbeat: true });
const other = eventWith({ deployment: "other", heartbeat: true });

const shown = (settings: Selection, events: readonly Recommendation[]): readonly boolean[] => {
  const isSelected = selectEvents(settings);
  return events.map((event) => {
    const read = readEvent({ subject: event.subject, data: encode(event) });
    return read.kind === "event" && isSelected(read);
  });
};

test.each([
  { name: "repeats are hidden", settings: {}, events: [change, repeat, change], expected: [true, false, true] },
  {
    name: "the first event of a deployment is shown though it is a repeat",
    settings: {},
    events: [repeat, other, repeat],
    expected: [true, true, false],
  },
  {
    name: "repeats are shown on demand",
    settings: { heartbeats: true },
    events: [repeat, repeat],
    expected: [true, true],
  },
  { name: "only one deployment", settings: { deployment: "other" }, events: [change, other], expected: [false, true] },
  { name: "only one cluster", settings: { cluster: "prod" }, events: [change, other], expected: [false, false] },
])("$name", ({ settings, events, expected }) => {
  expect(shown({ ...everything, ...settings }, events)).toEqual(expected);
});
