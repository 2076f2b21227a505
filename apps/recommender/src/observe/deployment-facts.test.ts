import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planned, viewOfNodes } from "../../test/decided.ts";
import { type SyntheticEngine, type SyntheticSample, syntheticTelemetry } from "../../test/synthetic-node.ts";
import { loadPerReplica } from "../decide/replica-capacity.ts";
import { Fleet } from "../fleet/fleet.ts";
import type { DeploymentView } from "./deployment-view.ts";

const { deployment } = planned({ expected: { inputTokens: 800, outputTokens: 100, requestsPerSecond: 1 } });

/** A fleet whose time is that of the sample it received last, and at the end `now`. */
const newFleet = () => {
  const time = { now: 0 };
  const fleet = new Fleet({
    horizonSeconds: 700,
    resolutionSeconds: 0,
    rememberSeconds: 600,
    monotonic: () => time.now,
  });
  return { fleet, time };
};

interface Script {
  readonly node: string;
  readonly at: number;
  readonly engines: readonly SyntheticEngine[];
  readonly sources?: SyntheticSample["sources"];
}

const played = (script: readonly Script[], now: number): Fleet => {
  const { fleet, time } = newFleet();
  for (const { node, at, engines, sources = {} } of script) {
    time.now = at;
    fleet.accept(node, syntheticTelemetry({ seq: Math.round(at), sampledAt: at, engines, sources }), at);
  }
  time.now = now;
  return fleet;
};

const viewOf = (script: readonly Script[], now: number): DeploymentView =>
  viewOfNodes(played(script, now).nodes, now, { deployment });

const engine = (finished: number | null, rest: Partial<SyntheticEngine> = {}): SyntheticEngine => ({
  id: "chat-0",
  deployment: "chat",
  startedAt: 1,
  finished,
  ...rest,
});

/** A node that serves `perSecond` requests/s from 0 to `until`, sampled every 5 s. */
const stationary = (
  node: string,
  perSecond: number,
  until: number,
  rest: Partial<SyntheticEngine> = {},
): readonly Script[] =>
  Array.from({ length: until / 5 + 1 }, (_, index) => ({
    node,
    at: index * 5,
    engines: [engine(index * 5 * perSecond, { id: `${node}/0`, ...rest })],
  }));

