import { describe, expect, test } from "vitest";
import { planned } from "../../test/decided.ts";
import { ReplicaModels, rateOf } from "./replica-model.ts";

const { deployment, pool } = planned();
const shape = { inputTokens: 1000, outputTokens: 200, basis: "telemetry" } as const;
const asked = { replicas: 2, most: 2 };
/** Another deployment: its objective makes its replicas others. */
const other = (index: number) => ({
  ...deployment,
  slo: { ...deployment.slo, timeToFirstTokenSeconds: 2 + index / 100 },
});

describe("curves of services", () => {
  test("one tick computes so many, the next ones go on, and what is computed stays", () => {
    const models = new ReplicaModels();
    const kinds = (): readonly string[] =>
      Array.from({ length: 20 }, (_, index) => models.of(other(index), pool).inService(shape, asked).kind);
    models.beginTick();
    const first = kinds();
    expect(first.filter((kind) => kind === "feasible")).toHaveLength(16);
    expect(first.at(-1)).toBe("unknown");
    expect(kinds()).toEqual(first);
    models.beginTick();
    expect(new Set(kinds())).toEqual(new Set(["feasible"]));
  });

  test("of a shape that drifts the last known one stands in until its own is computed", () => {
    const models = new ReplicaModels();
    models.beginTick();
    const model = models.of(deployment, pool);
    model.inService(shape, asked);
    for (let index = 0; index < 15; index++) models.of(other(index), pool).inService(shape, asked);
    const longer = { ...shape, outputTokens: 300 };
    const standIn = rateOf(model.inService(longer, asked)) ?? Number.NaN;
    models.beginTick();
    const own = rateOf(model.inService(longer, asked)) ?? Number.NaN;
    expect(standIn).toBeGreaterThan(rateOf(model.capacity(longer)) ?? Number.NaN);
    expect(Math.abs(standIn / own - 1)).toBeLessThan(0.05);
  });
});
