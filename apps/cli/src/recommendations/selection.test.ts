import { encode, type Recommendation } from "@loadline/wire";
import { expect, test } from "vitest";
import { eventWith } from "../testing/recommendation-event.ts";
import { readEvent } from "./read-event.ts";
import { type SelectionSettings, selectEvents } from "./selection.ts";

const everything: SelectionSettings = { deployment: null, cluster: null, heartbeats: false };
const change = eventWith({});
const repeat = eventWith({ heartbeat: true });
const other = eventWith({ deployment: "other", heartbeat: true });

const shown = (settings: SelectionSettings, events: readonly Recommendation[]): readonly boolean[] => {
  const isSelected = selectEvents(settings);
  return events.map((event) => {
    const read = readEvent({ subject: event.subject, data: encode(event) });
    return read.kind === "event" && isSelected(read);
  });
};

test.each([
  { name: "repeats are hidden", settings: {}, events: [change, repeat, change], expected: [true, false, true] },
  {
    name: "the first word on a deployment is shown though it is a repeat",
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
