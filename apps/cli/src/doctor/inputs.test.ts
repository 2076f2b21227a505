import { parsePlan } from "@loadline/plan";
import type { Recommendation, Telemetry } from "@loadline/protocol";
import { recommendationExample, telemetryExample } from "@loadline/protocol/testing";
import { describe, expect, test } from "vitest";
import { checkInputs, type Inputs, type NodeSample } from "./inputs.ts";

const now = 1_800_000_000;
const plan = parsePlan({
  version: 1,
  cluster: "demo",
  pools: [{ name: "h100", gpu: "h100-sxm-80gb", gpusPerNode: 8, nodes: 1 }],
  deployments: ["chat", "summaries"].map((name) => ({
    name,
    model: "llama-3.1-8b",
    pool: "h100",
    slo: {},
    replicas: { planned: 1, min: 1, max: 4 },
    expected: { inputTokens: 100, outputTokens: 10, requestsPerSecond: 1 },
  })),
});

const sampleOf = (deployments: readonly (string | null)[], changes: Partial<Telemetry> = {}): Telemetry => ({
  ...telemetryExample,
  sampledAt: now - 1,
  engines: {
    ...telemetryExample.engines,
    id: deployments.map((_, index) => `engine-${index}`),
    deployment: [...deployments],
    reachable: deployments.map(() => true),
  },
  ...changes,
});

const nodeOf = (changes: Partial<NodeSample> = {}): NodeSample => ({
  cluster: "demo",
  node: "gpu-1",
  storedAt: now - 1,
  fault: null,
  sample: sampleOf(["chat", "summaries"]),
  ...changes,
});

const expiresAt = new Date((now + 60) * 1000).toISOString();
const eventOf = (data: Partial<Recommendation["data"]> = {}): Recommendation => ({
  ...recommendationExample,
  data: { ...recommendationExample.data, decision: { ...recommendationExample.data.decision, expiresAt }, ...data },
});
const decided = ["chat", "summaries"].map((deployment) => ({ cluster: "demo", deployment, event: eventOf() }));

const inputs = (changes: Partial<Inputs> = {}): Inputs => ({
  plans: [plan],
  nodes: [nodeOf()],
  decisions: decided,
  now,
  freshSeconds: 30,
  ...changes,
});

test("what reports and is decided passes", () => {
  expect(checkInputs(inputs()).map(({ name, state }) => `${name} ${state}`)).toEqual([
    "clusters ok",
    "samples ok",
    "engines ok",
    "decisions ok",
    "workloads not-checked",
  ]);
});

test.each([
  { planned: undefined, state: "ok", detail: "chat: 40 % measured since its engines started, none in the plan" },
  { planned: 0.5, state: "ok", detail: "chat: 40 % measured since its engines started, 50 % in the plan" },
  { planned: 0.6, state: "failed", detail: "chat: 40 % measured since its engines started, 60 % in the plan" },
  { planned: 0.1, state: "ok", detail: "chat: 40 % measured since its engines started, 10 % in the plan" },
])("prefix-cache hits of engines beside a planned share of $planned: $state", ({ planned, state, detail }) => {
  const { engines, ...rest } = sampleOf(["chat", "chat", "summaries"]);
  const counters = { prefixCacheQueriesTotal: [9e6, 3e6, 9e6], prefixCacheHitsTotal: [3.6e6, 1.2e6, null] };
  const [chat, ...others] = plan.deployments as [(typeof plan.deployments)[number]];
  const deployments = [{ ...chat, engineConfig: { prefixHitRatio: planned } }, ...others];
  const checks = checkInputs(
    inputs({
      plans: [{ ...plan, deployments } as typeof plan],
      nodes: [nodeOf({ sample: { ...rest, engines: { ...engines, ...counters } } })],
    }),
  );
  expect(checks.find(({ name }) => name === "prefix cache")).toMatchObject({ state, detail });
});

