#!/usr/bin/env node
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { fileURLToPath } from "node:url";
import { token } from "@loadline/protocol";
import { rotatedPassword } from "@loadline/runtime/nats";
import { exitCodeOf, readText } from "@loadline/runtime/settings";
import { runAgent, runOnce } from "./run-agent.ts";
import type { AgentConfig } from "./settings/config.ts";
import {
  followSettings,
  type ReadSettings,
  readSettingsInChild,
  type Settings,
  settingsCommand,
} from "./settings/settings.ts";
import { listEngines } from "./sources/engines/pods/list-engines.ts";
import { type AgentDeps, agentVersion } from "./system/agent-deps.ts";
import { systemClock } from "./system/clock.ts";
import { createLogger, type LevelledLogger } from "./system/logger.ts";

const depsOf = (config: AgentConfig): AgentDeps & { readonly logger: LevelledLogger } => {
  const host = config.host ?? hostname();
  const node = config.node ?? token(host);
  return {
    clock: systemClock,
    logger: createLogger(config.logLevel, node),
    random: Math.random,
    bootId: randomUUID(),
    host,
    node,
    agentVersion: agentVersion(),
  };
};

const print = (sample: unknown, space?: number): void => {
  process.stdout.write(`${JSON.stringify(sample, null, space)}\n`);
};

/** Runs until SIGTERM or SIGINT. */
const serve = async ({ config, configPath, stdout }: Settings, read: ReadSettings): Promise<void> => {
  const deps = depsOf(config);
  const { logger } = deps;
  const stop = new AbortController();
  for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, () => stop.abort());
  const { passwordFile } = config;
  const inForce = (given: AgentConfig): AgentConfig => (stdout ? { ...given, nats: false } : given);
  const follow = (apply: (config: AgentConfig) => void): void =>
    followSettings({ read, configPath, logger, signal: stop.signal }, (next) => {
      logger.level = next.logLevel;
      apply(inForce(next));
    });
  const password = passwordFile === null ? null : rotatedPassword(() => readText(passwordFile));
  await runAgent({ config: inForce(config), password, print: stdout ? print : null, follow }, deps, stop.signal);
};

const run = async (argv: readonly string[]): Promise<number> => {
  if (argv[0] === settingsCommand) return (await import("./settings/read-settings.ts")).sendSettings(argv.slice(1));
  const read: ReadSettings = () => readSettingsInChild(fileURLToPath(import.meta.url), argv);
  const settings = await read();
  if (settings.config === null) {
    process.stderr.write(settings.message);
    return settings.exitCode;
  }
  if (settings.listEngines) {
    process.stdout.write(await listEngines(settings.config, depsOf(settings.config)));
  } else if (settings.once) print(await runOnce(settings.config, depsOf(settings.config)), 2);
  else await serve(settings, read);
  return 0;
};

const exitCode = await exitCodeOf(() => run(process.argv.slice(2)));
// A driver call that hangs, or a broker that never answers, must not keep the process.
process.stdout.write("", () => process.exit(exitCode));
