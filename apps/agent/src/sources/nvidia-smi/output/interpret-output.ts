import { type GpuReport, gpuReport, type ParsedGpuReport } from "../../../gpu-report/gpu-report.ts";
import { exitDetail, failedRun, type RunResult } from "../../../source/run-bounded.ts";
import type { ReadOutcome } from "../../../source/source.ts";
import { strayLines } from "./stray-text.ts";

/** Adds the first line of a text that holds no report: most of the time it is the driver's reason. */
const withMessage = (parsed: ParsedGpuReport, text: string): ParsedGpuReport => {
  if (parsed.kind === "ok" || parsed.reason !== "incomplete") return parsed;
  const [message] = strayLines(text.slice(0, 10_000).replace(/[^\P{Cc}\n]/gu, " "));
  return message === undefined ? parsed : { ...parsed, detail: `${parsed.detail}: ${message}` };
};

const incompleteness = ({ gpus, rejected, warnings, attachedGpus }: GpuReport): string | null => {
  const reasons = [
    ...(gpus.length + rejected.length === 0 ? ["no GPU is described"] : []),
    ...rejected.slice(0, 16).map(({ pciBusId, reason }) => `GPU at ${pciBusId ?? "unknown bus id"}: ${reason}`),
    ...warnings.filter((warning) => /^the document has no end/.test(warning)),
    ...(attachedGpus !== null && attachedGpus > gpus.length
      ? [`${attachedGpus} GPUs attached, ${gpus.length} described`]
      : []),
  ];
  return reasons.length === 0 ? null : reasons.join("; ");
};

/** A driver's own message, by either way of output; else the first line, without what is only markup. */
const messageOf = ({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): string =>
  strayLines(stderr)[0] ?? strayLines(stdout.replace(/<([a-z_]+)[^<>]{0,200}>[^<]{0,500}<\/\1>/g, ""))[0] ?? "";

/** The outcome of a run of nvidia-smi. A report counts also when the exit code is not 0. */
export const interpretOutput = (
  result: RunResult,
  command: string,
  parse: (text: string) => ParsedGpuReport,
): ReadOutcome<GpuReport> => {
  if (result.kind !== "exited") return failedRun(result, command);
  const { code, stdout, stderr } = result;
  // Messages about cards that cannot be reached come by either way; they go first, so that they end no cut line.
  const text = stderr.trim() === "" ? stdout : `${stderr.trimEnd()}\n${stdout}`;
  const parsed = withMessage(parse(text), text);
  if (parsed.kind === "rejected") {
    if (/^No devices were found/m.test(`${stdout}\n${stderr}`)) {
      const value = gpuReport({ attachedGpus: 0 });
      return { kind: "degraded", value, reason: "incomplete", detail: "No devices were found" };
    }
    if (code !== 0) return { kind: "failed", reason: "exit-code", detail: exitDetail(code, messageOf(result)) };
    const reason = parsed.reason === "too-large" ? "too-large" : "unreadable";
    return { kind: "failed", reason, detail: parsed.detail };
  }
  const { report: value } = parsed;
  if (code !== 0) {
    const message = strayLines(stderr)[0] ?? value.warnings.at(-1) ?? "";
    return { kind: "degraded", value, reason: "exit-code", detail: exitDetail(code, message) };
  }
  const detail = incompleteness(value);
  return detail === null ? { kind: "ok", value } : { kind: "degraded", value, reason: "incomplete", detail };
};
