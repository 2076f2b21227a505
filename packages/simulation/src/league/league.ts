import type { DecisionMemory } from "@loadline/core";
import { receiveOrders, retarget, type SimulatedFleet, usualReplicas } from "../fluid/fluid.ts";
import { type EngineQuestion, settleFor } from "../policies/loadline.ts";
import { createPolicy } from "../policies/registry.ts";
import { type PolicySettings, type ScalingPolicy, withinBounds } from "../policies/scaling-policy.ts";
import { boundedOrders, boundedWanted, type League, leagueRows, mostAhead, mostReplicas } from "./league-state.ts";

/** Between two steps of the policies, as in a backtest: the period of Kubernetes' pod autoscaler. */
const stepSeconds = 15;
/** A sample is a mean of a minute; of a longer time before it nothing is known. */
const longestStepSeconds = 60;
/** After a longer gap the autoscalers' own windows are empty: every policy starts anew. */
const longestGapSeconds = 300;
const [hour, day] = [3_600, 86_400];
export const leagueDays = [1, 7, 28] as const;
const mostDays = Math.max(...leagueDays);

/** What bounds the counts of every policy. */
export interface LeagueBounds {
  readonly leadTimeSeconds: number;
  readonly minimumReplicas: number;
  readonly maximumReplicas: number;
}

/** One tick of a deployment whose load, capacity and replicas are known whole, with what Loadline's engine decides by. */
export interface LeagueTick extends LeagueBounds, EngineQuestion {
  /** Epoch seconds. */
  readonly at: number;
  /** Requests/s that arrive. */
  readonly demand: number;
  /** Requests/s that one replica carries. */
  readonly capacity: number;
  readonly tokensPerRequest: number;
  /** Replicas that run, and those on their way. */
  readonly ready: number;
  readonly pending: number;
}

type Tick = LeagueTick & PolicySettings;
type Step = League["ahead"][number];
type Fleet = League["fleets"][number];
type Bucket = League["buckets"][number];
type Tally = Bucket["tallies"][number];
type Row = (typeof leagueRows)[number];

const emptyTally: Tally = [0, 0, 0, 0];
const added = (a: Tally, b: Tally): Tally => [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]];

/** What a step costs and misses with so many replicas ready and so many paid for. */
const tallyOf = ({ seconds, demand, capacity, tokens }: Step, ready: number, paid: number): Tally => {
  const missing = Math.max(0, demand - ready * capacity);
  return [paid * seconds, missing * seconds * tokens, missing > 0 ? seconds : 0, 0];
};

/** A policy's fleet and memory after one more step, as a backtest takes it, and what the step cost and missed. */
const advance = (
  fleet: Fleet,
  memory: unknown,
  { policy, step, lead }: { policy: ScalingPolicy; step: Step; lead: number },
) => {
  const { at, demand, capacity } = step;
  const next: SimulatedFleet = { ...fleet, orders: fleet.orders.map((order) => ({ ...order })) };
  receiveOrders(next, at);
  const { ready, pending } = next;
  const { state, desired } = policy.step(memory, { at, demand, ready, pending, capacity, leadTimeSeconds: lead });
  retarget(next, desired, at + lead);
  const [paid, unserved, violated] = tallyOf(step, ready, ready + pending);
  const tally: Tally = [paid, unserved, violated, desired === ready + pending ? 0 : 1];
  return { fleet: { ...next, orders: boundedOrders(next.orders) }, memory: state, tally };
};

const policyOf = (row: Row, tick: Tick): ScalingPolicy => {
  if (row !== "loadline") return createPolicy(row, tick);
  const step: ScalingPolicy["step"] = (memory, { ready, pending }) => {
    const { state, desired } = settleFor(tick, { ready, pending }, memory as DecisionMemory);
    return { state: { ...state, wanted: boundedWanted(state.wanted) }, desired };
  };
  return withinBounds({ name: row, holdsOnUnknown: true, start: { wanted: [] }, step }, tick);
};

const clairvoyantRow = leagueRows.indexOf("clairvoyant");

