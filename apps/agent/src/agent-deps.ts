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
