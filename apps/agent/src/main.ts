#!/usr/bin/env node
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { isLoadlineError, LoadlineError } from "@loadline/core";
import { token } from "@loadline/wire";
import type { AgentDeps } from "./agent.ts";
import { systemClock } from "./clock.ts";
import { type CommandLine, parseCommandLine } from "./command-line.ts";
import type { AgentConfig } from "./config.ts";
import { createLogger } from "./logger.ts";
import { describeConfig, resolveConfig } from "./resolve-config.ts";
import { runAgent, runOnce } from "./run-agent.ts";

const usageExitCode = 2;

const readText = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new LoadlineError("LL_FILE_UNREADABLE", { path, detail }, { cause });
  }
};

const readJson = (path: string): unknown => {
  const text = readText(path);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LoadlineError(
      "LL_CONFIG_INVALID",
      { key: "(file)", value: path, expected: "a JSON document" },
      { cause },
    );
  }
};

const agentVersion = (): string => {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return version;
};

const print = (value: unknown, space?: number): void => {
  process.stdout.write(`${JSON.stringify(value, null, space)}\n`);
};

const dependencies = (config: AgentConfig, version: string): AgentDeps => {
  const node = config.node ?? token(hostname());
  return {
    clock: systemClock,
    logger: createLogger(config.logLevel, node),
    random: Math.random,
    bootId: randomUUID(),
    host: hostname(),
    node,
    agentVersion: version,
  };
};

const stopSignal = (): AbortSignal => {
  const stop = new AbortController();
  for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, () => stop.abort());
  return stop.signal;
};

const run = async ({ once, stdout, printConfig, configPath, flags }: CommandLine, version: string): Promise<void> => {
  const file = configPath === null ? null : readJson(configPath);
  const resolved = resolveConfig({ file, environment: process.env, flags });
  const { config } = resolved;
  if (printConfig) return print(describeConfig(resolved), 2);
  if (once && !stdout) {
    throw new LoadlineError("LL_CONFIG_INVALID", {
      key: "--once",
      value: "without --stdout",
      expected: "both, to print one sample",
    });
  }
  const deps = dependencies(config, version);
  if (once) return print(await runOnce(config, deps), 2);
  const password = config.passwordFile === null ? null : readText(config.passwordFile).trim();
  const printed = stdout ? (sample: unknown) => print(sample) : null;
  await runAgent(
    { config: stdout ? { ...config, nats: false } : config, password, print: printed },
    deps,
    stopSignal(),
  );
};

const main = async (): Promise<number> => {
  try {
    const version = agentVersion();
    const parsed = parseCommandLine(process.argv.slice(2), version);
    if (parsed.kind === "run") await run(parsed.line, version);
    return 0;
  } catch (error) {
    if (!isLoadlineError(error)) throw error;
    process.stderr.write(`${error.code}: ${error.message}\n`);
    return usageExitCode;
  }
};

const exitCode = await main();
// A driver call that hangs, or a broker that never answers, must not keep the process.
process.stdout.write("", () => process.exit(exitCode));
