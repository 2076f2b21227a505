import { capacityLedger } from "@loadline/control";
import { explainDecision, type Ledger, type Recommendation } from "@loadline/protocol";
import { recommendationExample } from "@loadline/protocol/testing";
import { describe, expect, test } from "vitest";
import { atBothWidths, plainView } from "../../test/golden.ts";
import { blindHold, eventWith, scaleUp } from "../../test/recommendation-event.ts";
import type { View } from "../terminal/view.ts";
import { renderExplanation } from "./render-explanation.ts";
import { renderLedger } from "./render-ledger.ts";
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
  { name: "a scale-up that is still valid", event: scaleUp, now: soonAfter },
  { name: "a repeated hold", event: hold, now: soonAfter },
  {
    name: "a count that nothing sets",
    event: eventWith({
      data: {
        following: {
          state: "not-followed",
          cause: "no-autoscaler",
          replicas: 2,
          seconds: 90,
          detail: "asked for 3 since 90 s; the workload asks for 2: no autoscaler refers to it",
        },
      },
    }),
    now: soonAfter,
  },
  {
    name: "a hold with every input unknown, hours later",
    event: blindHold,
    now: at("2026-11-24T15:00:00Z"),
  },
])("$name reads as its snapshot, narrow and wide", ({ event, now }) => {
  expect(atBothWidths((view) => renderRecommendation(event, now, view))).toMatchSnapshot();
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

describe("explanations", () => {
  const now = Date.parse("2026-11-24T12:00:05Z") / 1000;
  const rendered = (event: Recommendation, view: View): string =>
    renderExplanation(explainDecision(event), { now, isVerified: false, inputs: true }, view);

  const { forecast } = recommendationExample.data;
  const advised = eventWith({
    data: {
      forecast: forecast && { ...forecast, surgeRequestsPerSecond: 19 },
      following: {
        state: "overruled",
        cause: "paused",
        replicas: 2,
        seconds: 240,
        detail: "asked for 3 since 4 min; the workload asks for 2: ScaledObject chat is paused at 2",
      },
      advice: [
        {
          code: "node-pool",
          message: "5 replicas take 5 GPUs: 1 node more than the 0 that are free",
          value: 1,
          unit: "nodes",
        },
        { code: "gateway-limit", message: "let through at most 21600 tokens/s", value: 21_600, unit: "tokens/s" },
      ],
      evidence: [
        ...scaleUp.data.evidence,
        { input: "model.speedFactor", value: 1.2814, unit: "ratio", ageSeconds: 4 },
        { input: "queue time", value: null, unit: "s", ageSeconds: null },
        { input: "router.law", value: "random", unit: null, ageSeconds: 4 },
        { input: "router.spread", value: 1.04, unit: "ratio", ageSeconds: 4 },
        {
          input: "router.bound",
          value: "the count falls no lower than a random split allows",
          unit: null,
          ageSeconds: 4,
        },
      ],
    },
  });

  test.each([
    { name: "a scale-up with advice", event: advised },
    { name: "a hold with every input unknown", event: blindHold },
  ])("$name reads as its snapshot, narrow and wide", ({ event }) => {
    expect(atBothWidths((view) => rendered(event, view))).toMatchSnapshot();
  });

  test("no line is longer than the terminal, and nothing of the event moves the cursor", () => {
    const hostile = eventWith({
      data: { counterfactual: "\u001b[2Jwould hold", missing: [{ input: "\u0007x", ageSeconds: 1 }] },
    });
    for (const event of [advised, blindHold, hostile]) {
      const text = rendered(event, plainView(80));
      expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
      expect(text).not.toMatch(/[^\P{Cc}\n]/u);
    }
  });
});

describe("ledgers", () => {
  const rows = capacityLedger({
    planned: 12,
    desired: 10,
    serving: 6,
    starting: 1,
    draining: 0,
    notAnswering: 1,
    stale: 1,
    obstacle: "no-capacity",
    limitedBy: null,
    reserve: 1,
    gpusPerReplica: 2,
    rates: {
      planned: { requestsPerSecond: 9.6 },
      modelled: { requestsPerSecond: 7.2 },
      effective: { requestsPerSecond: 6.9 },
    },
  });

  const ledger: Ledger = {
    rows: rows.map(({ causes, ...row }) => ({ ...row, causes: [...causes] })),
    needed: { now: 38, atLeadTime: 44.2, atPlannedPeak: 90 },
  };

  test("a ledger reads as its golden files, narrow and as wide as a terminal", () => {
    expect(atBothWidths((view) => renderLedger(eventWith({}), ledger, view))).toMatchSnapshot();
  });

  test("a cause that a newer recommender names is shown without a text", () => {
    const newer = {
      ...ledger,
      rows: [{ ...ledger.rows[0], causes: [{ cause: "x", replicas: -1, gpus: -2, requestsPerSecond: null }] }],
    };
    const text = renderLedger(eventWith({}), newer as Ledger, plainView(100));
    expect(text).toContain("unknown");
  });
});
