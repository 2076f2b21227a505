import { readFileSync } from "node:fs";
import type { Child, ChildSettings } from "@loadline/tools/processes/child";
import type { ProcessGroup } from "@loadline/tools/processes/process-group";

/** One process under test, which is started again under the same name, port and files. */
export class Part {
  readonly name: string;
  readonly port: number;
  readonly #group: ProcessGroup;
  readonly #settings: Omit<ChildSettings, "logFolder">;
  readonly #onUnexpectedEnd: (part: Part, code: number | string) => void;
  #child: Child | null = null;
  #ending: Child | null = null;
  /** It is meant to run. */
  wanted = false;
  paused = false;
  startedAt = 0;

  constructor(
    group: ProcessGroup,
    settings: Omit<ChildSettings, "logFolder">,
    { port, onUnexpectedEnd }: { port: number; onUnexpectedEnd: (part: Part, code: number | string) => void },
  ) {
    this.name = settings.name;
    this.port = port;
    this.#group = group;
    this.#settings = settings;
    this.#onUnexpectedEnd = onUnexpectedEnd;
  }

  get runs(): boolean {
    return this.#child !== null && this.#child.exitCode() === null;
  }

  /** Address of its HTTP server. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  start(): void {
    const child = this.#group.start(this.#settings);
    this.#child = child;
    this.startedAt = Date.now();
    this.paused = false;
    this.wanted = true;
    void child.ended.then((code) => {
      if (this.#ending !== child) this.#onUnexpectedEnd(this, code);
    });
  }

  async kill(): Promise<void> {
    this.wanted = false;
    this.#ending = this.#child;
    await this.#child?.kill();
  }

  async stop(): Promise<void> {
    this.wanted = false;
    this.#ending = this.#child;
    if (this.paused) this.resume();
    await this.#child?.stop(20);
  }

  pause(): void {
    if (!this.runs) return;
    process.kill(this.#child?.pid ?? Number.NaN, "SIGSTOP");
    this.paused = true;
  }

  resume(): void {
    if (this.runs) process.kill(this.#child?.pid ?? Number.NaN, "SIGCONT");
    this.paused = false;
  }

  /** SIGHUP, as of somebody who wants files read again. */
  hangUp(): void {
    if (this.runs) process.kill(this.#child?.pid ?? Number.NaN, "SIGHUP");
  }

  log(): string {
    return this.#child?.log() ?? "";
  }

  /** Resident memory in MiB; null when it does not run. */
  residentMebibytes(): number | null {
    if (!this.runs) return null;
    try {
      const kibibytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${this.#child?.pid}/status`, "utf8"))?.[1];
      return kibibytes === undefined ? null : Number(kibibytes) / 1024;
    } catch {
      return null;
    }
  }
}
