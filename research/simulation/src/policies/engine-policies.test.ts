import { describe, expect, test } from "vitest";
import { dynamoLoadPolicy } from "./dynamo-load.ts";
import type { EngineObservation, EngineState } from "./engine-observation.ts";
import { fluidEngines } from "./fluid-engines.ts";
import { llmdSloActuation, llmdSloPolicy } from "./llmd-slo.ts";
import { llmdV2Policy } from "./llmd-v2.ts";
import type { PolicyInput, ScalingPolicy } from "./scaling-policy.ts";
import { throughAutoscaler } from "./through-autoscaler.ts";

const kvTokens = 1000;

interface Shown {
  /** Share of the cache in use. */
  readonly kv: number;
  readonly waiting?: number;
  readonly queuedTokens?: number;
}

const engineOf = ({ kv, waiting = 0, queuedTokens = 0 }: Shown): EngineState => ({
  waiting,
  running: 1,
  kvTokensUsed: kv * kvTokens,
  kvTokens,
  queuedTokens,
});

const observed = (shown: readonly Shown[], changes: Partial<EngineObservation> = {}): EngineObservation => ({
  engines: shown.map(engineOf),
  maxBatchedTokens: Number.POSITIVE_INFINITY,
  maxSequences: Number.POSITIVE_INFINITY,
  inputTokens: 60,
  outputTokens: 40,
  ...changes,
});

const inputWith = (engine: EngineObservation | null, changes: Partial<PolicyInput> = {}): PolicyInput => ({
  at: 0,
  demand: 10,
  ready: engine?.engines.length ?? 3,
  pending: 0,
  capacity: 10,
  leadTimeSeconds: 300,
  engine,
  ...changes,
});

const desiredBy = <S>(policy: ScalingPolicy<S>, input: PolicyInput): number => policy.step(policy.start, input).desired;
const alike = (count: number, shown: Shown): readonly Shown[] => new Array<Shown>(count).fill(shown);

/** https://github.com/ai-dynamo/dynamo/blob/main/components/src/dynamo/planner/core/load_scaling.py, _agg_easy_decision */
describe("dynamo's load planner", () => {
  test.each([
    {
      name: "one engine above 1.0 of its cache is enough to add one",
      shown: [{ kv: 0.9, queuedTokens: 101 }, { kv: 0.1 }],
      desired: 3,
    },
    { name: "1.0 itself is not above", shown: [{ kv: 1 }, { kv: 0.1 }], desired: 2 },
    { name: "every engine below 0.6: one goes", shown: [{ kv: 0.59 }, { kv: 0.5 }], desired: 1 },
    { name: "0.6 itself is not below", shown: [{ kv: 0.6 }, { kv: 0.1 }], desired: 2 },
    { name: "queued prompts count as cache", shown: [{ kv: 0.3, queuedTokens: 400 }, { kv: 0.1 }], desired: 2 },
    { name: "the last one stays", shown: [{ kv: 0 }], desired: 1 },
    { name: "never more than one at a time", shown: alike(9, { kv: 1, queuedTokens: 9000 }), desired: 10 },
  ])("$name", ({ shown, desired }) => {
    expect(desiredBy(dynamoLoadPolicy, inputWith(observed(shown)))).toBe(desired);
  });

  test.each([
    { name: "scaling_in_progress: it only observes", changes: { pending: 1 }, desired: 4 },
    { name: "worker_count_mismatch: an engine is stale", changes: { ready: 4 }, desired: 4 },
    { name: "no_fpm_data: nobody reports", changes: { engine: null }, desired: 3 },
  ])("$name", ({ changes, desired }) => {
    const full = observed(alike(3, { kv: 1, queuedTokens: 500 }));
    expect(desiredBy(dynamoLoadPolicy, inputWith(full, changes))).toBe(desired);
  });

  test("decides every 5 s", () => {
    const policy = dynamoLoadPolicy;
    const full = observed(alike(3, { kv: 1, queuedTokens: 500 }));
    const first = policy.step(policy.start, inputWith(full));
    expect(policy.step(first.state, inputWith(full, { at: 4 })).desired).toBe(3);
    expect(policy.step(first.state, inputWith(full, { at: 5 })).desired).toBe(4);
  });
});

