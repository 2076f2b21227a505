import { type ProfilingReport, profilingFields } from "../../profiling/profiling-fields.ts";
import { failedRun, type RunResult, runBounded } from "../../run-bounded.ts";
import type { ReadOutcome, Source } from "../source.ts";
import { maxOutputCharacters, parseDcgmiDmon } from "./parse-dcgmi-dmon.ts";

export interface DcgmiDmonSettings {
  readonly command: string;
  readonly deadlineSeconds: number;
}

/** The first round of a new watch has no values for counters that need two readings. */
const rounds = 2;
const roundMilliseconds = 500;
const fieldIds = Object.values(profilingFields).map(({ id }) => id);
const args = ["dmon", "-e", fieldIds.join(), "-d", String(roundMilliseconds), "-c", String(rounds)];

export const interpretDcgmiDmon = (result: RunResult, command: string): ReadOutcome<ProfilingReport> => {
  if (result.kind !== "exited" || result.code !== 0) return failedRun(result, command);
  const parsed = parseDcgmiDmon(result.stdout);
  if (parsed.kind === "rejected") return { kind: "failed", reason: parsed.reason, detail: parsed.detail };
  const { report: value, rejectedLines } = parsed;
  return rejectedLines === 0
    ? { kind: "ok", value }
    : { kind: "degraded", value, reason: "unreadable", detail: `${rejectedLines} rows cannot be read` };
};

/** Profiling counters by `dcgmi dmon`. */
export const dcgmiDmonSource = ({ command, deadlineSeconds }: DcgmiDmonSettings): Source<ProfilingReport> => ({
  name: "dcgmi-dmon",
  deadlineSeconds,
  firstDeadlineSeconds: deadlineSeconds,
  read: async (signal) =>
    interpretDcgmiDmon(await runBounded({ command, args, signal, maxOutputBytes: maxOutputCharacters }), command),
});
