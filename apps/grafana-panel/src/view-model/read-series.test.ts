import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { frame, time } from "../../test/frame-fixtures.ts";
import { metricRoles, roleOf } from "./metrics.ts";
import { mostSeries, readFrames } from "./read-series.ts";

const demand = "loadline_demand_tokens_per_second";

describe("readFrames", () => {
  test("the metric is found in the labels, the field's name or the frame's name", () => {
    const labels = { cluster: "east", deployment: "chat" };
    const value = (name: string) => ({ name, type: "number", values: [1], labels });
    const frames = [
      frame({ metric: demand, values: [1] }),
      { fields: [time([0]), value(demand)] },
      { name: demand, fields: [time([0]), value("Value")] },
    ];
    expect(readFrames(frames).series.map(({ role }) => role)).toEqual(["demand", "demand", "demand"]);
  });

  test.each([
    { name: "NaN is unknown", value: Number.NaN },
    { name: "infinity is unknown", value: Number.POSITIVE_INFINITY },
    { name: "null is unknown", value: null },
    { name: "text is unknown", value: "12" },
  ])("$name", ({ value }) => {
    expect(readFrames([frame({ metric: demand, values: [value] })]).series[0]?.values).toEqual([null]);
  });

  test("zero is a value", () => {
    expect(readFrames([frame({ metric: demand, values: [0] })]).series[0]?.values).toEqual([0]);
  });

  test("samples are brought into the order of time, and of two at one time the later stands", () => {
    const [series] = readFrames([frame({ metric: demand, timesMs: [20, 10, 20], values: [1, 2, 3] })]).series;
    expect(series).toMatchObject({ timesMs: [10, 20], values: [2, 3] });
  });

  test("samples without a time are left out", () => {
    const [series] = readFrames([frame({ metric: demand, timesMs: [null, 10], values: [1, 2] })]).series;
    expect(series).toMatchObject({ timesMs: [10], values: [2] });
  });

  test("a frame without a time field is named", () => {
    const table = { name: "table", fields: [{ name: demand, type: "number", values: [1] }] };
    expect(readFrames([table]).problems).toEqual([{ kind: "no-time-field", frame: "table" }]);
  });

  test("a series without a deployment is named", () => {
    const { problems } = readFrames([frame({ metric: demand, labels: { deployment: "" }, values: [1] })]);
    expect(problems).toEqual([{ kind: "no-deployment-label", metric: demand }]);
  });

  test("a metric that the panel does not show is named", () => {
    const { problems, series } = readFrames([frame({ metric: "up", values: [1] })]);
    expect(series).toEqual([]);
    expect(problems).toEqual([{ kind: "unknown-metric", metric: "up" }]);
  });

  test("a frame without numbers is no problem", () => {
    expect(readFrames([{ fields: [] }, { fields: [time([1])] }])).toMatchObject({
      series: [],
      gpus: { sources: [] },
      problems: [],
    });
  });
});

describe("a role set by hand", () => {
  const field = (role: unknown, labels?: Readonly<Record<string, string>>) => ({
    name: "orders",
    fields: [time([0]), { name: "orders", type: "number", values: [7], labels, config: { custom: { role } } }],
  });

  test("stands before the name of the metric, and the frame names a deployment without label", () => {
    expect(readFrames([field("demand")]).series).toMatchObject([{ role: "demand", deployment: "orders", values: [7] }]);
    expect(readFrames([field("demand", { deployment: "chat" })]).series[0]?.deployment).toBe("chat");
  });

  test("that does not exist is none", () => {
    expect(readFrames([field("constructor")]).problems).toEqual([{ kind: "unknown-metric", metric: "orders" }]);
  });
});

test("series beyond the most that are read are counted and not read", () => {
  const frames = Array.from({ length: mostSeries + 7 }, (_, index) =>
    frame({ metric: demand, labels: { deployment: `d${index}` }, values: [index] }),
  );
  const { series, problems } = readFrames(frames);
  expect(series).toHaveLength(mostSeries);
  expect(problems).toEqual([{ kind: "too-many-series", count: 7 }]);
});

test("every metric of the table has its role, and names from elsewhere have none", () => {
  for (const [metric, role] of Object.entries(metricRoles)) expect(roleOf(metric)).toBe(role);
  for (const name of ["constructor", "__proto__", "toString", "Value", ""]) expect(roleOf(name)).toBeNull();
});

test("whatever the values are, what is read is finite or null, in rising time", () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.anything(), fc.anything()), { maxLength: 30 }), (rows) => {
      const timesMs = rows.map(([at]) => at);
      const values = rows.map(([, value]) => value);
      for (const series of readFrames([frame({ metric: demand, timesMs, values })]).series) {
        expect(series.values.every((value) => value === null || Number.isFinite(value))).toBe(true);
        expect(series.timesMs.every((at, index) => index === 0 || at > (series.timesMs[index - 1] ?? at))).toBe(true);
      }
    }),
  ));

test("an engine without a recommender is a deployment by its model, with what its cache has left as headroom", () => {
  const labels = { model_name: "llama", instance: "10.0.0.1:8000", deployment: "", cluster: "" };
  const { series, problems } = readFrames([
    frame({ metric: "vllm:kv_cache_usage_perc", labels, values: [0.25, null] }),
  ]);
  expect(problems).toEqual([]);
  expect(series).toMatchObject([
    { role: "headroom", deployment: "llama", cluster: "10.0.0.1:8000", values: [0.75, null] },
  ]);
});
