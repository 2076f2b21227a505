import { spawnSync } from "node:child_process";

/** What went wrong with an artefact; stops the release with exit code 1. */
export class ReleaseFault extends Error {}

const most = 64 * 1024 * 1024;

/** Output of a program that has to succeed. @throws ReleaseFault with the end of what it printed */
export const run = (
  program: string,
  args: readonly string[],
  { cwd, env }: { cwd: string; env?: NodeJS.ProcessEnv },
): string => {
  const child = spawnSync(program, args, { cwd, env: { ...process.env, ...env }, encoding: "utf8", maxBuffer: most });
  if (child.status === 0) return child.stdout;
  const printed = `${child.stdout ?? ""}${child.stderr ?? ""}${child.error?.message ?? ""}`.trim().slice(-2000);
  throw new ReleaseFault(`${program} ${args.join(" ")} ended with ${child.status ?? child.signal}:\n${printed}`);
};
