import { type DecisionMemory, emptyLoadForecast } from "@loadline/core";
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
const { settings, learn } = loadlineEngine(1);

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

test("Loadline's row lowers no count while the service's grade forbids it", () => {
  const carried = Array.from({ length: 24 }, (_, hour) => ({ hour, graded: 60, carried: 30 }));
  const load = Array.from({ length: 2_400 }, (_, step) => (step < 1_200 ? 200 : 60));
  const ticks = ticksOf(load);
  const rowOf = (asked: typeof ticks) => {
    const { rows } = leagueWindows(after(asked), usual, ticks.at(-1)?.at ?? 0)[0] ?? {};
    return rows?.find(({ policy }) => policy === "loadline");
  };
  const [free, bound] = [rowOf(ticks), rowOf(ticks.map((tick) => ({ ...tick, inputs: { ...tick.inputs, carried } })))];
  expect(bound?.actions).toBeLessThan(free?.actions ?? 0);
  expect(bound?.replicaHours).toBeGreaterThan(1.3 * (free?.replicaHours ?? Number.POSITIVE_INFINITY));
});

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
  const stated: (readonly [number, readonly [number, number]])[] = [];
  let state: League | undefined;
  for (const [minute, tick] of ticks.entries()) {
    state = leagueStep(state, tick);
    if (minute < 8 * 1_440 || minute % 300 !== 0 || state === undefined) continue;
    const [one, seven] = leagueWindows(state, usual, tick.at);
    stated.push([minute, [(one?.seconds ?? 0) / day, (seven?.seconds ?? 0) / day]]);
  }
  const league = state as League;
  const windows = leagueWindows(league, usual, league.at);

  test("the last day, week and four weeks, as far as they were observed", () => {
    expect(windows.map(({ days }) => days)).toEqual([1, 7, 28]);
    expect((windows[2]?.seconds ?? 0) / day).toBe(observed / day);
    // Whole buckets within the window: all but an hour of the day, and all but a day of the week.
    for (const [minutes, [one, seven]] of stated) {
      expect({ minutes, isStated: one > 23 / 24 && one <= 1 }).toEqual({ minutes, isStated: true });
      expect({ minutes, isStated: seven > 6 && seven <= 7 }).toEqual({ minutes, isStated: true });
    }
  });

  test("of a window in which nothing was observed nothing is stated", () => {
    const [one, seven] = leagueWindows(league, usual, league.at + 2 * day);
    expect(one).toEqual({ days: 1, seconds: 0, rows: [] });
    expect(seven?.rows).toHaveLength(leagueRows.length);
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
    [
      "a fleet beyond counting",
      (state) => ({ ...state, fleets: league.fleets.map((one) => ({ ...one, ready: 1e7 })) }),
    ],
    ["too many hours", (state) => ({ ...state, buckets: new Array(65).fill(league.buckets[0]) })],
    ["more of it", (state) => ({ ...state, more: 1 })],
  ])("%s", (_, change) => {
    expect(leagueSchema.safeParse(JSON.parse(JSON.stringify(league))).success).toBe(true);
    expect(leagueSchema.safeParse(change(JSON.parse(JSON.stringify(league)))).success).toBe(false);
  });

  test("any load leaves a state that a successor takes", () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.constant(null), fc.double({ min: 0, max: 1e5, noNaN: true }), fc.constantFrom(1e6, 1e12, 1e300)),
          {
            minLength: 1,
            maxLength: 60,
          },
        ),
        fc.constantFrom(0, 60, 7_200, 1e6),
        (demand, leadTimeSeconds) => {
          const bounds = { ...usual, leadTimeSeconds };
          const [first, ...ticks] = ticksOf(demand, { bounds });
          if (first === undefined) return;
          const begun = after([first]);
          const [whole, resumed] = [after([first, ...ticks]), after(ticks, begun && stored(begun))];
          if (whole === undefined) return;
          expect(stored(whole)).toEqual(JSON.parse(JSON.stringify(resumed)));
        },
      ),
      { numRuns: 30 },
    ));
});

