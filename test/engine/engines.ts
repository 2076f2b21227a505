import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort, waitFor } from "@loadline/servers";
import { type Child, endedEarly } from "@loadline/tools/processes/child";
import type { ProcessGroup } from "@loadline/tools/processes/process-group";
import type { EngineInstallation } from "./find-engine.ts";

export const deployment = "tiny";
export const shape = { inputTokens: 128, outputTokens: 48 };
const slots = 32;
/** Of a load that fills one engine: some always wait. */
export const clients = 2 * slots;

interface Engine {
  readonly child: Child;
  readonly port: number;
}

/** Engine processes, each bound to a core of its own. */
export class Engines {
  readonly #group: ProcessGroup;
  readonly #installation: EngineInstallation;
  readonly #engines: Engine[] = [];
  #standby: Engine | null = null;
  /** File that the agent reads its engines from. */
  readonly listFile: string;

  constructor(group: ProcessGroup, installation: EngineInstallation) {
    this.#group = group;
    this.#installation = installation;
    this.listFile = join(group.folder, "engines.json");
    this.#write();
  }

  /** Ports of those that answer. */
  get serving(): readonly number[] {
    return this.#engines.filter(({ child }) => child.exitCode() === null).map(({ port }) => port);
  }

  get count(): number {
    return this.#engines.length;
  }

  /** Requests that wait in each engine that serves, by port, as its own page has them; without those that do not answer. */
  async waiting(): Promise<ReadonlyMap<number, number>> {
    const pages = await Promise.all(this.serving.map(async (port) => [port, await waitingIn(port)] as const));
    return new Map(pages.flatMap(([port, waiting]) => (waiting === null ? [] : [[port, waiting]])));
  }

  #write(): void {
    const targets = this.serving.map((port) => `127.0.0.1:${port}`);
    writeFileSync(this.listFile, JSON.stringify([{ targets, labels: { deployment } }]));
  }

  /** A process on the core, once it answers. */
  async #launch(core: number): Promise<Engine> {
    const port = await freePort();
    const child = this.#group.start({
      name: `engine ${core}`,
      program: this.#installation.vllm,
      args: [
        "serve",
        this.#installation.model,
        "--served-model-name",
        deployment,
        "--load-format",
        "dummy",
        "--dtype",
        "bfloat16",
        "--max-model-len",
        "2048",
        "--max-num-seqs",
        String(slots),
        "--host",
        "127.0.0.1",
        "--port",
        String(port),
      ],
      env: {
        HF_HUB_OFFLINE: "1",
        VLLM_NO_USAGE_STATS: "1",
        DO_NOT_TRACK: "1",
        OMP_NUM_THREADS: "1",
        VLLM_CPU_OMP_THREADS_BIND: String(core),
        VLLM_CPU_KVCACHE_SPACE: "1",
      },
    });
    try {
      await waitFor(async () => ((await answers(`http://127.0.0.1:${port}/health`)) ? true : null), {
        what: `engine on core ${core}`,
        seconds: 300,
        everySeconds: 0.5,
        givenUp: () => endedEarly(child),
      });
    } catch (error) {
      await child.stop(20);
      throw error;
    }
    return { child, port };
  }

  /** Starts one that waits to be asked for: under load a start takes minutes of both cores. */
  async prepare(core: number): Promise<void> {
    this.#standby = await this.#launch(core);
  }

  /** A process that keeps a core busy, as a noisy neighbour does: in a session of its own, between which Linux shares a core first. */
  keepBusy(core: number): Child {
    const args = ["-c", String(core), process.execPath, "-e", "for(;;);"];
    return this.#group.start({ name: `neighbour on core ${core}`, program: "taskset", args });
  }

  /** Lets the one that waits serve, or starts one on the core. */
  async start(core: number): Promise<void> {
    const standby = this.#standby;
    this.#standby = null;
    const engine = standby?.child.exitCode() === null ? standby : await this.#launch(core);
    this.#engines.push(engine);
    this.#write();
  }

  /** Takes the newest out of the list, lets it finish what it has, and keeps it for the next start. */
  async stopOne(graceSeconds: number): Promise<void> {
    const engine = this.#engines.pop();
    if (engine === undefined) return;
    this.#write();
    await new Promise((resolve) => setTimeout(resolve, graceSeconds * 1000));
    this.#standby = engine;
  }
}

const waitingIn = async (port: number): Promise<number | null> => {
  try {
    const page = await (await fetch(`http://127.0.0.1:${port}/metrics`, { signal: AbortSignal.timeout(5000) })).text();
    const [, value] = /^vllm:num_requests_waiting\{[^}]*\} (\S+)$/mu.exec(page) ?? [];
    return value === undefined ? null : Number(value);
  } catch {
    return null;
  }
};

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5000) })).ok;
  } catch {
    return false;
  }
};

/** Load of `vllm bench serve` against the port. */
export type Load = { readonly port: number; readonly requests: number } & (
  | { readonly requestsPerSecond: number }
  | { readonly clients: number }
);

/** Runs a load until it ends, or until `signal` ends it. */
export const bench = async (installation: EngineInstallation, load: Load, signal?: AbortSignal): Promise<void> => {
  const args = [
    "bench",
    "serve",
    "--backend",
    "vllm",
    "--model",
    installation.model,
    "--served-model-name",
    deployment,
    "--host",
    "127.0.0.1",
    "--port",
    String(load.port),
    "--dataset-name",
    "random",
    "--ignore-eos",
    "--random-input-len",
    String(shape.inputTokens),
    "--random-output-len",
    String(shape.outputTokens),
    "--num-prompts",
    String(load.requests),
    ...("clients" in load
      ? ["--max-concurrency", String(load.clients)]
      : ["--request-rate", String(load.requestsPerSecond)]),
  ];
  const env = { ...process.env, HF_HUB_OFFLINE: "1", VLLM_NO_USAGE_STATS: "1", DO_NOT_TRACK: "1" };
  try {
    await promisify(execFile)(installation.vllm, args, { env, maxBuffer: 2 ** 26, ...(signal && { signal }) });
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  }
};
