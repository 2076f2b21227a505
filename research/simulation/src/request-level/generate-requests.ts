import { type Random, type ServingShape, sumOf } from "@loadline/model";
import { assertPositive, invalidInput, requestsOf, streamsOf } from "@loadline/model/internal";
import { type ClientProcess, gapOf } from "../load/client-gaps.ts";
import type { Trace } from "../traces/trace-lines.ts";

export interface GeneratedRequests {
  /** Requests/s of each step, of all clients together. */
  readonly rates: ArrayLike<number>;
  readonly stepSeconds: number;
  readonly process: ClientProcess;
  /** Clients that share the rate: the n-th has 1/n of the first one's. */
  readonly clients: number;
  readonly shape: ServingShape;
  readonly seed: number;
}

const assertProcess = (process: ClientProcess): void => {
  const value = process.kind === "gamma" ? process.cv : process.kind === "weibull" ? process.shape : 1;
  assertPositive(process.kind, value);
};

/** Expected requests up to the end of each step. */
const cumulated = (rates: ArrayLike<number>, stepSeconds: number): Float64Array => {
  const sums = new Float64Array(rates.length);
  let sum = 0;
  for (let step = 0; step < rates.length; step++) {
    sum += Math.max(0, rates[step] ?? 0) * stepSeconds;
    sums[step] = sum;
  }
  return sums;
};

/**
 * Arrivals of one client: gaps of mean 1 in expected requests, carried over to the time at which so many are expected.
 * A process that is bursty stays so at every rate.
 */
const clientArrivals = (
  expected: Float64Array,
  { rates, stepSeconds, process }: GeneratedRequests,
  { share, random }: { readonly share: number; readonly random: Random },
): readonly number[] => {
  const draw = gapOf(process);
  const arrivals: number[] = [];
  const total = (expected.at(-1) ?? 0) * share;
  let step = 0;
  for (let work = draw(random) * random(); work < total; work += draw(random)) {
    while ((expected[step] ?? 0) * share <= work) step += 1;
    const before = step === 0 ? 0 : (expected[step - 1] ?? 0) * share;
    arrivals.push(step * stepSeconds + (work - before) / ((rates[step] ?? 0) * share));
  }
  return arrivals;
};

/**
 * Requests whose rate follows `rates`, client by client. Equal seeds give equal requests.
 * @throws LL_INPUT_INVALID for no client, or a process parameter that is not above 0
 */
export const generateRequests = (load: GeneratedRequests): Trace => {
  assertProcess(load.process);
  if (!(Number.isInteger(load.clients) && load.clients > 0)) {
    const expected = "a whole number above 0";
    throw invalidInput("clients", load.clients, expected);
  }
  const expected = cumulated(load.rates, load.stepSeconds);
  const weights = Array.from({ length: load.clients }, (_, client) => 1 / (client + 1));
  const whole = sumOf(weights);
  const streams = streamsOf(load.seed);
  const arrivals = weights.flatMap((weight) =>
    clientArrivals(expected, load, { share: weight / whole, random: streams.gaps }),
  );
  const sorted = Float64Array.from(arrivals).sort();
  if (sorted.length === 0) return [];
  const { inputTokens, outputTokens } = requestsOf(sorted, load.shape, streams);
  return Array.from(sorted, (at, index) => ({
    at,
    inputTokens: inputTokens[index] ?? 1,
    outputTokens: outputTokens[index] ?? 1,
  }));
};