test.each([
  { name: "too few tokens were looked up", queries: [5], hits: [0] },
  { name: "each of many engines has just started", queries: Array(16).fill(2.4e6), hits: Array(16).fill(0) },
  { name: "a large cache has just filled", queries: [9e6], hits: [0], cacheTokens: 2e6 },
  { name: "hits are not counted", queries: [1e7], hits: [null] },
  { name: "there are no hits", queries: [1e7], hits: undefined },
  { name: "nothing is counted", queries: undefined, hits: undefined },
])("no share of the prefix cache is judged where $name", ({ queries, hits, cacheTokens = null }) => {
  const { engines, ...rest } = sampleOf((queries ?? [1]).map(() => "chat"));
  const kvCacheCapacityTokens = engines.id.map(() => cacheTokens);
  const counters = { prefixCacheQueriesTotal: queries, prefixCacheHitsTotal: hits, kvCacheCapacityTokens };
  const deployments = plan.deployments.map((one) => ({ ...one, engineConfig: { prefixHitRatio: 0.9 } }));
  const checks = checkInputs(
    inputs({
      plans: [{ ...plan, deployments } as typeof plan],
      nodes: [nodeOf({ sample: { ...rest, engines: { ...engines, ...counters } } })],
    }),
  );
  expect(checks.find(({ name }) => name === "prefix cache")).toBeUndefined();
});

test.each([
  { law: "random", router: undefined, state: "failed", detail: "split at random, the plan counts on least-requests" },
  { law: "random", router: "random" as const, state: "ok", detail: "split at random, the plan counts on random" },
  { law: "even", router: undefined, state: "ok", detail: "spread evenly, the plan counts on least-requests" },
  { law: "unknown", router: undefined },
])("requests that are seen to be $law where the plan has $router", ({ law, router, state, detail }) => {
  const deployments = plan.deployments.map((one) => ({ ...one, router }));
  const evidence = [{ input: "router.law", value: law, unit: null, ageSeconds: 1 }];
  const decisions = [{ cluster: "demo", deployment: "chat", event: eventOf({ evidence }) }];
  const checks = checkInputs(inputs({ plans: [{ ...plan, deployments }], decisions }));
  const found = checks.find(({ name }) => name === "routers");
  if (state === undefined) expect(found).toBeUndefined();
  else expect(found).toMatchObject({ state, detail: `chat: requests are ${detail}` });
});

describe("workloads of Kubernetes", () => {
  const deployments = plan.deployments.map((one) =>
    one.name === "chat" ? { ...one, kubernetes: { namespace: "serving", name: "chat" } } : one,
  );
  const row = (input: string, value: string, ageSeconds: number | null) => ({ input, value, unit: null, ageSeconds });
  const found = (evidence: Recommendation["data"]["evidence"], missing: Recommendation["data"]["missing"] = []) => {
    const event = eventOf({ evidence, missing });
    const decisions = [{ cluster: "demo", deployment: "chat", event }];
    const plans = [{ ...plan, deployments } as typeof plan];
    return checkInputs(inputs({ plans, decisions })).find(({ name }) => name === "workloads");
  };
  const pods = row("kubernetes.pods", "2 pods, 2 ready", 1);
  const nodes = row("kubernetes.nodes", "GET: 403: nodes is forbidden", null);

  test("they are read, also where only the nodes may not be read", () => {
    expect(found([pods, nodes])).toMatchObject({ state: "ok" });
  });

  test("what may not be read of one is named", () => {
    const unlisted = row("kubernetes.workload", "GET: 403: deployments is forbidden", null);
    const unread = row("kubernetes.pods", "GET: 403: pods is forbidden", null);
    const unseen = { input: "telemetry of 1 of 3 ready pods", ageSeconds: null };
    expect(found([pods, unlisted])?.detail).toBe("chat: GET: 403: deployments is forbidden");
    expect(found([unread])?.detail).toBe("chat: GET: 403: pods is forbidden");
    expect(found([pods], [unseen])).toMatchObject({ state: "failed", detail: `chat: no ${unseen.input}` });
  });
});

