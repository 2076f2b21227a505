import fc from "fast-check";
import type { RequestBatch } from "../event-simulation/serving-state.ts";
import type { LengthDistribution, ServingShape } from "../../model/load.ts";
import type { ServingLimits, ServingReplica } from "../../model/replica.ts";
import { overlapped, type StepTimes } from "../../model/step-times.ts";

/** Steps of about the size of an 8-billion-parameter model on one large GPU, in round numbers. */
export const plainSteps: StepTimes = { base: (decodes, promptTokens, prompts) =>
    0.0025 + overlapped(0.005, 0.000025 * (decodes + promptTokens)) + 0.00001 * decodes + 0.0001 * prompts,
  perContextToken: 5e-8,
  perAttendedPair: 1e-9,
};

const limits: ServingLimits = { maxBatchedTokens: 2048,
  maxSequences: 128,
  kvCacheTokens: 400_000,
  chunkedPrefill: true,
  cachePolicy: "grow",
  prefixHitRatio: 0,
  requestSeconds: 0.005,
};

const fixed = (tokens: number): LengthDistribution => ({ kind: "fixed", tokens });
const varied = (mean: number, cv: number): LengthDistribution => ({ kind: "log-normal", mean, stdev: mean * cv });

export interface ServingCase {
  readonly name: string;
  readonly replica: ServingReplica;
  readonly shape: ServingShape;
}

const servingCase = (name: string, shape: ServingShape, changes: Partial<ServingLimits>): ServingCase => ({ name,
  replica: { steps: plainSteps, limits: { ...limits, ...changes } },
  shape,
});

/** Six workloads that between them meet every rule of the scheduler. */
export const wholePrompts = servingCase(
  "whole prompts, many sequences, cache reserved",
  { input: fixed(467), output: fixed(256) },
  { maxBatchedTokens: 16_384, maxSequences: 2048, chunkedPrefill: false, cachePolicy: "reserve" },
);
export const variedLengths = servingCase(
  "varied lengths, 128 sequences",
  { input: varied(500, 0.8), output: varied(250, 0.8) },
  {},
);
export const longPrompts = servingCase(
  "long prompts in parts",
  { input: fixed(4000), output: fixed(100) },
  { maxSequences: 256 },
);
export const smallCache = servingCase(
  "a small cache that fills up",
  { input: varied(1000, 0.5), output: varied(1000, 0.5) },
  { maxSequences: 256, kvCacheTokens: 100_000 },
);
export const reservedCache = servingCase(
  "a small cache, reserved",
  { input: varied(1000, 0.5), output: varied(1000, 0.5) },
  { maxSequences: 256, kvCacheTokens: 100_000, cachePolicy: "reserve" },
);
export const wideBudget = servingCase(
  "whole prompts of varied lengths in a wide budget",
  { input: varied(500, 0.8), output: varied(250, 0.8) },
  { maxBatchedTokens: 8192, chunkedPrefill: false },
);
export const servingCases: readonly ServingCase[] = [
  wholePrompts,
  variedLengths,
  longPrompts,
  smallCache,
  reservedCache,
  wideBudget,
];

/** Requests that come at any distance and any length that fits a cache of 1,000 tokens. */
export const arbitraryBatch: fc.Arbitrary<RequestBatch> = fc
  .array(
    fc.record({ gap: fc.double({ min: 0, max: 0.2, noNaN: true }),
      input: fc.integer({ min: 1, max: 600 }),
      output: fc.integer({ min: 1, max: 300 }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((rows) => {
    let at = 0;
    return {
      arrivals: Float64Array.from(rows, ({ gap }) => {
        at += gap;
        return at;
      }),
      inputTokens: Int32Array.from(rows, ({ input }) => input),
      outputTokens: Int32Array.from(rows, ({ output }) => output),
    };
  });

/** Any engine with a cache of 1,000 tokens. */
export const arbitraryReplica: fc.Arbitrary<ServingReplica> = fc
  .record({ maxBatchedTokens: fc.integer({ min: 8, max: 700 }),
    maxSequences: fc.integer({ min: 1, max: 12 }),
    kvCacheTokens: fc.constant(1000),
    chunkedPrefill: fc.boolean(),
    cachePolicy: fc.constantFrom("grow", "reserve"),
    prefixHitRatio: fc.constantFrom(0, 0.5, 1),
    requestSeconds: fc.constantFrom(0, 0.005),
    schedulesAhead: fc.boolean(),
  })
  .map((anyLimits) => ({ steps: plainSteps, limits: anyLimits }));
