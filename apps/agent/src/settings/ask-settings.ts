import { fork } from "node:child_process";
import type { Settings } from "./settings.ts";

/** First argument by which the program tells its settings to the process that started it. */
export const settingsCommand = "tell-settings";

export type AskedSettings =
  | ({ readonly kind: "settings" } & Settings)
  /** There is nothing to run: all was said, or `message` says what is wrong. */
  | { readonly kind: "none"; readonly message: string; readonly exitCode: number };

/**
 * Reads the settings in a process of its own that ends with its answer: what checks and explains them is a third of all
 * code, and would stay in memory for as long as the agent runs.
 * @param program the file that runs
 */
export const askSettings = (program: string, argv: readonly string[]): Promise<AskedSettings> =>
  new Promise((resolve, reject) => {
    const child = fork(program, [settingsCommand, ...argv], { execArgv: [], stdio: ["ignore", 1, "pipe", "ipc"] });
    let settings: Settings | null = null;
    let message = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      message += chunk.toString("utf8");
    });
    child.once("message", (told) => {
      settings = told as unknown as Settings;
    });
    child.once("error", reject);
    child.once("close", (code) => {
      if (settings !== null) resolve({ kind: "settings", ...settings });
      else resolve({ kind: "none", message, exitCode: code ?? 1 });
    });
  });
