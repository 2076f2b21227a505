import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { capacityViewModel } from "../../test/frame-fixtures.ts";
import type { AlignedValues } from "./align.ts";
import type { DeploymentView } from "./deployment-view.ts";
import { fleetMap } from "./fleet-map.ts";
import { cellText, fleetText } from "./fleet-text.ts";
import type { FieldLike, FrameLike } from "./frame.ts";
import { fleetQuery, metricRoles } from "./metrics.ts";
import { readFrames } from "./read-series.ts";
import { summaryText } from "./summary-text.ts";

const asOfMs = 10_000;
const settings = { asOfMs, staleAfterMs: 60_000, deployments: [], isPresent: true } as const;

const metrics = [
  ...Object.keys(metricRoles),
  ...(fleetQuery.match(/loadline_\w+/g) ?? []),
  "vllm:kv_cache_usage_perc",
  "sglang:token_usage",
  "DCGM_FI_DEV_FB_USED",
  "kube_node_labels",
];

const anyText = fc.oneof(
  fc.constantFrom("", "chat", "east", "decode", "prefill", "0.1", "0.9", "lower", "hold", "__proto__", "constructor"),
  fc.constantFrom("\u202emoc.evil", "<script>", "=1+1", 'x="}', "x".repeat(10_240)),
  fc.string(),
);

const labelNames = [
  "__name__",
  "cluster",
  "deployment",
  "phase",
  "quantile",
  "verdict",
  "reason",
  "limit",
  "node",
  "gpu",
];

const anyLabels = fc.oneof(
  { weight: 3, arbitrary: fc.record({ deployment: fc.constant("chat"), __name__: fc.constantFrom(...metrics) }) },
  fc.dictionary(fc.oneof(fc.constantFrom(...labelNames), anyText), anyText, { maxKeys: 6 }),
);

const anyNumber = fc.oneof(
  { weight: 5, arbitrary: fc.double({ min: -10, max: 1e6, noNaN: true }) },
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, Number.MAX_VALUE),
);

const anyValue = fc.oneof(
  { weight: 6, arbitrary: anyNumber },
  fc.constantFrom(null, undefined, "12", ""),
  fc.anything(),
);

/** Times that rise, fall, repeat, or are none. */
const anyTimes = fc.oneof(
  fc.nat(8).map((count) => Array.from({ length: count }, (_, index) => index * 1000)),
  fc.nat(8).map((count) => Array.from({ length: count }, (_, index) => asOfMs - index * 1000)),
  fc.array(fc.oneof(fc.nat(20_000), fc.constantFrom(null, "soon", Number.NaN, 1e300, -5000)), { maxLength: 8 }),
);

const valueField: fc.Arbitrary<FieldLike> = fc.record(
  {
    name: fc.oneof(fc.constantFrom("Value", "Value #A", ...metrics), anyText),
    type: fc.constantFrom("number", "number", "number", "string", "enum", "boolean", "other", "trace"),
    values: fc.array(anyValue, { maxLength: 8 }),
    labels: anyLabels,
    config: fc.constantFrom({}, { custom: { role: "demand" } }, { type: { enum: { text: ["a", "b"] } } }),
  },
  { requiredKeys: ["name", "type", "values"] },
);

const anyFrame: fc.Arbitrary<FrameLike> = fc
  .record({
    name: fc.option(anyText, { nil: undefined }),
    refId: fc.option(anyText, { nil: undefined }),
    times: fc.option(anyTimes, { nil: null }),
    fields: fc.array(valueField, { maxLength: 4 }),
  })
  .map(({ name, refId, times, fields }) => ({
    name,
    refId,
    fields: times === null ? fields : [{ name: "Time", type: "time", values: times }, ...fields],
  }));

const anyFrames = fc.array(anyFrame, { maxLength: 6 });

/** Every number that the frames hold, and what an engine's cache has left. */
const numbersIn = (frames: readonly FrameLike[]): ReadonlySet<number> => {
  const numbers = frames
    .flatMap(({ fields }) => fields.flatMap(({ values }) => Array.from(values)))
    .filter((value): value is number => typeof value === "number" && Number.isFinite(value));
  return new Set([...numbers, ...numbers.map((value) => 1 - value)]);
};

const isWritten = (text: string): boolean => !/\bNaN\b|\bundefined\b|Infinity|\[object/.test(text);

/** Values that are shown as they are in the data, not computed. */
const shownValues = ({ current, lines }: DeploymentView): readonly (number | null | undefined)[] => {
  const { recommended: _, ...rates } = lines.rates;
  const drawn: readonly AlignedValues[] = [...Object.values({ ...rates }), ...Object.values({ ...lines.replicas })];
  return [...Object.values({ ...current }), ...drawn.flat()];
};

const runs = { numRuns: 300 };

describe("whatever frames a data source may send", () => {
  test("there is a state, and no number that is not in them", () =>
    fc.assert(
      fc.property(anyFrames, (frames) => {
        const model = capacityViewModel(frames, settings);
        if (model.kind === "empty") return;
        const known = numbersIn(frames);
        for (const view of model.deployments) {
          // Parts are computed as they are read.
          expect(() => JSON.stringify(view)).not.toThrow();
          for (const value of shownValues(view))
            expect(value === null || value === undefined || known.has(value)).toBe(true);
        }
      }),
      runs,
    ));

  test("counts and rates are never below zero, and derived numbers are finite or unknown", () =>
    fc.assert(
      fc.property(anyFrames, (frames) => {
        const model = capacityViewModel(frames, settings);
        if (model.kind === "empty") return;
        for (const view of model.deployments) {
          const { headroomRatio, current, dataAgeSeconds } = view;
          for (const value of Object.values({ ...current })) expect(value === null || value >= 0).toBe(true);
          expect(headroomRatio === null || Number.isFinite(headroomRatio)).toBe(true);
          expect(dataAgeSeconds === null || dataAgeSeconds >= 0).toBe(true);
        }
      }),
      runs,
    ));

  test("every sentence about them is one", () =>
    fc.assert(
      fc.property(anyFrames, (frames) => {
        const model = capacityViewModel(frames, settings);
        const fleet = fleetMap(readFrames(frames), settings);
        const texts = [
          fleetText(fleet),
          ...fleet.nodes.flatMap(({ cells }) => cells.map(cellText)),
          ...(model.kind === "empty" ? [] : model.deployments.map((view) => summaryText(view))),
        ];
        // Names come from the frames and may be any text.
        const own = texts.map((text) => text.replace(/Deployment .*?; |GPU .*? on .*?; |: .*? in .*?, /gs, ""));
        for (const text of own) expect(isWritten(text) || !isWritten(JSON.stringify(frames))).toBe(true);
      }),
      runs,
    ));

  test("a value that is missing at a time is missing there: nothing is put between two samples", () =>
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(100), { nil: null }), { minLength: 1, maxLength: 20 }), (values) => {
        const timesMs = values.map((_, index) => index * 1000);
        const field = {
          name: "Value",
          type: "number",
          values,
          labels: { __name__: "loadline_ready_replicas", deployment: "chat" },
        };
        const model = capacityViewModel(
          [{ fields: [{ name: "Time", type: "time", values: timesMs }, field] }],
          settings,
        );
        if (model.kind === "empty") throw new Error("expected a deployment");
        expect(model.deployments[0]?.lines.replicas.readyReplicas).toEqual(values);
      }),
    ));
});
