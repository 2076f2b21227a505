import { decide, emptyDecisionMemory, ratio } from "@loadline/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { whatIf } from "../../apps/grafana-panel/src/view-model/what-if.ts";
import { capacityViewModel, frame } from "../../apps/grafana-panel/test/frame-fixtures.ts";

const each = 100;

const viewOf = (demand: number, ready: number) => {
  const rate = (name: string, value: number) =>
    frame({ metric: `loadline_${name}_tokens_per_second`, labels: { phase: "decode" }, values: [value] });
  const model = capacityViewModel(
    [
      frame({ metric: "loadline_ready_replicas", values: [ready] }),
      rate("capacity", ready * each),
      rate("load_line", (ready - 1) * each),
      rate("demand", demand),
    ],
    { asOfMs: 0, staleAfterMs: 1000, phase: "auto", deployments: [], forecastSeconds: 60 },
  );
  const view = model.kind === "deployments" ? model.deployments[0] : undefined;
  if (view === undefined) throw new Error("expected a deployment");
  return view;
};

/** The count that the recommender's own decision asks for, at once and without bounds. */
const decided = (load: number, ready: number): number | null => {
  const demand = { requestsPerSecond: load, prefillTokensPerSecond: 0, decodeTokensPerSecond: 0 };
  const { decision } = decide(
    {
      now: 0,
      replicas: { ready, pending: 0, draining: 0, currentTarget: ready },
      demand,
      forecast: { horizonSeconds: 0, quantiles: [{ quantile: 0.9, ...demand }], basis: "history" },
      capacity: {
        kind: "feasible",
        requestsPerSecond: each,
        bindingLimit: "queue",
        errorBand: { relative: ratio(0), basis: "assumed" },
      },
      missing: [],
      poolAvailable: null,
      observing: false,
    },
    {
      minReplicas: 0,
      maxReplicas: Number.MAX_SAFE_INTEGER,
      reserveReplicas: 1,
      demandQuantile: 0.9,
      scaleDownStabilisation: 0,
      scaleDownMargin: 0,
      maxScaleDownShare: 1,
    },
    emptyDecisionMemory,
  );
  return decision.desired;
};

test("the panel's what-if needs the replicas that the recommender would ask for", () =>
  fc.assert(
    fc.property(
      fc.record({ demand: fc.integer({ min: 0, max: 5000 }), ready: fc.integer({ min: 1, max: 40 }) }),
      fc.record({ replicas: fc.integer({ min: -40, max: 40 }), traffic: fc.double({ min: 0, max: 9, noNaN: true }) }),
      ({ demand, ready }, change) => {
        const answer = whatIf(viewOf(demand, ready), change);
        expect(answer?.neededReplicas).toBe(decided(demand * change.traffic, Math.max(0, ready + change.replicas)));
      },
    ),
  ));
