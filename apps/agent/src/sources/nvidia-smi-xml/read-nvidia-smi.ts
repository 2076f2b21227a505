import { type RunResult, runBounded } from "../../child-process/run-bounded.ts";
import type { ReadOutcome } from "../source.ts";
import type { GpuReport, ParsedGpuReport } from "./gpu-report.ts";
import { parseNvidiaSmi } from "./parse-nvidia-smi.ts";
import { maxDocumentCharacters } from "./parse-nvidia-smi-xml.ts";

/** Killing a GPU client in the middle of a driver call has frozen cards; it gets this long to end by itself. */
export const killGraceSeconds = 30;

/** Runs `nvidia-smi -q -x`. Resolves when the child has ended. */
export const readNvidiaSmi = (command: string, signal: AbortSignal): Promise<RunResult> =>
  runBounded({ command, args: ["-q", "-x"], signal, maxOutputBytes: maxDocumentCharacters, killGraceSeconds });

const firstLine = (text: string): string => text.trim().split("\n")[0]?.slice(0, 200) ?? "";

const incompleteness = (report: GpuReport): string | null => {
  const reasons = [
    ...(report.gpus.length + report.rejected.length === 0 ? ["no GPU is described"] : []),
    ...report.rejected.slice(0, 16).map(({ pciBusId, reason }) => `GPU at ${pciBusId ?? "unknown bus id"}: ${reason}`),
    ...report.warnings.filter((warning) => /^the (?:document has no end|table has no column uuid)/.test(warning)),
    ...(report.attachedGpus !== null && report.attachedGpus > report.gpus.length
      ? [`${report.attachedGpus} GPUs attached, ${report.gpus.length} described`]
      : []),
  ];
  return reasons.length === 0 ? null : reasons.join("; ");
};

type Exited = Extract<RunResult, { readonly kind: "exited" }>;

type Parse = (text: string) => ParsedGpuReport;

const noDevices = /^No devices were found/m;

/** A driver that finds no card has told the number of cards. */
const emptyReport: GpuReport = {
  schemaVersion: null,
  driverVersion: null,
  cudaVersion: null,
  attachedGpus: 0,
  gpus: [],
  rejected: [],
  warnings: [],
};

/** What a driver says of cards it cannot reach may come by either way; it goes first, so that it ends no cut line. */
const together = (stdout: string, stderr: string): string =>
  stderr.trim() === "" ? stdout : `${stderr.trimEnd()}\n${stdout}`;

const interpretExit = ({ code, stdout, stderr }: Exited, parse: Parse): ReadOutcome<GpuReport> => {
  const parsed = parse(together(stdout, stderr));
  if (parsed.kind === "rejected" && noDevices.test(`${stdout}\n${stderr}`)) {
    return { kind: "degraded", value: emptyReport, reason: "incomplete", detail: "No devices were found" };
  }
  const exit = code === 0 ? null : `exit code ${code}: ${firstLine(stderr || stdout)}`;
  if (parsed.kind === "rejected") {
    if (exit !== null) return { kind: "failed", reason: "exit-code", detail: exit };
    const reason = parsed.reason === "too-large" ? "too-large" : "unreadable";
    return { kind: "failed", reason, detail: parsed.detail };
  }
  if (exit !== null) return { kind: "degraded", value: parsed.report, reason: "exit-code", detail: exit };
  const missing = incompleteness(parsed.report);
  return missing === null
    ? { kind: "ok", value: parsed.report }
    : { kind: "degraded", value: parsed.report, reason: "incomplete", detail: missing };
};

/** What a finished run says about the GPUs. A report is believed even when the exit code is not 0. */
export const interpretNvidiaSmi = (
  result: RunResult,
  command: string,
  parse: Parse = parseNvidiaSmi,
): ReadOutcome<GpuReport> => {
  switch (result.kind) {
    case "not-started":
      return result.missing
        ? { kind: "absent", detail: `${command} was not found` }
        : { kind: "failed", reason: "not-started", detail: result.detail };
    case "too-large":
      return { kind: "failed", reason: "too-large", detail: `more than ${result.maxOutputBytes} bytes` };
    case "stopped":
      return { kind: "failed", reason: "deadline", detail: "the read was stopped at its deadline" };
    case "exited":
      return interpretExit(result, parse);
  }
};
