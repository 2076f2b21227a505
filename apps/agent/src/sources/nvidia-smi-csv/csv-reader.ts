import type { GpuReport } from "../../gpu-report/gpu-report.ts";
import { type RunResult, runBounded } from "../../run-bounded.ts";
import { interpretNvidiaSmi, parseNvidiaSmi } from "../nvidia-smi/interpret-nvidia-smi.ts";
import type { ReadOutcome } from "../source.ts";
import { chooseFields, listedFields, unknownField } from "./fields.ts";
import { maxTableCharacters } from "./parse-nvidia-smi-csv.ts";

/** A driver names one unknown field per try. */
const maxTries = 8;

const run = (command: string, args: readonly string[], signal: AbortSignal): Promise<RunResult> =>
  runBounded({ command, args, signal, maxOutputBytes: maxTableCharacters });

/** The wanted fields that the program lists. */
export const discoverFields = async (command: string, signal: AbortSignal): Promise<readonly string[]> => {
  const help = await run(command, ["--help-query-gpu"], signal);
  return chooseFields(help.kind === "exited" ? listedFields(help.stdout) : new Set());
};

/** The fields without the one that the driver rejected; null when it rejected none of them. */
export const withoutRejected = (fields: readonly string[], result: RunResult): readonly string[] | null => {
  if (result.kind !== "exited" || result.code === 0) return null;
  const rejected = unknownField(result.stdout + result.stderr);
  return rejected !== null && fields.includes(rejected) ? fields.filter((name) => name !== rejected) : null;
};

/** Reads the GPUs by one query per read; remembers the fields that the driver has. */
export const csvReader = (command: string): ((signal: AbortSignal) => Promise<ReadOutcome<GpuReport>>) => {
  let known: readonly string[] | null = null;
  return async (signal) => {
    let result: RunResult = { kind: "stopped" };
    let fields = known ?? (await discoverFields(command, signal));
    for (let turn = 0; turn < maxTries && !signal.aborted; turn += 1) {
      result = await run(command, [`--query-gpu=${fields.join(",")}`, "--format=csv"], signal);
      const fewer = withoutRejected(fields, result);
      if (fewer === null) break;
      fields = fewer;
    }
    const outcome = interpretNvidiaSmi(result, command, (text) => parseNvidiaSmi(text, fields));
    // After a failure the driver may be another one with other fields.
    known = "value" in outcome ? fields : null;
    return outcome;
  };
};
