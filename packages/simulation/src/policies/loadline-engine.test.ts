import { describe, expect, test } from "vitest";
import type { EngineObservation } from "./engine-observation.ts";
import { loadlinePolicy } from "./loadline.ts";
import { loadlineEnginePolicy } from "./loadline-engine.ts";
import type { PolicyInput, ScalingPolicy } from "./scaling-policy.ts";

const capacity = 10;
const leadTimeSeconds = 300;

interface Sample extends Partial<PolicyInput> {
  readonly demand: number | null;
}

/** Counts of a policy whose every wish comes true at the next sample. */
const drive = <S>(policy: ScalingPolicy<S>, samples: readonly Sample[], start = 10): number[] => {
  let state = policy.start;
  let ready = start;
  return samples.map((sample, index) => {
    const step = policy.step(state, { at: index * 15, ready, pending: 0, capacity, leadTimeSeconds, ...sample });
    state = step.state;
    ready = step.desired;
    return ready;
  });
};

const engine = (changes: Partial<EngineObservation> & { waiting?: number } = {}): EngineObservation => ({
  engines: new Array(10).fill({
    waiting: changes.waiting ?? 0,
    running: 20,
    kvTokensUsed: 100,
    kvTokens: 1000,
    queuedTokens: 0,
  }),
  maxBatchedTokens: 8192,
  maxSequences: 256,
  inputTokens: 500,
  outputTokens: 100,
  promptTokensPerSecond: 50_000,
  generationTokensPerSecond: 10_000,
  capacity: null,
  timeToFirstTokenSeconds: null,
  interTokenLatencySeconds: null,
  ...changes,
});

const steps = (count: number, of: (step: number) => Sample): readonly Sample[] =>
  Array.from({ length: count }, (_, n) => of(n));

describe("Loadline's policy with engine signals", () => {
  test("without engines and schedule it is the plain one", () => {
    const samples = steps(400, (step) => ({ demand: step % 50 === 7 ? null : 80 + 30 * Math.sin(step / 40) }));
    expect(drive(loadlineEnginePolicy(), samples)).toEqual(drive(loadlinePolicy(), samples));
  });

  test("new, it lets nothing go for a lead time, however quiet the first samples are", () => {
    const counts = drive(
      loadlineEnginePolicy(),
      steps(40, () => ({ demand: 5, engine: engine() })),
    );
    expect(counts.slice(0, 20)).toEqual(new Array(20).fill(10));
    expect(counts.at(-1)).toBeLessThan(5);
  });

  test("requests that are twice the work ask for far more replicas", () => {
    const usual = drive(
      loadlineEnginePolicy(),
      steps(400, () => ({ demand: 60, engine: engine({ capacity: 10 }) })),
    );
    const long = drive(
      loadlineEnginePolicy(),
      steps(400, () => ({ demand: 60, engine: engine({ capacity: 5 }) })),
    );
    expect((long.at(-1) ?? 0) / (usual.at(-1) ?? 1)).toBeGreaterThan(1.5);
    expect((long.at(-1) ?? 0) / (usual.at(-1) ?? 1)).toBeLessThan(2.2);
  });

  test("a line of waiting requests asks for the replicas that empty it, and nothing goes while it stands", () => {
    const calm = steps(200, () => ({ demand: 60, engine: engine() }));
    const [before = 0] = drive(loadlineEnginePolicy(), calm).slice(-1);
    // 10 × 61 requests in line, less one for each replica, in 120 s: 5 requests/s and more on top of 60.
    const jammed = [...calm, ...steps(4, () => ({ demand: 60, ready: 6, engine: engine({ waiting: 61 }) }))];
    expect(drive(loadlineEnginePolicy(), jammed).at(-1)).toBeGreaterThanOrEqual(7);
    const idle = [...calm, ...steps(60, () => ({ demand: 5, engine: engine({ waiting: 61 }) }))];
    expect(drive(loadlineEnginePolicy(), idle).at(-1)).toBeGreaterThanOrEqual(before);
  });

  test("swings that are shorter than the lead time by far call for less headroom", () => {
    const swinging = steps(800, (step) => ({ demand: step % 2 === 0 ? 40 : 80, engine: engine() }));
    const plain = drive(loadlinePolicy(), swinging, 20).at(-1) ?? 0;
    const averaged = drive(loadlineEnginePolicy(), swinging, 20).at(-1) ?? 0;
    expect(averaged).toBeLessThan(plain);
    expect(averaged * capacity).toBeGreaterThanOrEqual(60);
  });
});

describe("with the plan's schedule", () => {
  const hour = 240;
  /** Ten minutes at twice the load in every hour. */
  const pulse = (step: number): number => (step % hour < 40 ? 120 : 60);
  const later = (step: number): number => pulse(step + leadTimeSeconds / 15);
  const replicasBefore = (samples: readonly Sample[]): { before: number; calm: number } => {
    const counts = drive(loadlineEnginePolicy(), samples);
    // Just before the twentieth pulse an order would serve in it; half an hour in, the pulse is long over.
    return { before: counts[20 * hour - 10] ?? 0, calm: counts[19 * hour + 120] ?? 0 };
  };

  test("that has come true it is ready before the load and lean after it", () => {
    const { before, calm } = replicasBefore(steps(20 * hour, (n) => ({ demand: pulse(n), scheduledDemand: later(n) })));
    expect(before * capacity).toBeGreaterThanOrEqual(120);
    expect(calm * capacity).toBeLessThan(100);
    expect(calm * capacity).toBeGreaterThanOrEqual(60);
  });

  test("that has proved wrong it goes by the load", () => {
    const wrong = steps(20 * hour, (n) => ({ demand: 60, scheduledDemand: later(n) }));
    const without = steps(20 * hour, () => ({ demand: 60 }));
    expect(drive(loadlineEnginePolicy(), wrong).at(-10)).toBe(drive(loadlineEnginePolicy(), without).at(-10));
  });

  test("at twice the level that was planned it follows the level", () => {
    const samples = steps(20 * hour, (n) => ({ demand: 2 * pulse(n), scheduledDemand: later(n) }));
    expect(replicasBefore(samples).before * capacity).toBeGreaterThanOrEqual(240);
  });

  test("unknown demand never shrinks it, whatever the schedule says", () => {
    const samples = steps(600, (n) => ({ demand: n < 300 ? 80 : null, scheduledDemand: n < 300 ? 80 : 5 }));
    const counts = drive(loadlineEnginePolicy(), samples);
    expect(counts.at(-1)).toBe(counts[299]);
  });
});
