import type { AgentConfig } from "../config.ts";

/** What file, environment and flags come to. */
export interface Settings {
  readonly config: AgentConfig;
  /** File that it was partly read from; null when there is none. */
  readonly configPath: string | null;
  /** Samples are printed instead of published. */
  readonly stdout: boolean;
  /** One sample, and the end. */
  readonly once: boolean;
}
