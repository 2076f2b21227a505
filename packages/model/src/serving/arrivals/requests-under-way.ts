import type { ServingShape } from "../../model/load.ts";
import type { RequestBatch } from "../event-simulation/serving-state.ts";
import { squaredVariation } from "./draw-requests.ts";

/** Beyond it the longest answers are still coming when a warm-up of two mean answers is over. */
const mostVariation = 0.1;

/** Whether answers are so unlike that a load of any usual length begins with too few of the long ones. */
export const hasLongAnswers = ({ output }: ServingShape): boolean => squaredVariation(output) > mostVariation;

/** Of an answer under way the first token is there, and at least two are not: one comes with the cache of the others. */
const tokensUnderWay = (outputTokens: number): number => Math.max(0, outputTokens - 2);

interface UnderWay {
  readonly request: number;
  readonly generated: number;
}

/** Points at equal distances on all answers laid end to end: long answers are met more often, and each token alike. */
const metAtRandom = ({ outputTokens }: RequestBatch, count: number): readonly UnderWay[] => {
  const total = outputTokens.reduce((sum, length) => sum + tokensUnderWay(length), 0);
  const met: UnderWay[] = [];
  let [request, before] = [0, 0];
  for (let place = 0; place < count && total > 0; place++) {
    const point = ((place + 1 / 2) / count) * total;
    let length = tokensUnderWay(outputTokens[request] as number);
    while (before + length <= point) {
      before += length;
      request += 1;
      length = tokensUnderWay(outputTokens[request] as number);
    }
    met.push({ request, generated: 1 + Math.floor(point - before) });
  }
  // Those that began first stand first, as preemption takes the last.
  return met.sort((a, b) => b.generated - a.generated);
};

/**
 * The batch behind so many requests that are under way at time 0, each some tokens into its answer, as whoever looks at a
 * load that never ends finds them. Lengths are those of the batch.
 */
export const withRequestsUnderWay = (batch: RequestBatch, count: number): RequestBatch => {
  const met = metAtRandom(batch, count);
  const behind = <T extends Float64Array | Int32Array>(
    whole: T,
    own: ArrayLike<number>,
    first: readonly number[],
  ): T => {
    whole.set(first);
    whole.set(own, first.length);
    return whole;
  };
  const size = met.length + batch.arrivals.length;
  const of = (lengths: Int32Array) =>
    behind(
      new Int32Array(size),
      lengths,
      met.map(({ request }) => lengths[request] as number),
    );
  return {
    arrivals: behind(
      new Float64Array(size),
      batch.arrivals,
      met.map(() => 0),
    ),
    inputTokens: of(batch.inputTokens),
    outputTokens: of(batch.outputTokens),
    generatedTokens: behind(
      new Int32Array(size),
      [],
      met.map(({ generated }) => generated),
    ),
  };
};
