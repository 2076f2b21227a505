import { describe, expect, test } from "vitest";
import { capacityViewModel, frame } from "../../test/frame-fixtures.ts";
import { groupedBy, groupingLabels, sortedBy, worstFirst } from "./capacity-view-model.ts";
import { replicasThatFit } from "./deployment-view.ts";
import type { FrameLike } from "./frame.ts";
import { markdownText, readyText, worstText } from "./summary-text.ts";

const viewsOf = (frames: readonly FrameLike[]) => {
  const settings = {
    asOfMs: 2000,
    staleAfterMs: 10_000,
    phase: "auto",
    deployments: [],
    forecastSeconds: 120,
  } as const;
  const model = capacityViewModel(frames, settings);
  return model.kind === "deployments" ? model.deployments : [];
};

const headroom = (deployment: string, value: number) =>
  frame({ metric: "loadline_headroom_ratio", labels: { deployment }, values: [value] });

test("the ranking is by headroom, an unknown one counts as none", () => {
  const views = viewsOf([headroom("b", 0.33), headroom("a", 0.31), headroom("over", -0.1), headroom("x", Number.NaN)]);
  expect(worstFirst(views).map(({ deployment }) => deployment)).toEqual(["over", "x", "a", "b"]);
});

test("the sentence names the worst deployment with headroom, limit and reason", () => {
  const frames = [
    headroom("fine", 0.5),
    headroom("chat", -0.04),
    frame({ metric: "loadline_binding_limit", labels: { limit: "kv-cache" }, values: [1] }),
    frame({ metric: "loadline_verdict", labels: { verdict: "hold", reason: "pool-exhausted" }, values: [1] }),
  ];
  expect(worstText(viewsOf(frames))).toBe(
    "Least headroom of 2 deployments: chat in east, −4 %, limited by KV cache. Hold: the pool has no available capacity.",
  );
  expect(worstText([])).toBeNull();
});

test("a name cannot turn the direction of the sentence", () => {
  expect(worstText(viewsOf([headroom("\u202egpj.exe\u2066", 0.5)]))).toMatch(
    /^Least headroom: gpj\.exe in east, 50 %\. /,
  );
});

describe("replicas' load that fits", () => {
  const fits = (demand: number, loadLine: number, ready: number) => {
    const rate = (name: string, value: number) =>
      frame({ metric: `loadline_${name}_tokens_per_second`, labels: { phase: "decode" }, values: [value] });
    const [view] = viewsOf([
      rate("demand", demand),
      rate("load_line", loadLine),
      rate("capacity", 400),
      frame({ metric: "loadline_ready_replicas", values: [ready] }),
    ]);
    return view === undefined ? undefined : replicasThatFit(view);
  };
  test.each([
    { name: "whole replicas under the load line", demand: 50, loadLine: 300, ready: 4, expected: 2 },
    { name: "none where demand is above it", demand: 350, loadLine: 300, ready: 4, expected: 0 },
    { name: "unknown where one replica's capacity is", demand: 50, loadLine: 300, ready: 0, expected: null },
    { name: "unknown without a demand", demand: Number.NaN, loadLine: 300, ready: 4, expected: null },
  ])("$name", ({ demand, loadLine, ready, expected }) => expect(fits(demand, loadLine, ready)).toBe(expected));
});

test("cost is by kind of replicas", () => {
  const cost = (kind: string, value: number) =>
    frame({ metric: "loadline_cost_usd_per_hour", labels: { kind }, values: [value] });
  expect(viewsOf([cost("ready", 24), cost("desired", 36)])[0]?.cost).toEqual({ ready: 24, desired: 36, planned: null });
});

describe("while a part of a deployment is stale", () => {
  const partly = (ready: number) =>
    viewsOf([
      headroom("fine", 0.1),
      frame({ metric: "loadline_known_ready_replicas", values: [ready] }),
      frame({ metric: "loadline_headroom_least_ratio", values: [-0.2] }),
      frame({ metric: "loadline_demand_tokens_per_second", labels: { phase: "decode" }, values: [10] }),
      frame({ metric: "loadline_load_line_tokens_per_second", labels: { phase: "decode" }, values: [100] }),
    ]);

  test("what there is at least is shown and ranked, not a ratio of what is known in part", () => {
    const views = partly(5);
    const [worst] = worstFirst(views);
    expect(worst === undefined ? "" : readyText(worst)).toBe("at least 5");
    expect(worst?.headroomRatio).toBeNull();
    expect(worstText(views)).toMatch(/^Least headroom of 2 deployments: chat in east, at least −20 %/);
  });
});

describe("a table", () => {
  const labelled = (deployment: string, value: number, labels: Readonly<Record<string, string>>) =>
    frame({ metric: "loadline_headroom_ratio", labels: { deployment, ...labels }, values: [value] });
  const views = viewsOf([
    labelled("a", 0.3, { team: "search" }),
    labelled("b", -0.1, { team: "ads" }),
    labelled("c", Number.NaN, { team: "search" }),
    frame({ metric: "loadline_deployment_info", labels: { deployment: "a", pool: "north" }, values: [1] }),
    frame({ metric: "loadline_deployment_info", labels: { deployment: "b", pool: "north" }, values: [1] }),
  ]);
  const names = (some: typeof views) => some.map(({ deployment }) => deployment);

  test("is sorted both ways, with what is unknown last", () => {
    expect(names(sortedBy(views, ({ headroomRatio }) => headroomRatio, 1))).toEqual(["b", "a", "c"]);
    expect(names(sortedBy(views, ({ headroomRatio }) => headroomRatio, -1))).toEqual(["a", "b", "c"]);
    expect(names(sortedBy(views, ({ deployment }) => deployment, -1))).toEqual(["c", "b", "a"]);
  });

  test("is grouped by each label that divides the deployments, whoever adds it", () => {
    expect(groupingLabels(views)).toEqual(["pool", "team"]);
    const info = (pool: string, timesMs: readonly number[]) =>
      frame({ metric: "loadline_deployment_info", labels: { deployment: "m", pool }, timesMs, values: timesMs });
    expect(viewsOf([info("a-new", [1000, 2000]), info("z-old", [0, 1000])])[0]?.groupLabels).toMatchObject({
      pool: "a-new",
    });
    const groups = groupedBy(
      sortedBy(views, ({ deployment }) => deployment, 1),
      "pool",
    );
    expect(groups.map((group) => [group.name, names(group.views)])).toEqual([
      ["north", ["a", "b"]],
      [null, ["c"]],
    ]);
  });
});

test("as Markdown a name is text: nothing in it is a link, a mention or a heading", () => {
  const [view] = viewsOf([headroom("<!channel> @here [x](http://a)\n# b", -0.04)]);
  const text = view === undefined ? "" : markdownText(view);
  expect(text.split("\n")[0]).toBe(
    "**\\<\\!channel\\> \\@here \\[x\\]\\(http\\://a\\) \\# b** east, 1970-01-01T00:00:02.000Z",
  );
  expect(text).toContain("- headroom −4 %, limited by unknown");
  const limit = viewsOf([
    headroom("a", 0),
    frame({
      metric: "loadline_binding_limit",
      labels: { deployment: "a", limit: "[x](www.evil.example) @here" },
      values: [1],
    }),
  ])[0];
  expect(limit === undefined ? "" : markdownText(limit)).toContain(
    "limited by \\[x\\]\\(www\\.evil.example\\) \\@here",
  );
  expect(
    text
      .split("\n")
      .slice(1)
      .every((line) => line.startsWith("- ")),
  ).toBe(true);
});
