import { LoadlineError } from "@loadline/core";
import { exitCodeOf, readText, redactedOutput } from "@loadline/wire/settings";
import { agentVersion } from "../agent-deps.ts";
import { parseCommandLine } from "./command-line.ts";
import { deprecations, describeConfig, resolveConfig } from "./config.ts";
import type { Settings } from "./settings.ts";

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
export const readSettings = (argv: readonly string[]): Settings | null => {
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
  return { config: resolved.config, configPath, stdout, once, listEngines, warnings: deprecations(resolved) };
};

/** Sends the settings to the process that started this one; the exit code. */
export const sendSettings = (argv: readonly string[]): Promise<number> =>
  exitCodeOf(async () => {
    const settings = readSettings(argv);
    if (settings !== null && process.send !== undefined) {
      await new Promise<void>((resolve) => process.send?.(settings, () => resolve()));
    }
    return 0;
  });
