import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { LoadlineError } from "@loadline/core";

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Path of a nats-server: NATS_SERVER_BIN, then PATH, then the distribution's places. @throws LL_SERVER_MISSING */
const program = (): string => {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/bin"];
  const candidates = [process.env["NATS_SERVER_BIN"] ?? "", ...folders.map((folder) => join(folder, "nats-server"))];
  const found = candidates.find((path) => path !== "" && isExecutable(path));
  if (found === undefined) throw new LoadlineError("LL_SERVER_MISSING", { program: "nats-server", how: "npm test" });
  return found;
};

/** The address in the file that a server writes once it listens, named by its pid; null before. */
const addressIn = (folder: string, pid: number | undefined): string | null => {
  const name = readdirSync(folder).find((file) => file.endsWith(`_${pid}.ports`));
  if (name === undefined) return null;
  try {
    const { nats } = JSON.parse(readFileSync(join(folder, name), "utf8")) as { nats?: readonly string[] };
    return nats?.[0] ?? null;
  } catch {
    return null; // Half written; asked again.
  }
};

const tries = 400;
const pauseMilliseconds = 25;

const addressOf = async (child: ChildProcess, folder: string): Promise<string> => {
  for (let attempt = 0; attempt < tries; attempt++) {
    const address = addressIn(folder, child.pid);
    if (address !== null) return address;
    await sleep(pauseMilliseconds);
  }
  throw new Error("nats-server did not start");
};

const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill(signal);
  await exit;
};

/** A real nats-server with JetStream, a child of the test's own. */
export interface TestNatsServer {
  readonly url: string;
  /** Folder of what it stores, for a test that restores an older copy while it is halted. */
  readonly store: string;
  /** Kills the server as a crash would, and starts it anew on the same port and store. */
  readonly restart: () => Promise<void>;
  /** Ends the server; `resume` starts it again on the same port and store, with its configuration file as it then is. */
  readonly halt: () => Promise<void>;
  /** Resolves when it listens. */
  readonly resume: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface TestNatsSettings {
  /** Path of a configuration file. */
  readonly config?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts one on a port of the system's choice, with its store in a folder that `stop` removes. */
export const startTestNatsServer = async ({
  config,
  environment = {},
}: TestNatsSettings = {}): Promise<TestNatsServer> => {
  const folder = mkdtempSync(join(tmpdir(), "loadline-nats-"));
  const ports = join(folder, "ports");
  mkdirSync(ports);
  const store = join(folder, "store");
  const launch = (port: string): ChildProcess =>
    spawn(
      program(),
      [
        ...["-a", "127.0.0.1", "-p", port, "-js", "-sd", store, "--ports_file_dir", ports],
        ...(config === undefined ? [] : ["-c", config]),
      ],
      { stdio: "ignore", env: { ...process.env, ...environment } },
    );
  let child = launch("-1");
  const stop = async (): Promise<void> => {
    await end(child, "SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const url = await addressOf(child, ports);
    const restart = async (): Promise<void> => {
      await end(child, "SIGKILL");
      child = launch(new URL(url).port);
    };
    const resume = async (): Promise<void> => {
      child = launch(new URL(url).port);
      await addressOf(child, ports);
    };
    return { url, store, restart, halt: () => end(child, "SIGTERM"), resume, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
