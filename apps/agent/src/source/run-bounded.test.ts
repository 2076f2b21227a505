import { ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { eventually } from "../../test/eventually.ts";
import { type RunRequest, runBounded } from "./run-bounded.ts";

const shell = (script: string, over: Partial<RunRequest> = {}) =>
  runBounded({
    command: "/bin/sh",
    args: ["-c", script],
    signal: new AbortController().signal,
    maxOutputBytes: 1000,
    killGraceSeconds: 0.2,
    ...over,
  });

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe("a program that ends", () => {
  test("has its code and both outputs separately", async () =>
    expect(await shell("echo out; echo err >&2; exit 9")).toEqual({
      kind: "exited",
      code: 9,
      stdout: "out\n",
      stderr: "err\n",
    }));
  test("runs in the C locale", async () =>
    expect(await shell('printf "%s %s" "$LC_ALL" "$LANG"')).toMatchObject({ stdout: "C C" }));
  test("is not one that does not exist or cannot be run", async () => {
    const missing = await shell("", { command: "/nonexistent/nvidia-smi" });
    expect(missing).toMatchObject({ kind: "not-started", missing: true });
    const forbidden = await shell("", { command: "/etc/passwd" });
    expect(forbidden).toMatchObject({ kind: "not-started", missing: false });
  });
  // Node signals the whole process group of the caller where a program without a pid is killed.
  test("is not signalled when it could not be started", async () => {
    const kill = vi.spyOn(ChildProcess.prototype, "kill").mockReturnValue(false);
    const missing = await shell("", { command: "/nonexistent/nvidia-smi", signal: AbortSignal.abort() });
    const calls = kill.mock.calls.length;
    kill.mockRestore();
    expect(missing).toMatchObject({ kind: "not-started", missing: true });
    expect(calls).toBe(0);
  });
  test("is not waited for longer when a grandchild keeps its output open", async () => {
    const result = await shell("sleep 60 & echo $!");
    expect(result).toMatchObject({ kind: "exited", code: 0, stdout: expect.stringMatching(/^\d{2,}\n$/) });
    if (result.kind === "exited") process.kill(Number(result.stdout), "SIGTERM");
  });
});

describe("a program that does not end", () => {
  const folder = mkdtempSync(join(tmpdir(), "loadline-run-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  /** Aborts it once its trap is set. */
  const runUntilAborted = async (trap: string) => {
    const stop = new AbortController();
    const file = join(folder, "pid");
    const result = shell(`trap '${trap}' TERM; echo $$ > ${file}; while :; do sleep 0.05; done`, {
      signal: stop.signal,
    });
    const pid = await eventually("the pid", () =>
      existsSync(file) ? Number(readFileSync(file, "utf8")) || null : null,
    );
    rmSync(file);
    stop.abort();
    return { result: await result, pid };
  };
  test("gets SIGTERM first", async () => {
    const { result, pid } = await runUntilAborted("exit 0");
    expect(result).toEqual({ kind: "stopped" });
    await eventually("its end", () => (isRunning(pid) ? null : true));
  });
  test("is killed after the grace when it ignores that", async () => {
    const { result, pid } = await runUntilAborted("");
    expect(result).toEqual({ kind: "stopped" });
    await eventually("its end", () => (isRunning(pid) ? null : true));
  });
});

test("output beyond the bound ends the program and is dropped", async () =>
  expect(await shell("while :; do echo 0123456789; done")).toEqual({ kind: "too-large", maxOutputBytes: 1000 }));
