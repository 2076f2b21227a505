import { describe, expect, test } from "vitest";
import type { Fault } from "../test/simulation/faults.ts";
import { mutations } from "../test/simulation/mutations.ts";
import { type SimulationOptions, type SimulationResult, simulate } from "../test/simulation/simulate.ts";
import { ReplicaModels } from "./decide/replica-model.ts";

// Many more seeds: npm run test:full -- simulation
const models = new ReplicaModels();
const run = (options: Partial<SimulationOptions> & { readonly seed: number }): Promise<SimulationResult> =>
  simulate({ hours: 24, models, ...options });

test("a simulated day of fleet, network and broker faults keeps the invariants I1 to I12", async () => {
  const { violations, events } = await run({ seed: 1 });
  expect(violations).toEqual([]);
  expect(events.length).toBeGreaterThan(50);
});

test("a seed replays to the byte, whatever ran before it, and another one does not", async () => {
  const first = await run({ seed: 7, hours: 3 });
  expect((await run({ seed: 7, hours: 3, models: new ReplicaModels() })).hash).toBe(first.hash);
  expect((await run({ seed: 8, hours: 3 })).hash).not.toBe(first.hash);
});

// A seed that draws no fault, so that its load is constant.
const stationarySeed = 19;

const hour = 3_600;
/** The same fault at noon and in the evening, at nodes that hold replicas. */
const twice = (kind: Fault["kind"]): readonly Fault[] =>
  ["n1", "n2"].map((node, index) => {
    const from = (6 + 6 * index) * hour;
    return { kind, node, from, to: from + hour, size: 0 };
  });

const optionsOf = (fault: Fault["kind"] | null) => ({
  seed: stationarySeed,
  hours: 14,
  ...(fault === null ? {} : { faults: twice(fault) }),
});

/** The same load and faults with every rule intact, once for each fault. */
const intact = new Map<Fault["kind"] | null, Promise<SimulationResult>>();
const intactRun = (fault: Fault["kind"] | null): Promise<SimulationResult> => {
  const known = intact.get(fault) ?? run(optionsOf(fault));
  intact.set(fault, known);
  return known;
};

describe("an invariant notices when its rule is broken", () => {
  test.each(mutations)("$notices: $name", async ({ notices, sabotage, fault }) => {
    expect((await intactRun(fault)).violations).toEqual([]);
    const broken = await run({ ...optionsOf(fault), sabotage: sabotage() });
    expect(broken.violations.map((text) => text.split(":")[0])).toContain(notices);
  });
});
