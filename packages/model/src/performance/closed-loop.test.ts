import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tokens } from "../base/units.ts";
import { estimate } from "../capacity/estimate.ts";
import type { Estimate } from "../model/estimate.ts";
import type { DemandShape } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { planLoad } from "../serving/arrivals/plan-load.ts";
import { openLoopReplica } from "../serving/open-loop/open-loop-replica.ts";
import { serveBatch } from "../serving/open-loop/serve-batch.ts";
import { rootOfRising } from "./closed-loop.ts";
import { speedOf } from "./pooled-coefficients.ts";
import { type ReplicaSpecInput, replicaSpec } from "./replica-spec.ts";

const specOf = (changes: Partial<ReplicaSpecInput> = {}): ReplicaSpec =>
  replicaSpec({
    model: "llama-3.3-70b",
    gpu: "h100",
    engine: "tensorrt-llm",
    weights: "fp8",
    parallel: { tensor: 2 },
    engineConfig: { maxSequences: 256 },
    ...changes,
  });

const shapeOf = (input: number, output: number, variedLengths = false): DemandShape => ({
  inputTokens: tokens(input),
  outputTokens: tokens(output),
  variedLengths,
});

const closed = (spec: ReplicaSpec, shape: DemandShape, concurrency: number, isEndless?: boolean): Estimate =>
  estimate(spec, shape, { kind: "concurrency", concurrency, isEndless });

/** Mean time to first token over the later half of a simulated loop of sixty rounds, lengths drawn from this share up. */
const simulatedStationary = (
  spec: ReplicaSpec,
  { inputTokens, outputTokens }: DemandShape,
  { concurrency, from }: { readonly concurrency: number; readonly from: number },
): number => {
  const drawn = (length: number) => ({ kind: "uniform", low: Math.round(length * from), high: length }) as const;
  const shape = { input: drawn(inputTokens), output: drawn(outputTokens) };
  const requests = 60 * concurrency;
  const { batch } = planLoad(shape, { kind: "closed-run", concurrency, requests });
  const served = serveBatch(openLoopReplica(spec, shape), batch);
  const later = Array.from({ length: requests / 2 }, (_, index) => requests / 2 + index);
  const waits = later.map((request) => (served.firstTokenAt[request] ?? 0) - (served.batch.arrivals[request] ?? 0));
  return waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
};

test("the common start of a run is in the mean and the tail of the first token, and not in the median", () => {
  const ratios = [16, 64, 128].map((concurrency) => {
    const { mean, p50, p99 } = closed(specOf(), shapeOf(1000, 1000, true), concurrency).timeToFirstToken;
    return { median: p50 / mean, tail: p99 / mean };
  });
  for (const { median, tail } of ratios) {
    expect(median).toBeLessThan(0.75);
    expect(tail).toBeGreaterThan(4);
  }
});

test("a prompt that is cached whole, and all of it, makes no line to stand in", () => {
  const cached = specOf({ engineConfig: { maxSequences: 256, prefixHitRatio: 1 } });
  const { mean, p50, p99 } = closed(cached, shapeOf(1000, 100), 32).timeToFirstToken;
  expect([mean, p50, p99].every(Number.isFinite)).toBe(true);
});

describe("clients that ask again at once, for long", () => {
  const clients = fc.integer({ min: 1, max: 200 });

  test("a single client does not wait, whether or not its loop ends", () => {
    for (const spec of [specOf(), specOf({ engine: "sglang", engineVersion: "0.5.9" })]) {
      const shape = shapeOf(220, 188);
      const { timeToFirstToken } = closed(spec, shape, 1);
      expect(closed(spec, shape, 1, true).timeToFirstToken.mean).toBe(timeToFirstToken.mean);
      expect(timeToFirstToken.mean).toBeLessThan(closed(spec, shape, 2, true).timeToFirstToken.mean);
    }
  });

  test("more clients never wait less", () => {
    fc.assert(
      fc.property(clients, fc.constantFrom(200, 2000, 8000), fc.constantFrom(20, 300, 2000), (count, input, output) => {
        const [few, more] = [count, count + 1].map((each) => closed(specOf(), shapeOf(input, output), each, true));
        expect(more?.timeToFirstToken.mean).toBeGreaterThan(few?.timeToFirstToken.mean ?? Number.NaN);
        expect(more?.interTokenLatency.mean).toBeGreaterThanOrEqual(few?.interTokenLatency.mean ?? Number.NaN);
      }),
    );
  });

  test("nothing is left of the wait of a first round in which all start at once", () => {
    for (const count of [25, 50]) {
      const [run, endless] = [false, true].map((each) => closed(specOf(), shapeOf(5000, 500), count, each));
      const burst = (run?.timeToFirstToken.mean ?? 0) - (endless?.timeToFirstToken.mean ?? 0);
      // Half of the others' prompts, divided by the ten rounds of such a run.
      expect(burst / (closed(specOf(), shapeOf(5000, 500), 1).timeToFirstToken.mean * count)).toBeGreaterThan(0.02);
    }
  });

  test.each([2, 8, 25, 50])(
    "%i clients with drawn lengths wait as simulated: the running step and a longer one",
    (count) => {
      const [spec, shape] = [specOf(), shapeOf(5000, 500, true)];
      const at = (concurrency: number) => simulatedStationary(spec, shape, { concurrency, from: 0.8 });
      const own = closed(spec, shape, 1).timeToFirstToken.mean;
      const waited = closed(spec, { ...shape, variedLengths: true }, count, true).timeToFirstToken.mean - own;
      const ofPrompts = closed(spec, shapeOf(5000, 500), count, true).timeToFirstToken.mean - own;
      expect(waited).toBeLessThanOrEqual(ofPrompts);
      expect(Math.abs(waited - (at(count) - at(1)))).toBeLessThan(0.15 * own);
    },
  );

  test.each([5, 25, 50])("%i clients with equal lengths wait less than in step and more than at random", (count) => {
    const [spec, shape] = [specOf(), shapeOf(5000, 500)];
    const waitedAt = (from: number): number =>
      simulatedStationary(spec, shape, { concurrency: count, from }) -
      simulatedStationary(spec, shape, { concurrency: 1, from });
    const waited =
      closed(spec, shape, count, true).timeToFirstToken.mean - closed(spec, shape, 1).timeToFirstToken.mean;
    expect(waited).toBeGreaterThan(waitedAt(0.8));
    expect(waited).toBeLessThan(waitedAt(1));
  });
});

