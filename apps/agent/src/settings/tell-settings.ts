import { LoadlineError } from "@loadline/core";
import { describeConfig } from "../resolve-config.ts";
import { tellFailure } from "../tell-failure.ts";
import { readSettings } from "./read-settings.ts";
import type { Settings } from "./settings.ts";

const tell = async (argv: readonly string[]): Promise<number> => {
  const read = readSettings(argv);
  if (read.kind === "answered") return 0;
  const { config, configPath, stdout, once, printConfig } = read;
  if (printConfig) {
    process.stdout.write(`${JSON.stringify(describeConfig(read), null, 2)}\n`);
    return 0;
  }
  if (once && !stdout) {
    const expected = "both, to print one sample";
    throw new LoadlineError("LL_CONFIG_INVALID", { key: "--once", value: "without --stdout", expected });
  }
  const settings: Settings = { config, configPath, stdout, once };
  await new Promise<void>((resolve) => {
    if (process.send === undefined) resolve();
    else process.send(settings, () => resolve());
  });
  return 0;
};

/**
 * Sends the settings to the process that asked, or answers what was asked about them, or says what is wrong with them; the
 * exit code.
 */
export const tellSettings = (argv: readonly string[]): Promise<number> => tellFailure(() => tell(argv));
