import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { LoadlineError } from "@loadline/model";
import { reportFailure } from "@loadline/tools/processes/report-failure";
import { Command } from "commander";
import { readFaults, writeScript } from "./faults.ts";
import { serveKubelet } from "./kubelet.ts";
import { type RunningServer, serveMetrics } from "./metrics-server.ts";
import { answerNvidiaSmi } from "./nvidia-smi.ts";
import { type ProgramIo, runProgram } from "./run-program.ts";

interface Flags {
  readonly capture: readonly string[];
  readonly list?: string;
  readonly document?: string;
  readonly faults?: string;
  readonly to: string;
  readonly host: string;
  readonly port: string;
  readonly path: string;
  readonly socket: string;
  readonly pods: string;
  readonly allocatable?: string;
}

const readCapture = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new LoadlineError("LL_FILE_UNREADABLE", { path, detail: String(cause) }, { cause });
  }
};

const readJson = (path: string): object => {
  try {
    return JSON.parse(readCapture(path).toString("utf8")) as object;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new LoadlineError("LL_CONFIG_INVALID", { key: "file", value: path, expected: "a JSON document" }, { cause });
  }
};

const io: ProgramIo = {
  stdout: (bytes) => process.stdout.write(bytes),
  stderr: (text) => process.stderr.write(text),
  sleep: (seconds) => sleep(seconds * 1000),
  ignoreSigterm: () => {
    process.removeAllListeners("SIGTERM").on("SIGTERM", () => undefined);
  },
};

const exit = (code: number): void => {
  process.stdout.write("", () => process.exit(code));
};

/** A fake program: what it prints is on standard output, how it ends is its exit code. */
const play = async (
  args: readonly string[],
  { capture: [path = ""], list, document, faults: faultsPath }: Flags,
): Promise<void> => {
  const optional = (file: string | undefined): Buffer | null => (file === undefined ? null : readCapture(file));
  const captured = { capture: readCapture(path), list: optional(list), document: optional(document) };
  const faults = () => readFaults(faultsPath ?? null);
  exit(await runProgram(() => answerNvidiaSmi(args, captured, faults()), faults, io));
};

/** A fake server prints where it listens and stays until a signal. */
const stay = (server: RunningServer): void => {
  process.stdout.write(`${JSON.stringify({ listening: server.url })}\n`);
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
};

const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), value];

const program = new Command("loadline-fakes")
  .description("Stands for the things that the agent reads: replays recorded output of one of them, with faults.")
  .enablePositionalOptions()
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .addHelpText(
    "after",
    `
Examples:
  loadline-fakes script --capture h100.xml --to ./nvidia-smi     then: loadline-agent --nvidia-smi ./nvidia-smi --once --stdout
  loadline-fakes metrics --capture vllm.txt --port 8000          then: loadline-agent --engine http://127.0.0.1:8000 --once --stdout
  loadline-fakes kubelet --socket /tmp/kubelet.sock --pods list.json
`,
  );

const addCommand = (name: string, description: string): Command =>
  program
    .command(name)
    .description(description)
    .option("--faults <path>", "JSON file of faults; may change while the fake runs");
const withCaptures = (command: Command): Command =>
  command.requiredOption("--capture <path>", "recorded output of the real one; repeatable for a server", collect);

withCaptures(addCommand("program", "nvidia-smi: answers the arguments that follow"))
  .option("--list <path>", "recorded output of -L")
  .option("--document <path>", "recorded output of -q -x, where the capture is a table")
  .argument("[args...]")
  .passThroughOptions()
  .action((args: readonly string[], flags: Flags) => play(args, flags));

withCaptures(addCommand("script", "writes an executable file that does that, to be named as a program"))
  .option("--list <path>", "recorded output of -L")
  .option("--document <path>", "recorded output of -q -x, where the capture is a table")
  .requiredOption("--to <path>", "the file to write")
  .action(({ capture: [capture = ""], list, document, faults, to }: Flags) => {
    readCapture(capture);
    readFaults(faults ?? null);
    writeScript(to, { capture, list: list ?? null, document: document ?? null, faults: faults ?? null });
  });

withCaptures(
  addCommand("metrics", "dcgm-exporter, AMD's exporter or an engine: serves pages, one per scrape, the last one on"),
)
  .option("--host <address>", "address to listen on", "127.0.0.1")
  .option("--port <number>", "port; 0 takes a free one", "0")
  .option("--path <path>", "path of the page", "/metrics")
  .action(async ({ capture, faults, host, port, path }: Flags) =>
    stay(
      await serveMetrics({
        host,
        port: Number(port),
        path,
        captures: capture.map(readCapture),
        faults: () => readFaults(faults ?? null),
      }),
    ),
  );

addCommand("kubelet", "the kubelet's pod-resources socket")
  .requiredOption("--socket <path>", "socket to make")
  .requiredOption("--pods <path>", "JSON of the API's ListPodResourcesResponse")
  .option("--allocatable <path>", "JSON of its AllocatableResourcesResponse; without it the question is not answered")
  .action(async ({ socket, pods, allocatable, faults }: Flags) =>
    stay(
      await serveKubelet({
        socket,
        list: readJson(pods),
        allocatable: allocatable === undefined ? null : readJson(allocatable),
        faults: () => readFaults(faults ?? null),
      }),
    ),
  );

try {
  await program.parseAsync();
} catch (error) {
  process.exit(reportFailure(error));
}
