import { rotatedPassword } from "@loadline/wire/nats";
import { agentDeps } from "./agent-deps.ts";
import type { AgentConfig } from "./config.ts";
import { runAgent, runOnce } from "./run-agent.ts";
import type { AskedSettings } from "./settings/ask-settings.ts";
import { followSettings } from "./settings/follow-settings.ts";
import { readText } from "./settings/read-text.ts";
import type { Settings } from "./settings/settings.ts";

const stopSignal = (): AbortSignal => {
  const stop = new AbortController();
  for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, () => stop.abort());
  return stop.signal;
};

const print = (sample: unknown, space?: number): void => {
  process.stdout.write(`${JSON.stringify(sample, null, space)}\n`);
};

/** Prints one sample; answers the exit code. */
export const printOnce = async ({ config }: Settings): Promise<number> => {
  print(await runOnce(config, agentDeps(config)), 2);
  return 0;
};

/** Runs until a signal; answers the exit code. @throws LL_FILE_UNREADABLE, LL_PORT_TAKEN, LL_CONFIG_INVALID */
export const serve = async (
  { config, configPath, stdout }: Settings,
  ask: () => Promise<AskedSettings>,
): Promise<number> => {
  const deps = agentDeps(config);
  const { logger } = deps;
  const { passwordFile } = config;
  const password = passwordFile === null ? null : rotatedPassword(() => readText(passwordFile));
  const present = (given: AgentConfig): AgentConfig => (stdout ? { ...given, nats: false } : given);
  const signal = stopSignal();
  const follow = (apply: (config: AgentConfig) => void): void =>
    followSettings({ ask, configPath, logger, signal }, (next) => {
      logger.level = next.logLevel;
      apply(present(next));
    });
  await runAgent(
    { config: present(config), password, print: stdout ? (sample) => print(sample) : null, follow },
    deps,
    signal,
  );
  return 0;
};
