#!/usr/bin/env node
import { readFileSync } from "node:fs";
import type { CliContext } from "../command.ts";
import { commands } from "../commands/index.ts";
import { runCli } from "../run-cli.ts";
import { stopSignal, streamOutput } from "../terminal/stream-output.ts";

const internalErrorExitCode = 2;

const version = (): string =>
  (JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string }).version;

const createContext = (): CliContext => {
  const stopping = stopSignal(process);
  const onBroken = stopping.stop;
  return {
    stdout: streamOutput(process.stdout, { env: process.env, onBroken }),
    stderr: streamOutput(process.stderr, { env: process.env, onBroken }),
    stdin: process.stdin,
    stdinIsTerminal: process.stdin.isTTY === true,
    env: process.env,
    cwd: process.cwd(),
    now: () => Date.now() / 1000,
    get signal() {
      return stopping.signal;
    },
  };
};

const main = async (): Promise<number> => {
  try {
    return await runCli(process.argv.slice(2), { commands, version: version() }, createContext());
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`internal error of loadline; please report it with the command line:\n${detail}\n`);
    return internalErrorExitCode;
  }
};

process.exit(await main());
