import { generateLoad, loadlinePolicy, referenceNoise } from "@loadline/simulation";
import { describe, expect, test } from "vitest";
import { ReplicaModels } from "../src/observe/replica-model.ts";
import type { Fault } from "./simulation/faults.ts";
import { mutations } from "./simulation/mutations.ts";
import { casesOf, type SimulationOptions, type SimulationResult, simulate } from "./simulation/simulate.ts";
import { Recommended } from "./week/recommended.ts";
import { ServedFleet } from "./week/served-fleet.ts";
import { plannedOf, weekPlan } from "./week/week-plan.ts";

// Whole days with random faults, seed by seed: npm test -- --only simulation, and many more in the full run.
const models = new ReplicaModels();
const run = (options: Omit<SimulationOptions, "models"> & Partial<SimulationOptions>): Promise<SimulationResult> =>
  simulate({ models, ...options });

test("a seed replays to the byte, whatever ran before it, and another one does not", async () => {
  const first = await run({ seed: 7, hours: 3 });
  expect((await run({ seed: 7, hours: 3, models: new ReplicaModels() })).hash).toBe(first.hash);
  expect((await run({ seed: 8, hours: 3 })).hash).not.toBe(first.hash);
});

// A seed that draws no fault, so that its load is constant.
const stationarySeed = 19;

const hour = 3_600;
/** The same fault twice, at nodes that hold replicas. */
const twice = (kind: Fault["kind"]): readonly Fault[] =>
  ["n1", "n2"].map((node, index) => {
    const from = (3 + 3 * index) * hour;
    return { kind, node, from, to: from + hour, size: 0 };
  });

/** Without a fault it takes eight hours until a constant load counts as settled. */
const optionsOf = (fault: Fault["kind"] | null) => ({
  seed: stationarySeed,
  hours: fault === null ? 11 : 8,
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
  test.each(casesOf(mutations))("$notices: $name", async ({ notices, sabotage, fault }) => {
    expect((await intactRun(fault)).violations).toEqual([]);
    const broken = await run({ ...optionsOf(fault), sabotage: sabotage() });
    expect(broken.violations.map((text) => text.split(":")[0])).toContain(notices);
  });
});

describe("one engine", () => {
  const start = 1_800_000_000;
  const stepSeconds = 60;

  test("a stream that the service decided gives the same counts at the same times in a backtest", async () => {
    const plan = weekPlan();
    const { deployment, pool } = plannedOf(plan)[0] ?? expect.fail("no deployment");
    const { leadTimeSeconds, expected } = deployment;
    const carried = models.of(deployment, pool).capacity({ ...expected, basis: "telemetry" });
    const capacity = carried.kind === "feasible" ? carried.capacity.requestsPerSecond : expect.fail(carried.kind);
    const clock = { at: start };
    const recommended = new Recommended({
      plan,
      models,
      stepSeconds,
      clock: () => clock.at,
      config: {},
      everyTick: true,
    });
    const physics = {
      ...expected,
      capacity,
      mostFinished: 2 * capacity,
      leadTimeSeconds,
      latency: () => ({ firstToken: 0.1, gap: 0.01 }),
    };
    const fleet = new ServedFleet(deployment.name, physics, { first: 6, at: start });
    const load = generateLoad("day", {
      ...referenceNoise,
      baseRate: 8 * capacity,
      seconds: 10 * hour,
      stepSeconds,
      seed: 3,
    });
    const means = new Map<number, number>();
    const carries = new Map<number, ReturnType<typeof recommended.carriedOf>>();
    for (const [step, demand] of load.entries()) {
      clock.at = start + step * stepSeconds;
      fleet.step({ at: clock.at, seconds: stepSeconds, demand, counts: false });
      const engines = fleet.engines().filter(({ draining }) => draining !== true);
      await recommended.tick(clock.at, [{ node: "n-chat", engines }]);
      means.set(clock.at, recommended.meanSecondsOf(deployment.name));
      carries.set(clock.at, recommended.carriedOf(deployment.name));
      fleet.aimAt(recommended.desiredOf(deployment.name) ?? 6, clock.at, false);
    }
    const decided = recommended.events.filter(
      ({ data }) => data.target.deployment === deployment.name && data.replicas.desired !== null,
    );
    const recorded = decided.map(({ time, data }) => ({ at: Date.parse(time) / 1000, ...data }));
    const policy = loadlinePolicy();
    let state = policy.start;
    const repeated = recorded.map(({ at, demand, replicas, capacityPerReplica, forecast }) => {
      const { ready, pending } = replicas;
      const next = policy.step(state, {
        at,
        ready: ready ?? Number.NaN,
        pending,
        // The plan's, until starts were measured.
        leadTimeSeconds: forecast?.horizonSeconds ?? leadTimeSeconds,
        demand: demand?.requestsPerSecond ?? null,
        meanSeconds: means.get(at),
        capacity: capacityPerReplica?.requestsPerSecond ?? Number.NaN,
        ...carries.get(at),
      });
      state = next.state;
      return { at, desired: next.desired };
    });
    expect(new Set(repeated.map(({ desired }) => desired)).size).toBeGreaterThan(3);
    expect(repeated).toEqual(recorded.map(({ at, replicas }) => ({ at, desired: replicas.desired })));
  });
});