/** With what the clairvoyant's step at an instant cost and missed, in the bucket of that instant. */
const withTally = (buckets: Bucket[], at: number, tally: Tally): Bucket[] => {
  const index = buckets.findIndex(({ from, until }) => from <= at && at < until);
  const bucket = buckets[index];
  if (bucket === undefined) return buckets;
  const before = bucket.tallies[clairvoyantRow] ?? emptyTally;
  return buckets.with(index, { ...bucket, tallies: bucket.tallies.with(clairvoyantRow, added(before, tally)) });
};

const stepsAhead = ({ leadTimeSeconds }: LeagueBounds): number => Math.ceil(leadTimeSeconds / stepSeconds) + 1;

/** The league with every step of the clairvoyant whose load of the lead time is known; `all`: as far as it is known. */
const withClairvoyant = (league: League, bounds: LeagueBounds, all: boolean): League => {
  const lead = bounds.leadTimeSeconds;
  const within = Math.min(mostAhead - 1, stepsAhead(bounds));
  let { ahead, buckets } = league;
  let fleet = league.fleets[clairvoyantRow] as Fleet;
  for (let [step] = ahead; step !== undefined && (all || ahead.length > within); [step] = ahead) {
    const needs = ahead.map(({ demand, capacity }) => demand / capacity);
    const clairvoyant = createPolicy("clairvoyant", { ...bounds, stepSeconds, demandAhead: needs });
    // It looks ahead in replicas, from the first of these steps.
    const policy: ScalingPolicy = {
      ...clairvoyant,
      step: (state, input) => clairvoyant.step(state, { ...input, at: 0, capacity: 1 }),
    };
    const next = advance(fleet, null, { policy, step, lead });
    fleet = next.fleet as Fleet;
    buckets = withTally(buckets, step.at, next.tally);
    ahead = ahead.slice(1);
  }
  return { ...league, ahead, buckets, fleets: league.fleets.with(clairvoyantRow, fleet) };
};

const together = (a: Bucket, b: Bucket): Bucket => ({
  from: a.from,
  until: b.until,
  seconds: a.seconds + b.seconds,
  tokens: a.tokens + b.tokens,
  tallies: a.tallies.map((tally, row) => added(tally, b.tallies[row] ?? emptyTally)),
});

/** Buckets with one for this hour at the end: hours beyond a day ago become days, and what is older than four weeks goes. */
const rolled = (buckets: readonly Bucket[], at: number): Bucket[] => {
  const from = Math.floor(at / hour) * hour;
  const present = buckets.find((bucket) => bucket.from === from);
  const retained: Bucket[] = [];
  for (const bucket of buckets) {
    const last = retained.at(-1);
    if (bucket.until > from || bucket.until <= at - mostDays * day) continue;
    const isSameDay = Math.floor((last?.from ?? 0) / day) === Math.floor(bucket.from / day);
    if (last === undefined || bucket.until > at - day || !isSameDay) retained.push(bucket);
    else retained[retained.length - 1] = together(last, bucket);
  }
  const tallies = leagueRows.map(() => emptyTally);
  return [...retained, present ?? { from, until: from + hour, seconds: 0, tokens: 0, tallies }];
};

const startOf = ({ demand, capacity, minimumReplicas, maximumReplicas }: LeagueTick): number =>
  Math.min(maximumReplicas, Math.max(minimumReplicas, usualReplicas(demand, capacity)));

/** Every policy begins with the count that carries the load at 70 % within its bounds, as in a backtest. */
const started = (tick: Tick, buckets: Bucket[]): League => ({
  at: tick.at - stepSeconds,
  fleets: leagueRows.map((row) => ({
    ready: row === "actual" ? tick.ready : startOf(tick),
    pending: row === "actual" ? tick.pending : 0,
    orders: [],
  })),
  memories: Object.fromEntries(
    leagueRows.map((row) => [row, row === "actual" || row === "clairvoyant" ? null : policyOf(row, tick).start]),
  ) as League["memories"],
  ahead: [],
  buckets,
});

/** The league as this tick finds it: anew where nothing is known of the time before it. */
const found = (before: League | undefined, tick: Tick): League => {
  if (before === undefined) return started(tick, []);
  const gap = tick.at - before.at;
  return gap > longestGapSeconds || gap < 0 ? started(tick, withClairvoyant(before, tick, true).buckets) : before;
};

