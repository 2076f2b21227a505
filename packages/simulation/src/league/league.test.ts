import { decisionDefaults, emptyLoadForecast } from "@loadline/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { simulateFluid } from "../fluid/fluid.ts";
import { loadSeries } from "../load/load-series.ts";
import { loadlineEngine } from "../policies/loadline.ts";
import { createPolicy } from "../policies/registry.ts";
import { type LeagueBounds, leagueStep, leagueWindows } from "./league.ts";
import { type League, leaguePolicies, leagueRows, leagueSchema } from "./league-state.ts";

const stepSeconds = 15;
const day = 86_400;
const usual: LeagueBounds = { leadTimeSeconds: 300, minimumReplicas: 1, maximumReplicas: 40 };
const [capacity, tokensPerRequest] = [8, 1_000];
const { settings, learn } = loadlineEngine(1, decisionDefaults.windowSeconds);

interface Observed {
  /** Seconds between two ticks. */
  readonly every?: number;
  readonly bounds?: LeagueBounds;
  readonly from?: number;
  readonly ready?: number;
}

/** What a recommender reports of a load at its ticks; of a step without a known load nothing is reported. */
const ticksOf = (
  demand: ArrayLike<number | null>,
  { bounds = usual, every = stepSeconds, from = 0, ready = 5 }: Observed = {},
) => {
  let learnt: Parameters<typeof learn>[0] = { samples: [], forecast: emptyLoadForecast };
  return Array.from(demand).flatMap((arriving, step) => {
    const at = from + step * every;
    const { inputs, ...next } = learn(learnt, { ...bounds, ready, pending: 0, at, demand: arriving, capacity });
    learnt = next;
    if (arriving === null) return [];
    return [{ ...bounds, ready, pending: 0, at, demand: arriving, capacity, tokensPerRequest, inputs, settings }];
  });
};
type Tick = ReturnType<typeof ticksOf>[number];

const after = (ticks: readonly Tick[], start?: League): League =>
  ticks.reduce<League | undefined>((league, tick) => leagueStep(league, tick), start) as League;

const sine = (hours: number, noise = 0.05): Float64Array => {
  const means = Array.from({ length: hours * 12 + 1 }, (_, slot) => 60 + 50 * Math.sin((slot / 288) * 2 * Math.PI));
  return loadSeries(means, { windowSeconds: 300, stepSeconds, shape: "linear", noise, correlation: 0.8, seed: 3 });
};

const stored = (league: League): League => leagueSchema.parse(JSON.parse(JSON.stringify(league)));

test.each([60, 300, 900])(
  "beside the load it comes to what a backtest comes to, at a lead time of %i s",
  (leadTimeSeconds) => {
    const demand = sine(20);
    const bounds = { ...usual, leadTimeSeconds };
    const ticks = ticksOf(demand, { bounds });
    // Half of it by one recommender, the rest by its successor.
    const league = after(ticks.slice(2_000), stored(after(ticks.slice(0, 2_000))));
    const [window] = leagueWindows(league, bounds, ticks.at(-1)?.at ?? 0);
    expect(window?.seconds).toBe(demand.length * stepSeconds);
    for (const policy of leaguePolicies) {
      const run = createPolicy(policy, { ...bounds, stepSeconds, demandAhead: demand });
      const { score } = simulateFluid(demand, run, { capacity, leadTimeSeconds, stepSeconds });
      const row = window?.rows.find((one) => one.policy === policy);
      expect({ policy, actions: row?.actions }).toEqual({ policy, actions: score.actions });
      expect(row?.replicaHours).toBeCloseTo(score.replicaHours, 9);
      expect(row?.sloViolationMinutes).toBeCloseTo(score.sloViolationMinutes, 9);
      expect(row?.unservedShare).toBeCloseTo(score.unservedShare, 12);
      expect(score.actions).toBeGreaterThan(10);
    }
  },
);

test("what ran is counted as it ran", () => {
  const ticks = ticksOf(new Float64Array(241).fill(44));
  const [window] = leagueWindows(after(ticks), usual, 3_600);
  // 5 × 8 of 44 requests/s are served, for an hour and a step.
  const seconds = 3_615;
  expect(window?.rows[0]).toEqual({
    policy: "actual",
    replicaHours: (5 * seconds) / 3_600,
    unservedTokens: 4 * tokensPerRequest * seconds,
    unservedShare: 4 / 44,
    sloViolationMinutes: seconds / 60,
    actions: 0,
  });
});

