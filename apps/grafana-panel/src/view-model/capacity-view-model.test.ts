import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { capacityViewModel, frame } from "../../test/frame-fixtures.ts";
import { deploymentNames, leastHeadroom, type ViewSettings } from "./capacity-view-model.ts";
import type { DeploymentView } from "./deployment-view.ts";
import type { FrameLike } from "./frame.ts";

const settings: ViewSettings = {
  asOfMs: 2000,
  staleAfterMs: 10_000,

  deployments: [],
  isPresent: true,
};

const rates = (phase: string, values: Readonly<Record<string, readonly unknown[]>>): readonly FrameLike[] =>
  Object.entries(values).map(([name, series]) =>
    frame({ metric: `loadline_${name}_tokens_per_second`, labels: { phase }, values: series }),
  );

const chat: readonly FrameLike[] = [
  frame({ metric: "loadline_planned_replicas", values: [4, 4, 4] }),
  frame({ metric: "loadline_ready_replicas", values: [2, 2, 3] }),
  frame({ metric: "loadline_pending_replicas", values: [0, 1, 0] }),
  frame({ metric: "loadline_desired_replicas", values: [2, 3, 3] }),
  ...rates("decode", {
    planned_capacity: [400, 400, 400],
    capacity: [200, 200, 300],
    load_line: [100, 100, 200],
    demand: [50, 90, 150],
  }),
  frame({ metric: "loadline_headroom_ratio", values: [0.5, 0.1, 0.25] }),
  frame({ metric: "loadline_binding_limit", labels: { limit: "kv-cache" }, values: [1, 0, 0] }),
  frame({ metric: "loadline_binding_limit", labels: { limit: "queue" }, values: [0, 1, 1] }),
  frame({
    metric: "loadline_verdict",
    labels: { verdict: "scale-up", reason: "demand-above-load-line" },
    values: [0, 1, 0],
  }),
  frame({ metric: "loadline_verdict", labels: { verdict: "hold", reason: "within-load-line" }, values: [1, 0, 1] }),
  frame({ metric: "loadline_decision_blocked", labels: { reason: "replicas-pending" }, values: [0, 1, 0] }),
  frame({ metric: "loadline_input_age_seconds", labels: { input: "demand" }, values: [1, 1, 2] }),
  frame({ metric: "loadline_input_age_seconds", labels: { input: "replicas" }, values: [1, 1, 9] }),
];

const views = (frames: readonly FrameLike[], changed: Partial<ViewSettings> = {}): readonly DeploymentView[] => {
  const model = capacityViewModel(frames, { ...settings, ...changed });
  return model.kind === "deployments" ? model.deployments : [];
};

const only = (frames: readonly FrameLike[], changed: Partial<ViewSettings> = {}): DeploymentView => {
  const [view] = views(frames, changed);
  if (view === undefined) throw new Error("expected one deployment");
  return view;
};

describe("a deployment with all its series", () => {
  test("has the lines of the phase, and the recommendation as capacity", () => {
    expect(only(chat).lines).toEqual({
      timesMs: [0, 1000, 2000],
      rates: {
        plannedCapacity: [400, 400, 400],
        capacity: [200, 200, 300],
        loadLine: [100, 100, 200],
        demand: [50, 90, 150],
        recommended: [200, 300, 300],
      },
      replicas: { plannedReplicas: [4, 4, 4], readyReplicas: [2, 2, 3], desiredReplicas: [2, 3, 3] },
    });
  });

  test("has the values that hold now", () => {
    const view = only(chat);
    expect(view.current).toMatchObject({ capacity: 300, demand: 150, readyReplicas: 3 });
    expect(view).toMatchObject({ headroomRatio: 0.25, phase: "decode", dataAgeSeconds: 0, stale: false });
  });

  test("shows the last decision, and not an earlier one", () => {
    expect(only(chat)).toMatchObject({
      bindingLimit: "queue",
      verdict: "hold",
      reason: "within-load-line",
      blockedBy: [],
    });
  });

  test("an earlier instant has the values of its time", () => {
    expect(only(chat, { asOfMs: 1500 })).toMatchObject({
      headroomRatio: 0.1,
      verdict: "scale-up",
      blockedBy: ["replicas-pending"],
    });
  });

  test("a reason that ended before the last decision does not join its reason", () => {
    const frames = [
      frame({ metric: "loadline_ready_replicas", values: [2, 2, 2] }),
      frame({ metric: "loadline_decision_blocked", labels: { reason: "observing" }, values: [1, 1] }),
      frame({
        metric: "loadline_verdict",
        labels: { verdict: "hold", reason: "within-load-line" },
        timesMs: [2000],
        values: [1],
      }),
    ];
    expect(only(frames)).toMatchObject({ reason: "within-load-line", blockedBy: [] });
  });

  test("names the oldest input first", () => {
    expect(only(chat).inputAges).toEqual([
      { input: "replicas", seconds: 9 },
      { input: "demand", seconds: 2 },
    ]);
  });
});

