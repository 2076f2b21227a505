import { emptyDecisionMemory } from "@loadline/control";
import { priceOf } from "@loadline/model";
import { parsePlan } from "@loadline/plan";
import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { changeOf } from "../src/decide/cost.ts";
import { decideDeployment } from "../src/decide/decide-deployment.ts";
import type { EngineSample } from "../src/fleet/engine-series.ts";
import { Fleet } from "../src/fleet/fleet.ts";
import { afterObservation, speedFactor, uncalibrated } from "../src/observe/calibration.ts";
import { demandOf } from "../src/observe/demand.ts";
import { measuredSpeed } from "../src/observe/measured-speed.ts";
import { interTokenErrorOf } from "../src/publish/metric-values.ts";
import { RecommendationPublisher, recommendationEvent } from "../src/publish/recommendation-publisher.ts";
import { noFailpoint } from "../src/settings/failpoint.ts";
import {
  type Case,
  decided,
  learntFrom,
  now,
  requestWith,
  speedAt,
  stationaryForecast,
  viewOfNodes,
} from "./decided.ts";
import { MemoryBroker } from "./memory-broker.ts";
import { type SyntheticEngine, seriesOf, syntheticTelemetry } from "./synthetic-node.ts";

/** Verdict and reason of one tick. */
const verdictOf = (given: Case): readonly [string, string] => {
  const {
    verdict,
    reason: { code: reason },
  } = decided(given).decision;
  return [verdict, reason];
};

/** A whole stabilisation window in which so many replicas were enough. */
const settledAt = (replicas: number) => ({
  wanted: [
    { at: now - 400, replicas },
    { at: now - 1, replicas },
  ],
});
const settled = (replicas: number): NonNullable<Case["rest"]> => ({ memory: settledAt(replicas) });

interface Watched {
  readonly node: string;
  /** Engines of the sample at each second before now: 120 of them. */
  readonly at: (second: number) => readonly SyntheticEngine[];
  readonly last?: number;
  readonly sources?: Parameters<typeof syntheticTelemetry>[0]["sources"];
}

/** What two minutes of samples every ten seconds show. */
const watch = (nodes: readonly Watched[], seconds = 120) => {
  let monotonic = 0;
  const settings = { horizonSeconds: 660, resolutionSeconds: 2, rememberSeconds: 600, monotonic: () => monotonic };
  const fleet = new Fleet(settings);
  for (const { node, at, last = seconds, sources = {} } of nodes) {
    for (let second = 0; second <= last; second += 10) {
      const engines = at(second);
      const sample = { seq: second, sampledAt: now - seconds + second, engines, sources };
      monotonic = second;
      fleet.accept(node, syntheticTelemetry(sample), now);
    }
  }
  monotonic = seconds;
  return { fleet, view: viewOfNodes(fleet.nodes) };
};

const stationary =
  (id: string, rate: number) =>
  (second: number): readonly SyntheticEngine[] => [
    {
      id,
      deployment: "chat",
      finished: rate * second,
      promptTokens: rate * second * 1000,
      generatedTokens: rate * second * 200,
    },
  ];