describe("what was not observed counts for nobody", () => {
  const demand = Array.from(sine(8));
  const rows = (values: readonly (number | null)[]) => {
    const ticks = ticksOf(values);
    return leagueWindows(after(ticks), usual, ticks.at(-1)?.at ?? 0)[0];
  };

  test.each([2, 4, 100])("a gap of %i steps", (missing) => {
    const gap = demand.map((value, step) => (step >= 900 && step < 900 + missing ? null : value));
    const whole = rows(demand);
    const known = rows(gap);
    // One sample is the mean of a minute: a gap within it is none.
    const unknown = missing * stepSeconds <= 45 ? 0 : missing;
    expect(known?.seconds).toBe((demand.length - unknown) * stepSeconds);
    for (const row of known?.rows ?? []) {
      expect(row.replicaHours).toBeGreaterThan(0);
      expect(row.replicaHours).toBeLessThan(
        1.2 * (whole?.rows.find((one) => one.policy === row.policy)?.replicaHours ?? 0),
      );
    }
  });

  test("every policy begins anew where a long gap ends", () => {
    const league = after(ticksOf([...demand.slice(0, 400), ...demand.slice(0, 30).map(() => null), 200]));
    const least = Math.ceil(200 / capacity / 0.7);
    for (const [index, row] of leagueRows.entries())
      if (row !== "actual") expect(league.fleets[index]?.ready).toBe(least);
  });

  test("a tick twice, and one from before, change nothing; a clock that was hours ahead does not stop the league", () => {
    const ticks = ticksOf(demand.slice(0, 400));
    const league = after(ticks);
    for (const tick of ticks.slice(-3)) expect(leagueStep(league, tick)).toBe(league);
    const [late] = ticksOf([50], { from: 20 * 3_600 });
    const ahead = after(late === undefined ? [] : [late], league);
    const next = after(ticksOf(demand, { from: 400 * stepSeconds }), ahead);
    expect(leagueWindows(next, usual, next.at)[0]?.seconds).toBe((400 + demand.length) * stepSeconds);
  });
});

describe("windows", () => {
  // A tick a minute: the first one counts as a quarter of it.
  const every = 60;
  const means = Array.from({ length: 9 * 1_440 }, (_, minute) => 60 + 50 * Math.sin((minute / 1_440) * 2 * Math.PI));
  const ticks = ticksOf(means, { every, from: 20_000 * day });
  const observed = ticks.length * every - 45;
  const league = after(ticks);
  const windows = leagueWindows(league, usual, league.at);

  test("the last day, week and four weeks, as far as they were observed", () => {
    expect(windows.map(({ days }) => days)).toEqual([1, 7, 28]);
    const [one = 0, seven = 0, all = 0] = windows.map(({ seconds }) => seconds / day);
    expect(one).toBeGreaterThanOrEqual(1);
    expect(one).toBeLessThanOrEqual(1 + 1 / 24);
    expect(seven).toBeGreaterThanOrEqual(7);
    expect(seven).toBeLessThanOrEqual(8);
    expect(all).toBe(observed / day);
  });

  test("the clairvoyant is the cheapest that serves everything", () => {
    const rows = windows[2]?.rows ?? [];
    const least = rows.find(({ policy }) => policy === "clairvoyant");
    // It begins as all do; from then on nothing is missing.
    expect(least?.unservedShare).toBeLessThan(1e-3);
    for (const { policy, replicaHours, unservedShare } of rows)
      if (policy !== "actual" && policy !== "clairvoyant" && unservedShare === 0)
        expect(replicaHours).toBeGreaterThan(least?.replicaHours ?? 0);
  });

  test("what is older than four weeks is gone, and the state does not grow", () => {
    const much = after(ticksOf(means.slice(0, 1_440), { every, from: 20_040 * day }), league);
    expect(leagueWindows(much, usual, much.at)[2]?.seconds).toBe(1_440 * every - 45);
    const whole = Array.from({ length: 40 }, (_, index) => index).reduce(
      (state, index) => after(ticksOf([30, 60, 30], { from: (21_000 + index) * day }), state),
      much,
    );
    expect(whole.buckets.length).toBeLessThanOrEqual(30);
  });
});

describe("hostile state is refused", () => {
  const league = after(ticksOf(sine(3)));
  test.each<[string, (state: Record<string, unknown>) => unknown]>([
    ["a fleet below zero", (state) => ({ ...state, fleets: league.fleets.map((one) => ({ ...one, ready: -1 })) })],
    ["a fleet too few", (state) => ({ ...state, fleets: league.fleets.slice(1) })],
    ["a memory of another shape", (state) => ({ ...state, memories: { ...league.memories, keda: { wanted: [] } } })],
    ["no number", (state) => ({ ...state, at: "now" })],
    ["a capacity of zero", (state) => ({ ...state, ahead: [{ ...league.ahead[0], capacity: 0 }] })],
    ["too many hours", (state) => ({ ...state, buckets: new Array(65).fill(league.buckets[0]) })],
    ["more of it", (state) => ({ ...state, more: 1 })],
  ])("%s", (_, change) => {
    expect(leagueSchema.safeParse(JSON.parse(JSON.stringify(league))).success).toBe(true);
    expect(leagueSchema.safeParse(change(JSON.parse(JSON.stringify(league)))).success).toBe(false);
  });

  test("any load leaves a state that a successor takes", () =>
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(null), fc.double({ min: 0, max: 1e5, noNaN: true })), {
          minLength: 1,
          maxLength: 60,
        }),
        fc.constantFrom(0, 60, 7_200, 1e6),
        (demand, leadTimeSeconds) => {
          const bounds = { ...usual, leadTimeSeconds };
          const [first, ...ticks] = ticksOf(demand, { bounds });
          if (first === undefined) return;
          const [whole, resumed] = [after([first, ...ticks]), after(ticks, stored(after([first])))];
          expect(stored(whole)).toEqual(JSON.parse(JSON.stringify(resumed)));
        },
      ),
      { numRuns: 30 },
    ));
});

test("a deployment's league is small", () => {
  const noisy = after(ticksOf(sine(26, 0.3), { bounds: { ...usual, leadTimeSeconds: 900 }, from: 20_000 * day }));
  expect(JSON.stringify(noisy).length).toBeLessThan(24_576);
});
