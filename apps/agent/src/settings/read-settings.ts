import { LoadlineError } from "@loadline/model";
import { commandLineFault, exitCodeOf, flagName, readText, redactedOutput } from "@loadline/runtime/settings";
import { Command, CommanderError } from "commander";
import { agentVersion } from "../system/agent-deps.ts";
import { type ConfigKey, configKeys, describeConfig, describeKey, parseEngineFlag, resolveConfig } from "./config.ts";
import type { Settings } from "./settings.ts";

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

const addSetting = (command: Command, key: ConfigKey): Command => {
  if (key === "nats") return command.option("--no-nats", "Publish nothing.");
  if (key === "engines") {
    return command.option(
      "--engine <url>",
      "Inference engine to read, as URL[,deployment=NAME][,engine=NAME][,id=NAME][,gpus=UUID-or-index;…][,tokenFile=PATH]; repeatable.",
      (value: string, before: readonly unknown[] = []) => [...before, parseEngineFlag(value)],
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
 * The options of argv, settings as typed; null when help or the version was asked for and printed.
 * @throws LL_CONFIG_INVALID for an unknown flag or one without value
 */
export const parseCommandLine = (argv: readonly string[], version: string) => {
  const command = createCommand(version);
  try {
    command.parse([...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return null;
    throw commandLineFault(error.message);
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

const parseJson = (path: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const expected = "a JSON document";
    throw new LoadlineError("LL_CONFIG_INVALID", { key: "(file)", value: path, expected }, { cause });
  }
};

/**
 * The settings by file, environment and flags; null when help, the version or the settings were asked for and printed.
 * @throws LL_CONFIG_INVALID naming the key, LL_FILE_UNREADABLE
 */
const readSettings = (argv: readonly string[]): Settings | null => {
  const line = parseCommandLine(argv, agentVersion());
  if (line === null) return null;
  const { configPath, stdout, once, printConfig, listEngines, flags } = line;
  const file = configPath === null ? null : parseJson(configPath, readText(configPath));
  const resolved = resolveConfig({ file, environment: process.env, flags });
  if (printConfig) {
    redactedOutput(process.stdout).write(`${JSON.stringify(describeConfig(resolved), null, 2)}\n`);
    return null;
  }
  if (once && !stdout) {
    const expected = "both, to print one sample";
    throw new LoadlineError("LL_CONFIG_INVALID", { key: "--once", value: "without --stdout", expected });
  }
  return { config: resolved.config, configPath, stdout, once, listEngines };
};

/** Sends the settings to the process that started this one; the exit code. */
export const sendSettings = (argv: readonly string[]): Promise<number> =>
  exitCodeOf(async () => {
    const settings = readSettings(argv);
    if (settings !== null && process.send !== undefined)
      await new Promise<void>((resolve) => process.send?.(settings, () => resolve()));
    return 0;
  });
