import {
  type DemandShape,
  expectationOf,
  type Gpu,
  gpuCount,
  gpuNamed,
  isLoadlineError,
  LoadlineError,
  layoutForGpus,
  type Model,
  modelInput,
  type ReplicaSpec,
  type ReplicaSpecInput,
  replicaSpec,
  tokens,
} from "@loadline/model";
import { completeSpec } from "@loadline/model/internal";
import { z } from "zod";
import { benchmarkRows } from "./benchmark-results.ts";
import { withCanonicalKeys, withoutNulls } from "./row-keys.ts";

/** Time per token, in seconds: no GPU comes near it. */
const leastTokenSeconds = 1e-4;

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
const load = z.union(
  [
    z.object({ concurrency: positive }),
    z.object({ saturated: z.literal(true) }),
    z.object({ requestsPerSecond: positive }),
  ],
  loadWords,
);

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

const measuredRowSchema = z.object({
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
  measured: z.object(
    { ...latencyWords, on: z.iso.date().or(z.literal("")).optional() },
    "an object with what was measured",
  ),
});
type RowInput = z.infer<typeof measuredRowSchema>;

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (part, key) =>
      typeof part === "object" && part !== null ? (part as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );

/** @throws LL_INPUT_INVALID with the key, its value and what was expected */
const parseRowInput = (value: unknown): RowInput => {
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

/** One closed-loop measurement in the words of the model. */
export interface MeasuredRow {
  readonly id: string;
  readonly spec: ReplicaSpec;
  readonly shape: DemandShape;
  /** Clients of the whole deployment that ask again at once. */
  readonly concurrency: number;
  /** Arrivals that do not wait for answers; null: clients that ask again at once. */
  readonly requestsPerSecond: number | null;
  /** Mean gap between tokens, the first excluded, in seconds. */
  readonly interTokenLatency: number;
  /** null: not measured. */
  readonly timeToFirstToken: number | null;
  /** Of the whole replica with as many requests as it takes; null: a known number of clients asked. */
  readonly saturatedTokensPerSecond: number | null;
  /** Day of the measurement, YYYY-MM-DD; left out: not stated. */
  readonly measuredOn?: string | undefined;
  /** Facts that the row left out and the plan that was taken for them. */
  readonly assumptions: readonly string[];
}

/** A line that is no measurement, and what is wrong with it. */
interface RefusedRow {
  readonly line: number;
  readonly message: string;
}

/** How rows are read beside what they state. */
interface RowSettings {
  /** The user's own, by the names that rows give. */
  readonly models?: readonly Model[] | undefined;
  readonly devices?: readonly Gpu[] | undefined;
  /**
   * Rows at a rate of arrivals count as a closed loop of as many clients as are under way on average, by Little's law;
   * left out: such a row is rejected.
   */
  readonly takesRates?: boolean | undefined;
}

type NamedModel = ReplicaSpecInput["model"];

const disaggregationOf = (
  { disaggregated, prefill, decode }: RowInput,
  model: NamedModel,
): Partial<ReplicaSpecInput> => {
  if (disaggregated !== true && prefill === undefined && decode === undefined) return {};
  const prompts =
    prefill === undefined
      ? null
      : { workers: prefill.workers, parallel: prefill.parallel ?? layoutForGpus(model, prefill.gpusPerWorker ?? 1) };
  return { disaggregation: { prefill: prompts, decodeWorkers: decode?.workers ?? null } };
};

/** A number of GPUs beside the model, or in the GPU's name, where no layout is given. */
const layoutOf = ({ gpu, gpus, decode }: RowInput, model: NamedModel): ReplicaSpecInput["parallel"] => {
  const count = decode?.gpusPerWorker ?? (decode === undefined ? (gpus ?? gpuCount(gpu)) : undefined) ?? undefined;
  return count === undefined ? undefined : layoutForGpus(model, count);
};

const specOf = (row: RowInput, { models = [], devices = [] }: RowSettings): ReplicaSpec => {
  const model = modelInput(row.model, models);
  const gpu = gpuNamed(row.gpu, devices);
  const { engine, engineVersion, weights, kvCache, decode, streamIntervalTokens, speculativeDecoding } = row;
  return replicaSpec({
    model,
    gpu,
    engine,
    engineVersion,
    weights,
    kvCache,
    speculativeDecoding,
    parallel: row.parallel ?? decode?.parallel ?? layoutOf(row, model),
    engineConfig: { streamIntervalTokens, ...row.engineConfig },
    ...disaggregationOf(row, model),
  });
};

type Measured = Pick<
  MeasuredRow,
  "concurrency" | "requestsPerSecond" | "interTokenLatency" | "timeToFirstToken" | "saturatedTokensPerSecond"
>;

const latenciesOf = ({ measured }: RowInput) => ({
  interTokenLatency:
    measured.interTokenLatencySeconds ??
    measured.timePerOutputTokenSeconds ??
    measured.interTokenLatencyMs ??
    measured.timePerOutputTokenMs,
  timeToFirstToken: measured.timeToFirstTokenSeconds ?? measured.timeToFirstTokenMs,
});

/** Mean number of requests under way at a rate of arrivals; null where the row lacks a latency, or has no rate. */
const underWay = (input: RowInput): number | null => {
  const { interTokenLatency, timeToFirstToken } = latenciesOf(input);
  if (!("requestsPerSecond" in input.load) || interTokenLatency === undefined || timeToFirstToken === undefined)
    return null;
  const seconds = timeToFirstToken.mean + interTokenLatency.mean * Math.max(0, input.outputTokens - 1);
  return input.load.requestsPerSecond * seconds;
};

const unmeasured = { requestsPerSecond: null, timeToFirstToken: null, saturatedTokensPerSecond: null };

/** What was measured under which load; a row at saturation has no clients to count. */
const measuredOf = (input: RowInput, { takesRates }: RowSettings): Measured => {
  const { load, measured } = input;
  const { interTokenLatency, timeToFirstToken } = latenciesOf(input);
  if ("saturated" in load && measured.outputTokensPerSecond !== undefined) {
    const saturatedTokensPerSecond = measured.outputTokensPerSecond;
    return { ...unmeasured, concurrency: Number.POSITIVE_INFINITY, interTokenLatency: 0, saturatedTokensPerSecond };
  }
  if ("requestsPerSecond" in load && takesRates !== true)
    throw new LoadlineError("LL_INPUT_INVALID", { what: "load", value: load, expected: loadWords });
  const clients = "concurrency" in load ? load.concurrency : underWay(input);
  if (interTokenLatency !== undefined && interTokenLatency.mean < leastTokenSeconds) {
    const expected = "a time per token of 0.1 ms or more: a shorter one is of answers that were buffered";
    throw new LoadlineError("LL_INPUT_INVALID", { what: "measured", value: measured, expected });
  }
  if (clients !== null && interTokenLatency !== undefined) {
    const requestsPerSecond = "requestsPerSecond" in load ? load.requestsPerSecond : null;
    const latencies = { interTokenLatency: interTokenLatency.mean, timeToFirstToken: timeToFirstToken?.mean ?? null };
    return { ...unmeasured, concurrency: clients, requestsPerSecond, ...latencies };
  }
  const expected = "interTokenLatencySeconds for a concurrency, outputTokensPerSecond for a saturated load";
  throw new LoadlineError("LL_INPUT_INVALID", { what: "measured", value: measured, expected });
};

const rowOf = (input: RowInput, line: number, settings: RowSettings): MeasuredRow => {
  const measured = measuredOf(input, settings);
  const { spec, assumptions } = completeSpec(specOf(input, settings), measured.concurrency);
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
    measuredOn: input.measured.on || undefined,
    assumptions,
  };
};