describe("C1 to C21: complaints about autoscalers, and what is decided here", () => {
  test("C1: a GPU that is pinned at 100 % is no load: few requests hold or fall, many rise", () => {
    const busyGpu = (utilizationRatio: number) => {
      const fleet = new Fleet({ horizonSeconds: 660, resolutionSeconds: 2, rememberSeconds: 600 });
      for (let second = 0; second <= 120; second += 10) {
        const sample = syntheticTelemetry({
          seq: second,
          sampledAt: now - 120 + second,
          engines: stationary("a", 2)(second),
        });
        const gpus = Object.fromEntries(Object.keys(sample.gpus).map((key) => [key, [null]]));
        const pinned = { ...sample.gpus, ...gpus, uuid: ["GPU-0"], utilizationRatio: [utilizationRatio] };
        fleet.accept("n1", { ...sample, gpus: pinned }, now);
      }
      const view = viewOfNodes(fleet.nodes);
      return decideDeployment({ ...requestWith({ requestsPerSecond: 2 }), view, currentTarget: 1 }).assessment.decision;
    };
    expect(busyGpu(1)).toEqual(busyGpu(0));
    expect(verdictOf({ requestsPerSecond: 200 })).toEqual(["scale-up", "demand-above-load-line"]);
  });

  test("C2: long prompts with two tokens of answer fill the compute while the KV cache is empty: scale-up", () => {
    const shape = { inputTokens: 6000, outputTokens: 2, basis: "telemetry" } as const;
    const rate = 60;
    const assessment = decided({
      requestsPerSecond: rate,
      view: { shape, demand: demandOf(rate, shape) },
      rest: { forecast: stationaryForecast(rate) },
    });
    expect(assessment.decision).toMatchObject({ verdict: "scale-up", reason: { code: "demand-above-load-line" } });
    expect(assessment.inputs.capacity).toMatchObject({ kind: "feasible" });
    expect(assessment.decision.bindingLimit).not.toBe("kv-cache");
  });

  test("C3: missing data at the peak is not zero: hold, and a rise stays possible", () => {
    const blind = { complete: false, ready: null, missing: [{ input: "telemetry of node b", ageSeconds: 60 }] };
    expect(verdictOf({ requestsPerSecond: 0, view: { ...blind, demand: null }, rest: settled(1) })).toEqual([
      "hold",
      "telemetry-missing",
    ]);
    expect(verdictOf({ requestsPerSecond: 200, view: blind })[0]).toBe("scale-up");
  });

  test("C4: a zero with live heartbeats is a zero: scale-down", () => {
    expect(verdictOf({ requestsPerSecond: 0, rest: settled(1) })).toEqual(["scale-down", "demand-below-load-line"]);
  });

  test("C5: series of a dead node neither raise nor lower the count of an idle deployment", () => {
    const dead = { node: "n2", at: stationary("b", 0), last: 60 };
    const { view } = watch([{ node: "n1", at: stationary("a", 0) }, dead]);
    const { decision } = decideDeployment({
      ...requestWith({ requestsPerSecond: 0, rest: settled(1) }),
      view,
    }).assessment;
    expect([decision.verdict, decision.reason.code]).toEqual(["hold", "telemetry-missing"]);
    expect(decision.missing).toMatchObject([{ input: "telemetry of node n2", ageSeconds: 60 }]);
  });

  test("C6: two replicas whose load one could not carry stay two, tick after tick", () => {
    const capacity = decided({ requestsPerSecond: 1 }).inputs.capacity;
    const each = capacity.kind === "feasible" ? capacity.requestsPerSecond : Number.NaN;
    const given = {
      requestsPerSecond: each * 1.2,
      keys: { reserveReplicas: 0, replicas: { planned: 2, min: 1, max: 8 } },
      view: { ready: 2, lastKnownReplicas: 2 },
    };
    const base = { ...requestWith(given), currentTarget: 2 };
    let memory = emptyDecisionMemory;
    for (let tick = 0; tick < 100; tick++) {
      const at = now + tick * 5;
      const step = decideDeployment({ ...base, memory, now: at, view: { ...base.view, demandAt: at } });
      memory = step.memory;
      expect(step.assessment.decision.desired).toBe(2);
    }
    expect(verdictOf({ ...given, rest: { currentTarget: 2, memory: settledAt(2) } })).toEqual([
      "hold",
      "within-load-line",
    ]);
  });

  test("C7: an objective that no count can meet is infeasible, and asks for nothing more", () => {
    const keys = { slo: { interTokenLatencySeconds: 0.000001 } };
    expect(verdictOf({ requestsPerSecond: 500, keys })).toEqual(["infeasible", "slo-unreachable"]);
    expect(decided({ requestsPerSecond: 500, keys }).decision.desired).toBe(3);
  });

  test("C8: the slow first passes of new workers are not the speed of a replica", () => {
    const reading = (at: number, latency: number): EngineSample => {
      const unknown = { startedAt: null, running: 0, waiting: 0, promptTokens: 0, generatedTokens: 0 };
      return { ...unknown, at, finished: at, interTokenSeconds: at * 100 * latency, interTokenCount: at * 100 };
    };
    const retention = { horizonSeconds: 1000, resolutionSeconds: 1 };
    const at = (latency: number) =>
      seriesOf(
        Array.from({ length: 31 }, (_, index) => reading(index * 10, latency)),
        retention,
      );
    const warm = { id: "warm", node: "n1", startedAt: -10_000, series: at(0.01) };
    const cold = { id: "cold", node: "n2", startedAt: 200, series: at(0.5) };
    const speed = measuredSpeed([cold, warm, { ...cold, id: "cold-2", node: "n3" }], {
      at: 300,
      seconds: 60,
      warmUpSeconds: 180,
      latencyAtBatch: () => null,
    });
    expect(speed.interTokenLatencySeconds).toBeCloseTo(0.01, 9);
    expect(
      measuredSpeed([cold], { at: 300, seconds: 60, warmUpSeconds: 180, latencyAtBatch: () => null })
        .interTokenLatencySeconds,
    ).toBeNull();
  });

  test("C9: requests that only wait are demand: a growing queue scales up though nothing more is finished", () => {
    const queueing = (second: number): readonly SyntheticEngine[] => [
      {
        id: "a",
        deployment: "chat",
        finished: 2 * second,
        waiting: 100 * second,
        promptTokens: 2000 * second,
        generatedTokens: 400 * second,
      },
    ];
    const { view } = watch([{ node: "n1", at: queueing }]);
    expect(view.demand?.requestsPerSecond).toBeCloseTo(102, 0);
    const { decision } = decideDeployment({
      ...requestWith({ requestsPerSecond: 2 }),
      view,
      currentTarget: 1,
    }).assessment;
    expect([decision.verdict, decision.reason.code]).toEqual(["scale-up", "demand-above-load-line"]);
  });

  test("C10: what could not be published is not in force, and the same decision keeps one id everywhere", async () => {
    const broker = new MemoryBroker();
    let ids = 0;
    const publisher = await RecommendationPublisher.recover(
      {
        broker,
        logger: pino({ level: "silent" }),
        cluster: "lab",
        deployment: "chat",
        heartbeatSeconds: 30,
        newId: () => `id-${ids++}`,
        sign: (event) => event,
        leads: () => true,
        failpoint: noFailpoint,
      },
      { epoch: 1, last: null },
    );
    broker.fate = "lost";
    await publisher.publish(decided({ requestsPerSecond: 200 }));
    expect(publisher.last).toBeNull();
    broker.fate = "answered";
    await publisher.publish(decided({ requestsPerSecond: 200 }));
    expect(publisher.last?.decisionId).toBe(broker.events[0]?.data.decision.id);
  });

  test("C11: minima that the pool can never hold are refused with the plan", () => {
    const plan = (min: number) => ({
      version: 1,
      cluster: "lab",
      pools: [{ name: "h100", gpu: "h100", gpusPerNode: 8, nodes: 1 }],
      deployments: [
        {
          name: "chat",
          model: "llama-3.1-8b",
          pool: "h100",
          slo: {},
          replicas: { planned: min, min, max: 20 },
          expected: { inputTokens: 1, outputTokens: 1, requestsPerSecond: 1 },
        },
      ],
    });
    expect(() => parsePlan(plan(9))).toThrow(/minima of its deployments take 9 GPUs, the pool has 8/);
    expect(parsePlan(plan(8)).deployments.length).toBe(1);
  });

  test("C12: every capacity carries its error band, and the model's error is measured against the engines", () => {
    const assessment = decided({
      requestsPerSecond: 6,
      view: { speed: speedAt(1, 2) },
    });
    const stamp = {
      eventId: "e",
      decisionId: "d",
      epoch: 1,
      revision: 1,
      supersedes: null,
      heartbeat: false,
      at: now,
      expiresAt: now + 90,
    };
    const { capacityPerReplica } = recommendationEvent(assessment, stamp).data;
    expect(capacityPerReplica?.errorBand.relative).toBeGreaterThan(0);
    expect(interTokenErrorOf(assessment)).toBeGreaterThan(1);
  });

  test("C13: a longer way to a serving replica looks further ahead, and asks for no fewer under a rising load", () => {
    const rising = learntFrom(Array.from({ length: 400 }, (_, minute) => 5 + minute / 10));
    const desired = [60, 300, 900].map(
      (leadTimeSeconds) =>
        decided({ requestsPerSecond: 45, keys: { leadTimeSeconds }, rest: { forecast: rising } }).decision.upper ?? 0,
    );
    expect(desired).toEqual(desired.toSorted((a, b) => a - b));
  });

  test("C14: a pool without a free slot reports that a rollout does not fit", () => {
    const rolloutOf = (poolAvailable: number | null) =>
      decided({ requestsPerSecond: 5, rest: { poolAvailable } }).decision.evidence.find(
        ({ input }) => input === "advice.rolloutFits",
      );
    expect(rolloutOf(1)?.value).toBe("yes");
    expect(rolloutOf(0)?.value).toMatch(/^no/);
    expect(rolloutOf(null)?.value).toBeNull();
    // One rule for event and advice: 2 surge replicas are not placed by the capacity for 1, and are by what is reserved for them.
    const keys = { rollout: { surgeReplicas: 2 } };
    const rowOf = (surgeAvailable: number) =>
      decided({ requestsPerSecond: 5, keys, rest: { poolAvailable: 1, surgeAvailable } }).decision.evidence.find(
        ({ input }) => input === "advice.rolloutFits",
      )?.value;
    expect(rowOf(1)).toBe("no: the pool has capacity for 1, 2 surge replicas start first");
    expect(rowOf(2)).toBe("yes");
  });

  test("C15: reserved GPUs without a replica are counted", () => {
    const base = requestWith({ requestsPerSecond: 5, rest: { poolAvailable: 4 } });
    const { decision } = decideDeployment({ ...base, pool: { ...base.pool, purchase: "reserved" } }).assessment;
    expect(decision.evidence).toContainEqual({ input: "advice.reservedUnused", value: 4, unit: "GPUs", ageSeconds: 0 });
  });

  test("C16: the cost of a change is that of whole GPUs, every one that the replicas take", () => {
    const assessment = decided({ requestsPerSecond: 200, keys: { parallel: { tensor: 2 } } });
    const added = (assessment.decision.desired ?? 0) - 3;
    const price = priceOf(assessment.pool.gpu, "on-demand")?.perGpu.value ?? Number.NaN;
    expect(added).toBeGreaterThan(0);
    expect(changeOf(assessment).usdPerHour).toBeCloseTo(added * 2 * price, 9);
  });

  test("C17: an engine without a label belongs to no deployment: unknown, not zero", () => {
    const nameless = (second: number) => stationary("a", 5)(second).map((engine) => ({ ...engine, deployment: "" }));
    const { view } = watch([{ node: "n1", at: nameless }]);
    expect(view.demand).toBeNull();
    const { decision } = decideDeployment({
      ...requestWith({ requestsPerSecond: 0, rest: settled(1) }),
      view,
    }).assessment;
    expect([decision.verdict, decision.reason.code]).toEqual(["hold", "telemetry-missing"]);
  });

  test("C18: a source that hangs is a fault: its engines are unknown, not gone, and nothing is drained", () => {
    const vanishing = (second: number) => (second < 100 ? stationary("a", 5)(second) : []);
    const stalled = { state: "stalled", ageSeconds: 20, durationSeconds: null, detail: "no answer" } as const;
    const { view } = watch([{ node: "n1", at: vanishing, sources: { vllm: stalled } }]);
    const { decision } = decideDeployment({
      ...requestWith({ requestsPerSecond: 5, rest: settled(1) }),
      view,
    }).assessment;
    expect([decision.verdict, decision.reason.code]).toEqual(["hold", "telemetry-missing"]);
  });

  test("C19: a model without requests may go to zero when the plan lets it", () => {
    const keys = { reserveReplicas: 0, replicas: { planned: 1, min: 0, max: 4 } };
    const assessment = decided({
      requestsPerSecond: 0,
      keys,
      view: { ready: 1, lastKnownReplicas: 1 },
      rest: { currentTarget: 1, memory: settledAt(0) },
    });
    expect(assessment.decision).toMatchObject({ verdict: "scale-down", desired: 0 });
  });

  test("C20: while replicas drain no more of them are taken", () => {
    expect(verdictOf({ requestsPerSecond: 0, view: { draining: 1 }, rest: settled(1) })).toEqual([
      "hold",
      "stabilising",
    ]);
  });

  test("C21: an inventory is never guessed: a pool without its counts is no plan, and an unknown free capacity names no number", () => {
    const pools = [{ name: "h100", gpu: "h100" }];
    expect(() => parsePlan({ version: 1, cluster: "lab", pools, deployments: [] })).toThrow(/gpusPerNode/);
    const { decision } = decided({ requestsPerSecond: 5, rest: { poolAvailable: null } });
    expect(decision.evidence.find(({ input }) => input === "pool.available")?.value).toBeNull();
  });
});

test("a speed that was learnt stands behind the capacity: slower engines carry less", () => {
  let calibration = uncalibrated;
  for (let minute = 0; minute < 5; minute++) {
    const row = { at: minute, requestsPerSecondPerReplica: 2, ratio: 1.5 };
    calibration = afterObservation(calibration, row);
  }
  expect(speedFactor(calibration, 2)).toBeGreaterThan(1.1);
  const rateOf = (rest: NonNullable<Case["rest"]>): number => {
    const { capacity } = decided({ requestsPerSecond: 6, rest }).inputs;
    return capacity.kind === "feasible" ? capacity.requestsPerSecond : Number.NaN;
  };
  expect(rateOf({ calibration })).toBeLessThan(rateOf({}));
});