describe("a finding names what is wrong, and its fix", () => {
  test.each<{ name: string; changes: Partial<Inputs>; check: string; detail: RegExp; advice: RegExp }>([
    {
      name: "agents of another cluster",
      changes: { nodes: [nodeOf({ cluster: "other" })] },
      check: "clusters",
      detail: /no node reports for demo; agents report for other/,
      advice: /--cluster demo/,
    },
    {
      name: "no agent",
      changes: { nodes: [] },
      check: "clusters",
      detail: /no agent reports at all/,
      advice: /--cluster demo/,
    },
    {
      name: "a clock that is ahead",
      changes: { nodes: [nodeOf({ sample: sampleOf(["chat", "summaries"], { sampledAt: now + 300 }) })] },
      check: "samples",
      detail: /gpu-1: its clock is 5 min ahead/,
      advice: /synchronise/,
    },
    {
      name: "a clock that is behind",
      changes: { nodes: [nodeOf({ sample: sampleOf(["chat", "summaries"], { sampledAt: now - 3600 }) })] },
      check: "samples",
      detail: /gpu-1: its clock is 60 min behind/,
      advice: /synchronise/,
    },
    {
      name: "a sample that cannot be read",
      changes: { nodes: [nodeOf({ sample: null, fault: "unknown-version: 9" })] },
      check: "samples",
      detail: /gpu-1: unreadable \(unknown-version: 9\)/,
      advice: /one version/,
    },
    {
      name: "a misspelt deployment",
      changes: { nodes: [nodeOf({ sample: sampleOf(["chat", "sumaries"]) })] },
      check: "engines",
      detail: /no engine of summaries.*gpu-1\/engine-1 names deployment "sumaries", which is not in the plan/,
      advice: /one of chat, summaries/,
    },
    {
      name: "an engine without a deployment",
      changes: { nodes: [nodeOf({ sample: sampleOf(["chat", "summaries", null]) })] },
      check: "engines",
      detail: /^gpu-1\/engine-2 names no deployment$/,
      advice: /deployment= of --engine/,
    },
    {
      name: "no engine of a deployment",
      changes: { nodes: [nodeOf({ sample: sampleOf(["chat"]) })] },
      check: "engines",
      detail: /^no engine of summaries is seen$/,
      advice: /--engine, or discovery/,
    },
    {
      name: "an engine that does not answer",
      changes: {
        nodes: [
          nodeOf({
            sample: {
              ...sampleOf(["chat", "summaries"]),
              engines: { ...sampleOf(["chat", "summaries"]).engines, reachable: [true, false] },
            },
          }),
        ],
      },
      check: "engines",
      detail: /1 of 1 engine of summaries do not answer/,
      advice: /readyz/,
    },
    {
      name: "engines of a stale node",
      changes: { nodes: [nodeOf({ storedAt: now - 600 })] },
      check: "engines",
      detail: /no engine of chat is seen; no engine of summaries is seen/,
      advice: /discovery/,
    },
    {
      name: "a deployment without a recommendation",
      changes: { decisions: decided.slice(0, 1) },
      check: "decisions",
      detail: /^summaries: none is published$/,
      advice: /loadline explain/,
    },
    {
      name: "a deployment without a count",
      changes: {
        decisions: [
          {
            ...(decided[0] as (typeof decided)[number]),
            event: eventOf({
              replicas: { ...recommendationExample.data.replicas, desired: null },
              missing: [{ input: "telemetry of gpu-1", ageSeconds: null }],
            }),
          },
          decided[1] as (typeof decided)[number],
        ],
      },
      check: "decisions",
      detail: /chat: undecided, missing telemetry of gpu-1/,
      advice: /findings above/,
    },
    {
      name: "a recommendation that has expired",
      changes: { now: now + 3600, freshSeconds: 7200 },
      check: "decisions",
      detail: /chat: the latest has expired/,
      advice: /findings above/,
    },
  ])("$name", ({ changes, check, detail, advice }) => {
    const found = checkInputs(inputs(changes)).find(({ name }) => name === check);
    expect(found?.state).toBe("failed");
    expect(found?.detail).toMatch(detail);
    expect(found?.advice).toMatch(advice);
  });
});

test("without a plan nothing is said about engines and decisions, and the check says so", () => {
  const checks = checkInputs(inputs({ plans: [] }));
  expect(checks.filter(({ state }) => state === "not-checked").map(({ name }) => name)).toEqual([
    "clusters",
    "engines",
    "decisions",
    "workloads",
  ]);
});
