import { LoadlineError } from "@loadline/core";
import { flagName } from "@loadline/wire/settings";
import { Command, CommanderError } from "commander";
import { type ConfigKey, configKeys, describeKey, parseEngineFlag } from "./config.ts";

export interface CommandLine {
  readonly once: boolean;
  readonly stdout: boolean;
  readonly printConfig: boolean;
  readonly listEngines: boolean;
  readonly configPath: string | null;
  /** Settings by key, as typed. */
  readonly flags: Readonly<Record<string, unknown>>;
}

const examples = `
Examples:
  loadline-agent --once --stdout
      Print one sample of this node as JSON and end.
  loadline-agent --once --stdout --nvidia-smi ./fake-nvidia-smi --engine http://127.0.0.1:8000
      The same with another nvidia-smi and one vLLM server.
  loadline-agent --cluster eu1 --server nats://broker:4222 --engine "http://127.0.0.1:8000,deployment=chat,gpus=0;1"
      Sample every 5 s and publish to a broker.
  kubectl get pods -A -o json > pods.json && loadline-agent --pods-file pods.json --list-engines
      Print which of these pods are engines, of which deployment, and why the others are left out.
  loadline-agent --config agent.json --print-config
      Print every setting with its value and origin.

Every setting may also be in the file or in the environment, e.g. LOADLINE_AGENT_INTERVAL_SECONDS=1.`;

const collect = (value: string, before: readonly unknown[] | undefined): readonly unknown[] => [
  ...(before ?? []),
  parseEngineFlag(value),
];

const addSetting = (command: Command, key: ConfigKey): Command => {
  if (key === "nats") return command.option("--no-nats", "Publish nothing.");
  if (key === "engines") {
    return command.option(
      "--engine <url>",
      "Inference engine to read, as URL[,deployment=NAME][,engine=NAME][,id=NAME][,gpus=UUID-or-index;…][,tokenFile=PATH]; repeatable.",
      collect,
    );
  }
  const { description, unit } = describeKey(key);
  return command.option(`${flagName(key)} <${unit ?? "value"}>`, description);
};

const createCommand = (version: string): Command => {
  const command = new Command("loadline-agent")
    .description("Samples the GPUs and inference engines of this node and publishes the samples over NATS.")
    .version(version)
    .option("--once", "Take one sample and end.", false)
    .option("--stdout", "Print samples on standard output instead of publishing them.", false)
    .option("--config <path>", "JSON file with settings.")
    .option("--print-config", "Print every setting with its value and origin, and end.", false)
    .option("--list-engines", "Print the engines found in pods, why the other pods are left out, and end.", false)
    .addHelpText("after", examples)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  return configKeys.reduce(addSetting, command);
};

/**
 * The options of argv; null when help or the version was asked for and printed.
 * @throws LL_CONFIG_INVALID for an unknown flag or one without value
 */
export const parseCommandLine = (argv: readonly string[], version: string): CommandLine | null => {
  const command = createCommand(version);
  try {
    command.parse([...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return null;
    const value = error.message.replace(/^error: /, "");
    const expected = "flags as in --help";
    throw new LoadlineError("LL_CONFIG_INVALID", { key: "(command line)", value, expected }, { cause: error });
  }
  const { once, stdout, printConfig, listEngines, config, engine, nats, ...flags } =
    command.opts<Readonly<Record<string, unknown>>>();
  return {
    once: once === true,
    stdout: stdout === true,
    printConfig: printConfig === true,
    listEngines: listEngines === true,
    configPath: typeof config === "string" ? config : null,
    flags: { ...flags, engines: engine, ...(nats === false ? { nats } : {}) },
  };
};
