import fc from "fast-check";
import { expect, test } from "vitest";
import { now, requestWith, stationaryForecast, viewOfNodes } from "../../test/decided.ts";
import { type SyntheticEngine, syntheticTelemetry } from "../../test/synthetic-node.ts";
import { decideDeployment } from "../decide/decide-deployment.ts";
import { Fleet } from "../fleet/fleet.ts";
import { boundedRate } from "./demand.ts";

const engines = 10;
const keys = { replicas: { planned: engines, min: 1, max: 16 } };
const request = requestWith({ requestsPerSecond: 1, keys });
const capacity = request.model.capacity(request.view.shape);
const perReplica = capacity.kind === "feasible" ? capacity.capacity.requestsPerSecond : Number.NaN;

/** null: it does not list its engine. */
type Report = (engine: SyntheticEngine, second: number) => SyntheticEngine | null;

/** Ten engines with a share of their capacity each, the last of which misreports. */
const decidedWith = (load: number, report: Report) => {
  const fleet = new Fleet({ horizonSeconds: 660, resolutionSeconds: 2, rememberSeconds: 600 });
  for (let engine = 0; engine < engines; engine++) {
    for (let second = 0; second <= 120; second += 10) {
      const finished = load * perReplica * second;
      const truthful = {
        id: `e${engine}`,
        deployment: "chat",
        finished,
        promptTokens: finished * 1000,
        generatedTokens: finished * 200,
      };
      const row = engine === engines - 1 ? report(truthful, second) : truthful;
      const sample = { seq: second, sampledAt: now - 120 + second, engines: row === null ? [] : [row] };
      fleet.accept(`n${engine}`, syntheticTelemetry(sample), now);
    }
  }
  const { deployment, pool } = request;
  const view = viewOfNodes(fleet.nodes, now, {
    deployment,
    pool,
    capacity: perReplica,
    served: engines,
    target: engines,
  });
  const memory = { wanted: [{ at: now - 400, replicas: 1 }] };
  return decideDeployment({ ...request, view, memory, forecast: stationaryForecast(1), currentTarget: engines })
    .assessment;
};

const truthful: Report = (engine) => engine;
const desiredWith = (load: number, report: Report): number => decidedWith(load, report).decision.desired ?? Number.NaN;

test("a truthful fleet is counted to the last request", () => {
  const { view } = decidedWith(0.5, truthful);
  expect(view.complete).toBe(true);
  expect(view.demand?.requestsPerSecond).toBeCloseTo(0.5 * perReplica * engines, 6);
});

test.each([
  {
    name: "a million waiting requests",
    report: ((engine) => ({ ...engine, waiting: 1e6 })) satisfies Report,
    from: 100,
  },
  {
    name: "a thousand times the finished requests",
    report: ((engine) => ({ ...engine, finished: (engine.finished ?? 0) * 1000 })) satisfies Report,
    from: 100,
  },
])("$name of one among ten move nothing, are named, and forbid a scale-down", ({ report, from }) => {
  const { decision } = decidedWith(0.5, (engine, second) => (second < from ? engine : report(engine)));
  expect(decision.verdict).not.toBe("scale-down");
  expect(decision.missing.map(({ input }) => input)).toEqual(["plausible counters of engine e9 on node n9"]);
  expect(Math.abs((decision.desired ?? 0) - engines)).toBeLessThanOrEqual(1);
});

test("few requests in a window come together by chance: they count, and only what chance does not bring is cut", () => {
  // A replica carries two a minute and gets 0.6 on average: four within one minute are one in 300.
  const rates = (last: number) =>
    [0, 1, 0, 2, 1, last].map((count, index) => ({
      name: `e${index}`,
      node: `n${index}`,
      requestsPerSecond: count / 60,
      isWhole: true,
      isMeasured: true,
      draining: false,
      replicasPerNode: 8,
    }));
  const bounded = (last: number) => boundedRate(rates(last), { capacity: 2 / 60, seconds: 60 });
  expect(bounded(4)).toEqual({ requestsPerSecond: expect.closeTo(8 / 60, 9), implausible: [] });
  const cut = bounded(1_000);
  expect(cut.implausible).toEqual(["e5"]);
  // Others get one a minute: (√1 + 2)² = 9 are four deviations.
  expect(cut.requestsPerSecond).toBeCloseTo(13 / 60, 9);
  expect(bounded(19)).toEqual(cut);
});

