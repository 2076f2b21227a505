import { fork } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repositoryRoot } from "../repository.ts";
import { type Child, type ChildSettings, partDied, startChild } from "./child.ts";

/** Children that live and die together, in one working folder. */
export interface ProcessGroup {
  readonly folder: string;
  readonly start: (settings: Omit<ChildSettings, "logFolder">) => Child;
  readonly children: () => readonly Child[];
  /** Rejects with LL_PART_DIED as soon as a child ends that nobody stopped. */
  readonly failure: Promise<never>;
  /** Stops everything, the first started last, and removes the folder. */
  readonly stop: () => Promise<void>;
}

const startGuard = (folder: string) => {
  const guard = fork(join(repositoryRoot, "tools/dist/processes/guard.js"), { stdio: "ignore", detached: true });
  guard.send({ kind: "folder", path: folder });
  guard.unref();
  guard.channel?.unref();
  return guard;
};

/** Makes a group with a new folder below the system's temporary one. */
export const processGroup = (prefix = "loadline-"): ProcessGroup => {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  const logFolder = join(folder, "logs");
  mkdirSync(logFolder);
  const guard = startGuard(folder);
  const children: Child[] = [];
  let stopping = false;
  let fail: (error: Error) => void = () => {};
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failure.catch(() => {});

  const stopOne = async (child: Child): Promise<void> => {
    await child.stop();
    if (guard.connected) guard.send({ kind: "ended", pid: child.pid });
  };
  const wanted = new Set<Child>();
  const start: ProcessGroup["start"] = (settings) => {
    const child = startChild({ ...settings, logFolder });
    guard.send({ kind: "child", pid: child.pid });
    const tracked: Child = {
      ...child,
      stop: (grace) => {
        wanted.add(tracked);
        return child.stop(grace);
      },
      kill: () => {
        wanted.add(tracked);
        return child.kill();
      },
    };
    children.push(tracked);
    void child.ended.then((code) => {
      if (guard.connected) guard.send({ kind: "ended", pid: child.pid });
      if (stopping || wanted.has(tracked)) return;
      fail(partDied(child.name, code, child.log()));
    });
    return tracked;
  };
  const stop = async (): Promise<void> => {
    stopping = true;
    const [first, ...rest] = children;
    await Promise.all(rest.map(stopOne));
    if (first !== undefined) await stopOne(first);
    rmSync(folder, { recursive: true, force: true });
    if (guard.connected) guard.send({ kind: "farewell" });
  };
  return { folder, start, children: () => children, failure, stop };
};
