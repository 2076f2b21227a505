import { describe, expect, test } from "vitest";
import { ReplicaModels } from "../src/observe/replica-model.ts";
import { implausibleReports, plausibleReports } from "./simulation/agents.ts";
import type { Fault, FaultKind } from "./simulation/faults.ts";
import { casesOf, type SimulationOptions, type SimulationResult, simulate } from "./simulation/simulate.ts";

// What seeds found, without the seeds: those change their meaning with the generator.

const models = new ReplicaModels();
const hour = 3_600;

/** A seed without faults of its own: a constant load, and a step of two minutes. */
const stationarySeed = 19;

const run = (options: Partial<SimulationOptions>): Promise<SimulationResult> =>
  simulate({ seed: stationarySeed, hours: 8, models, ...options });

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
  });

  test("the last samples of a node that died come after it was forgotten: they are taken, and it stays forgotten", async () => {
    const faults = [
      fault("backlog", { from: 4 * hour, to: 5.3 * hour }),
      fault("node-dead", { node: "n2", from: 4.7 * hour, to: 6 * hour }),
    ];
    expect((await run({ faults })).violations).toEqual([]);
  });

  test("an edit of the plan that is overwritten with a broken one before anybody looks is never in force", async () => {
    const at = 4 * hour + 10;
    const faults = [
      fault("plan-edit", { from: at, to: at + 60, size: 0.6 }),
      fault("plan-broken", { from: at + 20, to: 5 * hour, size: 0.6 }),
    ];
    expect((await run({ faults })).violations).toEqual([]);
  });
});

const faultFrom = 4 * hour;

let faultless: Promise<SimulationResult> | undefined;
/** Eleven nodes without any fault, run once for all that is compared with it. */
const faultlessRun = (): Promise<SimulationResult> => {
  faultless ??= run({ nodes: 11, faults: [] });
  return faultless;
};

/** The size of a fault with this wrong report. */
const sizeOf = (name: string): number => {
  const report = plausibleReports[name];
  if (report === undefined) throw new Error(`there is no wrong report "${name}"`);
  return (implausibleReports.indexOf(report) + 1 / 2) / implausibleReports.length;
};

/** The counts of decisions to go down while or after the node misreported. */
const fallsAfterFault = ({ events }: SimulationResult): readonly (number | null)[] =>
  events
    .filter(({ data }) => data.verdict === "scale-down" && !data.decision.heartbeat)
    .filter(({ time }) => Date.parse(time) / 1000 >= 1_800_000_000 + faultFrom)
    .map(({ data }) => data.replicas.desired);

describe("one node that misreports among eleven nodes at a constant load", () => {
  test("the truth takes no replica in that time", async () => {
    expect(fallsAfterFault(await faultlessRun())).toEqual([]);
  });

  test.each(casesOf(Object.keys(plausibleReports)))("%s take none either and break no invariant", async (report) => {
    const result = await run({
      nodes: 11,
      faults: [fault("implausible-report", { node: "n3", from: faultFrom, to: 8 * hour, size: sizeOf(report) })],
    });
    expect({ falls: fallsAfterFault(result), violations: result.violations }).toEqual({ falls: [], violations: [] });
  });
});

describe("a node of eleven that makes up engines does not hide that another one is stale", () => {
  const busy = sizeOf("busy engines that it does not run");
  const idle = sizeOf("idle engines that it does not run");
  const stale = (from: number): Fault => fault("node-stale", { node: "n5", from: from * hour, to: 8 * hour });
  const outlier = (from: number, to: number, size: number): Fault =>
    fault("implausible-report", { node: "n3", from: from * hour, to: to * hour, size });
  const noTraffic = (from: number, to: number): Fault => fault("no-traffic", { from: from * hour, to: to * hour });

  const cases: readonly { readonly name: string; readonly faults: readonly Fault[] }[] = [
    {
      name: "second names of a busy one, before and beyond the end of its retention",
      faults: [outlier(4, 6.5, busy), stale(5)],
    },
    {
      name: "second names of a busy one, to a recommender that died meanwhile",
      faults: [outlier(4, 6.5, busy), stale(5), fault("killed", { from: 5.3 * hour, to: 5.4 * hour, size: 0.1 })],
    },
    { name: "idle ones, while the load goes", faults: [outlier(4, 6.5, idle), stale(5), noTraffic(5.7, 6.4)] },
    {
      name: "idle ones, and the load goes after it took them back",
      faults: [outlier(4, 6, idle), stale(5), noTraffic(6.2, 7.5)],
    },
    { name: "idle ones that came after it went stale", faults: [stale(4), outlier(4.2, 6, idle), noTraffic(5, 6)] },
  ];
  test.each(casesOf(cases))("$name", async ({ faults }) => {
    const result = await run({ nodes: 11, faults });
    expect({ falls: fallsAfterFault(result), violations: result.violations }).toEqual({ falls: [], violations: [] });
  });

  test("a node that died and whose replicas came back elsewhere is forgotten: the count falls with the load", async () => {
    const faults = [fault("node-dead", { node: "n5", from: 8 * hour, to: 12 * hour }), noTraffic(9, 11)];
    const result = await run({ nodes: 11, hours: 12, faults });
    expect(result.violations).toEqual([]);
    // From 16 by at most a quarter in each window of 15 minutes.
    expect(fallsAfterFault(result).slice(0, 4)).toEqual([12, 9, 7, 6]);
  });
});

