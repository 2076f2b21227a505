import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { natsServerProgram, serverBinary } from "../../processes/server-binary.ts";
import { eventually } from "./eventually.ts";

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once("exit", () => resolve());
  });

/** The server tells its ports in a file named by its pid. */
const announcedUrl = async (folder: string): Promise<string | null> => {
  const name = (await readdir(folder)).find((file) => file.endsWith(".ports"));
  if (name === undefined) return null;
  const text = await readFile(join(folder, name), "utf8");
  return text === "" ? null : ((JSON.parse(text) as { nats: readonly string[] }).nats[0] ?? null);
};

/** A real nats-server with JetStream on a free port, with its data in a folder of its own. */
export class BrokerProcess {
  readonly folder: string;
  readonly url: string;
  #child: ChildProcess;

  private constructor(folder: string, url: string, child: ChildProcess) {
    this.folder = folder;
    this.url = url;
    this.#child = child;
  }

  static async launch(): Promise<BrokerProcess> {
    const folder = await mkdtemp(join(tmpdir(), "loadline-fleet-test-"));
    const child = spawnServer(folder, "-1");
    const url = await eventually("the port of nats-server", () => announcedUrl(folder));
    return new BrokerProcess(folder, url, child);
  }

  /** Ends it without warning and starts it again on the same port and data. */
  async restart(): Promise<void> {
    this.#child.kill("SIGKILL");
    await ended(this.#child);
    this.#child = spawnServer(this.folder, new URL(this.url).port);
  }

  async remove(): Promise<void> {
    this.#child.kill("SIGTERM");
    await ended(this.#child);
    await rm(this.folder, { recursive: true, force: true });
  }
}

const spawnServer = (folder: string, port: string): ChildProcess =>
  spawn(
    serverBinary(natsServerProgram),
    ["-js", "-sd", join(folder, "store"), "-a", "127.0.0.1", "-p", port, "--ports_file_dir", folder],
    { stdio: "ignore" },
  );