describe("limits", () => {
  const last = (ticks: readonly Tick[]): number => ticks.at(-1)?.at ?? 0;

  test.each([40, 1e9])("no policy begins beyond a maximum of %d, nor beyond what is counted", (maximumReplicas) => {
    const league = after(ticksOf([7.9e6], { bounds: { ...usual, maximumReplicas } }));
    const most = Math.min(maximumReplicas, 1_000_000);
    expect(league.fleets.slice(1).map(({ ready }) => ready)).toEqual(leaguePolicies.map(() => most));
  });

  test("a load that no fleet carries is none", () => {
    const ticks = ticksOf([60, 1e12, 60]);
    const [first, second, third] = ticks;
    if (first === undefined || second === undefined || third === undefined) throw new Error("there are three");
    expect(leagueStep(undefined, second)).toBeUndefined();
    const league = after([first]);
    expect(leagueStep(league, second)).toBe(league);
    expect(leagueWindows(after([third], league), usual, last(ticks))[0]?.seconds).toBe(3 * stepSeconds);
  });

  test("a load that rises for longer than orders are remembered leaves a state that a successor takes", () => {
    const bounds = { ...usual, leadTimeSeconds: 6 * 3_600, maximumReplicas: 10_000 };
    const demand = Array.from({ length: 2_200 }, (_, step) => 60 + 8 * step);
    const ticks = ticksOf(demand, { bounds });
    const league = after(ticks);
    expect(stored(league)).toEqual(JSON.parse(JSON.stringify(league)));
    for (const { pending, orders } of league.fleets)
      expect(orders.reduce((sum, { replicas }) => sum + replicas, 0)).toBe(pending);
    // The least possible wants a replica more each step. None serves before its lead time, and none two minutes late.
    const [ahead, decided] = [league.ahead.length, demand.length - 1 - league.ahead.length];
    const due = Math.ceil((demand[decided - bounds.leadTimeSeconds / stepSeconds + ahead] ?? 0) / capacity);
    const { ready, orders } = league.fleets[leagueRows.indexOf("clairvoyant")] as League["fleets"][number];
    expect(ready).toBeLessThanOrEqual(due);
    expect(ready).toBeGreaterThan(due - 120 / stepSeconds);
    expect(orders.length).toBeGreaterThan(bounds.leadTimeSeconds / stepSeconds / 8);
  });

  test("wishes of more steps than are remembered leave a state that a successor takes with no count lower", () => {
    const patient = { ...settings, scaleDownStabilisation: day };
    const ticks = ticksOf(new Float64Array(1_200).fill(60)).map((tick, step) => ({
      ...tick,
      settings: { ...patient, reserveReplicas: (step * 7) % 5 },
    }));
    let league: League | undefined;
    const wishes = ticks.map((tick) => {
      league = leagueStep(league, tick);
      return ((league as League).memories["loadline"] as DecisionMemory).wanted;
    });
    expect(stored(league as League)).toEqual(JSON.parse(JSON.stringify(league)));
    const left = wishes.at(-1) ?? [];
    expect(left.length).toBeGreaterThan(1_000);
    expect([left[0]?.at, left.at(-1)?.at]).toEqual([0, last(ticks)]);
    for (const [step, wanted] of wishes.entries()) {
      const standing = left.findLast(({ at }) => at <= step * stepSeconds);
      expect(standing?.replicas).toBeGreaterThanOrEqual(wanted.at(-1)?.replicas ?? Number.NaN);
    }
  });

  test.each([
    [7_200, true],
    [7_201, false],
  ])("at a lead time of %i s the least possible is stated: %s", (leadTimeSeconds, isStated) => {
    const bounds = { ...usual, leadTimeSeconds };
    const ticks = ticksOf(sine(5), { bounds });
    const [window] = leagueWindows(after(ticks), bounds, last(ticks));
    expect(window?.rows.some(({ policy }) => policy === "clairvoyant")).toBe(isStated);
    expect(window?.rows.length).toBeGreaterThanOrEqual(leagueRows.length - 1);
  });
});

test("a deployment's league is small", () => {
  const noisy = after(ticksOf(sine(26, 0.3), { bounds: { ...usual, leadTimeSeconds: 900 }, from: 20_000 * day }));
  expect(JSON.stringify(noisy).length).toBeLessThan(24_576);
});
