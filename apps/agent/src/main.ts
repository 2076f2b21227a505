#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { printOnce, serve } from "./serve.ts";
import { askSettings, settingsCommand } from "./settings/ask-settings.ts";
import { tellFailure } from "./tell-failure.ts";

const run = async (argv: readonly string[]): Promise<number> => {
  if (argv[0] === settingsCommand) return (await import("./settings/tell-settings.ts")).tellSettings(argv.slice(1));
  const ask = () => askSettings(fileURLToPath(import.meta.url), argv);
  const asked = await ask();
  if (asked.kind === "settings") return asked.once ? printOnce(asked) : serve(asked, ask);
  process.stderr.write(asked.message);
  return asked.exitCode;
};

const exitCode = await tellFailure(() => run(process.argv.slice(2)));
// A driver call that hangs, or a broker that never answers, must not keep the process.
process.stdout.write("", () => process.exit(exitCode));
