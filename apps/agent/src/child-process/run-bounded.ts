import { type ChildProcess, spawn } from "node:child_process";
import { decodeText } from "./decode-text.ts";

export interface RunRequest {
  readonly command: string;
  readonly args: readonly string[];
  /** Aborting asks the child to end; the promise still waits until it did. */
  readonly signal: AbortSignal;
  readonly maxOutputBytes: number;
  /** Between the polite request to end and the impolite one. */
  readonly killGraceSeconds: number;
}

export type RunResult =
  | { readonly kind: "exited"; readonly code: number | null; readonly stdout: string; readonly stderr: string }
  | { readonly kind: "not-started"; readonly missing: boolean; readonly detail: string }
  | { readonly kind: "too-large"; readonly maxOutputBytes: number }
  | { readonly kind: "stopped" };

const maxErrorBytes = 4096;
/** A grandchild may keep the pipes open after the child is gone; its output is not waited for longer than this. */
const pipeGraceMilliseconds = 1000;

interface Output {
  readonly text: () => string;
  readonly overflowed: () => boolean;
}

const collect = (stream: NodeJS.ReadableStream | null, limit: number, onOverflow: () => void): Output => {
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

/** Politely first: a GPU client that dies in the middle of a driver call can take the driver with it. */
const endPolitely = (child: ChildProcess, graceSeconds: number): (() => void) => {
  let timer: NodeJS.Timeout | null = null;
  return () => {
    if (timer !== null || child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    timer = setTimeout(() => child.kill("SIGKILL"), graceSeconds * 1000);
    timer.unref();
    child.once("exit", () => timer !== null && clearTimeout(timer));
  };
};

const isMissing = (error: Error): boolean => "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");

/** Runs a program with bounded output. Resolves when it has ended, however long that takes; never rejects. */
export const runBounded = ({
  command,
  args,
  signal,
  maxOutputBytes,
  killGraceSeconds,
}: RunRequest): Promise<RunResult> =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, LC_ALL: "C", LANG: "C" },
    });
    const end = endPolitely(child, killGraceSeconds);
    const stdout = collect(child.stdout, maxOutputBytes, end);
    const stderr = collect(child.stderr, maxErrorBytes, () => undefined);
    signal.addEventListener("abort", end, { once: true });
    const finish = (result: RunResult): void => {
      signal.removeEventListener("abort", end);
      resolve(result);
    };
    child.once("error", (error) => {
      if (child.pid === undefined) finish({ kind: "not-started", missing: isMissing(error), detail: error.message });
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
