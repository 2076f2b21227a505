import type { Faults } from "./faults.ts";

/** What one call of a program gives. */
export interface Answer {
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly exitCode: number;
  /** Seconds after which it is given again, in loop mode. */
  readonly repeatSeconds: number | null;
}

export interface NvidiaSmiCapture {
  /** Output of `nvidia-smi -q -x`, or of a query as CSV, or anything else that it once printed. */
  readonly capture: Buffer;
  /** Output of `nvidia-smi -L`. */
  readonly list: Buffer | null;
  /** Output of `nvidia-smi -q -x`, where the capture is of something else. */
  readonly document?: Buffer | null;
}

const usageExitCode = 2;
const lostExitCode = 15;

const gpuElement = /<gpu(?: [^>]*)?>[\s\S]*?<\/gpu>\s*/g;
const busIdOf = (element: string): string => /<gpu id="([^"]+)"/.exec(element)?.[1] ?? "00000000:00:00.0";
const lostMessage = (busId: string): string =>
  `Unable to determine the device handle for GPU${busId}: GPU is lost.  Reboot the system to recover this GPU\n`;

/** An XML document or a table without one of its GPUs, and what the driver reports about it. */
const withoutGpu = (text: string, place: number): { readonly text: string; readonly report: string } => {
  if (text.includes("<nvidia_smi_log")) {
    const element = text.match(gpuElement)?.[place] ?? "";
    return { text: element === "" ? text : text.replace(element, ""), report: lostMessage(busIdOf(element)) };
  }
  const lines = text.split("\n");
  return { text: lines.filter((_, line) => line !== place + 1).join("\n"), report: lostMessage("0000:00:00.0") };
};

const titles = (text: string): readonly string[] => (text.split("\n")[0] ?? "").split(",").map((title) => title.trim());
const nameOf = (title: string): string => title.split(" ")[0] ?? "";

/** The columns of a captured table that a query asks for, in its order; a name that the table lacks is not valid. */
const query = (text: string, asked: readonly string[]): Omit<Answer, "repeatSeconds"> => {
  const known = titles(text);
  const indices = asked.map((name) => known.findIndex((title) => nameOf(title) === name));
  const unknown = asked[indices.indexOf(-1)];
  if (indices.includes(-1)) {
    const stdout = Buffer.from(`Field "${unknown}" is not a valid field to query.\n\n`);
    return { stdout, stderr: "", exitCode: usageExitCode };
  }
  const rows = text.split("\n").filter((line) => line.trim() !== "");
  // A line that is no row, such as a message, stays as it is.
  const pick = (line: string): string => {
    const cells = line.split(",");
    return cells.length === known.length ? indices.map((place) => cells[place]?.trim() ?? "").join(", ") : line;
  };
  return { stdout: Buffer.from(`${rows.map(pick).join("\n")}\n`), stderr: "", exitCode: 0 };
};

const help = (text: string): string =>
  `List of valid properties to query for the switch "--query-gpu=":\n\n${titles(text)
    .map((title) => `"${nameOf(title)}"\nA field.\n`)
    .join("\n")}`;

const isTable = (text: string): boolean => /^\s*[a-z_.]+(?: \[[^\]]+\])?(?:,|\s*$)/m.test(text.split("\n")[0] ?? "");

const respond = (
  args: readonly string[],
  { capture, list, document }: NvidiaSmiCapture,
): Omit<Answer, "repeatSeconds"> => {
  const text = capture.toString("utf8");
  const ok = (stdout: Buffer): Omit<Answer, "repeatSeconds"> => ({ stdout, stderr: "", exitCode: 0 });
  const queried = args.find((arg) => arg.startsWith("--query-gpu="));
  if (args.includes("-L")) return list === null ? { ...ok(Buffer.alloc(0)), exitCode: usageExitCode } : ok(list);
  if (document != null && args.includes("-x")) return ok(document);
  if (args.includes("--help-query-gpu")) return ok(Buffer.from(isTable(text) ? help(text) : ""));
  if (queried !== undefined && isTable(text)) return query(text, queried.slice("--query-gpu=".length).split(","));
  return ok(capture);
};

const loopSeconds = (args: readonly string[]): number | null => {
  const after = (name: string): number => Number(args[args.indexOf(name) + 1]);
  const inOne = args.map((arg) => /^(?:--loop=|--loop-ms=)(\d+)$/.exec(arg)).find((found) => found !== null);
  if (inOne != null) return Number(inOne[1]) / (inOne[0].startsWith("--loop-ms") ? 1000 : 1);
  if (args.includes("-lms")) return after("-lms") / 1000;
  return args.includes("-l") ? after("-l") : null;
};

/** What the program would print for these arguments. A text that is neither document nor table is given to any question. */
export const answerNvidiaSmi = (args: readonly string[], captured: NvidiaSmiCapture, faults: Faults): Answer => {
  const { loseGpu } = faults;
  const lost = loseGpu === null ? null : withoutGpu(captured.capture.toString("utf8"), loseGpu);
  const capture = lost === null ? captured.capture : Buffer.from(lost.text);
  const { stdout, stderr, exitCode } = respond(args, { ...captured, capture });
  return {
    stdout,
    stderr: `${stderr}${lost?.report ?? ""}${faults.stderr}`,
    exitCode: faults.exitCode !== 0 || lost === null ? faults.exitCode || exitCode : lostExitCode,
    repeatSeconds: loopSeconds(args),
  };
};
