import { carriedBy } from "@loadline/model";
import { expect, test } from "vitest";
import { type Case, decided, now, speedAt } from "../../test/decided.ts";
import type { NodeState } from "../fleet/fleet.ts";
import { HealthStore } from "../fleet/health-store.ts";
import { blocking } from "../observe/finding.ts";
import { countByState, StandingProblems } from "./problems.ts";

const statusOf = (given: Case, problems = new StandingProblems()) => problems.statusOf(decided(given));

const stale = blocking("stale-node", "telemetry of node b", 31, "it held a serving replica");
const slow = { ...stale, code: "slow-engine", input: "slow engine e", blocksScaleDown: false } as const;

test("a deployment that carries its load has no problem", () => {
  expect(statusOf({ requestsPerSecond: 5 })).toMatchObject({ severity: "none", source: "load", code: "covered" });
});

test("a stale node is the cause of missing telemetry, and stands since its last sample", () => {
  const view = { ready: null, complete: false, findings: [slow, stale], missing: [stale] };
  const status = statusOf({ requestsPerSecond: 5, view: { ...view, findings: [stale, slow] } });
  expect(status).toEqual({ severity: "warning", source: "finding", code: "stale-node", since: now - 31 });
});

test.each([
  { of: "a part of the reserve", serving: 3, share: 2.5, severity: "warning", code: "above-load-line" },
  { of: "more than there is", serving: 1, share: 2.5, severity: "critical", code: "above-capacity" },
])("demand that takes $of is $severity", ({ serving, share, severity, code }) => {
  const { capacity } = decided({ requestsPerSecond: 5 });
  const each = capacity.kind === "feasible" ? capacity.capacity.requestsPerSecond : Number.NaN;
  const view = { replicasBy: { serving, notAnswering: 0, stale: 0 } };
  expect(statusOf({ requestsPerSecond: share * each, view })).toMatchObject({ severity, source: "load", code });
});

test("fewer replicas behind a router carry less each: the load line is that of the count without the reserve", () => {
  const { capacity } = decided({ requestsPerSecond: 5 }).inputs;
  if (capacity.kind !== "feasible") throw new Error(capacity.kind);
  const [carried, flat] = [carriedBy(capacity, 2), 2 * capacity.requestsPerSecond];
  expect(carried).toBeLessThan(flat);
  expect(statusOf({ requestsPerSecond: (carried + flat) / 2 })).toMatchObject({ code: "above-load-line" });
});

test("a limit that keeps replicas away is worse while the reserve is in use, and it is the cause", () => {
  const { capacity } = decided({ requestsPerSecond: 5 });
  const each = capacity.kind === "feasible" ? capacity.capacity.requestsPerSecond : Number.NaN;
  const full = { rest: { poolAvailable: 0 }, view: { ready: 3 } };
  const status = statusOf({ requestsPerSecond: 2.6 * each, ...full });
  expect(status).toMatchObject({ severity: "critical", source: "verdict", code: "pool-exhausted" });
});

test("a problem stands since the tick that first found it, and anew after a tick without it", () => {
  const problems = new StandingProblems();
  const at = (seconds: number, findings: readonly (typeof slow)[]) => {
    problems.tick();
    const assessment = decided({ requestsPerSecond: 5, view: { findings } });
    return problems.statusOf({ ...assessment, at: now + seconds }).since - now;
  };
  expect([at(0, [slow]), at(10, [slow]), at(20, []), at(30, [slow])]).toEqual([0, 0, 20, 30]);
});

test("of nodes, those that stopped reporting, that have a fault and that hold a slow engine are named, each once", () => {
  const health = new HealthStore();
  const fault = { node: "c", gpuUuid: "GPU-1", observedAt: now - 60, detail: "Xid 79" };
  health.take("c", { ...fault, kind: "gpu-lost", effect: "lost" } as never);
  const state = (node: string, age: number) =>
    ({ node, sampledAt: now - age, receivedSecondsAgo: age, rejectedSince: null }) as NodeState;
  const speed = { ...speedAt(0.03, 2), slowEngines: ["n1/e0"] };
  const assessment = decided({ requestsPerSecond: 5, view: { speed } });
  const nodes = [state("a", 1), state("b", 31), state("c", 2)];
  const found = new StandingProblems().ofNodes({ nodes, health, freshnessSeconds: 20, now }, [assessment, assessment]);
  expect(found.toSorted((a, b) => (a.node < b.node ? -1 : 1))).toEqual([
    { node: "b", problem: "stale", since: now - 31 },
    { node: "c", problem: "lost", since: now - 60 },
    { node: "n1", problem: "slow", since: now },
  ]);
  const twice = [...found, { node: "c", problem: "stale", since: now } as const];
  expect(countByState(nodes.length + 1, twice)).toEqual({ healthy: 1, lost: 1, stale: 1, drain: 0, slow: 1 });
});
