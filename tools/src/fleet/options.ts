import { LoadlineError } from "@loadline/core";
import { Command, CommanderError } from "commander";
import { z } from "zod";

const file = (expected: string) => z.string({ error: expected }).min(1, expected);

/** Numbers come as text; an empty one is not 0. */
const number = (accepts: (value: number) => boolean, expected: string) =>
  z
    .string()
    .transform((text) => (text.trim() === "" ? Number.NaN : Number(text)))
    .refine((value) => Number.isFinite(value) && accepts(value), expected);

const secondsPerDay = 86_400;
const largestFactor = 100_000;

const wholeSeed = number((value) => Number.isInteger(value) && value >= 0, "a whole number of at least 0");
const factor = number((value) => value > 0 && value <= largestFactor, `a number above 0, at most ${largestFactor}`);
const seconds = number((value) => value >= 0 && value <= secondsPerDay, `seconds, 0 to ${secondsPerDay}`);

/** Settings of the command line; every key is a flag. */
const Arguments = z.strictObject({
  plan: file("the path of a plan file").describe("Plan (YAML) whose pools and deployments are simulated."),
  server: file("the address of a NATS server, e.g. nats://127.0.0.1:4222").describe("NATS server with the streams."),
  dir: file("the path of an existing folder").describe("Folder for the files of the virtual nodes."),
  seed: wholeSeed.describe("Same seed, same traffic and GPU identifiers."),
  traffic: z.literal("day", { error: "day" }).optional().describe("Built-in traffic."),
  trace: file("the path of a trace file").optional().describe("Recorded requests instead of built-in traffic."),
  format: z.literal("azure", { error: "azure" }).optional().describe("Format of the trace."),
  speedUp: factor.describe("The day or trace runs this many times faster."),
  loadFactor: factor.describe("Factor on the number of requests."),
  leadTime: seconds.optional().describe("Seconds from pending to ready; default: the plan's."),
  startReplicas: z.enum(["planned", "min"], { error: "planned or min" }).describe("Replicas that run at the start."),
});

export interface FleetArguments {
  readonly plan: string;
  readonly server: string;
  readonly dir: string;
  readonly seed: number;
  readonly source: { readonly kind: "day" } | { readonly kind: "trace"; readonly path: string };
  readonly speedUp: number;
  readonly loadFactor: number;
  /** Null: each deployment's own. */
  readonly leadTimeSeconds: number | null;
  readonly startReplicas: "planned" | "min";
}

export type CommandLine =
  | { readonly kind: "run"; readonly arguments: FleetArguments }
  | { readonly kind: "help"; readonly text: string };

const examples = `
Examples:
  A day in five minutes, replicas ready 15 s after they were asked for:
    fleet --plan plan.yaml --server nats://127.0.0.1:4222 --dir /tmp/fleet --traffic day --speed-up 288 --lead-time 15
  A recorded trace, four times faster, half of its requests:
    fleet --plan plan.yaml --server nats://127.0.0.1:4222 --dir /tmp/fleet --trace trace.csv --format azure --speed-up 4 --load-factor 0.5
`;

const command = (): Command =>
  new Command("fleet")
    .description("A simulated GPU fleet: nvidia-smi and engine endpoints on virtual nodes, driven by requests.")
    .option("--plan <file>", "plan (YAML) whose pools and deployments are simulated")
    .option("--server <url>", "NATS server that holds the Loadline streams")
    .option("--dir <folder>", "existing folder for the files of the virtual nodes")
    .option("--seed <n>", "same seed, same traffic and GPU identifiers", "1")
    .option("--traffic <kind>", "built-in traffic: day (default when there is no --trace)")
    .option("--trace <file>", "recorded requests instead of built-in traffic")
    .option("--format <name>", "format of the trace: azure")
    .option("--speed-up <n>", "the day or trace runs this many times faster", "1")
    .option("--load-factor <f>", "factor on the number of requests", "1")
    .option("--lead-time <seconds>", "from pending to ready (default: leadTimeSeconds of the plan)")
    .option("--start-replicas <which>", "replicas that run at the start: planned or min", "planned")
    .addHelpText("after", examples)
    .allowExcessArguments(false)
    .configureOutput({ writeOut: () => {}, writeErr: () => {} })
    .exitOverride();

const flagOf = (key: string): string => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

const refuse = (what: string, value: unknown, expected: string): never => {
  throw new LoadlineError("LL_INPUT_INVALID", { what, value: value ?? null, expected });
};

/** @throws LL_INPUT_INVALID naming the flag, its value and what it takes */
const checked = (given: Record<string, unknown>): z.output<typeof Arguments> => {
  const result = Arguments.safeParse(given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const key = String(issue?.path[0] ?? "");
  return refuse(flagOf(key), given[key], issue?.message ?? "another value");
};

const sourceOf = ({ traffic, trace, format }: z.output<typeof Arguments>): FleetArguments["source"] => {
  if (trace === undefined) {
    if (format !== undefined) refuse("--format", format, "to be left out without --trace");
    return { kind: "day" };
  }
  if (traffic !== undefined) refuse("--traffic", traffic, "to be left out with --trace");
  if (format === undefined) refuse("--format", null, "azure, the format of the trace");
  return { kind: "trace", path: trace };
};

/**
 * Reads the command line (without node and script).
 * @throws LL_INPUT_INVALID for an unknown, missing or unusable option
 */
export const parseCommandLine = (argv: readonly string[]): CommandLine => {
  const program = command();
  let help = "";
  program.configureOutput({
    writeOut: (text) => {
      help += text;
    },
    writeErr: () => {},
  });
  try {
    program.parse([...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: "help", text: help };
    return refuse("the command line", argv.join(" "), `what --help lists (${error.message.replace(/^error: /, "")})`);
  }
  const given = checked(program.opts());
  const { plan, server, dir, seed, speedUp, loadFactor, leadTime, startReplicas } = given;
  const source = sourceOf(given);
  const leadTimeSeconds = leadTime ?? null;
  return {
    kind: "run",
    arguments: { plan, server, dir, seed, source, speedUp, loadFactor, leadTimeSeconds, startReplicas },
  };
};