/** https://github.com/llm-d/llm-d-workload-variant-autoscaler/blob/main/internal/engines/analyzers/saturation_v2/analyzer.go */
describe("llm-d V2", () => {
  test.each([
    // Each carries k1 = 800 of 1000 tokens; required = demand ÷ 0.85 − supply, headroom = supply − demand ÷ 0.7.
    { name: "adds what is missing in one step", shown: alike(2, { kv: 1, waiting: 20 }), pending: 0, desired: 9 },
    { name: "pending replicas are supply", shown: alike(2, { kv: 0.78 }), pending: 1, desired: 3 },
    { name: "up to 0.85 of the supply nothing is added", shown: alike(4, { kv: 0.67 }), pending: 0, desired: 4 },
    { name: "above it one is", shown: alike(4, { kv: 0.69 }), pending: 0, desired: 5 },
    { name: "between 0.70 and 0.85 nothing moves", shown: alike(4, { kv: 0.6 }), pending: 0, desired: 4 },
    { name: "the headroom below 0.70 goes in whole replicas", shown: alike(4, { kv: 0.2 }), pending: 0, desired: 2 },
    { name: "and never the last", shown: alike(4, { kv: 0 }), pending: 0, desired: 1 },
  ])("$name", ({ shown, pending, desired }) => {
    expect(desiredBy(llmdV2Policy, inputWith(observed(shown, { outputTokens: 40 }), { pending }))).toBe(desired);
  });

  test("computeK2: what saturated engines held bounds the others, and is remembered", () => {
    const policy = llmdV2Policy;
    const saturated = observed(alike(2, { kv: 0.4, waiting: 5 }));
    const first = policy.step(policy.start, inputWith(saturated));
    const stationary = policy.step(first.state, inputWith(observed(alike(4, { kv: 0.36 })), { at: 30 }));
    // 1440 ÷ 0.85 − 4 × 400 > 0, though a cache of 800 would have had plenty.
    expect(stationary.desired).toBe(5);
  });

  test("the memory is by length of the answers: under 100, under 500, longer", () => {
    const policy = llmdV2Policy;
    const first = policy.step(policy.start, inputWith(observed(alike(2, { kv: 0.4, waiting: 5 }))));
    const longer = observed(alike(4, { kv: 0.36 }), { outputTokens: 300 });
    expect(policy.step(first.state, inputWith(longer, { at: 30 })).desired).toBeLessThan(4);
  });

  test("estimateCapacityFromParams: without history the engine's limits bound it", () => {
    // min(1000 · 40 ÷ 100, 4) · (60 + 20) = 320 tokens each.
    const limited = observed(alike(2, { kv: 0.3 }), { maxBatchedTokens: 1000, maxSequences: 4 });
    expect(desiredBy(llmdV2Policy, inputWith(limited))).toBe(3);
  });
});

/** https://github.com/llm-d/llm-d-workload-variant-autoscaler/blob/main/docs/user-guide/hpa-integration.md */
describe("llm-d's wishes through a pod autoscaler", () => {
  const countsUnder = (shown: readonly Shown[], steps: number): readonly number[] => {
    const policy = throughAutoscaler(llmdV2Policy);
    let state = policy.start;
    let ready = 4;
    return Array.from({ length: steps }, (_, step) => {
      const engines = new Array(ready).fill(shown[0] ?? { kv: 0 });
      const next = policy.step(state, inputWith(observed(engines), { at: step * 15, ready }));
      state = next.state;
      ready = next.desired;
      return ready;
    });
  };

  test("stabilizationWindowSeconds 240: a wish counts when it has stood for four minutes, up and down", () => {
    const up = countsUnder([{ kv: 1, waiting: 3 }], 20);
    expect(up.slice(0, 16)).toEqual(new Array(16).fill(4));
    expect(up[17]).toBeGreaterThan(4);
    const down = countsUnder([{ kv: 0.1 }], 20);
    expect(down.slice(0, 16)).toEqual(new Array(16).fill(4));
    expect(down[17]).toBeLessThan(4);
  });

  test("Pods 10 per 150 s: no more than ten at a time", () => {
    const counts = countsUnder([{ kv: 1, waiting: 400 }], 18);
    expect(Math.max(...counts)).toBe(14);
  });
});

