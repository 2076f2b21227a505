import { leagueSchema } from "@loadline/simulation";
import { describe, expect, test } from "vitest";
import { type Case, now, requestWith } from "../../test/decided.ts";
import { createMetrics } from "../metrics.ts";
import type { Assessment } from "./assessment.ts";
import { decideDeployment } from "./decide-deployment.ts";
import { leaguePeriods } from "./league.ts";

const tickSeconds = 5;

/** The last of these ticks, each with what the one before it learnt. */
const after = (...given: readonly [Case, ...Case[]]): Assessment => {
  let [request, last] = [requestWith(given[0]), null as Assessment | null];
  for (const [index, one] of given.entries()) {
    const at = now + index * tickSeconds;
    const { memory, league } = request;
    request = { ...requestWith(one), now: at, memory, league };
    request = { ...request, view: { ...request.view, now: at, demandAt: at - 1 } };
    const decided = decideDeployment(request);
    request = { ...request, memory: decided.memory, league: decided.league };
    last = decided.assessment;
  }
  return last as Assessment;
};

const busy: Case = { requestsPerSecond: 6 };
const minutes = (count: number, one: Case): readonly Case[] => new Array<Case>(count * 12).fill(one);
// The first sample stands for a step, and the steps lie on whole quarters of a minute.
const observed = 15 + 115;
const twoMinutes = after(busy, ...minutes(2, busy));

describe("the league beside the decisions of a deployment", () => {
  test("counts what ran and every policy, with tokens and dollars", () => {
    const [day] = leaguePeriods(twoMinutes);
    expect(day?.seconds).toBe(observed);
    const actual = day?.rows.find(({ policy }) => policy === "actual");
    expect(actual).toMatchObject({ replicaHours: (3 * observed) / 3_600, actions: 0 });
    const perHour = twoMinutes.usdPerHour(3) ?? Number.NaN;
    expect(actual?.costUsd).toBeCloseTo((perHour * observed) / 3_600, 9);
    expect(day?.rows.map(({ policy }) => policy)).toContain("loadline");
    expect(leagueSchema.safeParse(JSON.parse(JSON.stringify(twoMinutes.league))).success).toBe(true);
  });

  test.each<[string, Case]>([
    ["load", { requestsPerSecond: 6, view: { demand: null, complete: false } }],
    ["replicas", { requestsPerSecond: 6, view: { ready: null, complete: false } }],
    ["a part of the load", { requestsPerSecond: 6, view: { complete: false } }],
    ["capacity", { requestsPerSecond: 6, keys: { slo: { interTokenLatencySeconds: 1e-6 } } }],
    ["a whole window", { requestsPerSecond: 6, view: { countedSince: now + 180 } }],
  ])("while %s is unknown nobody's hours go on", (_, blind) => {
    const later = after(busy, ...minutes(2, busy), ...minutes(1, blind));
    expect(later.league).toEqual(twoMinutes.league);
    expect(after(blind).league).toBeUndefined();
    expect(leaguePeriods(after(blind))).toEqual([]);
  });

  test("a load beyond every fleet is decided, and counts for nobody", () => {
    const { decision, league } = after({ requestsPerSecond: 1e12 });
    expect(decision.desired).toBe(8);
    expect(league).toBeUndefined();
  });

  test("a fault of what only compares keeps no decision back, and what was counted stays", () => {
    const league = { ...twoMinutes.league, memories: {} } as NonNullable<Assessment["league"]>;
    const later = twoMinutes.at + tickSeconds * 3;
    const decided = decideDeployment({ ...requestWith(busy), now: later, league });
    expect(decided.assessment.decision.desired).toBe(twoMinutes.decision.desired);
    expect(decided.league).toBe(league);
  });

  test("a window in which nothing was observed has no rows, and no series beside its hours", async () => {
    const later = { ...twoMinutes, at: twoMinutes.at + 2 * 86_400 };
    const [one, seven] = leaguePeriods(later);
    expect(one).toMatchObject({ seconds: 0, rows: [], notices: [expect.stringContaining("last 1 d")] });
    expect(seven).toMatchObject({ seconds: observed, notices: [] });
    const metrics = createMetrics();
    metrics.expose([later], { cluster: "lab", epoch: 1 });
    const text = await metrics.registry.metrics();
    expect(text).toMatch(/^loadline_league_observed_hours\{.*window="1d"\} 0$/m);
    expect(text).not.toMatch(/^loadline_league_(?!observed).*window="1d"/m);
  });

  test("a deployment in the place of another has its own series at once", async () => {
    const metrics = createMetrics();
    const code = { ...twoMinutes, deployment: { ...twoMinutes.deployment, name: "code" } };
    for (const one of [twoMinutes, code]) metrics.expose([one], { cluster: "lab", epoch: 1 });
    const text = await metrics.registry.metrics();
    expect(text).toMatch(/^loadline_league_observed_hours\{.*deployment="code"/m);
    expect(text).not.toMatch(/^loadline_league_\w+\{.*deployment="chat"/m);
  });

  test("its series are exposed, go with the deployment, and are absent without a price", async () => {
    const metrics = createMetrics();
    const leading = { cluster: "lab", epoch: 1 };
    const lines = async (): Promise<string> => metrics.registry.metrics();
    metrics.expose([twoMinutes], leading);
    expect(await lines()).toMatch(/^loadline_league_observed_hours\{.*window="7d"\} 0\.03611/m);
    expect(await lines()).toMatch(/^loadline_league_cost_usd\{.*window="28d",policy="hpa:0.7"\} \d/m);
    expect((await lines()).match(/^loadline_league_violation_minutes/gm)).toHaveLength(27);
    metrics.expose([{ ...twoMinutes, at: twoMinutes.at + 60, usdPerHour: () => null }], leading);
    expect(await lines()).not.toMatch(/^loadline_league_cost_usd\{/m);
    metrics.expose([], leading);
    expect(await lines()).not.toMatch(/^loadline_league_\w+\{/m);
  });
});
