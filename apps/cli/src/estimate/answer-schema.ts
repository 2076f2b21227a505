import { bindingLimits } from "@loadline/core";
import { z } from "zod";

const duration = z.number().nonnegative();

const distribution = z
  .strictObject({ mean: duration, p50: duration, p90: duration, p95: duration, p99: duration })
  .describe("Seconds, over requests.");

const bytes = z.number().nonnegative();
const valueRange = z.strictObject({ low: duration, high: duration });

const openLoop = z
  .strictObject({
    requests: z.number().int().positive().describe("Requests that the figures are over."),
    utilisation: z.number().nonnegative().describe("Offered rate over the rate with every request waiting."),
    saturatedRequestsPerSecond: z.number().positive(),
    tokenGapSeconds: distribution.describe("Seconds, over all gaps between tokens of all requests."),
    preemptions: z.number().int().nonnegative(),
    range: z
      .strictObject({
        runLengths: z.array(z.number().int().positive()),
        meanTimeToFirstToken: valueRange,
        p99TimeToFirstToken: valueRange,
        meanInterTokenLatency: valueRange,
        meanEndToEnd: valueRange,
      })
      .nullable()
      .describe("Lowest and highest over run lengths and seeds, in seconds; null while stable."),
  })
  .describe("Of loads that arrive whether or not earlier requests are answered.");

const errorBand = z
  .strictObject({ relative: z.number().nonnegative(), basis: z.enum(["calibrated", "transferred", "assumed"]) })
  .loose();

const answered = z.strictObject({
  id: z.union([z.string(), z.number()]).nullable(),
  fits: z.boolean(),
  verdict: z.enum(["stable", "saturated", "overloaded"]).nullable(),
  bindingLimit: z.enum(bindingLimits),
  timeToFirstTokenSeconds: distribution.nullable(),
  interTokenLatencySeconds: distribution.nullable().describe("Mean gap of a request, the first token excluded."),
  endToEndSeconds: distribution.nullable(),
  outputTokensPerSecond: z.number().nonnegative().nullable(),
  requestsPerSecond: z.number().nonnegative().nullable(),
  kvCacheTokens: z.number().nonnegative().describe("Of the whole replica."),
  memoryBytes: z
    .strictObject({ weights: bytes, kvCache: bytes, activation: bytes, framework: bytes, total: bytes })
    .describe("Of the fullest GPU."),
  errorBand: errorBand.nullable(),
  timeToFirstTokenBand: errorBand.optional().describe("Of mean time to first token, as measured on closed loops."),
  openLoop: openLoop.optional(),
  assumptions: z.array(z.string()).optional(),
  notes: z.array(z.string()).optional(),
});

const refused = z.strictObject({
  id: z.union([z.string(), z.number()]).nullable(),
  error: z.strictObject({ code: z.string().regex(/^LL_/), message: z.string() }),
});

/** One line that `loadline estimate --json` answers with. */
export const AnswerLineSchema = z.union([answered, refused]);
