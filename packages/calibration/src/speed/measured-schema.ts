import { expectationOf, LoadlineError } from "@loadline/core";
import { z } from "zod";

const positive = z.number().positive();
const count = z.number().int().positive();

/** A mean in seconds, alone or under its name. */
const seconds = z.union(
  [positive.transform((mean) => ({ mean })), z.object({ mean: positive })],
  'a number of seconds above 0, or {"mean":seconds}',
);
const milliseconds = positive.transform((value) => ({ mean: value / 1e3 }));

const parallel = z.object({
  tensor: count.optional(),
  pipeline: count.optional(),
  expert: count.optional(),
  attentionData: count.optional(),
});

const worker = { gpusPerWorker: count.optional(), parallel: parallel.optional() };

const loadWords = 'one of {"concurrency":n} and {"saturated":true}';
const load = z.union([z.object({ concurrency: positive }), z.object({ saturated: z.literal(true) })], loadWords);

/** Words that measurements carry for the two latencies of a closed loop. */
const latencyWords = {
  interTokenLatencySeconds: seconds.optional(),
  timePerOutputTokenSeconds: seconds.optional(),
  interTokenLatencyMs: milliseconds.optional(),
  timePerOutputTokenMs: milliseconds.optional(),
  timeToFirstTokenSeconds: seconds.optional(),
  timeToFirstTokenMs: milliseconds.optional(),
  outputTokensPerSecond: positive.optional(),
};

export const measuredRowSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  model: z.string(),
  gpu: z.string(),
  engine: z.string().optional(),
  engineVersion: z.string().nullish(),
  weights: z.string().optional(),
  kvCache: z.string().optional(),
  parallel: parallel.optional(),
  gpus: count.optional(),
  inputTokens: positive,
  outputTokens: positive,
  load,
  lengthRange: z.tuple([positive, positive]).optional(),
  streamIntervalTokens: count.optional(),
  engineConfig: z.record(z.string(), z.unknown()).optional(),
  speculativeDecoding: z.object({ draftTokens: count, acceptedTokens: positive.nullish() }).optional(),
  disaggregated: z.boolean().optional(),
  prefill: z.object({ workers: count, ...worker }).optional(),
  decode: z.object({ workers: count.optional(), ...worker }).optional(),
  measured: z.object(latencyWords, "an object with what was measured"),
});
export type RowInput = z.infer<typeof measuredRowSchema>;

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (part, key) =>
      typeof part === "object" && part !== null ? (part as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );

/** A key whose value is null is one that is left out. */
const withoutNulls = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const known = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(known.map(([key, part]) => [key, withoutNulls(part)]));
};

/** @throws LL_INPUT_INVALID with the key, its value and what was expected */
export const parseRowInput = (value: unknown): RowInput => {
  const given = withoutNulls(value);
  const result = measuredRowSchema.safeParse(given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path ?? [];
  const found = valueAt(given, path);
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: path.length === 0 ? "the row" : path.join("."),
    value: found ?? null,
    expected:
      found === undefined && path.length > 0 ? `${expectationOf(issue)}; it may not be left out` : expectationOf(issue),
  });
};
