import fc from "fast-check";
import { expect, test } from "vitest";
import { type MatchedWorkers, matchedMixes, matchedWorkers, type PhaseRates } from "./disaggregated.ts";

const rates: PhaseRates = {
  promptSeconds: 0.1,
  transferSeconds: 0.01,
  stepSeconds: 0.02,
  decodesPerWorker: 20,
  outputTokens: 100,
};

/** With the most requests/s per worker. */
const bestMix = (of: PhaseRates): MatchedWorkers => {
  const perWorker = ({ requestsPerSecond, prefillWorkers, decodeWorkers }: MatchedWorkers): number =>
    requestsPerSecond / (prefillWorkers + decodeWorkers);
  return matchedMixes(of).reduce((best, mix) => (perWorker(mix) > perWorker(best) ? mix : best));
};

test("one prefill worker of ten prompts/s and one decode worker of ten answers/s match at nine", () => {
  const mix = matchedWorkers(rates, 1, 1);
  expect(mix.requestsPerSecond).toBeCloseTo(9, 12);
  expect(mix.decodes).toBeCloseTo(9 * 100 * 0.02, 12);
  expect(mix.timeToFirstToken).toBeCloseTo(0.1 * (1 + 0.9 / 0.2) + 0.01 + 0.02, 12);
});

test("the slower side binds and sets the pace", () => {
  expect(matchedWorkers({ ...rates, promptSeconds: 0.2 }, 1, 1)).toMatchObject({
    bindingLimit: "prefill-compute",
    requestsPerSecond: expect.closeTo(4.5, 9),
  });
  expect(matchedWorkers({ ...rates, stepSeconds: 0.04 }, 1, 1).bindingLimit).toBe("decode-bandwidth");
});

test("long prompts get more prefill workers, long answers more decode workers", () => {
  const long = bestMix({ ...rates, promptSeconds: 0.3 });
  expect([long.prefillWorkers, long.decodeWorkers]).toEqual([3, 1]);
  const talkative = bestMix({ ...rates, outputTokens: 400 });
  expect([talkative.prefillWorkers, talkative.decodeWorkers]).toEqual([1, 4]);
});

test("no side is asked for more than it carries", () =>
  fc.assert(
    fc.property(
      fc.double({ min: 1e-3, max: 5, noNaN: true }),
      fc.double({ min: 1e-3, max: 0.5, noNaN: true }),
      fc.integer({ min: 1, max: 256 }),
      (promptSeconds, stepSeconds, decodesPerWorker) => {
        const mix = bestMix({ ...rates, promptSeconds, stepSeconds, decodesPerWorker });
        expect(mix.requestsPerSecond * promptSeconds).toBeLessThan(mix.prefillWorkers);
        expect(mix.decodes).toBeLessThan(mix.decodeWorkers * decodesPerWorker);
      },
    ),
  ));
