import { readFileSync } from "node:fs";
import type { Clock } from "./clock.ts";
import type { Logger } from "./logger.ts";

/** What the agent needs from the system; tests have their own. */
export interface AgentDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly bootId: string;
  readonly host: string;
  /** A subject token. */
  readonly node: string;
  readonly agentVersion: string;
}

/** Put in by the build of the bundle, which travels without a package.json. */
declare const LOADLINE_AGENT_VERSION: string | undefined;

export const agentVersion = (): string => {
  if (typeof LOADLINE_AGENT_VERSION === "string") return LOADLINE_AGENT_VERSION;
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
};
