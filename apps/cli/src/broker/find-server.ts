import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { LoadlineError } from "@loadline/core";
import { z } from "zod";

const demoFile = z.object({ server: z.string().min(1), pid: z.number().int().positive() });

/** The folder and every folder above it. */
const upwards = (folder: string): readonly string[] => {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...upwards(parent)];
};

const readText = (path: string): string | null => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
};

/** Server of a demo, from the text of its file; null for a text that is none. */
const parseDemoFile = (text: string): z.infer<typeof demoFile> | null => {
  try {
    return demoFile.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
};

/** A demo that runs from one of these folders or from a folder above; one that crashed leaves a file without a process. */
const runningDemo = (folders: readonly string[]): string | null => {
  const found = folders
    .flatMap(upwards)
    .map((folder) => readText(join(folder, ".loadline", "demo.json")))
    .map((text) => (text === null ? null : parseDemoFile(text)))
    .find((demo) => demo !== null && isRunning(demo.pid));
  return found?.server ?? null;
};

export interface Whereabouts {
  readonly flag: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/**
 * Address of the NATS server: the flag, else LOADLINE_SERVER, else that of a running demo.
 * @throws LL_CONFIG_INVALID when none of them tells
 */
export const findServer = ({ flag, env, cwd }: Whereabouts): string => {
  const told = flag ?? env["LOADLINE_SERVER"];
  if (told !== undefined && told.trim() !== "") return told;
  // Package runners change the working folder and tell the caller's own in INIT_CWD.
  const demo = runningDemo([env["INIT_CWD"] ?? cwd, cwd]);
  if (demo !== null) return demo;
  throw new LoadlineError("LL_CONFIG_INVALID", {
    key: "server",
    value: null,
    expected:
      "an address such as nats://127.0.0.1:4222 by --server or LOADLINE_SERVER, or a running demo (npm run demo)",
  });
};