describe("what is unknown stays unknown", () => {
  test("values older than the freshness limit are null, and the view is stale", () => {
    const view = only(chat, { asOfMs: 60_000 });
    expect(view).toMatchObject({
      stale: true,
      dataAgeSeconds: 58,
      headroomRatio: null,
      bindingLimit: null,
      verdict: null,
    });
    expect(Object.values(view.current).every((value) => value === null)).toBe(true);
  });

  test("a last sample of NaN is not replaced by the one before it", () => {
    const frames = [frame({ metric: "loadline_ready_replicas", values: [2, Number.NaN] })];
    expect(only(frames).current.readyReplicas).toBeNull();
  });

  test("at a load line of zero none is left, whether a headroom was published before or not", () => {
    const rated = rates("decode", { demand: [5, 5, 5], load_line: [10, 10, 0] });
    const published = frame({ metric: "loadline_headroom_ratio", values: [0.5, 0.5, Number.NaN] });
    for (const frames of [rated, [...rated, published]])
      expect(only(frames).leastHeadroomRatio).toBe(Number.NEGATIVE_INFINITY);
  });

  test("a load line of zero that is not known to be whole is not taken for none left", () => {
    const least = frame({ metric: "loadline_headroom_least_ratio", values: [-0.2] });
    const view = only([least, ...rates("decode", { demand: [5], load_line: [0] })]);
    expect(view.leastHeadroomRatio).toBe(-0.2);
  });

  test("without a horizon there is no forecast", () => {
    const quantile = (value: string) =>
      frame({
        metric: "loadline_demand_forecast_tokens_per_second",
        labels: { phase: "decode", quantile: value },
        values: [90],
      });
    const horizon = frame({ metric: "loadline_lead_time_seconds", values: [120] });
    const known = [quantile("0.1"), quantile("0.9"), ...rates("decode", { demand: [50], load_line: [80] })];
    expect(only(known).forecast).toBeNull();
    const frames = [...known, horizon];
    expect(only(frames)).toMatchObject({ forecast: { upper: 90 }, reached: { kind: "within" } });
    const past = only(frames, { isPresent: false });
    expect(past).toMatchObject({ forecast: null, reached: { kind: "unknown" } });
  });

  test("without the published series headroom comes from demand and load line", () => {
    expect(only(rates("decode", { demand: [150], load_line: [100] })).headroomRatio).toBeCloseTo(-0.5, 12);
  });

  test("a published but unknown headroom is not computed", () => {
    const published = frame({ metric: "loadline_headroom_ratio", values: [Number.NaN] });
    expect(only([published, ...rates("decode", { demand: [50], load_line: [100] })]).headroomRatio).toBeNull();
  });

  test("while no replica is ready the capacity of one is that of the plan", () => {
    const frames = [
      frame({ metric: "loadline_ready_replicas", values: [0] }),
      frame({ metric: "loadline_planned_replicas", values: [2] }),
      frame({ metric: "loadline_desired_replicas", values: [3] }),
      ...rates("decode", { capacity: [0], planned_capacity: [200] }),
    ];
    expect(only(frames).lines.rates.recommended).toEqual([300]);
  });
});

describe("phase", () => {
  test("of output tokens, where there are some of prompts beside them", () => {
    const both = [
      ...rates("prefill", { demand: [90], load_line: [100] }),
      ...rates("decode", { demand: [10], load_line: [100] }),
    ];
    expect(only(both)).toMatchObject({ phase: "decode", current: { demand: 10 } });
  });

  test("none where no series has one", () => {
    expect(only([frame({ metric: "loadline_ready_replicas", values: [1] })]).phase).toBeNull();
  });
});