test("on one node engines that never had a request do not outvote another; those of other nodes and those with some do", () => {
  const demandOf = (nodes: number, idle: number | null) => {
    const rates = [14, 0, 0, 0].map((rate, index) => ({
      name: `e${index}`,
      node: `n${index % nodes}`,
      requestsPerSecond: index === 0 ? rate : (idle ?? 0),
      isWhole: true,
      isMeasured: true,
      isUnused: index > 0 && idle === null,
      draining: false,
      replicasPerNode: 8,
    }));
    return boundedRate(rates, { capacity: 1.5, seconds: 60 }).requestsPerSecond;
  };
  expect(demandOf(1, null)).toBe(14);
  expect(demandOf(2, null)).toBeCloseTo(1.5, 9);
  expect(demandOf(4, null)).toBeCloseTo(1.5, 9);
  expect(demandOf(1, 0.1)).toBeCloseTo(1.9, 9);
});

test("however few requests a replica carries, one counter adds to the others no more than a replica or chance brings", () => {
  const drawn = fc.record({
    count: fc.integer({ min: 0, max: 12 }),
    claimed: fc.double({ min: 0, max: 1e9, noNaN: true }),
    carried: fc.integer({ min: 1, max: 30 }),
    seconds: fc.constantFrom(15, 60, 300),
  });
  fc.assert(
    fc.property(drawn, ({ count, claimed, carried, seconds }) => {
      const capacity = carried / seconds;
      const rates = Array.from({ length: 10 }, (_, index) => ({
        name: `e${index}`,
        node: `n${index}`,
        requestsPerSecond: (index === 9 ? claimed : count) / seconds,
        isWhole: true,
        isMeasured: true,
        draining: false,
        replicasPerNode: 8,
      }));
      const beyond = boundedRate(rates, { capacity, seconds }).requestsPerSecond - (10 * count) / seconds;
      expect(beyond).toBeLessThanOrEqual(Math.max(capacity, 14 / seconds) + 1e-9);
    }),
  );
});

test("of many engines with few requests each, one counter adds no more than a replica or chance brings in a window", () => {
  const [count, rate, carried] = [40, 0.2, 0.2];
  const demandWith = (added: number): number => {
    const fleet = new Fleet({ horizonSeconds: 660, resolutionSeconds: 2, rememberSeconds: 600 });
    for (let engine = 0; engine < count; engine++) {
      for (let second = 0; second <= 120; second += 10) {
        const finished = second * (rate + (engine === 0 ? added : 0));
        const engines = [{ id: `e${engine}`, deployment: "chat", finished }];
        fleet.accept(`n${engine}`, syntheticTelemetry({ seq: second, sampledAt: now - 120 + second, engines }), now);
      }
    }
    return viewOfNodes(fleet.nodes, now, { capacity: carried }).demand?.requestsPerSecond ?? Number.NaN;
  };
  expect(demandWith(0)).toBeCloseTo(count * rate, 6);
  expect(demandWith(1e6) - count * rate).toBeLessThanOrEqual(Math.max(carried, 14 / 60) + 1e-9);
});

const takingBack =
  (until: number): Report =>
  (engine, second) =>
    second < until ? { ...engine, waiting: 1e6 } : engine;

test("requests that an engine took back before the window move nothing", () => {
  const { decision, view } = decidedWith(0.5, takingBack(60));
  expect(decision.desired).toBe(desiredWith(0.5, truthful));
  expect(view.demand?.requestsPerSecond).toBeCloseTo(0.5 * perReplica * engines, 6);
});

test("requests that an engine takes back in the window do not lower the demand of the others", () => {
  const { decision, view } = decidedWith(0.5, takingBack(100));
  expect(decision.desired).toBe(engines);
  expect(decision.missing.map(({ input }) => input)).toEqual(["plausible counters of engine e9 on node n9"]);
  expect(view.demand?.requestsPerSecond).toBeCloseTo(0.5 * perReplica * (engines - 1), 6);
});

