import { Command, InvalidArgumentError, Option } from "commander";

export interface FleetArguments {
  readonly plan: string;
  readonly server: string;
  readonly dir: string;
  readonly seed: number;
  /** Path of the recorded requests; left out: the built-in day. */
  readonly trace?: string;
  readonly traffic?: "day" | "hour";
  readonly speedUp: number;
  readonly loadFactor: number;
  /** Seconds from pending to ready; left out: each deployment's own. */
  readonly leadTime?: number;
  readonly startReplicas: "planned" | "min";
}

/** Numbers come as text; an empty one is not 0. */
const number = (accepts: (value: number) => boolean, expected: string) => (text: string) => {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (Number.isFinite(value) && accepts(value)) return value;
  throw new InvalidArgumentError(`Expected ${expected}.`);
};

const secondsPerDay = 86_400;
const largestFactor = 100_000;

const wholeSeed = number((value) => Number.isInteger(value) && value >= 0, "a whole number of at least 0");
const factor = number((value) => value > 0 && value <= largestFactor, `a number above 0, at most ${largestFactor}`);
const seconds = number((value) => value >= 0 && value <= secondsPerDay, `seconds, 0 to ${secondsPerDay}`);

const examples = `
Examples:
  A day in five minutes, replicas ready 15 s after they were asked for:
    fleet --plan plan.yaml --server nats://127.0.0.1:4222 --dir /tmp/fleet --traffic day --speed-up 288 --lead-time 15
  A recorded trace, four times faster, half of its requests:
    fleet --plan plan.yaml --server nats://127.0.0.1:4222 --dir /tmp/fleet --trace trace.csv --format azure --speed-up 4 --load-factor 0.5
`;

export const fleetCommand = (): Command =>
  new Command("fleet")
    .description("A simulated GPU fleet: nvidia-smi and engine endpoints on virtual nodes, driven by requests.")
    .requiredOption("--plan <file>", "plan (YAML) whose pools and deployments are simulated")
    .requiredOption("--server <url>", "NATS server that holds the Loadline streams")
    .requiredOption("--dir <folder>", "folder for the files of the virtual nodes")
    .option("--seed <n>", "same seed, same traffic and GPU identifiers", wholeSeed, 1)
    .addOption(
      new Option("--traffic <kind>", "built-in traffic, without --trace: a day, or the scripted hour")
        .choices(["day", "hour"])
        .conflicts("trace"),
    )
    .option("--trace <file>", "recorded requests instead of built-in traffic")
    .addOption(new Option("--format <name>", "format of the trace").choices(["azure"]))
    .option("--speed-up <n>", "the day or trace runs this many times faster", factor, 1)
    .option("--load-factor <f>", "factor on the number of requests", factor, 1)
    .option("--lead-time <seconds>", "from pending to ready (default: leadTimeSeconds of the plan)", seconds)
    .addOption(
      new Option("--start-replicas <which>", "replicas that run at the start")
        .choices(["planned", "min"])
        .default("planned"),
    )
    .addHelpText("after", examples)
    .allowExcessArguments(false);