describe("one node of eleven stops reporting at a constant load", () => {
  /** The highest count asked for from an hour on. */
  const highest = ({ events }: SimulationResult, from: number): number =>
    Math.max(
      ...events
        .filter(({ time }) => Date.parse(time) / 1000 >= 1_800_000_000 + from * hour)
        .map(({ data }) => data.replicas.desired ?? 0),
    );

  test.each<{ readonly name: string; readonly kind: FaultKind }>([
    { name: "its agent died and its engines serve on", kind: "node-stale" },
    { name: "it died with its engines", kind: "node-dead" },
  ])(
    "$name: the count stays within what the others' load implies, however long it reports nothing",
    async ({ kind }) => {
      const stationary = await faultlessRun();
      const stale = await run({ nodes: 11, faults: [fault(kind, { node: "n5", from: 4 * hour, to: 8 * hour })] });
      expect(stale.violations).toEqual([]);
      expect(highest(stale, 4)).toBeLessThanOrEqual(highest(stationary, 4) + 3);
    },
  );
});

/** Counts that were asked for between two hours. */
const countsBetween = ({ events }: SimulationResult, from: number, to: number): readonly number[] =>
  events
    .filter(({ time }) => {
      const hours = (Date.parse(time) / 1000 - 1_800_000_000) / hour;
      return hours >= from && hours < to;
    })
    .map(({ data }) => data.replicas.desired ?? Number.NaN);

const pauses = casesOf([
  { name: "an hour", to: 7 },
  { name: "20 minutes", to: 6 + 1 / 3 },
  { name: "six hours", to: 12 },
]);

describe("a constant load goes and comes back to eleven nodes", () => {
  test.each(pauses)(
    "after $name: no more replicas than before it went and a quarter for what is not known yet",
    async ({ to }) => {
      const faults = [fault("no-traffic", { from: 6 * hour, to: to * hour })];
      const result = await run({ nodes: 11, hours: Math.ceil(to) + 4, faults });
      const before = Math.max(...countsBetween(result, 5, 6));
      const back = Math.max(...countsBetween(result, to, 16));
      expect(result.violations).toEqual([]);
      // Its going and its coming are among the errors that the forecast learnt from: 18 and 21 after 17 were seen.
      expect(back).toBeLessThanOrEqual(1.25 * before);
      expect(back).toBeGreaterThanOrEqual(before - 1);
    },
  );
});

describe("all of eleven nodes stop reporting at a constant load", () => {
  test.each(pauses)("for $name: the count stays, and is there when they are back", async ({ to }) => {
    const nodes = Array.from({ length: 11 }, (_, index) => `n${index + 1}`);
    const faults = nodes.map((node) => fault("node-stale", { node, from: 6 * hour, to: to * hour }));
    const result = await run({ nodes: 11, hours: Math.ceil(to) + 4, faults });
    const before = Math.max(...countsBetween(result, 5, 6));
    const since = countsBetween(result, 6, 16);
    expect(result.violations).toEqual([]);
    expect(Math.max(...countsBetween(result, 6, to))).toBe(before);
    expect(Math.max(...since)).toBeLessThanOrEqual(before + 1);
    expect(Math.min(...countsBetween(result, 6, to))).toBeGreaterThanOrEqual(before);
  });
});
