import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const executable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Path of a nats-server: NATS_SERVER_BIN, then PATH, then the distribution's place; null when there is none. */
export const findNatsServer = (): string | null => {
  const onPath = (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, "nats-server"));
  const candidates = [process.env["NATS_SERVER_BIN"], ...onPath, "/usr/sbin/nats-server"];
  return candidates.find((path) => path !== undefined && path !== "" && executable(path)) ?? null;
};

const attempts = 100;
const pauseMilliseconds = 50;

const urlFrom = async (folder: string): Promise<string> => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const file = (await readdir(folder)).find((name) => name.endsWith(".ports"));
    const text = file === undefined ? "" : await readFile(join(folder, file), "utf8");
    if (text.trim() !== "") return (JSON.parse(text) as { nats: string[] }).nats[0] ?? "";
    await sleep(pauseMilliseconds);
  }
  throw new Error("nats-server did not write its ports");
};

export interface TestServer {
  readonly url: string;
  /** Kills the server and starts it anew on the same port and store. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill("SIGKILL");
  await exit;
};

/** A nats-server with JetStream of its own on a free port, its store in a temporary folder. */
export const startNatsServer = async (program: string): Promise<TestServer> => {
  const folder = await mkdtemp(join(tmpdir(), "loadline-recommender-"));
  const launch = (port: string): ChildProcess =>
    spawn(program, ["-js", "-sd", folder, "-a", "127.0.0.1", "-p", port, "--ports_file_dir", folder], {
      stdio: "ignore",
    });
  let child = launch("-1");
  const stop = async (): Promise<void> => {
    await ended(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const url = await urlFrom(folder);
    const restart = async (): Promise<void> => {
      await ended(child);
      child = launch(new URL(url).port);
    };
    return { url, restart, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
