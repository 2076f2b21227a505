import { unwatchFile, watchFile } from "node:fs";
import type { AgentConfig } from "../config.ts";
import type { Logger } from "../logger.ts";
import type { AskedSettings } from "./ask-settings.ts";

/** Between two looks at the file; a mounted one is exchanged as a whole, so that watching its inode would miss it. */
const lookMilliseconds = 2000;

export interface FollowedSettings {
  readonly ask: () => Promise<AskedSettings>;
  readonly configPath: string | null;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/**
 * Reads the settings again on SIGHUP and when the file changes, and tells those that are valid. Others are logged, once
 * each, and the last good ones stay in force.
 */
export const followSettings = (followed: FollowedSettings, apply: (config: AgentConfig) => void): void => {
  const { ask, configPath, logger, signal } = followed;
  let reading = Promise.resolve();
  const readAgain = async (): Promise<void> => {
    try {
      const asked = await ask();
      if (asked.kind === "settings") apply(asked.config);
      else
        logger.error({ problem: asked.message.trim() }, "the settings are not valid; the last good ones stay in force");
    } catch (error) {
      logger.error({ problem: String(error) }, "the settings cannot be read; the last good ones stay in force");
    }
  };
  const onChange = (): void => {
    reading = reading.then(readAgain);
  };
  process.on("SIGHUP", onChange);
  if (configPath !== null) watchFile(configPath, { interval: lookMilliseconds, persistent: false }, onChange);
  signal.addEventListener(
    "abort",
    () => {
      process.off("SIGHUP", onChange);
      if (configPath !== null) unwatchFile(configPath, onChange);
    },
    { once: true },
  );
};
