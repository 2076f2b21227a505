import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { eventually } from "../test/eventually.ts";
import { systemClock } from "./clock.ts";
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
  test("is told with its code and both outputs apart", async () =>
    expect(await shell("echo out; echo err >&2; exit 9")).toEqual({
      kind: "exited",
      code: 9,
      stdout: "out\n",
      stderr: "err\n",
    }));
  test("runs in the C locale", async () =>
    expect(await shell('printf "%s %s" "$LC_ALL" "$LANG"')).toMatchObject({ stdout: "C C" }));
  test("is told apart from one that is not there", async () => {
    const missing = await shell("", { command: "/nonexistent/nvidia-smi" });
    expect(missing).toMatchObject({ kind: "not-started", missing: true });
    const forbidden = await shell("", { command: "/etc/passwd" });
    expect(forbidden).toMatchObject({ kind: "not-started", missing: false });
  });
  test("is not waited for longer when a grandchild keeps its output open", async () => {
    const result = await shell("sleep 60 & echo $!");
    expect(result).toMatchObject({ kind: "exited", code: 0 });
    if (result.kind === "exited") process.kill(Number(result.stdout), "SIGTERM");
  });
});

describe("a program that does not end", () => {
  const runUntilAborted = async (script: string) => {
    const stop = new AbortController();
    const result = shell(script, { signal: stop.signal });
    await systemClock.sleep(0.2);
    const line = execFileSync("ps", ["-o", "pid=,args=", "--ppid", String(process.pid)], { encoding: "utf8" })
      .split("\n")
      .find((text) => text.includes(script.slice(0, 20)));
    const pid = Number.parseInt(line ?? "", 10);
    stop.abort();
    return { result: await result, pid };
  };
  test("is asked politely first", async () => {
    const { result, pid } = await runUntilAborted("trap 'exit 0' TERM; while :; do sleep 0.05; done");
    expect(result).toEqual({ kind: "stopped" });
    await eventually("its end", () => (isRunning(pid) ? null : true));
  });
  test("is killed when it does not listen, after the grace", async () => {
    const { result, pid } = await runUntilAborted("trap '' TERM; while :; do sleep 0.05; done");
    expect(result).toEqual({ kind: "stopped" });
    await eventually("its end", () => (isRunning(pid) ? null : true));
  });
});

test("output beyond the bound ends the program and is not kept", async () =>
  expect(await shell("while :; do echo 0123456789; done")).toEqual({ kind: "too-large", maxOutputBytes: 1000 }));
