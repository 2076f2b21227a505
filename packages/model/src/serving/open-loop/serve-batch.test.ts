import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { requestsPerSecond, tokens } from "../../base/units.ts";
import { estimate } from "../../capacity/estimate.ts";
import { type DisaggregationInput, replicaSpec } from "../../performance/replica-spec.ts";
import { openLoopReplica } from "./open-loop-replica.ts";
import { serveBatch } from "./serve-batch.ts";
import { selectRanks } from "./serving-statistics.ts";

const shape = { inputTokens: tokens(2000), outputTokens: tokens(200) };
const served = { input: { kind: "fixed", tokens: 2000 }, output: { kind: "fixed", tokens: 200 } } as const;
const input = { model: "llama-3.1-8b", gpu: "h100" };
const disaggregated = (prefill: number, decode: number) => {
  const disaggregation: DisaggregationInput = {
    prefill: { workers: prefill, parallel: { tensor: 1 } },
    decodeWorkers: decode,
  };
  return replicaSpec({ ...input, disaggregation });
};
const answerAt = (spec: ReturnType<typeof disaggregated>, rate: number, requests?: number) =>
  estimate(spec, shape, { kind: "open-loop", requestsPerSecond: requestsPerSecond(rate), requests });
const saturatedRate = (prefill: number, decode: number): number =>
  answerAt(disaggregated(prefill, decode), 1).openLoop?.saturatedRate ?? Number.NaN;

const batchOf = (count: number, outputTokens: number) => ({
  arrivals: new Float64Array(count),
  inputTokens: new Int32Array(count).fill(2000),
  outputTokens: new Int32Array(count).fill(outputTokens),
});

describe("prompts and answers on different workers", () => {
  test("every request finishes after its first token, and every gap is counted", () => {
    const { firstTokenAt, finishedAt, gaps } = serveBatch(
      openLoopReplica(disaggregated(2, 3), served),
      batchOf(30, 50),
    );
    for (const [place, at] of finishedAt.entries()) expect(at).toBeGreaterThan(firstTokenAt[place] ?? Number.NaN);
    // The gap behind the token that the prompt workers give is not one of a decode step.
    expect(gaps.total()).toBeCloseTo(30 * 48, 6);
  });

  test("a request of one token is done when its prompt is", () => {
    const { firstTokenAt, finishedAt } = serveBatch(openLoopReplica(disaggregated(1, 1), served), batchOf(5, 1));
    expect(finishedAt).toEqual(firstTokenAt);
  });

  test("decodes do not stand behind prompts: the gap between tokens is steadier than on a shared engine", () => {
    const shared = answerAt(replicaSpec(input), 4);
    const split = answerAt(disaggregated(1, 1), 4);
    expect(split.openLoop?.interTokenLatency.p99).toBeLessThan(shared.openLoop?.interTokenLatency.p99 ?? 0);
  });

  test("twice the workers of both kinds carry twice as much", () => {
    expect(saturatedRate(2, 2) / saturatedRate(1, 1)).toBeCloseTo(2, 1);
  });

  test("more decode workers behind the same prompt workers do not help once prompts bind", () => {
    const [few, many] = [disaggregated(1, 6), disaggregated(1, 12)].map((spec) => answerAt(spec, 1000, 400));
    expect(few?.bindingLimit).toBe("prefill-compute");
    const rates = [few, many].map((answer) => answer?.openLoop?.saturatedRate ?? Number.NaN);
    expect((rates[1] ?? 0) / (rates[0] ?? 1)).toBeCloseTo(1, 1);
  });

  test("first tokens wait for the prompt workers, not for the decodes", () => {
    const [one, two] = [disaggregated(1, 2), disaggregated(2, 2)].map(
      (spec) => answerAt(spec, 12, 400).timeToFirstToken.p95,
    );
    expect(two).toBeLessThan(one ?? Number.NaN);
  });
});

describe("statistics of a batch", () => {
  describe("values by rank", () => {
    const some = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(1, 2)), {
      minLength: 1,
      maxLength: 300,
    });

    test("they are those that a sort puts there", () => {
      fc.assert(
        fc.property(some, fc.array(fc.nat(), { maxLength: 5 }), (values, picks) => {
          const ranks = picks.map((pick) => pick % values.length).toSorted((a, b) => a - b);
          // A sort puts -0 before 0; as a rank they are one value, which adding 0 makes them.
          const sorted = Float64Array.from(values, (value) => value + 0).sort();
          expect(
            selectRanks(
              Float64Array.from(values, (value) => value + 0),
              ranks,
            ),
          ).toEqual(ranks.map((rank) => sorted[rank]));
        }),
      );
    });

    test("equal values do not hold it up", () => {
      expect(selectRanks(new Float64Array(200_000).fill(3), [100, 199_999])).toEqual([3, 3]);
    });
  });
});
