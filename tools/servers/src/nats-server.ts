import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { natsServerProgram, serverBinary } from "./server-binary.ts";
import { waitFor } from "./wait-for.ts";

/** Arguments of a nats-server with JetStream whose store and ports file lie in the folder; port -1 takes a free one. */
export const natsServerArguments = (folder: string, port: number | string = -1): readonly string[] => [
  "-a",
  "127.0.0.1",
  "-p",
  String(port),
  "-js",
  "-sd",
  join(folder, "store"),
  "--ports_file_dir",
  folder,
];

/** The address in the ports file that a server writes, named by its pid, once it listens; null before. */
export const natsServerUrl = (folder: string, pid: number | undefined): string | null => {
  const name = readdirSync(folder).find((file) => file.endsWith(`_${pid}.ports`));
  if (name === undefined) return null;
  try {
    const { nats } = JSON.parse(readFileSync(join(folder, name), "utf8")) as { nats?: readonly string[] };
    return nats?.[0] ?? null;
  } catch {
    return null; // Half written; read again.
  }
};

const stopProcess = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill(signal);
  await exit;
};

export interface TestNatsSettings {
  /** Path of a configuration file. */
  readonly config?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts one on a free port, with its store in a folder that `stop` removes. @throws LL_SERVER_MISSING */
export const startTestNatsServer = async ({ config, environment = {} }: TestNatsSettings = {}) => {
  const folder = mkdtempSync(join(tmpdir(), "loadline-nats-"));
  mkdirSync(join(folder, "store"));
  let errors = "";
  const launch = (port?: string): ChildProcess => {
    const started = spawn(
      serverBinary(natsServerProgram),
      [
        ...natsServerArguments(folder, port),
        ...(config === undefined ? [] : ["-c", config]),
        "-l",
        join(folder, "log"),
      ],
      { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, ...environment } },
    );
    started.stderr?.on("data", (chunk: Buffer) => {
      errors = `${errors}${chunk}`.slice(-2000);
    });
    return started;
  };
  const listens = (): Promise<string> =>
    waitFor(() => natsServerUrl(folder, child.pid), {
      what: "nats-server",
      everySeconds: 0.025,
      givenUp: () =>
        child.exitCode === null ? null : new Error(`nats-server ended with ${child.exitCode}: ${errors}`),
    });
  let child = launch();
  const stop = async (): Promise<void> => {
    await stopProcess(child, "SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const url = await listens();
    const resume = async (): Promise<void> => {
      child = launch(new URL(url).port);
      await listens();
    };
    const restart = async (): Promise<void> => {
      await stopProcess(child, "SIGKILL");
      child = launch(new URL(url).port);
    };
    return {
      url,
      folder,
      /** Folder of what it stores, for a test that restores an older copy while it is halted. */
      store: join(folder, "store"),
      /** Kills the server as a crash would, and starts it anew on the same port and store. */
      restart,
      /** Ends the server; `resume` starts it again on the same port and store, with its configuration file as it then is. */
      halt: () => stopProcess(child, "SIGTERM"),
      resume,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** A real nats-server with JetStream, a child of the test's own. */
export type TestNatsServer = Awaited<ReturnType<typeof startTestNatsServer>>;
