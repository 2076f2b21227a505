import { expect, test } from "vitest";
import { expectGoldens, plainView } from "../../test/golden.ts";
import { blindHold, eventWith, scaleUp } from "../../test/recommendation-event.ts";
import { headroomOf, renderRecommendation } from "./render-recommendation.ts";

const at = (iso: string): number => Date.parse(iso) / 1000;
const soonAfter = at("2026-11-24T12:00:05Z");
const hold = eventWith({
  heartbeat: true,
  data: {
    verdict: "hold",
    reason: { code: "within-load-line", message: "3 replicas carry the demand: nothing to change" },
    replicas: { ...scaleUp.data.replicas, currentTarget: 3, desired: 3 },
    change: { usdPerHour: 0, watts: 0 },
  },
});

test.each([
  { name: "a scale-up that is still valid", event: scaleUp, now: soonAfter, file: "scale-up" },
  { name: "a repeated hold", event: hold, now: soonAfter, file: "hold" },
  {
    name: "a hold with every input unknown, hours later",
    event: blindHold,
    now: at("2026-11-24T15:00:00Z"),
    file: "blind",
  },
])("$name reads as its golden files, narrow and wide", ({ event, now, file }) => {
  expectGoldens((view) => renderRecommendation(event, now, view), file);
});

test("control characters of an event never reach the terminal", () => {
  const event = eventWith({ data: { reason: { code: "observing", message: "quiet\u001b[2Jnow" } } });
  expect(renderRecommendation(event, soonAfter, plainView(80))).not.toContain("\u001b");
});

test.each([
  { name: "free share of what the ready replicas carry", event: scaleUp, expected: 1 - 12 / 13.5 },
  { name: "unknown while the ready count is", event: blindHold, expected: null },
  {
    name: "unknown with no ready replica, rather than minus infinity",
    event: eventWith({ data: { replicas: { ...scaleUp.data.replicas, ready: 0 } } }),
    expected: null,
  },
])("headroom: $name", ({ event, expected }) => {
  expect(headroomOf(event.data)).toBe(expected);
});
