import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { token } from "@loadline/wire";
import type { AgentDeps } from "./agent.ts";
import { agentVersion } from "./agent-version.ts";
import { systemClock } from "./clock.ts";
import type { AgentConfig } from "./config.ts";
import { createLogger, type LevelledLogger } from "./logger.ts";

/** What a real agent runs with: the system's clock and chance, and log lines on standard error. */
export const agentDeps = (config: AgentConfig): AgentDeps & { readonly logger: LevelledLogger } => {
  const host = config.host ?? hostname();
  const node = config.node ?? token(host);
  return {
    clock: systemClock,
    logger: createLogger(config.logLevel, node),
    random: Math.random,
    bootId: randomUUID(),
    host,
    node,
    agentVersion: agentVersion(),
  };
};
