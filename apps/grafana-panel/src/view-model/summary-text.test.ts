import { describe, expect, test } from "vitest";
import { capacityViewModel, frame } from "../../test/frame-fixtures.ts";
import { limitText, reasonText, verdictText } from "./decision.ts";
import type { DeploymentView } from "./deployment-view.ts";
import { defaultFormats, fullnessLevel } from "./format-value.ts";
import type { FrameLike } from "./frame.ts";
import { headroomText, markdownText, readyText, recommendedText, summaryText } from "./summary-text.ts";

const viewOf = (frames: readonly FrameLike[], asOfMs = 2000): DeploymentView => {
  const model = capacityViewModel(frames, {
    asOfMs,
    staleAfterMs: 10_000,

    deployments: [],
    isPresent: true,
  });
  if (model.kind === "empty" || model.deployments[0] === undefined) throw new Error("expected a deployment");
  return model.deployments[0];
};

const viewAt = (asOfMs: number): DeploymentView => {
  const phase = { phase: "decode" };
  return viewOf(
    [
      frame({ metric: "loadline_demand_tokens_per_second", labels: phase, values: [45_000] }),
      frame({ metric: "loadline_load_line_tokens_per_second", labels: phase, values: [40_000] }),
      frame({ metric: "loadline_capacity_tokens_per_second", labels: phase, values: [48_000] }),
      frame({ metric: "loadline_headroom_ratio", values: [-0.13] }),
      frame({ metric: "loadline_ready_replicas", values: [6] }),
      frame({ metric: "loadline_desired_replicas", values: [8] }),
      frame({ metric: "loadline_binding_limit", labels: { limit: "decode-bandwidth" }, values: [1] }),
      frame({ metric: "loadline_verdict", labels: { verdict: "hold", reason: "replicas-pending" }, values: [1] }),
      frame({ metric: "loadline_decision_blocked", labels: { reason: "pool-exhausted" }, values: [1] }),
    ],
    asOfMs,
  );
};

test("the summary names deployment, headroom, limit, replicas, verdict with reason, and age", () => {
  expect(summaryText(viewAt(2000))).toBe(
    "Deployment chat in east; headroom −13 %; decode demand 45k tok/s, load line 40k tok/s, capacity 48k tok/s; " +
      "load line reached now; binding limit decode bandwidth; 6 replicas ready, 8 recommended, unknown planned; " +
      "Hold: requested replicas are not ready yet; the pool has no available capacity; data 2 s old",
  );
});

test("a stale deployment is shown as stale, without old values", () => {
  const summary = summaryText(viewAt(180_000));
  expect(summary).toContain("headroom unknown");
  expect(summary).toContain("data is stale, 3 min old");
  expect(reasonText(viewAt(180_000))).toBe("the newest sample is 3 min old");
});

const undecided = { verdict: null, bindingLimit: null, reason: null, blockedBy: [], stale: false, dataAgeSeconds: 0 };

describe("texts of codes", () => {
  test("known codes have a text", () => {
    expect(verdictText("scale-up")).toBe("Scale up");
    expect(limitText("kv-cache")).toBe("KV cache");
  });

  test("codes of a newer recommender are readable", () => {
    expect(reasonText({ ...undecided, reason: "brand-new-reason" })).toBe("brand new reason");
    expect(verdictText("wait-for-it")).toBe("wait for it");
  });

  test("an unknown code is shown as unknown", () => {
    expect(verdictText(null)).toBe("No verdict");
    expect(limitText(null)).toBe("unknown");
    expect(reasonText(undecided)).toBeNull();
  });
});

describe("fullnessLevel", () => {
  test.each([
    { name: "demand above the load line", ratio: -0.01, expected: "over" },
    { name: "just at the load line", ratio: 0, expected: "tight" },
    { name: "little left", ratio: 0.09, expected: "tight" },
    { name: "enough left", ratio: 0.1, expected: "ample" },
    { name: "unknown headroom", ratio: null, expected: "unknown" },
  ])("$name", ({ ratio, expected }) => expect(fullnessLevel(ratio)).toBe(expected));
});

test("while a part of a deployment is stale, what there is at least is shown", () => {
  const view = viewOf([
    frame({ metric: "loadline_known_ready_replicas", values: [5] }),
    frame({ metric: "loadline_headroom_least_ratio", values: [-0.2] }),
    frame({ metric: "loadline_demand_tokens_per_second", labels: { phase: "decode" }, values: [10] }),
    frame({ metric: "loadline_load_line_tokens_per_second", labels: { phase: "decode" }, values: [100] }),
  ]);
  expect([readyText(view), headroomText(view, defaultFormats)]).toEqual(["at least 5", "at worst −20 %"]);
});

test("ready replicas of which none is known are unknown", () => {
  expect(readyText(viewOf([frame({ metric: "loadline_known_ready_replicas", values: [0] })]))).toBe("unknown");
});

test("a load line of zero leaves none", () => {
  const view = viewOf([
    frame({ metric: "loadline_demand_tokens_per_second", labels: { phase: "decode" }, values: [10] }),
    frame({ metric: "loadline_load_line_tokens_per_second", labels: { phase: "decode" }, values: [0] }),
  ]);
  expect(headroomText(view, defaultFormats)).toBe("none left");
  expect(fullnessLevel(view.leastHeadroomRatio)).toBe("over");
});

test.each([
  { name: "a range around the count is shown", range: [6, 12], text: "11 (6 to 12)" },
  { name: "a range that the count is not in says nothing of it", range: [6, 7], text: "11" },
  { name: "a range of one count says no more than the count", range: [11, 11], text: "11" },
  { name: "half a range is none", range: [6, Number.NaN], text: "11" },
])("$name", ({ range, text }) => {
  const view = viewOf([
    frame({ metric: "loadline_desired_replicas", values: [11] }),
    frame({ metric: "loadline_desired_replicas_lower", values: [range[0]] }),
    frame({ metric: "loadline_desired_replicas_upper", values: [range[1]] }),
  ]);
  expect(recommendedText(view)).toBe(text);
});

test("a name cannot turn the direction of the sentence", () => {
  const view = viewOf([
    frame({
      metric: "loadline_headroom_ratio",
      labels: { deployment: "\u202egpj.exe\u2066" },
      values: [0.5],
    }),
  ]);
  expect(summaryText(view)).toMatch(/^Deployment gpj\.exe in east; /);
});

test("as Markdown a name is text: nothing in it is a link, a mention or a heading", () => {
  const headroom = (deployment: string, value: number) =>
    frame({ metric: "loadline_headroom_ratio", labels: { deployment }, values: [value] });
  const text = markdownText(viewOf([headroom("<!channel> @here [x](http://a)\n# b", -0.04)]));
  expect(text.split("\n")[0]).toBe(
    "**\\<\\!channel\\> \\@here \\[x\\]\\(http\\://a\\) \\# b** east, 1970-01-01T00:00:02.000Z",
  );
  expect(text).toContain("- headroom −4 %, limited by unknown");
  const limit = viewOf([
    headroom("a", 0),
    frame({
      metric: "loadline_binding_limit",
      labels: { deployment: "a", limit: "[x](www.evil.example) @here" },
      values: [1],
    }),
  ]);
  expect(markdownText(limit)).toContain("limited by \\[x\\]\\(www\\.evil.example\\) \\@here");
  expect(
    text
      .split("\n")
      .slice(1)
      .every((line) => line.startsWith("- ")),
  ).toBe(true);
});
