import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const program = (): string => {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/bin"];
  const candidates = [process.env["NATS_SERVER_BIN"] ?? "", ...folders.map((folder) => join(folder, "nats-server"))];
  const found = candidates.find((path) => path !== "" && isExecutable(path));
  if (found === undefined) throw new Error("no nats-server: install it, or set NATS_SERVER_BIN");
  return found;
};

/** The address in the file that a server writes once it listens; null before. */
const addressIn = (folder: string): string | null => {
  const name = readdirSync(folder).find((file) => file.endsWith(".ports"));
  if (name === undefined) return null;
  try {
    const { nats } = JSON.parse(readFileSync(join(folder, name), "utf8")) as { nats?: readonly string[] };
    return nats?.[0] ?? null;
  } catch {
    return null; // Half written; asked again.
  }
};

export interface TestServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const tries = 400;
const waitMilliseconds = 25;

/** A nats-server with JetStream of the test's own, on a port that the system chooses. */
export const startTestServer = async (): Promise<TestServer> => {
  const folder = mkdtempSync(join(tmpdir(), "loadline-cli-"));
  const args = ["-a", "127.0.0.1", "-p", "-1", "-js", "-sd", join(folder, "store"), "--ports_file_dir", folder];
  const child = spawn(program(), args, { stdio: "ignore" });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  for (let attempt = 0; attempt < tries; attempt++) {
    const url = addressIn(folder);
    if (url !== null) return { url, stop };
    await sleep(waitMilliseconds);
  }
  await stop();
  throw new Error("nats-server did not start");
};
