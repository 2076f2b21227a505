import { replicaSpec } from "@loadline/model";
import { describe, expect, test } from "vitest";
import { fixedLeadTime } from "../provisioning/lead-time.ts";
import { generateRequests } from "./generate-requests.ts";
import { modelReplica, shapeOfTrace } from "./model-replica.ts";
import { simulateRequests } from "./simulate-requests.ts";

const spec = replicaSpec({ model: "llama-3.1-8b", gpu: "l4" });
const shape = {
  input: { kind: "log-normal", mean: 800, stdev: 500 },
  output: { kind: "log-normal", mean: 150, stdev: 80 },
} as const;
const objectives = { timeToFirstToken: 3, interTokenLatency: 0.1, share: 0.95 };

const found = modelReplica(spec, shape, objectives);
if (found.kind === "infeasible") throw new RangeError("the objectives of this test can be met");
const { replica } = found;

const runAt = (load: number) => {
  const rates = new Array<number>(120).fill(load * 2 * replica.capacity.each(2));
  const trace = generateRequests({ rates, stepSeconds: 15, process: { kind: "poisson" }, clients: 1, shape, seed: 4 });
  const fixedCount = { name: "held", holdsOnUnknown: true, start: null, step: () => ({ state: null, desired: 2 }) };
  return simulateRequests(trace, fixedCount, {
    ...replica,
    leadTimeSeconds: 60,
    stepSeconds: 15,
    objectives,
    seed: 1,
    initialReplicas: 2,
    supply: {
      leadTime: fixedLeadTime(60),
      drain: 60,
      failedStarts: 0,
    },
  }).score;
};

describe("a replica by the performance model", () => {
  test("meets its objectives a little below its capacity, request by request, and fails far above it", () => {
    expect(runAt(0.9).violationShare).toBeLessThan(0.05);
    expect(runAt(1.8).violationShare).toBeGreaterThan(0.3);
  });

  test("each of several behind least requests carries more than one alone, and no more behind a random choice", () => {
    expect(replica.capacity.each(4)).toBeGreaterThan(1.05 * replica.capacity.each(1));
    const random = modelReplica(spec, shape, { ...objectives, router: "random" });
    if (random.kind === "infeasible") expect.fail("the objectives can be met");
    // The rate of one alone is found by short runs, which err by about a twentieth.
    const ratio = random.replica.capacity.each(4) / replica.capacity.each(1);
    expect(Math.abs(ratio - 1)).toBeLessThan(0.06);
  });

  test("that cannot meet its objectives alone says which one it misses", () => {
    const strict = { ...objectives, interTokenLatency: 1e-4 };
    expect(modelReplica(spec, shape, strict)).toMatchObject({
      kind: "infeasible",
      missed: { objective: "interTokenLatency" },
    });
  });
});

test("the shape of a trace has its means", () => {
  const trace = [
    { at: 0, inputTokens: 100, outputTokens: 10 },
    { at: 1, inputTokens: 300, outputTokens: 10 },
  ];
  expect(shapeOfTrace(trace)).toEqual({
    input: { kind: "log-normal", mean: 200, stdev: 100 },
    output: { kind: "fixed", tokens: 10 },
  });
});
