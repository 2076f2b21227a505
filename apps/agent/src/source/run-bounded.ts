import { type ChildProcess, spawn } from "node:child_process";
import { decodeText } from "./decode-text.ts";
import type { ReadOutcome } from "./source.ts";

export interface RunRequest {
  readonly command: string;
  readonly args: readonly string[];
  /** Aborting terminates the child; the promise still waits until it has ended. */
  readonly signal: AbortSignal;
  readonly maxOutputBytes: number;
  /** Time between SIGTERM and SIGKILL. */
  readonly killGraceSeconds?: number;
}

export type RunResult =
  | { readonly kind: "exited"; readonly code: number | null; readonly stdout: string; readonly stderr: string }
  | { readonly kind: "not-started"; readonly missing: boolean; readonly detail: string }
  | { readonly kind: "too-large"; readonly maxOutputBytes: number }
  | { readonly kind: "stopped" };

/** A GPU client that is killed in the middle of a driver call has frozen cards; it gets this long to end by itself. */
const driverGraceSeconds = 30;
const maxErrorBytes = 4096;
/** A grandchild may keep the pipes open after the child is gone; its output is not waited for longer than this. */
const pipeGraceMilliseconds = 1000;

const collect = (stream: NodeJS.ReadableStream | null, limit: number, onOverflow: () => void) => {
  const chunks: Buffer[] = [];
  let size = 0;
  stream?.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else onOverflow();
  });
  stream?.on("error", () => undefined);
  return { text: () => decodeText(Buffer.concat(chunks)), overflowed: () => size > limit };
};

/**
 * Sends SIGTERM, and SIGKILL after the grace; at most once. A program that could not be started has no pid, and `kill`
 * would then signal the whole process group of the caller.
 */
export const terminator = (child: ChildProcess, graceSeconds = driverGraceSeconds): (() => void) => {
  let timer: NodeJS.Timeout | null = null;
  return () => {
    if (child.pid === undefined || timer !== null || child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    timer = setTimeout(() => child.kill("SIGKILL"), graceSeconds * 1000);
    timer.unref();
    child.once("exit", () => timer !== null && clearTimeout(timer));
  };
};

/** Starts a program whose output is not translated. */
export const spawnProgram = (command: string, args: readonly string[]): ChildProcess =>
  spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, LC_ALL: "C", LANG: "C" } });

/** Runs a program with bounded output. Resolves when it has ended, however long that takes; never rejects. */
export const runBounded = ({
  command,
  args,
  signal,
  maxOutputBytes,
  killGraceSeconds = driverGraceSeconds,
}: RunRequest): Promise<RunResult> =>
  new Promise((resolve) => {
    const child = spawnProgram(command, args);
    const end = terminator(child, killGraceSeconds);
    const stdout = collect(child.stdout, maxOutputBytes, end);
    const stderr = collect(child.stderr, maxErrorBytes, () => undefined);
    signal.addEventListener("abort", end, { once: true });
    const finish = (result: RunResult): void => {
      signal.removeEventListener("abort", end);
      resolve(result);
    };
    child.once("error", (error) => {
      if (child.pid === undefined)
        finish({
          kind: "not-started",
          missing: "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"),
          detail: error.message,
        });
    });
    child.once("exit", () => {
      setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, pipeGraceMilliseconds).unref();
    });
    child.once("close", (code) => {
      if (stdout.overflowed()) return finish({ kind: "too-large", maxOutputBytes });
      if (signal.aborted) return finish({ kind: "stopped" });
      return finish({ kind: "exited", code, stdout: stdout.text(), stderr: stderr.text() });
    });
    if (signal.aborted) end();
  });

/** The exit code with what the program printed about it. */
export const exitDetail = (code: number | null, message: string): string =>
  `exit code ${code}: ${message.slice(0, 200) || "no message"}`;

/** The outcome of a run without usable output. */
export const failedRun = (result: RunResult, command: string): ReadOutcome<never> => {
  switch (result.kind) {
    case "not-started":
      return result.missing
        ? { kind: "absent", detail: `${command} was not found` }
        : { kind: "failed", reason: "not-started", detail: result.detail };
    case "too-large":
      return { kind: "failed", reason: "too-large", detail: `more than ${result.maxOutputBytes} bytes` };
    case "stopped":
      return { kind: "failed", reason: "deadline", detail: "the read was stopped at its deadline" };
    case "exited":
      return {
        kind: "failed",
        reason: "exit-code",
        detail: exitDetail(result.code, (result.stderr || result.stdout).trim().split("\n")[0] ?? ""),
      };
  }
};
