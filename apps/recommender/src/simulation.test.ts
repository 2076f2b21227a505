import { describe, expect, test } from "vitest";
import type { Fault } from "../test/simulation/faults.ts";
import { mutations } from "../test/simulation/mutations.ts";
import { replayCommand } from "../test/simulation/report.ts";
import { type SimulationOptions, type SimulationResult, simulate } from "../test/simulation/simulate.ts";
import { ReplicaModels } from "./decide/replica-model.ts";

// The many: npm run simulate -- --seeds 10000, which the checks of the project run with 500.
const simulations = 4;
const models = new ReplicaModels();
const run = (options: Partial<SimulationOptions> & { readonly seed: number }): Promise<SimulationResult> =>
  simulate({ hours: 24, models, ...options });

test(`${simulations} simulated days of fleet, network and broker faults keep the invariants I1 to I12`, async () => {
  for (let seed = 1; seed <= simulations; seed++) {
    const { violations, events } = await run({ seed });
    expect({ violations, again: replayCommand(seed) }).toEqual({ violations: [], again: replayCommand(seed) });
    expect(events.length).toBeGreaterThan(50);
  }
}, 240_000);

test("a seed replays to the byte, whatever ran before it, and another one does not", async () => {
  const first = await run({ seed: 7, hours: 6 });
  expect((await run({ seed: 7, hours: 6, models: new ReplicaModels() })).hash).toBe(first.hash);
  expect((await run({ seed: 8, hours: 6 })).hash).not.toBe(first.hash);
}, 240_000);

// A seed that draws no fault, so that its load is constant.
const calmSeed = 19;

const hour = 3_600;
/** The same fault at noon and in the evening, at nodes that hold replicas. */
const twice = (kind: Fault["kind"]): readonly Fault[] =>
  ["n1", "n2"].map((node, index) => {
    const from = (6 + 6 * index) * hour;
    return { kind, node, from, to: from + hour, size: 0 };
  });

describe("an invariant notices when its rule is broken", () => {
  test.each(mutations)(
    "$notices: $name",
    async ({ notices, sabotage, fault }) => {
      const options = { seed: calmSeed, ...(fault === null ? {} : { faults: twice(fault) }) };
      expect((await run(options)).violations).toEqual([]);
      const broken = await run({ ...options, sabotage: sabotage() });
      expect(broken.violations.map((text) => text.split(":")[0])).toContain(notices);
    },
    240_000,
  );
});