describe("a server that hands out every token of every client", () => {
  const small = specOf({ model: "llama-3.1-8b", weights: "bf16", parallel: { tensor: 4 }, engineVersion: "1.0.0rc3" });
  const ceiling = 1 / speedOf(small).firstToken.handOutSeconds;

  test("carries no more tokens/s than its front end, whatever the GPUs could compute", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.constantFrom(100, 500, 2000), (clients, output) => {
        expect(closed(small, shapeOf(500, output), clients).outputTokensPerSecond).toBeLessThanOrEqual(ceiling);
      }),
    );
    const many = closed(small, shapeOf(500, 500), 1000);
    expect(many.outputTokensPerSecond).toBeGreaterThan(0.95 * ceiling);
    expect(many.bindingLimit).toBe("queue");
    const ofFrontEnd = expect.stringContaining(`about ${Number(ceiling.toPrecision(2))} tokens/s`);
    expect(many.assumptions).toContainEqual(ofFrontEnd);
    expect(closed(small, shapeOf(500, 500), 2).assumptions).not.toContainEqual(ofFrontEnd);
  });

  test("doubles the TTFT of twice the clients at the same inter-token latency", () => {
    const [some, twice] = [500, 1000].map((clients) => closed(small, shapeOf(500, 500), clients));
    const waited = (twice?.timeToFirstToken.mean ?? 0) - (some?.timeToFirstToken.mean ?? 0);
    expect(waited / ((500 * 500) / ceiling)).toBeCloseTo(1, 1);
    expect((twice?.interTokenLatency.mean ?? 0) / (some?.interTokenLatency.mean ?? 1)).toBeCloseTo(1, 1);
  });

  test("carries more when it hands out several tokens at a time", () => {
    const { engineConfig } = small;
    const chunked = { ...small, engineConfig: { ...engineConfig, streamIntervalTokens: 20 } };
    const [single, several] = [small, chunked].map((spec) => closed(spec, shapeOf(500, 500), 1000));
    expect(several?.outputTokensPerSecond).toBeGreaterThan(1.1 * (single?.outputTokensPerSecond ?? Number.NaN));
  });
});

describe("the root of a rising function", () => {
  describe("the root of a rising function", () => {
    test("is found whether the function is straight, bent or nearly a corner", () => {
      fc.assert(
        fc.property(
          fc.double({ min: 0.001, max: 0.999, noNaN: true }),
          fc.constantFrom<(x: number) => number>(
            (x) => x,
            (x) => x ** 3,
            Math.sqrt,
            (x) => Math.max(x / 1000, x - 0.5),
            (x) => Math.expm1(20 * x),
          ),
          (root, law) => {
            expect(rootOfRising((x) => law(x) - law(root), 0, 1)).toBeCloseTo(root, 9);
          },
        ),
      );
    });

    test("takes far fewer steps than halving would", () => {
      let calls = 0;
      const root = rootOfRising(
        (x) => {
          calls += 1;
          return x + 0.1 * x ** 2 - 300;
        },
        0,
        500,
      );
      expect(root + 0.1 * root ** 2).toBeCloseTo(300, 8);
      expect(calls).toBeLessThan(20);
    });

    test.each([
      { name: "the high end where it stays below", shift: -5, expected: 1 },
      { name: "the low end where it starts above", shift: 5, expected: 0 },
    ])("is $name", ({ shift, expected }) => {
      expect(rootOfRising((x) => x + shift, 0, 1)).toBe(expected);
    });
  });
});

test("a lone client has no spread, whatever it asks, and several have one", () => {
  for (const [input, output] of [
    [100, 20],
    [4000, 100],
    [20_000, 500],
  ] as const) {
    const { timeToFirstToken, interTokenLatency, endToEnd } = closed(specOf(), shapeOf(input, output), 1);
    for (const { mean, p50, p99 } of [timeToFirstToken, interTokenLatency, endToEnd]) {
      expect(p99).toBeCloseTo(p50, 12);
      expect(mean).toBeCloseTo(p50, 12);
    }
    expect(closed(specOf(), shapeOf(input, output), 8).interTokenLatency.p99).toBeGreaterThan(
      1.001 * closed(specOf(), shapeOf(input, output), 8).interTokenLatency.p50,
    );
  }
});
