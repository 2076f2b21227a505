import { type RunResult, runBounded } from "../../child-process/run-bounded.ts";
import { type ProfilingReport, profilingFields } from "../../profiling/profiling-fields.ts";
import type { ReadOutcome, Source } from "../source.ts";
import { maxOutputCharacters, parseDcgmiDmon } from "./parse-dcgmi-dmon.ts";

export interface DcgmiDmonSettings {
  readonly command: string;
  readonly deadlineSeconds: number;
}

/** A DCGM client that is killed in the middle of a call has frozen cards; it gets this long to end by itself. */
const killGraceSeconds = 30;
/** The first round of a new watch has no values for counters that need two readings. */
const rounds = 2;
const distanceMilliseconds = 500;

const args = [
  "dmon",
  "-e",
  Object.values(profilingFields)
    .map(({ id }) => id)
    .join(","),
  "-d",
  String(distanceMilliseconds),
  "-c",
  String(rounds),
];

/** What a finished run says about the profiling counters. */
export const interpretDcgmiDmon = (result: RunResult, command: string): ReadOutcome<ProfilingReport> => {
  if (result.kind === "not-started") {
    return result.missing
      ? { kind: "absent", detail: `${command} was not found` }
      : { kind: "failed", reason: "not-started", detail: result.detail };
  }
  if (result.kind === "too-large") {
    return { kind: "failed", reason: "too-large", detail: `more than ${result.maxOutputBytes} bytes` };
  }
  if (result.kind === "stopped") return { kind: "failed", reason: "deadline", detail: "stopped at its deadline" };
  const parsed = parseDcgmiDmon(result.stdout);
  if (result.code !== 0) {
    const said = (result.stderr || result.stdout).trim().split("\n")[0]?.slice(0, 200) ?? "";
    return { kind: "failed", reason: "exit-code", detail: `exit code ${result.code}: ${said}` };
  }
  if (parsed.kind === "rejected") {
    const reason = parsed.reason === "too-large" ? "too-large" : "unreadable";
    return { kind: "failed", reason, detail: parsed.detail };
  }
  const { report: value } = parsed;
  return value.rejectedLines === 0
    ? { kind: "ok", value }
    : { kind: "degraded", value, reason: "unreadable", detail: `${value.rejectedLines} rows are not understood` };
};

/** Profiling counters by `dcgmi dmon`. */
export const dcgmiDmonSource = ({ command, deadlineSeconds }: DcgmiDmonSettings): Source<ProfilingReport> => ({
  name: "dcgmi-dmon",
  deadlineSeconds,
  firstDeadlineSeconds: deadlineSeconds,
  read: async (signal) =>
    interpretDcgmiDmon(
      await runBounded({ command, args, signal, maxOutputBytes: maxOutputCharacters, killGraceSeconds }),
      command,
    ),
});
