import { afterEach, expect, test, vi } from "vitest";
import type { DemandShape, LengthDistribution, Slo } from "../model/load.ts";
import type { ReplicaSpecInput } from "../performance/replica-spec.ts";
import { seconds, tokens } from "./units.ts";

const functions = ["log", "exp", "cos", "sin", "cbrt", "log1p", "expm1"] as const;

afterEach(() => {
  vi.restoreAllMocks();
  vi.resetModules();
});

const ulp = 2 ** -52;

/** As another engine may answer: one unit in the last place more, or less, or none. */
const withOtherDigits = (): void => {
  let turn = 0;
  for (const name of functions) {
    const own = Math[name];
    vi.spyOn(Math, name).mockImplementation((value) => own(value) * (1 + ((turn++ % 3) - 1) * ulp));
  }
};

/** What a service of eight carries, by modules that remember nothing. */
const carried = async (spec: ReplicaSpecInput, shape: DemandShape, slo: Slo): Promise<number> => {
  vi.resetModules();
  const { capacitiesInService } = await import("../capacity/replica-capacity.ts");
  const { replicaSpec } = await import("../performance/replica-spec.ts");
  const found = capacitiesInService(replicaSpec(spec), shape, { router: "round-robin" })(8)(slo);
  return found.kind === "feasible" ? found.capacity.requestsPerSecond : 0;
};

/** A log-normal length from its mean and sigma, as a planner that is given percentiles computes it. */
const spread = (mean: number, sigma: number): LengthDistribution => ({
  kind: "log-normal",
  mean,
  stdev: mean * Math.sqrt(Math.expm1(sigma ** 2)),
});
const text = (): DemandShape => ({
  inputTokens: tokens(900),
  outputTokens: tokens(200),
  inputDistribution: spread(900, 1.1),
  outputDistribution: spread(200, 0.94),
});
const picture = (): DemandShape => ({ inputTokens: tokens(1), outputTokens: tokens(1), picture: { steps: 28 } });

test.each([
  {
    spec: { model: "mixtral-8x7b", gpu: "l40s", weights: "int4" },
    shape: text,
    slo: { percentile: 0.5, timeToFirstToken: seconds(0.2), interTokenLatency: seconds(0.05) },
  },
  {
    spec: { model: "flux.1-dev", gpu: "h100" },
    shape: picture,
    slo: { percentile: 0.95, endToEnd: seconds(15) },
  },
] as const)("$spec.model: an engine with other last digits gives the same answer", async ({ spec, shape, slo }) => {
  const ours = await carried(spec, shape(), slo);
  withOtherDigits();
  const theirs = await carried(spec, shape(), slo);
  expect(ours).toBeGreaterThan(0);
  expect(theirs).toBe(ours);
});