describe("several deployments", () => {
  const headroom = (deployment: string, value: unknown) =>
    frame({ metric: "loadline_headroom_ratio", labels: { deployment }, values: [value] });
  const names = (frames: readonly FrameLike[]) => views(frames).map(({ deployment }) => deployment);

  test("the order is that of their names, whatever their headroom", () => {
    expect(names([headroom("c", -0.2), headroom("b", Number.NaN), headroom("a", 0.6)])).toEqual(["a", "b", "c"]);
  });

  test("of more than can be drawn those with the least headroom are, an unknown one counts as none", () => {
    const frames = [headroom("ample", 0.6), headroom("unknown", Number.NaN), headroom("tight", 0.07)];
    const drawn = (most: number) => leastHeadroom(views(frames), most).map(({ deployment }) => deployment);
    expect(drawn(3)).toEqual(["ample", "tight", "unknown"]);
    expect(drawn(2)).toEqual(["tight", "unknown"]);
    expect(drawn(1)).toEqual(["unknown"]);
  });

  test("one with none left is drawn before all others", () => {
    const frames = [headroom("over", -9), ...rates("decode", { demand: [5], load_line: [0] })];
    expect(leastHeadroom(views(frames), 1)[0]?.deployment).toBe("chat");
  });

  test("the same name in two clusters is two deployments", () => {
    const frames = ["east", "west"].map((cluster) =>
      frame({ metric: "loadline_ready_replicas", labels: { cluster }, values: [1] }),
    );
    expect(views(frames).map(({ cluster }) => cluster)).toEqual(["east", "west"]);
  });

  test("only those selected are shown", () => {
    const frames = [headroom("a", 0.1), headroom("b", 0.2)];
    expect(views(frames, { deployments: ["b"] }).map(({ deployment }) => deployment)).toEqual(["b"]);
    expect(deploymentNames(frames)).toEqual(["a", "b"]);
  });

  test("two scrapes of one series become one line", () => {
    const scrape = (instance: string, timesMs: readonly number[], values: readonly number[]) =>
      frame({ metric: "loadline_ready_replicas", labels: { instance }, timesMs, values });
    const view = only([scrape("old", [0, 1000], [1, 2]), scrape("new", [1000, 2000], [3, 4])]);
    expect(view.lines.replicas.readyReplicas).toEqual([1, 3, 4]);
  });
});

describe("nothing to show", () => {
  const ready = frame({ metric: "loadline_ready_replicas", values: [1] });
  test.each([
    { name: "no frames", frames: [], deployments: [], because: "no-frames" },
    {
      name: "frames without a known series",
      frames: [frame({ metric: "up", values: [1] })],
      deployments: [],
      because: "no-known-series",
    },
    {
      name: "series without samples",
      frames: [frame({ metric: "loadline_ready_replicas", values: [] })],
      deployments: [],
      because: "no-known-series",
    },
    { name: "no selected deployment in the data", frames: [ready], deployments: ["gone"], because: "filtered-out" },
  ])("$name", ({ frames, deployments, because }) =>
    expect(capacityViewModel(frames, { ...settings, deployments })).toMatchObject({ kind: "empty", because }),
  );
});

const anyFrame = fc.record({
  metric: fc.constantFrom("loadline_demand_tokens_per_second", "loadline_headroom_ratio", "loadline_verdict", "up"),
  labels: fc.dictionary(
    fc.constantFrom("deployment", "cluster", "phase", "verdict", "reason", "__proto__"),
    fc.string(),
  ),
  values: fc.array(fc.oneof(fc.double(), fc.anything()), { maxLength: 10 }),
});

test("no input makes it throw, and every line has one value per time", () =>
  fc.assert(
    fc.property(fc.array(anyFrame, { maxLength: 8 }), (frames) => {
      for (const { lines } of views(frames.map(frame))) {
        for (const line of [...Object.values(lines.rates), ...Object.values(lines.replicas)]) {
          expect(line).toHaveLength(lines.timesMs.length);
        }
      }
    }),
  ));

test("the order of the frames does not matter", () =>
  fc.assert(
    fc.property(fc.shuffledSubarray([...chat], { minLength: chat.length }), (shuffled) => {
      expect(views(shuffled)).toEqual(views(chat));
    }),
  ));
