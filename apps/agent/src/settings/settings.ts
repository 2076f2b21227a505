import { fork } from "node:child_process";
import { unwatchFile, watchFile } from "node:fs";
import type { Logger } from "../system/logger.ts";
import type { AgentConfig, ConfigKey } from "./config.ts";

/** The result of file, environment and flags. */
export interface Settings {
  readonly config: AgentConfig;
  /** The settings file; null when there is none. */
  readonly configPath: string | null;
  /** Samples are printed instead of published. */
  readonly stdout: boolean;
  /** Take one sample and end. */
  readonly once: boolean;
  /** Print the engines found in pods and end. */
  readonly listEngines: boolean;
}

/** Read at the start only; all other keys take effect while the agent runs. */
export const startKeys: readonly ConfigKey[] = [
  "cluster",
  "host",
  "node",
  "nats",
  "server",
  "user",
  "passwordFile",
  "listen",
  "compression",
  "natsCaFile",
  "natsCertificateFile",
  "natsKeyFile",
  "natsCredentialsFile",
  "natsNkeyFile",
  "natsTokenFile",
  "ringSamples",
  "ringBytes",
  "stateDirectory",
  "tlsCertificateFile",
  "tlsKeyFile",
];

/** First argument with which the program starts itself to read its settings. */
export const settingsCommand = "read-settings";

/** There is nothing to run: help was printed, or `message` names what is wrong with the settings. */
export interface NoSettings {
  readonly config: null;
  readonly message: string;
  readonly exitCode: number;
}

export type ReadSettings = () => Promise<Settings | NoSettings>;

/**
 * Reads the settings in a short-lived process: what validates and explains them is a third of all code, and would stay in
 * memory for as long as the agent runs.
 * @param program the file that runs
 */
export const readSettingsInChild = (program: string, argv: readonly string[]): Promise<Settings | NoSettings> =>
  new Promise((resolve, reject) => {
    const child = fork(program, [settingsCommand, ...argv], { execArgv: [], stdio: ["ignore", 1, "pipe", "ipc"] });
    let settings: Settings | null = null;
    let message = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      message += chunk.toString("utf8");
    });
    child.once("message", (received) => {
      settings = received as unknown as Settings;
    });
    child.once("error", reject);
    child.once("close", (code) => resolve(settings ?? { config: null, message, exitCode: code ?? 1 }));
  });

/** A mounted file is replaced as a whole, so that a watch of its inode would miss the change: it is polled. */
const pollMilliseconds = 2000;

interface Followed {
  readonly read: ReadSettings;
  readonly configPath: string | null;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/**
 * Reads the settings again on SIGHUP and when the file changes. Invalid ones are logged, and the last valid ones stay in
 * force.
 */
export const followSettings = (followed: Followed, apply: (config: AgentConfig) => void): void => {
  const { read, configPath, logger, signal } = followed;
  let reading = Promise.resolve();
  const readAgain = async (): Promise<void> => {
    try {
      const next = await read();
      if (next.config !== null) return apply(next.config);
      logger.error({ problem: next.message.trim() }, "the settings are invalid; the last valid ones stay in force");
    } catch (error) {
      logger.error({ problem: String(error) }, "the settings cannot be read; the last valid ones stay in force");
    }
  };
  const onChange = (): void => {
    reading = reading.then(readAgain);
  };
  process.on("SIGHUP", onChange);
  if (configPath !== null) watchFile(configPath, { interval: pollMilliseconds, persistent: false }, onChange);
  const stop = (): void => {
    process.off("SIGHUP", onChange);
    if (configPath !== null) unwatchFile(configPath, onChange);
  };
  signal.addEventListener("abort", stop, { once: true });
};
