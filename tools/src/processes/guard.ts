import { rmSync } from "node:fs";

/**
 * Outlives its parent by a moment: when the parent is gone without "done" (kill -9, a closed terminal),
 * it ends the registered children and removes the working folder.
 */
type Message =
  | { readonly kind: "child"; readonly pid: number }
  | { readonly kind: "ended"; readonly pid: number }
  | { readonly kind: "folder"; readonly path: string }
  | { readonly kind: "done" };

const children = new Set<number>();
const folders = new Set<string>();

/** Each leads a group of its own with what it started. 0 and 1 would reach other processes, or all of them. */
const signal = (pid: number, name: NodeJS.Signals): void => {
  if (!Number.isInteger(pid) || pid <= 1) return;
  try {
    process.kill(-pid, name);
  } catch {
    // They have ended by themselves.
  }
};

process.on("message", (message: Message) => {
  if (message.kind === "child") children.add(message.pid);
  else if (message.kind === "ended") children.delete(message.pid);
  else if (message.kind === "folder") folders.add(message.path);
  else process.exit(0);
});

process.on("disconnect", () => {
  for (const pid of children) signal(pid, "SIGTERM");
  setTimeout(() => {
    for (const pid of children) signal(pid, "SIGKILL");
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  }, 2_000);
});