/** `value()` as a measured row, or what is wrong about it. */
const attempt = (value: () => unknown, line: number, settings: RowSettings): MeasuredRow | RefusedRow => {
  try {
    return rowOf(parseRowInput(withCanonicalKeys(value())), line, settings);
  } catch (error) {
    if (error instanceof SyntaxError) return { line, message: `not one JSON object: ${error.message}` };
    if (!isLoadlineError(error)) throw error;
    return { line, message: `${error.code}: ${error.message}` };
  }
};

const linesOf = (text: string): readonly ((() => unknown) | null)[] =>
  text.split("\n").map((line) => (line.trim() === "" ? null : () => JSON.parse(line)));

/**
 * Measured configurations of JSON Lines text, or of one result file of a benchmark client; a bad line is returned as
 * rejected and the others go on.
 */
export const parseMeasuredRows = (
  text: string,
  settings: RowSettings = {},
): { readonly rows: readonly MeasuredRow[]; readonly refused: readonly RefusedRow[] } => {
  const rows: MeasuredRow[] = [];
  const refused: RefusedRow[] = [];
  const results = benchmarkRows(text)?.map((row) => () => row);
  for (const [index, value] of (results ?? linesOf(text)).entries()) {
    if (value === null) continue;
    const row = attempt(value, index + 1, settings);
    if ("message" in row) refused.push(row);
    else rows.push(row);
  }
  return { rows, refused };
};