/** A row of the league after one more step; the clairvoyant's comes once the load of the lead time is known. */
const rowAfter = (league: League, row: Row, step: Step, tick: Tick) => {
  const fleet = league.fleets[leagueRows.indexOf(row)] as Fleet;
  const { ready, pending, leadTimeSeconds: lead } = tick;
  if (row === "clairvoyant") return { fleet, memory: null, tally: emptyTally };
  if (row !== "actual") return advance(fleet, league.memories[row], { policy: policyOf(row, tick), step, lead });
  const actions = ready + pending === fleet.ready + fleet.pending ? 0 : 1;
  const tally = added(tallyOf(step, ready, ready + pending), [0, 0, 0, actions]);
  return { fleet: { ready, pending, orders: [] }, memory: null, tally };
};

/**
 * The league of a deployment after one more tick. Every policy takes a step each quarter of a minute, and what it costs and
 * misses goes into its hour. Time in which the load was not observed counts for none of them, nor does a load or a fleet
 * beyond all that run.
 * Laws (tested): over a recorded load it comes to what a backtest comes to; its state is bounded however long it runs.
 */
export const leagueStep = (before: League | undefined, given: LeagueTick): League | undefined => {
  const { at, demand, capacity, tokensPerRequest: tokens } = given;
  if (!(demand / capacity <= mostReplicas && given.ready + given.pending <= mostReplicas)) return before;
  const isNext = before === undefined || Math.floor(at / stepSeconds) > Math.floor(before.at / stepSeconds);
  if (before !== undefined && !isNext && before.at - at < longestGapSeconds) return before;
  const maximumReplicas = Math.min(given.maximumReplicas, mostReplicas);
  const settings = { ...given.settings, maxReplicas: Math.min(given.settings.maxReplicas, mostReplicas) };
  const tick = { ...given, maximumReplicas, settings, stepSeconds, demandAhead: null };
  const league = found(before, tick);
  const elapsed = at - league.at;
  const seconds = elapsed <= longestStepSeconds ? elapsed : stepSeconds;
  const step = { at, seconds, demand, capacity, tokens };
  const rows = leagueRows.map((row) => ({ row, ...rowAfter(league, row, step, tick) }));
  const past = rolled(league.buckets, at);
  const hourOf = past.pop() as Bucket;
  const present: Bucket = {
    ...hourOf,
    seconds: hourOf.seconds + seconds,
    tokens: hourOf.tokens + demand * tokens * seconds,
    tallies: rows.map(({ tally }, index) => added(hourOf.tallies[index] ?? emptyTally, tally)),
  };
  const next = {
    at,
    fleets: rows.map(({ fleet }) => fleet as Fleet),
    memories: Object.fromEntries(rows.map(({ row, memory }) => [row, memory])) as League["memories"],
    ahead: [...league.ahead, step],
    buckets: [...past, present],
  };
  return withClairvoyant(next, tick, false);
};

/**
 * What each policy cost and missed over the last days, of the hours and days that begin in them with what the first sample
 * is a mean of; no rows where nothing was observed. The clairvoyant's last steps are decided by the load that is known; it is
 * left out where it would look further ahead than the load is remembered.
 */
export const leagueWindows = (league: League, bounds: LeagueBounds, now: number) => {
  const { buckets } = withClairvoyant(league, bounds, true);
  return leagueDays.map((days) => {
    const since = now - days * day + longestStepSeconds;
    const within = buckets.filter(({ from }) => from >= since && from <= now);
    const seconds = within.reduce((sum, bucket) => sum + bucket.seconds, 0);
    const asked = within.reduce((sum, { tokens }) => sum + tokens, 0);
    const isStated = (policy: Row) => seconds > 0 && (policy !== "clairvoyant" || stepsAhead(bounds) < mostAhead);
    const rows = leagueRows.flatMap((policy, row) => {
      if (!isStated(policy)) return [];
      const sums = within.reduce((sum, { tallies }) => added(sum, tallies[row] ?? emptyTally), emptyTally);
      const [paid, unservedTokens, violated, actions] = sums;
      return {
        policy,
        replicaHours: paid / hour,
        unservedTokens,
        sloViolationMinutes: violated / 60,
        actions,
        unservedShare: asked > 0 ? unservedTokens / asked : 0,
      };
    });
    return { days, seconds, rows };
  });
};
