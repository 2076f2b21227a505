import { expect, test } from "vitest";
import { ReplicaModels } from "./decide/replica-model.ts";
import { type SimulationResult, simulate } from "./testing/simulation/simulate.ts";

// More: LOADLINE_SIMULATIONS=10000 LOADLINE_FIRST_SEED=1 npx vitest run --project unit apps/recommender/src/simulation.test.ts
const simulations = Number(process.env["LOADLINE_SIMULATIONS"] ?? 8);
const firstSeed = Number(process.env["LOADLINE_FIRST_SEED"] ?? 1);
const hours = 24;
const millisecondsEach = 60_000;

const told = ({ seed, violations, faults }: SimulationResult): string =>
  `seed ${seed}: ${violations.slice(0, 5).join("; ")} [${faults.map(({ kind }) => kind).join(", ")}]`;

test(
  `${simulations} simulated days of fleet, network and broker faults keep the invariants I1 to I12`,
  async () => {
    const models = new ReplicaModels();
    const broken: string[] = [];
    let said = 0;
    for (let seed = firstSeed; seed < firstSeed + simulations; seed++) {
      const result = await simulate({ seed, hours, models });
      said += result.events.length;
      if (result.violations.length > 0) broken.push(told(result));
    }
    expect(broken).toEqual([]);
    // Every simulated day has at least its heartbeats.
    expect(said).toBeGreaterThan(simulations * 100);
  },
  simulations * millisecondsEach,
);

test("a seed replays to the byte, and another one does not", async () => {
  const run = (seed: number) => simulate({ seed, hours: 3, models: new ReplicaModels() });
  const first = await run(7);
  expect((await run(7)).hash).toBe(first.hash);
  expect((await run(8)).hash).not.toBe(first.hash);
}, 120_000);
