import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** Where the real server is: NATS_SERVER_BIN, PATH, or where Debian puts it; null when it is nowhere. */
export const findNatsServer = (): string | null => {
  const places = [
    process.env["NATS_SERVER_BIN"],
    ...(process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, "nats-server")),
    "/usr/sbin/nats-server",
  ];
  return places.find((path) => path !== undefined && path !== "" && existsSync(path)) ?? null;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address !== null ? resolve(address.port) : reject(address)));
    });
  });

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once("exit", () => resolve());
  });

const ready = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let log = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      log += chunk.toString();
      if (log.includes("Server is ready")) resolve();
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`nats-server ended with ${code}:\n${log}`)));
  });

/** One real nats-server with JetStream on a free port; it can be stopped and started again on the same data. */
export class TestNatsServer {
  readonly #program: string;
  readonly #folder: string;
  readonly port: number;
  #child: ChildProcess | null = null;

  private constructor(program: string, folder: string, port: number) {
    this.#program = program;
    this.#folder = folder;
    this.port = port;
  }

  /** @param configuration more of the server's configuration file, such as `authorization { … }` */
  static async launch(program: string, configuration = ""): Promise<TestNatsServer> {
    const folder = await mkdtemp(join(tmpdir(), "loadline-agent-nats-"));
    const server = new TestNatsServer(program, folder, await freePort());
    await server.configure(configuration);
    await server.start();
    return server;
  }

  /** Holds from the next start on. */
  async configure(configuration: string): Promise<void> {
    const store = JSON.stringify(join(this.#folder, "store"));
    const text = `listen: "127.0.0.1:${this.port}"\njetstream { store_dir: ${store} }\n${configuration}\n`;
    await writeFile(join(this.#folder, "server.conf"), text);
  }

  get url(): string {
    return `nats://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const child = spawn(this.#program, ["-c", join(this.#folder, "server.conf")], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.#child = child;
    await ready(child);
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null) return;
    child.kill("SIGTERM");
    await ended(child);
  }

  /** Stops it and removes its data. */
  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
