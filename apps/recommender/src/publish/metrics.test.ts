import { emptyLoadForecast } from "@loadline/control";
import { describe, expect, test, vi } from "vitest";
import { type Case, decided, speedAt } from "../../test/decided.ts";
import { syntheticTelemetry } from "../../test/synthetic-node.ts";
import { workloadAsking } from "../../test/workload.ts";
import { attainedOf, DeploymentLatencies } from "../fleet/latencies.ts";
import { labelText } from "./latency-metrics.ts";
import { headroomOf, interTokenErrorOf } from "./metric-values.ts";
import { createMetrics } from "./metrics.ts";

const labels = 'cluster="lab",deployment="chat"';
const leading = { cluster: "lab", epoch: 1 };

const exposed = async (...cases: readonly Case[]): Promise<readonly string[]> => {
  const metrics = createMetrics();
  for (const given of cases) metrics.expose([decided(given)], leading);
  return (await metrics.registry.metrics()).split("\n").filter((line) => line.startsWith("loadline_"));
};

const blind: Case = {
  requestsPerSecond: 5,
  view: { ready: null, complete: false, missing: [{ input: "telemetry of node b", ageSeconds: 31 }] },
};

describe("series", () => {
  test("known values are there with their labels", async () => {
    const lines = await exposed({ requestsPerSecond: 5 });
    expect(lines).toContain(`loadline_planned_replicas{${labels}} 3`);
    expect(lines).toContain(`loadline_ready_replicas{${labels}} 3`);
    expect(lines).toContain(`loadline_demand_requests_per_second{${labels}} 5`);
    expect(lines).toContain(`loadline_demand_tokens_per_second{${labels},phase="prefill"} 5000`);
    expect(lines).toContain(`loadline_demand_tokens_per_second{${labels},phase="decode"} 1000`);
    expect(lines.filter((line) => line.startsWith("loadline_demand_forecast_tokens_per_second")).length).toBe(2);
  });

  test("while one of three nodes is stale, the replicas known to serve and the headroom that they have at least stay there", async () => {
    const partly: Case = {
      requestsPerSecond: 4,
      view: {
        ready: null,
        complete: false,
        uncountedRequestsPerSecond: 2,
        missing: [{ input: "telemetry of node b", ageSeconds: 31, message: "stale" }],
        replicasBy: { serving: 2, notAnswering: 0, stale: 1 },
        rates: [
          {
            name: "a",
            node: "n",
            requestsPerSecond: 2,
            replicasPerNode: 1,
            draining: false,
            isWhole: true,
            isMeasured: true,
          },
        ],
      },
    };
    const lines = await exposed(partly);
    const amountOf = (start: string): number =>
      Number(
        lines
          .find((line) => line.startsWith(start))
          ?.split(" ")
          .at(-1),
      );
    const effective = amountOf(`loadline_capacity_ledger_requests_per_second{${labels},step="effective",cause="total"`);
    expect(lines).toContain(`loadline_known_ready_replicas{${labels}} 2`);
    expect(amountOf("loadline_headroom_least_ratio")).toBeCloseTo(1 - 6 / effective, 6);
    expect(lines.join()).not.toMatch(/loadline_(ready_replicas|headroom_ratio)/);
    expect((await exposed({ requestsPerSecond: 4 })).join()).not.toContain("headroom_least");
  });

  test("a workload that asks for another count shows it, since when, and why", async () => {
    const following = { state: "overruled", cause: "paused", replicas: 5, seconds: 240, detail: "paused" } as const;
    const lines = await exposed({ requestsPerSecond: 5, rest: { following } });
    expect(lines).toContain(`loadline_unfollowed_seconds{${labels},cause="paused"} 240`);
    expect(lines).toContain(`loadline_lead_time_seconds{${labels}} 60`);
    const followed = { ...following, state: "followed", cause: null, seconds: 0 } as const;
    const after = await exposed(
      { requestsPerSecond: 5, rest: { following } },
      { requestsPerSecond: 5, rest: { following: followed } },
    );
    expect(after.join()).not.toContain("unfollowed");
  });

  test("for an autoscaler that ignores a tenth the count is the least one that it follows, and absent where it is unknown", async () => {
    const one = decided({ requestsPerSecond: 5 });
    const value = async (desired: number | null, max = 100): Promise<readonly string[]> => {
      const deployment = { ...one.deployment, replicas: { ...one.deployment.replicas, max } };
      const metrics = createMetrics();
      const replicas = { ...one.inputs.replicas, ready: 20 };
      const decision = { ...one.decision, desired };
      metrics.expose([{ ...one, deployment, inputs: { ...one.inputs, replicas }, decision }], leading);
      const lines = (await metrics.registry.metrics()).split("\n");
      const tolerant = lines.filter((line) => /^loadline_autoscaler_replicas.*tolerance="0.1"/.test(line));
      return tolerant.map((line) => line.replace(',tolerance="0.1"', ""));
    };
    expect(await value(21)).toEqual([`loadline_autoscaler_replicas{${labels}} 23`]);
    expect(await value(21, 22)).toEqual([`loadline_autoscaler_replicas{${labels}} 22`]);
    expect(await value(20)).toEqual([`loadline_autoscaler_replicas{${labels}} 19.01`]);
    expect(await value(null)).toEqual([]);
  });

  test("for an autoscaler a hold lowers nothing, and a scale-down does while it stands", async () => {
    const one = decided({ requestsPerSecond: 5 });
    const value = async (fellTo: number | null) => {
      const metrics = createMetrics();
      const workload = workloadAsking(8, { writer: { name: "kubectl", isAutoscaler: false, at: null } });
      metrics.expose(
        [{ ...one, decision: { ...one.decision, verdict: "hold", desired: 3 }, workload, fellTo }],
        leading,
      );
      const text = await metrics.registry.metrics();
      return /^loadline_autoscaler_replicas.*tolerance="0"} (\d+)$/m.exec(text)?.[1];
    };
    expect([await value(null), await value(5), await value(3)]).toEqual(["8", "8", "3"]);
  });

  test("a deployment whose series cannot be made is named, and those of others are on the page", async () => {
    const named: string[] = [];
    const metrics = createMetrics((deployment) => named.push(deployment));
    const one = decided({ requestsPerSecond: 5 });
    const usdPerHour = (): never => {
      throw new Error("no price");
    };
    const broken = { ...one, usdPerHour, deployment: { ...one.deployment, name: "broken" } };
    metrics.expose([broken, one], leading);
    const page = await metrics.registry.metrics();
    expect(named).toEqual(["broken"]);
    expect(page).toContain(`loadline_cost_usd_per_hour{${labels},kind="desired"}`);
    expect(page).toContain("loadline_leader{");
  });

  test("the forecast's coverage is there once it is known, and absent before", async () => {
    const metrics = createMetrics();
    const one = decided({ requestsPerSecond: 5 });
    const covering = (share: number) => ({
      ...one,
      coverage: [
        { quantile: 0.5, share },
        { quantile: 0.95, share: null },
      ],
    });
    metrics.expose([covering(0.5), covering(0.25), { ...one, coverage: [] }], leading);
    const lines = (await metrics.registry.metrics()).split("\n");
    const series = lines.filter((line) => line.startsWith("loadline_forecast_coverage_ratio"));
    expect(series).toEqual([`loadline_forecast_coverage_ratio{cluster="lab",quantile="0.5"} 0.375`]);
    const unlearnt = { requestsPerSecond: 5, rest: { forecast: emptyLoadForecast } };
    expect((await exposed(unlearnt)).join()).not.toContain("coverage_ratio");
  });

  test("the load line is the capacity of the ready replicas less the reserve", async () => {
    const lines = await exposed({ requestsPerSecond: 5 });
    const value = (name: string): number =>
      Number(lines.find((line) => line.startsWith(`${name}{${labels},phase="decode"}`))?.split(" ")[1]);
    const capacity = value("loadline_capacity_tokens_per_second");
    // Two behind the router carry less each than three.
    const share = value("loadline_load_line_tokens_per_second") / capacity;
    expect(share).toBeLessThan(2 / 3);
    expect(share).toBeGreaterThan(0.6);
    const planned = lines.find((line) => /ledger_requests.*step="planned",cause="total"/.test(line))?.split(" ")[1];
    expect(value("loadline_planned_capacity_tokens_per_second")).toBe(Number(planned) * 200);
  });

  test("the planned capacity follows the plan, not the requests that come: longer prompts and faster engines leave it", async () => {
    const planned = async (given: Case): Promise<readonly string[]> =>
      (await exposed(given)).filter((line) => line.startsWith("loadline_planned_capacity_tokens_per_second"));
    const asPlanned = await planned({ requestsPerSecond: 5 });
    const { view } = decided({ requestsPerSecond: 5 });
    const longer = {
      requestsPerSecond: 5,
      view: { shape: { ...view.shape, inputTokens: 4 * view.shape.inputTokens } },
    };
    expect(asPlanned.length).toBe(1);
    expect(await planned(longer)).toEqual(asPlanned);
    // 120,000 tokens meet no objective of two seconds: what serves requests of today is no capacity for those of the plan.
    const expected = { inputTokens: 120_000, outputTokens: 200, requestsPerSecond: 10 };
    expect(await planned({ requestsPerSecond: 5, keys: { expected } })).toEqual([]);
  });

  test("what was known and is not any more goes away instead of falling to zero", async () => {
    const lines = await exposed({ requestsPerSecond: 5 }, blind);
    const names = lines.map((line) => line.split("{")[0]);
    for (const gone of [
      "ready_replicas",
      "demand_requests_per_second",
      "headroom_ratio",
      "load_line_tokens_per_second",
    ]) {
      expect(names).not.toContain(`loadline_${gone}`);
    }
    expect(names).toContain("loadline_planned_capacity_tokens_per_second");
  });

  test("a state set has one series at 1, and the state before leaves none behind", async () => {
    const lines = await exposed({ requestsPerSecond: 5 }, blind);
    const verdicts = lines.filter((line) => line.startsWith("loadline_verdict"));
    expect(verdicts).toEqual([`loadline_verdict{${labels},verdict="hold",reason="telemetry-missing"} 1`]);
    expect(lines).toContain(`loadline_decision_blocked{${labels},reason="telemetry-missing"} 1`);
    const limits = lines.filter((line) => line.startsWith("loadline_binding_limit"));
    expect(limits).toEqual([expect.stringMatching(/ 1$/)]);
  });

  test("no series is there twice: two pieces of advice of one code are one of two, of the telemetry and of what is missing the oldest counts", async () => {
    const one = decided({ requestsPerSecond: 5 });
    const piece = { code: "engine-flags", message: "flags", value: null, unit: null } as const;
    const aged = (input: string, ageSeconds: number | null) => ({
      input,
      value: 5,
      unit: "req/s",
      source: "test",
      ageSeconds,
    });
    const decision = {
      ...one.decision,
      evidence: [
        aged("demand.requests", 7),
        aged("replicas.ready", 3),
        aged("model.calibration", 900),
        aged("missing: node a", 40),
        aged("missing: node b", null),
        aged("missing: node c", 50),
      ],
    };
    const metrics = createMetrics();
    metrics.expose([{ ...one, decision, advice: [piece, piece] }], leading);
    const lines = (await metrics.registry.metrics()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    const series = lines.map((line) => line.slice(0, line.lastIndexOf(" ")));
    expect(series.filter((name, at) => series.indexOf(name) !== at)).toEqual([]);
    expect(lines).toContain(`loadline_advice{${labels},code="engine-flags"} 2`);
    expect(lines.filter((line) => line.startsWith("loadline_input_age_seconds"))).toEqual([
      `loadline_input_age_seconds{${labels},input="telemetry"} 7`,
      `loadline_input_age_seconds{${labels},input="missing: node c"} 50`,
    ]);
  });

  test("a label of any text stays one value on one line", () => {
    expect(labelText({ model: 'a"b\\c\nd', pool: "h100" })).toBe('model="a\\"b\\\\c\\nd",pool="h100"');
  });

  test("the page is made when it is read, once for each tick", async () => {
    const metrics = createMetrics();
    for (const cost of [1, 2]) {
      const usdPerHour = vi.fn(() => cost);
      metrics.expose([{ ...decided({ requestsPerSecond: 5 }), usdPerHour }], leading);
      expect(usdPerHour).not.toHaveBeenCalled();
      const page = await metrics.registry.metrics();
      expect(page).toContain(`loadline_cost_usd_per_hour{${labels},kind="desired"} ${cost}`);
      const calls = usdPerHour.mock.calls.length;
      expect(await metrics.registry.metrics()).toBe(page);
      expect(usdPerHour).toHaveBeenCalledTimes(calls);
    }
  });

  test("more deployments than one part of the page has are all on it, in the order of the plan", async () => {
    const metrics = createMetrics();
    const one = decided({ requestsPerSecond: 5 });
    const names = Array.from({ length: 70 }, (_, index) => `deployment-${index}`);
    metrics.expose(
      names.map((name) => ({ ...one, deployment: { ...one.deployment, name } })),
      leading,
    );
    const page = await metrics.registry.metrics();
    const found = [...page.matchAll(/^loadline_ready_replicas\{cluster="lab",deployment="([^"]+)"\} 3$/gm)];
    expect(found.map(([, name]) => name)).toEqual(names);
    expect(page.match(/^# TYPE loadline_ready_replicas gauge$/gm)).toHaveLength(1);
  });

  test("messages that were counted are on the next page, each once", async () => {
    const { counters, registry } = createMetrics();
    for (const kind of ["telemetry", "telemetry", "health"]) counters.received.inc({ kind });
    for (const _ of [1, 2])
      expect(await registry.metrics()).toMatch(/^loadline_messages_received_total\{kind="telemetry"\} 2$/m);
    counters.received.inc({ kind: "telemetry" });
    const { values } = await counters.received.get();
    expect(values.map(({ value }) => value)).toEqual([3, 1]);
  });

  test("a deployment that left the plan leaves no series", async () => {
    const metrics = createMetrics();
    metrics.expose([decided({ requestsPerSecond: 5 })], leading);
    metrics.expose([], leading);
    expect(await metrics.registry.metrics()).not.toContain('deployment="chat"');
  });
});

describe("objectives", () => {
  const add = (latencies: DeploymentLatencies, ...counts: [number | null, number][]): DeploymentLatencies => {
    const { engines } = syntheticTelemetry({ seq: 0, sampledAt: 0, engines: [{ id: "e0", deployment: "chat" }] });
    latencies.add({ ...engines, timeToFirstTokenBuckets: [counts] }, 0, null);
    return latencies;
  };

  test.each([
    { name: "was not known", before: null, counted: 0 },
    { name: "had no list of counts", before: [], counted: 9 },
    { name: "was lower", before: [[0, 3], [1]], counted: 5 },
    { name: "was higher, as before a restart", before: [[0, 7]], counted: 9 },
  ])("what a histogram counted since it $name: $counted", ({ before, counted }) => {
    const latencies = new DeploymentLatencies();
    const { engines } = syntheticTelemetry({ seq: 0, sampledAt: 0, engines: [{ id: "e0", deployment: "chat" }] });
    const of = (totals: number[][] | null) => ({
      ...engines,
      interTokenLatencyTotals: [null],
      timeToFirstTokenTotals: [totals],
    });
    const stored = latencies.add(of(before), 0, null);
    // A sample without them in between changes nothing.
    const last = latencies.add(engines, 0, stored);
    latencies.add(of([[0, 5], [4]]), 0, last);
    const { buckets, straddling } = latencies.totals;
    expect([...buckets.timeToFirstToken, ...straddling.timeToFirstToken].reduce((sum, count) => sum + count)).toBe(
      counted,
    );
  });

  // What a bucket has on either side of the objective is not known, and no page rests on it.
  test.each([
    { name: "0.15 s in vLLM's bucket up to 0.25 s", objective: 0.2, upper: 0.25, met: 100 },
    { name: "1.5 s in SGLang's bucket up to 2 s", objective: 2, upper: 2, met: 100 },
    { name: "12 s in a bucket up to 20 s", objective: 20, upper: 20, met: 100 },
    { name: "12 s in a bucket up to 20 s", objective: 10, upper: 20, met: 0 },
    { name: "0.3 s in vLLM's bucket up to 0.5 s", objective: 0.2, upper: 0.5, met: 0 },
    { name: "0.45 s in SGLang's bucket from 0.4 to 0.6 s", objective: 0.5, upper: 0.6, met: 100 },
    { name: "0.7 s in SGLang's bucket from 0.6 to 0.8 s", objective: 0.5, upper: 0.8, met: 0 },
    { name: "above all bounds", objective: 20, upper: null, met: 0 },
    { name: "above all bounds, as the objective is", objective: 500, upper: null, met: 100 },
  ])("$name, objective $objective s: $met of 100 are not surely missed", ({ objective, upper, met }) => {
    const slo = { percentile: 0.95, timeToFirstTokenSeconds: objective } as const;
    expect(attainedOf(add(new DeploymentLatencies(), [upper, 100]).totals, { slo })).toMatchObject([
      { observations: 100, met },
    ]);
  });

  test("totals that were handed out stay as they were", () => {
    const latencies = add(new DeploymentLatencies(), [0.5, 3]);
    const { totals } = latencies;
    const before = structuredClone(totals);
    add(latencies, [0.5, 4]);
    expect(totals).toEqual(before);
  });

  test("the objectives of a plan and their budgets are there when nothing was observed", async () => {
    const lines = await exposed({ requestsPerSecond: 5 });
    const { slo } = decided({ requestsPerSecond: 5 }).deployment;
    const own = `{${labels},objective="time_to_first_token"}`;
    expect(lines).toContain(`loadline_objective_seconds${own} ${slo.timeToFirstTokenSeconds}`);
    expect(lines).toContain(`loadline_objective_budget_ratio{${labels}} ${1 - slo.percentile}`);
    expect(lines.join()).not.toContain("loadline_objective_latency_seconds{");
  });

  test.each([
    {
      name: "within a bucket by proportion",
      counts: [
        [0.25, 50],
        [0.5, 50],
      ],
      percentile: 0.9,
      seconds: 0.45,
    },
    { name: "beyond all bounds, the highest one", counts: [[null, 100]], percentile: 0.95, seconds: 160 },
  ] as const)("the latency at the percentile of the plan is, $name: $seconds s", ({ counts, percentile, seconds }) => {
    const { totals } = add(
      new DeploymentLatencies(),
      ...counts.map(([upper, count]) => [upper, count] as [number | null, number]),
    );
    expect(attainedOf(totals, { slo: { percentile, timeToFirstTokenSeconds: 2 } })).toMatchObject([
      { percentileSeconds: seconds },
    ]);
  });
});

describe("derived numbers", () => {
  test("headroom is negative above the load line and absent without one", () => {
    expect(headroomOf(decided({ requestsPerSecond: 400 }))).toBeLessThan(0);
    expect(headroomOf(decided({ requestsPerSecond: 0 }))).toBe(1);
    expect(headroomOf(decided({ requestsPerSecond: 0, view: { ready: 1, lastKnownReplicas: 1 } }))).toBeNull();
  });

  test("the model error is measured over modelled latency less one", () => {
    const assessment = decided({
      requestsPerSecond: 6,
      view: { speed: speedAt(1, 2) },
    });
    const modelled = assessment.model.interTokenLatency(assessment.view.shape, 2);
    expect(interTokenErrorOf(assessment)).toBeCloseTo(1 / (modelled ?? Number.NaN) - 1);
    expect(interTokenErrorOf(decided({ requestsPerSecond: 6 }))).toBeNull();
  });
});
