import { describe, expect, test } from "vitest";
import { ReplicaModels } from "./decide/replica-model.ts";
import type { Fault, FaultKind } from "./testing/simulation/faults.ts";
import { lies, plausibleLies } from "./testing/simulation/lies.ts";
import { type SimulationOptions, type SimulationResult, simulate } from "./testing/simulation/simulate.ts";

// What seeds found, without the seeds: those change their meaning with the generator.

const models = new ReplicaModels();
const hour = 3_600;

/** A seed without faults of its own: a constant load, and a step of two minutes. */
const calmSeed = 19;

const run = (options: Partial<SimulationOptions>): Promise<SimulationResult> =>
  simulate({ seed: calmSeed, hours: 12, models, ...options });

const fault = (
  kind: FaultKind,
  { from, to, node = "n1", size = 0 }: Partial<Fault> & Pick<Fault, "from" | "to">,
): Fault => ({
  kind,
  node,
  from,
  to,
  size,
});

describe("faults that came together", () => {
  test("samples that waited at a node whose clock ran ahead look young: nothing falls with the plan's maximum", async () => {
    // 45 minutes ahead while the samples wait; the last that are not from the future are 43 minutes old.
    const faults = [
      fault("agent-clock", { node: "n2", from: 5.4 * hour, to: 6.5 * hour, size: 0.875 }),
      fault("backlog", { from: 4 * hour, to: 6.2 * hour }),
      fault("plan-edit", { from: 5.5 * hour, to: 6 * hour, size: 0.3 }),
    ];
    expect((await run({ faults })).violations).toEqual([]);
  }, 240_000);

  test("the last samples of a node that died come after it was forgotten: they are taken, and it stays forgotten", async () => {
    const faults = [
      fault("backlog", { from: 4 * hour, to: 5.3 * hour }),
      fault("node-dead", { node: "n2", from: 4.7 * hour, to: 6 * hour }),
    ];
    expect((await run({ faults })).violations).toEqual([]);
  }, 240_000);

  test("an edit of the plan that is overwritten with a broken one before anybody looks is never in force", async () => {
    const at = 4 * hour + 10;
    const faults = [
      fault("plan-edit", { from: at, to: at + 60, size: 0.6 }),
      fault("plan-broken", { from: at + 20, to: 5 * hour, size: 0.6 }),
    ];
    expect((await run({ faults })).violations).toEqual([]);
  }, 240_000);
});

const lieFrom = 8 * hour;

/** The counts of decisions to go down while or after the node lied. */
const fallsAfterLie = ({ events }: SimulationResult): readonly (number | null)[] =>
  events
    .filter(({ data }) => data.verdict === "scale-down" && !data.decision.heartbeat)
    .filter(({ time }) => Date.parse(time) / 1000 >= 1_800_000_000 + lieFrom)
    .map(({ data }) => data.replicas.desired);

describe("one liar among eleven nodes at a constant load", () => {
  test("the truth takes no replica in that time", async () => {
    expect(fallsAfterLie(await run({ nodes: 11, faults: [] }))).toEqual([]);
  }, 240_000);

  test.each(Object.entries(plausibleLies))(
    "%s take none either and break no invariant",
    async (_, lie) => {
      const size = (lies.indexOf(lie) + 1 / 2) / lies.length;
      const told = await run({
        nodes: 11,
        faults: [fault("liar", { node: "n3", from: lieFrom, to: 12 * hour, size })],
      });
      expect({ falls: fallsAfterLie(told), violations: told.violations }).toEqual({ falls: [], violations: [] });
    },
    240_000,
  );
});
