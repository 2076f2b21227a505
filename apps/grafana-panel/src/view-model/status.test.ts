import { describe, expect, test } from "vitest";
import { capacityViewModel, frame } from "../../test/frame-fixtures.ts";
import type { FrameLike } from "./frame.ts";
import { becauseText, isBlind, levelOf, mostUrgent, runbookOf, statusText, todoText } from "./status.ts";

const viewOf = (...frames: readonly FrameLike[]) => {
  const settings = { asOfMs: 2000, staleAfterMs: 10_000, deployments: [], isPresent: true } as const;
  const model = capacityViewModel(frames, settings);
  if (model.kind === "empty" || model.deployments[0] === undefined) throw new Error("expected a deployment");
  return model.deployments[0];
};

const headroom = (value: number) => frame({ metric: "loadline_headroom_ratio", values: [value, value, value] });

const status = (severity: string, code: string, values: readonly number[] = [1, 1, 1]) =>
  frame({
    metric: "loadline_status_since_timestamp_seconds",
    labels: { severity, source: "finding", code },
    values: [...values],
  });

const ofNode = (metric: string, labels: Readonly<Record<string, string>>) =>
  frame({ metric, labels: { node: "n1", ...labels }, values: [1, 1, 1] });

describe("how urgent a deployment is", () => {
  test.each([
    { severity: "critical", level: "over" },
    { severity: "warning", level: "tight" },
    { severity: "notice", level: "unknown" },
    { severity: "later than this panel", level: "unknown" },
    { severity: "none", level: "ample" },
  ])("severity $severity is $level, whatever its headroom", ({ severity, level }) => {
    for (const ratio of [-0.5, 0.9])
      expect(levelOf(viewOf(headroom(ratio), status(severity, "stale-node")))).toBe(level);
  });

  test("without a severity its headroom decides, and old data are unknown", () => {
    expect(levelOf(viewOf(headroom(0.9)))).toBe("ample");
    expect(levelOf({ ...viewOf(headroom(0.9)), stale: true, status: null, leastHeadroomRatio: 0.9 })).toBe("unknown");
  });
});

test("the most urgent are the critical ones, warnings and what has no fresh data, in this order", () => {
  const judged = (severity: string, stale = false) => ({
    status: { severity, code: "covered", sinceMs: 0 },
    stale,
    leastHeadroomRatio: 0.5,
  });
  const views = [judged("none"), judged("none", true), judged("warning"), judged("notice"), judged("critical")];
  expect(mostUrgent(views)).toEqual([views[4], views[2], views[1]]);
});

describe("the status", () => {
  test("of two at a change is the present one", () => {
    const view = viewOf(status("none", "covered", [1]), status("warning", "stale-node", [2, 2, 2]));
    expect(view.status).toEqual({ severity: "warning", code: "stale-node", sinceMs: 2000 });
    expect(isBlind(view)).toBe(true);
  });

  test.each([
    ["at-maximum", "engines are slower than planned (−30 requests/s)", /^compare GPU.*; else raise replicas\.max/],
    ["stale-node", null, /^look at the node/],
    ["budget-exhausted", "more load than planned (95 of 90 requests/s)", /^raise the budget/, 95],
  ])("%s: the loss that decides, or the load, is named", (code, because, todo, now = 80) => {
    const loss = (step: string, cause: string, value: number) =>
      frame({
        metric: "loadline_capacity_ledger_requests_per_second",
        labels: { step, cause },
        values: [value, value, value],
      });
    const view = viewOf(
      status("critical", code),
      loss("planned", "total", 90),
      loss("effective", "measured-speed", -30),
      loss("effective", "total", 60),
      frame({ metric: "loadline_demand_requests_per_second", values: [now, now, now] }),
    );
    expect(becauseText(view)).toBe(because);
    expect(todoText(view)).toMatch(todo);
  });

  test("names the nodes of the deployment that have a problem, no others, and what to do", () => {
    const view = viewOf(
      status("warning", "stale-node"),
      ofNode("loadline_node_replicas", { pool: "h100" }),
      ofNode("loadline_node_problem_since_timestamp_seconds", { problem: "stale", deployment: "" }),
      ofNode("loadline_node_problem_since_timestamp_seconds", { problem: "stale", deployment: "", node: "n2" }),
    );
    expect(view.status && statusText(view.status, view.nodeProblems)).toBe("node telemetry stopped: n1");
    expect(todoText(view)).toBe("look at the node, its agent and its clock");
  });

  test("of many nodes the first three are named", () => {
    const frames = ["n1", "n2", "n3", "n4", "n5"].flatMap((node) => [
      ofNode("loadline_node_replicas", { pool: "h100", node }),
      ofNode("loadline_node_problem_since_timestamp_seconds", { problem: "stale", deployment: "", node }),
    ]);
    const view = viewOf(status("warning", "stale-node"), ...frames);
    expect(view.status && statusText(view.status, view.nodeProblems)).toBe(
      "node telemetry stopped: n1, n2, n3, 2 more",
    );
  });

  test("a code of a newer recommender is shown as it is written, without advice", () => {
    const view = viewOf(status("warning", "loose-cable"));
    expect(view.status && [statusText(view.status, []), todoText(view)]).toEqual(["loose cable", null]);
  });
});

test.each([
  { folder: "https://wiki/runbooks/", link: "https://wiki/runbooks/problems.md#a%22b" },
  { folder: "/runbooks", link: "/runbooks/problems.md#a%22b" },
  { folder: "", link: null },
  { folder: "javascript:alert(1)", link: null },
  { folder: "//elsewhere", link: null },
])("the runbook in '$folder' is $link", ({ folder, link }) =>
  expect(runbookOf({ severity: "warning", code: 'a"b', sinceMs: 0 }, folder)).toBe(link),
);