describe("without engines to ask", () => {
  test("a fluid load stands in for them: a replica at its capacity is full, the rest waits", () => {
    const [engine] = fluidEngines(inputWith(null, { demand: 45, ready: 3 }))?.engines ?? [];
    expect(engine).toMatchObject({ kvTokensUsed: 10, kvTokens: 10, waiting: 5, queuedTokens: 5 });
  });

  test("unknown demand says nothing of engines", () => {
    expect(fluidEngines(inputWith(null, { demand: null }))).toBeNull();
  });
});

/** https://github.com/llm-d/llm-d/blob/main/guides/workload-autoscaling/README.slo-aware.md, "The control law" */
describe("llm-d by latency objectives", () => {
  const shown = (latencyShare: number, changes: Partial<PolicyInput> = {}) =>
    inputWith(observed(alike(4, { kv: 0.1 }), { latencyShare }), { ready: 4, ...changes });
  /** The first other count under the same share at each sample of ten minutes; the present one without any. */
  const settled = (latencyShare: number, pending = 0): number => {
    const policy = throughAutoscaler(llmdSloPolicy, undefined, llmdSloActuation);
    let state = policy.start;
    for (let at = 0; at <= 600; at += 15) {
      const step = policy.step(state, shown(latencyShare, { pending, at }));
      if (step.desired !== 4 + pending) return step.desired;
      ({ state } = step);
    }
    return 4 + pending;
  };

  test.each([
    { name: "above 0.55 by the ratio, up", share: 0.6, desired: 5 },
    { name: "0.55 itself is within the band", share: 0.55, desired: 4 },
    { name: "0.40 itself is within the band", share: 0.4, desired: 4 },
    { name: "below 0.40 by the ratio, but one in 120 s", share: 0.1, desired: 3 },
    { name: "no more than doubled in 60 s: a share counts up to 2", share: 90, desired: 8 },
    { name: "replicas on their way count as capacity: 1.1 of which half is ready", share: 1.1, pending: 4, desired: 8 },
    { name: "none goes while others come, for want of headroom", share: 0.45, pending: 4, desired: 8 },
  ])("$name", ({ share, pending = 0, desired }) => {
    expect(settled(share, pending)).toBe(desired);
  });

  test("shares are averaged over 45 s, each cut at 2", () => {
    const policy = llmdSloPolicy;
    const first = policy.step(policy.start, shown(0.5));
    const second = policy.step(first.state, shown(90, { at: 15 }));
    expect(second.state.map(({ share }) => share)).toEqual([0.5, 2]);
    expect(policy.step(second.state, shown(0.5, { at: 60 })).state).toHaveLength(1);
  });

  test("without latencies it stands", () => {
    expect(desiredBy(llmdSloPolicy, inputWith(observed(alike(4, { kv: 1 }))))).toBe(4);
  });

  test("of a load as a fluid a replica meets the objective just at its capacity", () => {
    const shareAt = (demand: number) => fluidEngines(inputWith(null, { demand, engine: undefined }))?.latencyShare;
    expect(shareAt(30)).toBeCloseTo(1, 12);
    expect(shareAt(1)).toBeCloseTo(0.2055, 3);
    expect(shareAt(0)).toBe(0);
    expect(shareAt(60)).toBeGreaterThan(2);
  });
});
