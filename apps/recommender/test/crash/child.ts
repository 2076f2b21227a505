import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import type { Failpoint } from "../../src/settings/failpoint.ts";

const here = dirname(fileURLToPath(import.meta.url));
// Beside the packages that the bundle leaves out, so that it finds them.
const besidePackages = join(here, "../../node_modules");

/** What a child gets as its argument: its configuration, and where to stop. */
export interface ChildOrders {
  readonly config: Readonly<Record<string, unknown>>;
  /** null: nowhere. */
  readonly point: Failpoint | null;
  readonly hits: number;
  readonly signal: "SIGKILL" | "SIGSTOP";
}

/** The recommender with failpoints as one program. */
export interface ChildProgram {
  readonly start: (orders: ChildOrders) => Child;
  readonly remove: () => void;
}

/** One running recommender. */
export interface Child {
  readonly process: ChildProcess;
  /** Everything it logged so far. */
  readonly log: () => string;
  /** It is stopped by a signal and can go on. */
  readonly paused: () => boolean;
  readonly end: () => Promise<void>;
}

const isPaused = (pid: number | undefined): boolean => {
  try {
    return /^State:\s+T/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
};

const startChild = (program: string, orders: ChildOrders): Child => {
  const child = spawn(process.execPath, [program, JSON.stringify(orders)], { stdio: ["ignore", "pipe", "inherit"] });
  let log = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    log += chunk.toString();
  });
  const gone = once(child, "exit").then(() => undefined);
  const end = async (): Promise<void> => {
    child.kill("SIGKILL");
    await gone;
  };
  return { process: child, log: () => log, paused: () => isPaused(child.pid), end };
};

export const bundleChild = async (): Promise<ChildProgram> => {
  const outDir = mkdtempSync(join(besidePackages, ".crash-child-"));
  const conditions = ["@loadline/source", "node", "import", "default"];
  await build({
    configFile: false,
    logLevel: "silent",
    root: here,
    resolve: { conditions },
    ssr: { noExternal: [/^@loadline\//], resolve: { conditions } },
    build: {
      ssr: join(here, "crash-child.ts"),
      outDir,
      target: "node20",
      rollupOptions: { output: { entryFileNames: "child.mjs" } },
    },
  });
  return {
    start: (orders) => startChild(join(outDir, "child.mjs"), orders),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  };
};
