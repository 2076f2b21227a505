import { basename } from "node:path";
import { LoadlineError, type ServingShape } from "@loadline/core";
import { generateLoad, loadShapeNamed, loadShapeSummary, referenceNoise } from "@loadline/simulation";
import type { CliContext } from "../command.ts";
import { userPath } from "../user-path.ts";
import { readTraceFile } from "./read-trace-file.ts";
import { type LoadSettings, recordedLoad } from "./recorded-load.ts";
import { formatFor, type TraceFormat } from "./trace-format.ts";

/** Which load the policies meet: a recorded one, or a generated shape. */
export interface LoadQuestion {
  readonly trace: string | undefined;
  readonly format: TraceFormat | undefined;
  readonly load: string | undefined;
  readonly rate: number;
  readonly duration: number;
}

export interface NamedLoad {
  readonly name: string;
  readonly notices: readonly string[];
  readonly lengths: ServingShape | null;
  /** The same load under another seed of noise. */
  readonly under: (seed: number) => Float64Array;
}

const needed = <T>(value: T | undefined, what: string, expected: string): T => {
  if (value !== undefined) return value;
  throw new LoadlineError("LL_INPUT_INVALID", { what, value: null, expected });
};

const generated = ({ load = "", rate: baseRate, duration: seconds }: LoadQuestion, stepSeconds: number): NamedLoad => {
  const shape = loadShapeNamed(load);
  return {
    name: `${shape}: ${loadShapeSummary(shape)}`,
    notices: [],
    lengths: null,
    under: (seed) => generateLoad(shape, { ...referenceNoise, baseRate, seconds, stepSeconds, seed }),
  };
};

/**
 * The load that was asked for. A recorded one is read once, however many seeds of noise follow.
 * @throws LL_INPUT_INVALID when neither or both a trace and a load are named; LL_TRACE_INVALID, LL_TRACE_EMPTY
 */
export const backtestLoad = async (
  question: LoadQuestion,
  settings: LoadSettings,
  context: CliContext,
): Promise<NamedLoad> => {
  if (question.load !== undefined) {
    if (question.trace === undefined) return generated(question, settings.stepSeconds);
    throw new LoadlineError("LL_INPUT_INVALID", {
      what: "--load",
      value: question.load,
      expected: "no --trace beside it",
    });
  }
  const trace = needed(question.trace, "--trace", "a file with recorded load, or --load with a shape");
  const text = await readTraceFile(userPath(trace, context));
  const format = formatFor(question.format, text);
  const { notices, lengths, demand, under } = recordedLoad(text, format, settings);
  return { name: basename(trace), notices, lengths, under: (seed) => (seed === settings.seed ? demand : under(seed)) };
};