describe("ready replicas and demand", () => {
  test("of a group of nodes whose leader alone answers requests, the leader is a replica", () => {
    const wide = { ...deployment, parallel: { tensor: 1, pipeline: 1, expert: 16, attentionData: 16 } };
    const leaders = ["a", "c"].flatMap((node) => stationary(node, 2, 100, { id: `serve/chat-${node}` }));
    expect(viewOfNodes(played(leaders, 102).nodes, 102, { deployment: wide }).ready).toBe(2);
  });

  test("two fresh nodes are two ready replicas whose arrivals add up", () => {
    const view = viewOf([...stationary("a", 2, 100), ...stationary("b", 3, 100)], 102);
    expect(view).toMatchObject({ ready: 2, draining: 0, missing: [], complete: true, demandAt: 100 });
    expect(view.demand?.requestsPerSecond).toBeCloseTo(5);
    expect(view.demand?.prefillTokensPerSecond).toBeCloseTo(5 * 800);
  });

  test("a live heartbeat with flat counters is a demand of zero", () => {
    const view = viewOf(stationary("a", 0, 100), 102);
    expect(view.demand).toEqual({ requestsPerSecond: 0, prefillTokensPerSecond: 0, decodeTokensPerSecond: 0 });
    expect(view.complete).toBe(true);
  });

  test("no telemetry is an unknown demand and an unknown number of replicas", () => {
    const view = viewOf([], 102);
    expect(view).toMatchObject({ ready: null, demand: null, complete: false });
    expect(view.missing).toMatchObject([{ input: "telemetry of any engine of chat", ageSeconds: null }]);
  });

  test("nodes that report other deployments only are a known zero of replicas and an unknown demand", () => {
    const view = viewOf(stationary("a", 2, 100, { deployment: "code" }), 102);
    expect(view).toMatchObject({ ready: 0, demand: null });
  });

  test("a stale node is named with its age, and ready is unknown", () => {
    const view = viewOf([...stationary("a", 2, 100), ...stationary("b", 3, 70)], 102);
    expect(view.missing).toMatchObject([{ input: "telemetry of node b", ageSeconds: 32 }]);
    expect(view).toMatchObject({ ready: null, lastKnownReplicas: 2, complete: false });
  });

  test("a stale node whose replica had drained is not missed", () => {
    const view = viewOf([...stationary("a", 2, 100), ...stationary("b", 3, 70, { draining: true })], 102);
    expect(view).toMatchObject({ ready: 1, missing: [], complete: true });
  });

  test("a stale node whose replica was removed before is not missed", () => {
    const view = viewOf(
      [...stationary("a", 2, 100), ...stationary("b", 3, 65), { node: "b", at: 70, engines: [] }],
      102,
    );
    expect(view).toMatchObject({ ready: 1, missing: [] });
  });

  test("an unreachable engine on a fresh node is not ready and not missing", () => {
    const down = engine(null, { id: "b/0", reachable: false, running: null, waiting: null });
    const view = viewOf(
      [...stationary("a", 2, 100), ...stationary("b", 3, 95), { node: "b", at: 100, engines: [down] }],
      102,
    );
    expect(view).toMatchObject({ ready: 1, lastKnownReplicas: 1, missing: [] });
  });

  test("a reachable engine whose counters stay away is a missing input", () => {
    const mute = [75, 80, 85, 90, 95, 100].map((at) => ({
      node: "b",
      at,
      engines: [engine(null, { id: "b/0", running: null })],
    }));
    const view = viewOf([...stationary("a", 2, 100), ...stationary("b", 3, 70), ...mute], 102);
    expect(view.missing).toMatchObject([{ input: "counters of engine b/0 on node b", ageSeconds: 32 }]);
  });

  test("rows that vanish while their source is stalled are not taken for removed engines", () => {
    const stalled = { vllm: { state: "stalled" as const, ageSeconds: 30, durationSeconds: null, detail: null } };
    const blind = [75, 80, 85, 90, 95, 100].map((at) => ({ node: "b", at, engines: [], sources: stalled }));
    const view = viewOf([...stationary("a", 2, 100), ...stationary("b", 3, 70), ...blind], 102);
    expect(view.missing).toMatchObject([{ input: "counters of engine b/0 on node b", ageSeconds: 32 }]);
  });

  test("a draining engine's work counts as demand but it is no ready replica", () => {
    const view = viewOf([...stationary("a", 2, 100), ...stationary("b", 3, 100, { draining: true })], 102);
    expect(view).toMatchObject({ ready: 1, draining: 1 });
    expect(view.demand?.requestsPerSecond).toBeCloseTo(5);
  });

  test("a load that moves to a new engine within the window is not counted twice", () => {
    const first = stationary("a", 10, 60);
    const shared = [65, 70, 75, 80, 85, 90].flatMap((at) => [
      {
        node: "a",
        at,
        engines: [engine(600 + (at - 60) * 5, { id: "a/0" }), engine((at - 60) * 5, { id: "a/1", startedAt: 61 })],
      },
    ]);
    expect(viewOf([...first, ...shared], 92).demand?.requestsPerSecond).toBeCloseTo(10);
  });

  test("the demand is unknown until a quarter of the window was counted", () => {
    expect(viewOf(stationary("a", 2, 10), 12).demand).toBeNull();
    expect(viewOf(stationary("a", 2, 15), 17).demand?.requestsPerSecond).toBeCloseTo(2);
  });

  test("a node that was stale for longer than it is remembered is forgotten", () => {
    const fleet = played([...stationary("a", 2, 700), ...stationary("b", 3, 70)], 702);
    fleet.forget(702);
    expect(viewOfNodes(fleet.nodes, 702, { deployment })).toMatchObject({ ready: 1, missing: [] });
  });
});