test("whatever one engine among ten reports, it moves the wanted count by at most one replica", () => {
  const reports = fc.record({
    from: fc.constantFrom(0, 50, 100, 120),
    finished: fc.double({ min: 0, max: 1e12, noNaN: true }),
    waiting: fc.double({ min: 0, max: 1e12, noNaN: true }),
    running: fc.double({ min: 0, max: 1e12, noNaN: true }),
    load: fc.double({ min: 0.2, max: 1.2, noNaN: true }),
  });
  fc.assert(
    fc.property(reports, ({ load, from, ...claimed }) => {
      const report: Report = (engine, second) => (second < from ? engine : { ...engine, ...claimed });
      const misreported = desiredWith(load, report);
      const truly = desiredWith(load, truthful);
      // A wrong report may keep replicas that were to go; it never takes one, and adds at most one.
      expect(misreported).toBeLessThanOrEqual(Math.max(truly, engines) + 1);
      if (truly >= engines) expect(misreported).toBeGreaterThanOrEqual(Math.min(truly, engines + 1) - 1);
    }),
    { numRuns: 60 },
  );
});

/** The wanted count by load, so close together that each count is met by several of them. */
const trulyDesired = new Map(
  Array.from({ length: 40 }, (_, index) => 0.6 + index / 100).map((load) => [load, desiredWith(load, truthful)]),
);

/** All counters of the last engine as if it did a share of its work from then on. */
const doing =
  (share: number, from: number): Report =>
  (engine, second) => {
    const scaled = (total: number | null | undefined): number => {
      const before = ((total ?? 0) / Math.max(1, second)) * Math.min(second, from);
      return before + share * ((total ?? 0) - before);
    };
    const { finished, promptTokens, generatedTokens } = engine;
    const misreported = {
      finished: scaled(finished),
      promptTokens: scaled(promptTokens),
      generatedTokens: scaled(generatedTokens),
    };
    return { ...engine, ...misreported };
  };

test.each([
  { name: "counters that stand still", report: doing(0, 60) },
  { name: "counters that rise at a tenth of the truth", report: doing(0.1, 60) },
  {
    name: "an engine that is another one at each sample",
    report: ((engine, second) => ({ ...engine, id: `e9-${second}` })) satisfies Report,
  },
  {
    name: "an engine that is not listed any more",
    report: ((engine, second) => (second < 60 ? engine : null)) satisfies Report,
  },
  {
    name: "an engine that is reported for another deployment",
    report: ((engine, second) => (second < 60 ? engine : { ...engine, deployment: "code" })) satisfies Report,
  },
  {
    name: "an engine that does not answer any more",
    report: ((engine, second) => (second < 60 ? engine : { ...engine, reachable: false })) satisfies Report,
  },
])("$name of one among ten take no replica that the truth would not", ({ report }) => {
  for (const [load, truly] of trulyDesired) {
    const taken = Math.max(0, Math.min(truly, engines) - desiredWith(load, report));
    expect({ load, taken }).toEqual({ load, taken: 0 });
  }
});

test("the same fleet gives replicas back where the truth allows it", () => {
  expect(desiredWith(0.6, truthful)).toBeLessThan(engines);
});

test("an engine that reports far fewer requests than the others is named, and its claim stands", () => {
  const { decision, view } = decidedWith(0.7, doing(0.1, 60));
  expect(decision.missing).toEqual([]);
  expect(decision.evidence.map(({ input }) => input)).toContain("quiet engine e9 on node n9");
  expect(view.demand?.requestsPerSecond).toBeCloseTo(0.7 * perReplica * (engines - 0.9), 6);
});

test("where few requests come, one that gets fewer is not named", () => {
  const { view } = decidedWith(0.3 / perReplica, doing(0.1, 60));
  expect(view.findings).toEqual([]);
});

test.each([
  ["as the median of the others", 5, 6],
  ["as their mean, where they are too few to vote", 2, 3],
])("a rate that nothing confirms counts %s at the most", (_, others, counted) => {
  const rates = Array.from({ length: others + 1 }, (_unused, index) => ({
    name: `e${index}`,
    node: `n${index}`,
    requestsPerSecond: index === others ? 1_000 : 10,
    isWhole: true,
    isMeasured: true,
    isUnconfirmed: index === others,
    draining: false,
    replicasPerNode: 1,
  }));
  expect(boundedRate(rates, { capacity: 20, seconds: 60 }).requestsPerSecond).toBeCloseTo(10 * counted, 6);
});

test("an engine whose counters began anew within the window takes no more than one replica", () => {
  const begunAnew: Report = (engine, second) => (second < 100 ? engine : { ...engine, finished: 0 });
  // The lowest load at which none goes.
  const load = 7 / 11 + 1e-10;
  expect(desiredWith(load, truthful)).toBe(engines);
  expect(desiredWith(load, begunAnew)).toBeGreaterThanOrEqual(engines - 1);
});
