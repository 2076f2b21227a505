import { basename } from "node:path";
import type { ServingShape } from "@loadline/model";
import { messages, UserError } from "@loadline/planner/messages";
import type { OptionValues } from "@loadline/planner/options";
import { type LoadSettings, recordedLoad } from "@loadline/planner/recorded-load";
import { formatFor } from "@loadline/planner/trace-format";
import { generateLoad, loadShapeNamed, loadShapeSummary, referenceNoise } from "@loadline/simulation";
import type { CliContext } from "../command.ts";
import { userPath } from "../files.ts";
import { readTraceFile } from "../traces/trace-file.ts";
import { prometheusLoad } from "./prometheus-load.ts";

/** Which load the policies are tried on: a recorded one, or a generated shape. */
type LoadQuestion = OptionValues<"trace" | "format" | "load" | "fromPrometheus" | "deployment"> & GeneratedQuestion;

/** Base rate in requests/s and length in seconds of a generated load. */
type GeneratedQuestion = OptionValues<"rate" | "duration", "rate" | "duration">;

export interface NamedLoad {
  readonly name: string;
  readonly notices: readonly string[];
  /** Lengths of its requests; null where it has none. */
  readonly lengths: ServingShape | null;
  /** Requests/s per step with the noise of a seed. */
  readonly under: (seed: number) => Float64Array;
}

/** A generated load. @throws LL_INPUT_INVALID for an unknown shape */
export const generatedLoad = (
  name: string,
  { rate: baseRate, duration: seconds }: GeneratedQuestion,
  stepSeconds: number,
): NamedLoad => {
  const shape = loadShapeNamed(name);
  return {
    name: `${shape}: ${loadShapeSummary(shape)}`,
    notices: [],
    lengths: null,
    under: (seed) => generateLoad(shape, { ...referenceNoise, baseRate, seconds, stepSeconds, seed }),
  };
};

/**
 * The load that was asked for. A recorded one is read once, however many seeds of noise follow.
 * @throws UserError when neither or both a trace and a load are named; LL_TRACE_INVALID, LL_TRACE_EMPTY
 */
export const backtestLoad = async (
  question: LoadQuestion,
  settings: LoadSettings,
  context: CliContext,
): Promise<NamedLoad> => {
  const { trace, load, format, fromPrometheus: url, deployment } = question;
  if (url !== undefined) {
    if (trace !== undefined || load !== undefined)
      throw new UserError(messages.exclude("--from-prometheus", "--trace"));
    const { name, load: week } = await prometheusLoad({ url, deployment }, settings, context);
    return { ...week, name };
  }
  if (load !== undefined) {
    if (trace !== undefined) throw new UserError(messages.exclude("--load", "--trace"));
    return generatedLoad(load, question, settings.stepSeconds);
  }
  if (trace === undefined)
    throw new UserError(messages.missing("--trace", "a file with recorded load, or --load with a shape"));
  const text = await readTraceFile(userPath(trace, context));
  const { demand, under, ...found } = recordedLoad(text, formatFor(format, text), settings);
  return { ...found, name: basename(trace), under: (seed) => (seed === settings.seed ? demand : under(seed)) };
};
