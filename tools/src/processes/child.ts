import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LoadlineError } from "@loadline/model";
import { waitFor } from "@loadline/servers";

export interface ChildSettings {
  /** Name that people read, e.g. `agent h100-1`. */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly logFolder: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A process of ours, with its log in a file and an end that is known to be wanted or not. */
export interface Child {
  readonly name: string;
  /** Undefined when it could not be started: never a number that `kill` would read as a whole group. */
  readonly pid: number | undefined;
  readonly logFile: string;
  /** Resolves when it has ended, with its exit code or signal. */
  readonly ended: Promise<number | string>;
  /** null while it runs. */
  readonly exitCode: () => number | string | null;
  /** SIGTERM, and SIGKILL after the grace; resolves when it is gone. */
  readonly stop: (graceSeconds?: number) => Promise<void>;
  /** Stops it in its tracks, as a machine that hangs does, or lets it go on. */
  readonly freeze: (frozen: boolean) => void;
  /** SIGKILL at once: for tests of what a crash leaves. */
  readonly kill: () => Promise<void>;
  readonly log: () => string;
}

const endOf = (process: ChildProcess): Promise<number | string> =>
  new Promise((resolve) => {
    process.once("error", (error) => resolve(error.message));
    process.once("exit", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });

const graceDefault = 5;

/**
 * Starts a child in a process group of its own: Ctrl-C reaches only the parent, which then stops its children in order.
 * @param onEnd called with its end, and whether it was stopped or killed here
 */
export const startChild = (
  { name, program, args, logFolder, env }: ChildSettings,
  onEnd: (child: Child, code: number | string, wanted: boolean) => void,
): Child => {
  const logFile = join(logFolder, `${name.replace(/[^a-z0-9-]+/gi, "-")}.log`);
  const descriptor = openSync(logFile, "a");
  const spawned = spawn(program, [...args], {
    stdio: ["ignore", descriptor, descriptor],
    detached: true,
    env: { ...process.env, ...env },
  });
  closeSync(descriptor);
  let exit: number | string | null = null;
  let wanted = false;
  // With the processes that it started: once it is gone nobody else ends them.
  const killGroup = (): void => {
    wanted = true;
    if (spawned.pid === undefined) return;
    try {
      process.kill(-spawned.pid, "SIGKILL");
    } catch {
      // None of them is left.
    }
  };
  const ended = endOf(spawned).then((code) => {
    exit = code;
    onEnd(child, code, wanted);
    return code;
  });
  const child: Child = {
    name,
    logFile,
    ended,
    pid: spawned.pid,
    exitCode: () => exit,
    stop: async (graceSeconds = graceDefault) => {
      wanted = true;
      if (exit === null && spawned.pid !== undefined) spawned.kill("SIGTERM");
      child.freeze(false);
      const timer = setTimeout(killGroup, graceSeconds * 1000);
      await ended;
      clearTimeout(timer);
      killGroup();
    },
    freeze: (frozen) => {
      if (exit === null && spawned.pid !== undefined) spawned.kill(frozen ? "SIGSTOP" : "SIGCONT");
    },
    kill: async () => {
      killGroup();
      await ended;
    },
    log: () => readFileSync(logFile, "utf8"),
  };
  return child;
};

const logLines = 20;

/** A child that ended although nobody stopped it, with the end of its log. */
export const partDied = (part: string, code: number | string, log: string): LoadlineError<"LL_PART_DIED"> =>
  new LoadlineError("LL_PART_DIED", { part, code, log: log.trimEnd().split("\n").slice(-logLines).join("\n") });

/** The reason to stop waiting for a child, or null while it runs. */
export const endedEarly = (child: Child): Error | null => {
  const code = child.exitCode();
  return code === null ? null : partDied(child.name, code, child.log());
};

/** Exit code of a process of ours that was used wrongly; its log then holds the message. */
export const usageExitCode = 2;

/** The finished JSON line of a log that has the key, or null. */
const lineWith = (log: string, key: string): Record<string, unknown> | null => {
  for (const line of log.split("\n").filter((candidate) => candidate.includes(`"${key}"`))) {
    try {
      const parsed = JSON.parse(line) as Record<string, unknown>;
      if (parsed[key] !== undefined) return parsed;
    } catch {
      // Half written; asked again.
    }
  }
  return null;
};

/** Waits until a child has written a JSON line with the key, and gives the whole line. */
export const announced = (child: Child, key: string, seconds?: number): Promise<Record<string, unknown>> =>
  waitFor(() => lineWith(child.log(), key), {
    what: `the start of ${child.name}`,
    ...(seconds === undefined ? {} : { seconds }),
    everySeconds: 0.05,
    givenUp: () => endedEarly(child),
  });

/** host:port that a child process listens on. */
export const listening = async (child: Child, seconds?: number): Promise<string> => {
  const { listening: value } = await announced(child, "listening", seconds);
  return typeof value === "number" ? `127.0.0.1:${value}` : String(value);
};
