#!/usr/bin/env node
import { isLoadlineError } from "@loadline/model";
import { flagName, parseYaml, readText, redactedOutput, unreadableFile } from "@loadline/runtime/settings";
import { Command } from "commander";
import { pino } from "pino";
import { replayFile } from "./loop/replay.ts";
import { createStreams } from "./open-parts.ts";
import { startRecommender } from "./recommender.ts";
import { systemClock } from "./settings/clock.ts";
import { configKeys, printConfig, RecommenderConfig, resolveConfig } from "./settings/config.ts";
import { onSignals, optionsOf } from "./settings/process.ts";

const stderr = 2;
const exitUsage = 2;
const exitFailed = 1;

// The configuration is fine, the world is not: a check that failed rather than a wrong call.
const failedChecks: ReadonlySet<string> = new Set([
  "LL_STREAM_MISSING",
  "LL_STREAM_CONFIG_REFUSED",
  "LL_NATS_UNREACHABLE",
  "LL_NATS_REFUSED",
]);

const example = `
Example:
  loadline-recommender --plan plan.yaml --server nats://127.0.0.1:4222 --ensure-streams --listen 127.0.0.1:0
  loadline-recommender --plan plan.yaml --replay recording.jsonl
  loadline-recommender authenticator --help

Every flag is also a key of the config file and an environment variable, e.g. LOADLINE_RECOMMENDER_PLAN.`;

const switches: ReadonlySet<string> = new Set(["ensureStreams", "kubernetesCounts", "shadow"]);

const program = (): Command => {
  const command = new Command("loadline-recommender")
    .description("Compares live load with the capacity model and publishes one recommendation per deployment on NATS.")
    .option("--config <file>", "config file (YAML or JSON)")
    .option("--print-config", "print every setting with its origin and exit")
    .option("--streams-only", "create or update the streams and buckets with this account, and exit")
    .option("--replay <file>", "decide over what loadline record wrote, print the events as JSON Lines and exit")
    .addHelpText("after", example);
  for (const key of configKeys) {
    const { description = "" } = RecommenderConfig.shape[key].meta() ?? {};
    command.option(switches.has(key) ? flagName(key) : `${flagName(key)} <value>`, description);
  }
  return command;
};

const readConfigFile = (path: string): unknown => {
  const text = readText(path);
  try {
    return parseYaml(text) ?? {};
  } catch (cause) {
    throw unreadableFile(path, cause);
  }
};

type Flags = Record<string, string | boolean | undefined> & {
  config?: string;
  printConfig?: boolean;
  replay?: string;
  streamsOnly?: boolean;
};

const run = async (flags: Flags): Promise<void> => {
  const resolved = resolveConfig({
    file: flags.config === undefined ? null : readConfigFile(flags.config),
    environment: process.env,
    flags,
  });
  if (flags.printConfig === true) {
    redactedOutput(process.stdout).write(`${printConfig(resolved)}\n`);
    return;
  }
  const { config } = resolved;
  if (flags.streamsOnly === true) return createStreams(config);
  if (flags.replay !== undefined) return replayFile(flags.replay, config);
  const logger = pino({ level: config.logLevel }, redactedOutput(pino.destination({ dest: stderr, sync: true })));
  const starting = startRecommender({ config, clock: systemClock, logger });
  // One that is ended while it starts gives back the lease that it may have by then.
  onSignals(process, {
    logger,
    stop: () =>
      starting
        .then((recommender) => recommender.stop())
        .then(
          () => process.exit(0),
          () => process.exit(exitFailed),
        ),
  });
  await starting;
};

const fail = (error: unknown): never => {
  const output = redactedOutput(process.stderr);
  if (isLoadlineError(error)) {
    output.write(`${error.code}: ${error.message}\n`);
    process.exit(failedChecks.has(error.code) ? exitFailed : exitUsage);
  }
  output.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(exitFailed);
};

try {
  if (process.argv[2] === "authenticator") {
    process.argv.splice(2, 1);
    await import("./authenticator/main.ts");
  }
  if (process.argv[2] === "credentials") {
    process.argv.splice(2, 1);
    await import("./credentials/main.ts");
  }
  await run(optionsOf<Flags>(program()));
} catch (error) {
  fail(error);
}
