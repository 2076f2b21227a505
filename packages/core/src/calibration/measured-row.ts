import { z } from "zod";
import { isLoadlineError, LoadlineError } from "../errors.ts";
import { completeSpec } from "../performance/assumed-plan.ts";
import { layoutForGpus } from "../performance/layout-for-gpus.ts";
import { type ReplicaSpecInput, replicaSpec } from "../performance/replica-spec.ts";
import type { DemandShape, ReplicaSpec } from "../performance/types.ts";
import { tokens } from "../units.ts";

const positive = z.number().positive();
const count = z.number().int().positive();
const mean = z.object({ mean: positive });
const parallel = z.object({
  tensor: count.optional(),
  pipeline: count.optional(),
  expert: count.optional(),
  attentionData: count.optional(),
});

const rowSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  model: z.string(),
  gpu: z.string(),
  engine: z.string().optional(),
  engineVersion: z.string().nullish(),
  weights: z.string().optional(),
  kvCache: z.string().optional(),
  parallel: parallel.optional(),
  inputTokens: positive,
  outputTokens: positive,
  load: z.union([z.object({ concurrency: positive }), z.object({ saturated: z.literal(true) })]),
  lengthRange: z.tuple([positive, positive]).optional(),
  streamIntervalTokens: count.optional(),
  engineConfig: z.record(z.string(), z.unknown()).optional(),
  speculativeDecoding: z.object({ draftTokens: count, acceptedTokens: positive.nullish() }).optional(),
  disaggregated: z.boolean().optional(),
  prefill: z.object({ workers: count, gpusPerWorker: count.optional(), parallel: parallel.optional() }).optional(),
  decode: z
    .object({ workers: count.optional(), gpusPerWorker: count.optional(), parallel: parallel.optional() })
    .optional(),
  measured: z.union([
    z.object({ interTokenLatencySeconds: mean, timeToFirstTokenSeconds: mean.optional() }),
    z.object({ outputTokensPerSecond: positive }),
  ]),
});
type RowInput = z.infer<typeof rowSchema>;

/** One closed-loop measurement in the words of the model. */
export interface MeasuredRow {
  readonly id: string;
  readonly spec: ReplicaSpec;
  readonly shape: DemandShape;
  /** Clients of the whole deployment that ask again at once. */
  readonly concurrency: number;
  /** Mean gap between tokens, the first excluded, in seconds. */
  readonly interTokenLatency: number;
  /** null: not measured. */
  readonly timeToFirstToken: number | null;
  /** Of the whole replica with as many requests as it takes; null: a known number of clients asked. */
  readonly saturatedTokensPerSecond: number | null;
  /** Facts that the row left out and the plan that was taken for them. */
  readonly assumptions: readonly string[];
}

/** A line that is no measurement, told with what is wrong about it. */
export interface RefusedRow {
  readonly line: number;
  readonly message: string;
}

const disaggregationOf = ({ model, disaggregated, prefill, decode }: RowInput): Partial<ReplicaSpecInput> => {
  if (disaggregated !== true && prefill === undefined && decode === undefined) return {};
  const prompts =
    prefill === undefined
      ? null
      : { workers: prefill.workers, parallel: prefill.parallel ?? layoutForGpus(model, prefill.gpusPerWorker ?? 1) };
  return { disaggregation: { prefill: prompts, decodeWorkers: decode?.workers ?? null } };
};

const specOf = (row: RowInput): ReplicaSpec => {
  const { model, gpu, engine, engineVersion, weights, kvCache, decode, streamIntervalTokens, speculativeDecoding } =
    row;
  const perWorker = decode?.gpusPerWorker === undefined ? undefined : layoutForGpus(model, decode.gpusPerWorker);
  return replicaSpec({
    ...{ model, gpu, engine, engineVersion, weights, kvCache, speculativeDecoding },
    parallel: row.parallel ?? decode?.parallel ?? perWorker,
    engineConfig: { streamIntervalTokens, ...row.engineConfig },
    ...disaggregationOf(row),
  });
};

type Measured = Pick<
  MeasuredRow,
  "concurrency" | "interTokenLatency" | "timeToFirstToken" | "saturatedTokensPerSecond"
>;

/** What was measured under which load; a row at saturation has no clients to count. */
const measuredOf = ({ load, measured }: RowInput): Measured => {
  if ("saturated" in load && "outputTokensPerSecond" in measured) {
    const { outputTokensPerSecond } = measured;
    return {
      concurrency: Number.POSITIVE_INFINITY,
      interTokenLatency: 0,
      timeToFirstToken: null,
      saturatedTokensPerSecond: outputTokensPerSecond,
    };
  }
  if ("concurrency" in load && "interTokenLatencySeconds" in measured) {
    return {
      concurrency: load.concurrency,
      interTokenLatency: measured.interTokenLatencySeconds.mean,
      timeToFirstToken: measured.timeToFirstTokenSeconds?.mean ?? null,
      saturatedTokensPerSecond: null,
    };
  }
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: "measured",
    value: measured,
    expected: "interTokenLatencySeconds for a concurrency, outputTokensPerSecond for a saturated load",
  });
};

const rowOf = (input: RowInput, line: number): MeasuredRow => {
  const measured = measuredOf(input);
  const { spec, assumptions } = completeSpec(specOf(input), measured.concurrency);
  const [low, high] = input.lengthRange ?? [1, 1];
  return {
    id: String(input.id ?? line),
    spec,
    shape: {
      inputTokens: tokens((input.inputTokens * (low + high)) / 2),
      outputTokens: tokens((input.outputTokens * (low + high)) / 2),
      variedLengths: low !== high,
    },
    ...measured,
    assumptions,
  };
};

const parsed = (value: unknown, line: number): MeasuredRow => {
  const result = rowSchema.safeParse(value);
  if (result.success) return rowOf(result.data, line);
  const [issue] = result.error.issues;
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: issue?.path.join(".") ?? "the line",
    value: null,
    expected: issue?.message ?? "one measured configuration",
  });
};

/** `value()` as a measured row, or what is wrong about it. */
const attempt = (value: () => unknown, line: number): MeasuredRow | RefusedRow => {
  try {
    return parsed(value(), line);
  } catch (error) {
    if (!isLoadlineError(error) && !(error instanceof SyntaxError)) throw error;
    return { line, message: error.message };
  }
};

/** A configuration in the form of a JSON line as a measured row, or what is wrong about it. */
export const measuredRowOf = (value: unknown, line: number): MeasuredRow | RefusedRow => attempt(() => value, line);

/** Measured configurations of JSON Lines text; a bad line is told apart and the others go on. */
export const parseMeasuredRows = (
  text: string,
): { readonly rows: readonly MeasuredRow[]; readonly refused: readonly RefusedRow[] } => {
  const rows: MeasuredRow[] = [];
  const refused: RefusedRow[] = [];
  for (const [index, content] of text.split("\n").entries()) {
    if (content.trim() === "") continue;
    const row = attempt(() => JSON.parse(content), index + 1);
    if ("message" in row) refused.push(row);
    else rows.push(row);
  }
  return { rows, refused };
};
