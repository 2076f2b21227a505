import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitFor } from "@loadline/servers";
import { repositoryRoot } from "@loadline/tools/repository";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

/** The demo as a user starts it, in a temporary folder of its own, so that what it leaves can be seen. */
interface Demo {
  readonly process: ChildProcess;
  readonly output: () => string;
  readonly exit: Promise<number | string>;
}

let temporary: string;
/** For files that a case gives to the demo. */
let inputs: string;

const startDemo = (...args: readonly string[]): Demo => {
  const child = spawn(process.execPath, [join(repositoryRoot, "tools/bootstrap.mjs"), "demo", ...args], {
    env: { ...process.env, TMPDIR: temporary },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  const exit = new Promise<number | string>((resolve) =>
    // Its last lines may come after its exit.
    child.on("close", (code, signal) => resolve(code ?? signal ?? "")),
  );
  return { process: child, output: () => output, exit };
};

const until = (demo: Demo, text: string) =>
  waitFor(() => (demo.output().includes(text) ? true : null), {
    what: `"${text}" in the output of the demo:\n${demo.output()}`,
    givenUp: () => (demo.process.exitCode === null ? null : new Error(`the demo ended:\n${demo.output()}`)),
  });

/** Processes whose command line names our temporary folder: every part but the demo itself gets a path in it. */
const processesOfOurs = (): readonly string[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const commandLine = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
        return commandLine.includes(temporary) ? [commandLine] : [];
      } catch {
        return []; // It ended while we looked.
      }
    });

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), "loadline-demo-test-"));
  inputs = mkdtempSync(join(tmpdir(), "loadline-demo-inputs-"));
});

afterEach(() => {
  for (const folder of [temporary, inputs]) rmSync(folder, { recursive: true, force: true });
});

describe("npm run demo", () => {
  test("reaches live data, and Ctrl-C leaves nothing behind", async () => {
    const foreign = join(repositoryRoot, ".loadline/of-another-program");
    mkdirSync(foreign, { recursive: true });
    const demo = startDemo();
    await until(demo, "first data point");
    expect(demo.output()).toMatch(/first data point \d+\.\d s after the command/);
    expect(processesOfOurs().length).toBeGreaterThan(5);
    demo.process.kill("SIGINT");
    expect(await demo.exit).toBe(0);
    expect(processesOfOurs()).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
    expect(existsSync(join(repositoryRoot, ".loadline/demo.json"))).toBe(false);
    expect(existsSync(foreign)).toBe(true);
    rmSync(foreign, { recursive: true });
  });

  test("prints at its end how often each count changed, and cost and misses beside an autoscaler", async () => {
    const demo = startDemo("--seconds", "60");
    expect(await demo.exit).toBe(0);
    const end = demo.output().split("stopping every part")[1] ?? "";
    for (const name of ["assist-8b", "chat-70b"])
      expect(end).toMatch(new RegExp(`${name} +\\d+ changes of the count, 0 reversed within a minute`));
    expect(end).toMatch(/chat-70b +Loadline +\d+\.\d\d \$ +\d+ s\nchat-70b +HPA at 70 % +\d+\.\d\d \$ +\d+ s\n/);
  });

  test("killed without a chance to say goodbye, its parts end all the same", async () => {
    const demo = startDemo();
    await until(demo, "first data point");
    demo.process.kill("SIGKILL");
    await demo.exit;
    await waitFor(() => (processesOfOurs().length === 0 && readdirSync(temporary).length === 0 ? true : null), {
      what: "the end of every part",
    });
    rmSync(join(repositoryRoot, ".loadline/demo.json"), { force: true });
  });
});

describe("bad input ends with one clear message, exit code 2 and nothing running", () => {
  const file = (name: string, text: string): string => {
    const path = join(inputs, name);
    writeFileSync(path, text);
    return path;
  };
  const plan = readFileSync(join(repositoryRoot, "deploy/demo/plan.yaml"), "utf8");

  test.each([
    { name: "a trace that does not exist", args: () => ["--trace", "no-such.csv"], answer: "LL_FILE_UNREADABLE" },
    {
      name: "a broken trace line",
      args: () => ["--trace", file("t.csv", "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.1,12,x\n")],
      answer: "line 2",
    },
    {
      name: "a plan with an unknown model",
      args: () => ["--plan", file("plan.yaml", plan.replace("llama-3.1-8b", "llama-3.1-9b"))],
      answer: "LL_UNKNOWN_MODEL",
    },
    {
      name: "a plan with a misspelt key",
      args: () => ["--plan", file("plan.yaml", plan.replace("reserveReplicas", "reserveReplica"))],
      answer: "LL_PLAN_INVALID",
    },
    { name: "an unknown option", args: () => ["--sped-up", "3"], answer: "--speed-up" },
    { name: "a port that is no number", args: () => ["--port", "http"], answer: "whole number" },
  ])("$name", async ({ args, answer }) => {
    const demo = startDemo(...args());
    expect(await demo.exit).toBe(2);
    expect(demo.output()).toContain(answer);
    expect(demo.output()).not.toMatch(/^\s+at /m);
    expect(processesOfOurs()).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("a port that is taken", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    const demo = startDemo("--port", String(port));
    expect(await demo.exit).toBe(2);
    expect(demo.output()).toContain("LL_PORT_TAKEN");
    expect(demo.output()).toContain(String(port));
    expect(processesOfOurs()).toEqual([]);
    server.close();
  });

  test("a server that is missing", async () => {
    process.env["NATS_SERVER_BIN"] = "/nowhere/nats-server";
    const demo = startDemo();
    delete process.env["NATS_SERVER_BIN"];
    expect(await demo.exit).not.toBe(0);
    expect(demo.output()).toContain("LL_SERVER_MISSING");
    expect(processesOfOurs()).toEqual([]);
  });
});
