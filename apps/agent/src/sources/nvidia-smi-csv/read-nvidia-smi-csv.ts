import { type RunResult, runBounded } from "../../child-process/run-bounded.ts";
import type { GpuReport } from "../nvidia-smi-xml/gpu-report.ts";
import { parseNvidiaSmi } from "../nvidia-smi-xml/parse-nvidia-smi.ts";
import { interpretNvidiaSmi, killGraceSeconds } from "../nvidia-smi-xml/read-nvidia-smi.ts";
import type { ReadOutcome } from "../source.ts";
import { chooseFields, listedFields, unknownField } from "./choose-fields.ts";
import { maxTableCharacters } from "./parse-nvidia-smi-csv.ts";

/** A driver names one unknown field per try. */
const maxTries = 8;

/** Fields that the program lists, of those that are wanted. */
export const discoverFields = async (command: string, signal: AbortSignal): Promise<readonly string[]> => {
  const help = await runBounded({
    command,
    args: ["--help-query-gpu"],
    signal,
    maxOutputBytes: maxTableCharacters,
    killGraceSeconds,
  });
  return chooseFields(help.kind === "exited" ? listedFields(help.stdout) : new Set());
};

/** Reads the GPUs by query; keeps the fields that the driver knows from one read to the next. */
export const nvidiaSmiCsvReader = (command: string): ((signal: AbortSignal) => Promise<ReadOutcome<GpuReport>>) => {
  let asked: readonly string[] | null = null;
  const run = (args: readonly string[], signal: AbortSignal): Promise<RunResult> =>
    runBounded({ command, args, signal, maxOutputBytes: maxTableCharacters, killGraceSeconds });
  return async (signal) => {
    let result: RunResult = { kind: "stopped" };
    let fields = asked ?? (await discoverFields(command, signal));
    for (let turn = 0; turn < maxTries && !signal.aborted; turn += 1) {
      result = await run([`--query-gpu=${fields.join(",")}`, "--format=csv"], signal);
      const unknown =
        result.kind === "exited" && result.code !== 0 ? unknownField(result.stdout + result.stderr) : null;
      if (unknown === null || !fields.includes(unknown)) break;
      fields = fields.filter((name) => name !== unknown);
    }
    const outcome = interpretNvidiaSmi(result, command, (text) => parseNvidiaSmi(text, fields));
    // After a failure the driver may be another one, which knows other fields.
    asked = outcome.kind === "ok" || outcome.kind === "degraded" ? fields : null;
    return outcome;
  };
};