describe("shape", () => {
  const tokens = (finished: number) => ({ promptTokens: finished * 300, generatedTokens: finished * 40 });
  const measured = Array.from({ length: 21 }, (_, index) => ({
    node: "a",
    at: index * 5,
    engines: [engine(index * 10, tokens(index * 10))],
  }));

  test("mean tokens come from finished requests once there are enough", () => {
    expect(viewOf(measured, 102).shape).toEqual({ inputTokens: 300, outputTokens: 40, basis: "telemetry" });
  });

  test("the plan's shape stands until then", () => {
    expect(viewOf(measured.slice(0, 2), 7).shape).toEqual({ inputTokens: 800, outputTokens: 100, basis: "plan" });
  });
});

const scripts = fc.array(
  fc.record({ node: fc.constantFrom("a", "b", "c"), at: fc.integer({ min: 1, max: 100 }), finished: fc.nat(1_000) }),
  { maxLength: 60 },
);

/** In the order in which the broker delivers: by time, each node rising. */
const delivered = (raw: readonly { node: string; at: number; finished: number }[]): readonly Script[] =>
  raw
    .toSorted((a, b) => a.at - b.at)
    .map(({ node, at, finished }) => ({ node, at, engines: [engine(finished, { id: `${node}/0` })] }));

test("duplicates change nothing", () => {
  fc.assert(
    fc.property(scripts, fc.array(fc.nat(1_000)), (raw, repeats) => {
      const script = delivered(raw);
      const doubled = script.flatMap((one, index) =>
        repeats.includes(index) ? [one, one, ...script.slice(0, index)] : [one],
      );
      expect(viewOf(doubled, 105)).toEqual(viewOf(script, 105));
    }),
  );
});

test("the order of nodes changes nothing", () => {
  fc.assert(
    fc.property(scripts, (raw) => {
      const script = delivered(raw);
      const byNode = script.toSorted((x, y) => (x.node < y.node ? 1 : x.node > y.node ? -1 : x.at - y.at));
      const { demand: one, ...rest } = viewOf(script, 105);
      const { demand: other, ...others } = viewOf(byNode, 105);
      expect(others).toEqual(rest);
      expect(other?.requestsPerSecond ?? null).toEqual(one?.requestsPerSecond ?? null);
    }),
  );
});

describe("while the newest half of the window counts for the demand", () => {
  const others = (perSecond: number) => ["a", "b", "c", "d"].flatMap((node) => stationary(node, perSecond, 300));

  test("an engine that counts none of a request in two seconds and a half is looked for over all of it", () => {
    const view = viewOf([...others(0.4), ...stationary("e", 0, 300)], 302);
    expect(view.findings).toMatchObject([{ input: "quiet engine e/0 on node e" }]);
    expect(view.uncountedRequestsPerSecond).toBeCloseTo(0.4);
  });

  test("requests that come together by chance are looked for over all of it", () => {
    const bursts = stationary("e", 0, 300).map((one) => ({
      ...one,
      engines: [engine(one.at / 30 + Math.max(0, one.at - 270) * 0.4, { id: "e/0" })],
    }));
    const { nodes } = played([...others(4 / 60), ...bursts], 302);
    expect(viewOfNodes(nodes, 302, { deployment, capacity: 0.03 }).implausible).toEqual([]);
  });

  test("the load that a measured latency is compared with is that of all of it, as the latency", () => {
    const doubling = ["a", "b"].flatMap((node) =>
      stationary(node, 10, 300).map((one) => {
        const finished = 10 * (one.at + Math.max(0, one.at - 270));
        return { ...one, engines: [engine(finished, { id: `${node}/0` })] };
      }),
    );
    const view = viewOf(doubling, 302);
    expect(view.demand?.requestsPerSecond).toBeCloseTo(40);
    expect(loadPerReplica(view)).toBeCloseTo(15);
  });
});
