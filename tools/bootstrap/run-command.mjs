import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

const keep = 6_000;

const running = new Set();

/** Ends every program that still runs, so that a failure of one step leaves nothing behind. */
export const stopCommands = () => {
  // Without a pid it was not started, and `kill` would reach our own process group.
  for (const child of running) if (child.pid !== undefined) child.kill("SIGTERM");
};

/** Runs a program without a shell and collects the end of its output. Never rejects on a non-zero exit. */
export const runCommand = (program, args, { env = {}, cwd = root } = {}) =>
  new Promise((resolve) => {
    const windows = process.platform === "win32";
    const child = spawn(program, args, {
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
      shell: windows,
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", ...env },
    });
    running.add(child);
    let output = "";
    const take = (chunk) => {
      output = (output + chunk).slice(-keep);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("error", (error) => resolve({ code: 127, output: error.message }));
    child.on("close", (code, signal) => {
      running.delete(child);
      resolve({ code: code ?? signal, output });
    });
  });

/** The last lines of an output, indented, without stack frames. */
export const tail = (output, lines = 15) =>
  output
    .trimEnd()
    .split("\n")
    .filter((line) => !/^(npm error )?\s+at .+:\d+:\d+\)?/.test(line))
    .slice(-lines)
    .map((line) => `    ${line}`)
    .join("\n");
