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
  const toGuard = (message: object): void => {
    if (guard.connected) guard.send(message);
  };
  const notifyGuard = (kind: "child" | "ended", { pid }: Child): void => {
    if (pid !== undefined) toGuard({ kind, pid });
  };
  const children: Child[] = [];
  let stopping = false;
  let fail: (error: Error) => void = () => {};
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failure.catch(() => {});
  const onEnd = (child: Child, code: number | string, wanted: boolean): void => {
    notifyGuard("ended", child);
    if (!stopping && !wanted) fail(partDied(child.name, code, child.log()));
  };
  const start: ProcessGroup["start"] = (settings) => {
    const child = startChild({ ...settings, logFolder }, onEnd);
    notifyGuard("child", child);
    children.push(child);
    return child;
  };
  const stop = async (): Promise<void> => {
    stopping = true;
    const [first, ...rest] = children;
    await Promise.all(rest.map((child) => child.stop()));
    await first?.stop();
    rmSync(folder, { recursive: true, force: true });
    toGuard({ kind: "done" });
  };
  return { folder, start, children: () => children, failure, stop };
};
