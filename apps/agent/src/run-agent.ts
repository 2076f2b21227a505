import type { Telemetry } from "@loadline/protocol";
import { certificateSpans, serverTls } from "@loadline/runtime/settings";
import { type Agent, createAgent } from "./agent.ts";
import { serveHttp } from "./endpoints/http.ts";
import { createMetrics } from "./endpoints/metrics.ts";
import { isAlive, readiness } from "./endpoints/readiness.ts";
import { runLoop, sampleOnce } from "./loop.ts";
import { keepBroker } from "./publish/broker.ts";
import type { AgentConfig } from "./settings/config.ts";
import { startKeys } from "./settings/settings.ts";
import type { AgentDeps } from "./system/agent-deps.ts";

interface RunSettings {
  readonly config: AgentConfig;
  readonly password: string | (() => string) | null;
  /** Called with every sample, where samples are to be printed. */
  readonly print: ((sample: Telemetry) => void) | null;
  /** Calls `apply` with every later configuration; null where it cannot change. */
  readonly follow: ((apply: (config: AgentConfig) => void) => void) | null;
}

const flushSeconds = 2;
/** Longest wait for a broker that does not answer the close. */
const closeSeconds = 1;
/** Time after the last deadline of a source. */
const onceMarginSeconds = 1;

/** Takes one sample, waiting for each source until its first deadline. */
export const runOnce = async (config: AgentConfig, deps: AgentDeps): Promise<Telemetry> => {
  const patienceSeconds =
    Math.max(config.nvidiaSmiFirstDeadlineSeconds, config.engineDeadlineSeconds, config.dcgmDeadlineSeconds) +
    onceMarginSeconds;
  const { steps, stop } = createAgent({ ...config, nats: false }, deps, patienceSeconds);
  const sample = await sampleOnce(steps, 0);
  // A read that hangs must not outlive the sample because of this process.
  stop();
  return sample;
};

const startHttp = async ({ view }: Agent, config: AgentConfig, { clock, logger }: AgentDeps) => {
  const startedAt = clock.elapsed();
  const tls = serverTls(config);
  const endpoints = {
    metrics: createMetrics(view, clock, () => certificateSpans(config, tls)),
    alive: () => isAlive(view, clock.elapsed(), startedAt),
    readiness: () => readiness(view, clock.elapsed()),
  };
  const server = await serveHttp(config.listen, endpoints, tls);
  logger.info({ listening: server.address }, "serving /metrics, /healthz and /readyz");
  return server;
};

/** Begins to connect; sampling does not wait for it. */
const startBroker = ({ view }: Agent, { config, password }: RunSettings, deps: AgentDeps) => {
  const stop = new AbortController();
  const { server, cluster, user } = config;
  const onPermissionError = (): void => {
    view.permissionErrors += 1;
  };
  const ended = keepBroker(
    { server, cluster, node: deps.node, user, password, security: config },
    { ...deps, outbox: view.outbox, onPermissionError },
    stop.signal,
  );
  return {
    close: async () => {
      stop.abort();
      await Promise.race([ended, deps.clock.sleep(closeSeconds)]);
    },
  };
};

/** Samples, publishes and serves until the signal; then sends the rest of the buffer. */
export const runAgent = async (settings: RunSettings, deps: AgentDeps, signal: AbortSignal): Promise<void> => {
  const { config, print } = settings;
  const agent = createAgent(config, deps);
  settings.follow?.((next) => {
    agent.apply(next);
    // Names the changed keys that are read at the start only.
    const later = startKeys.filter((key) => JSON.stringify(config[key]) !== JSON.stringify(next[key]));
    if (later.length > 0) deps.logger.warn({ keys: later }, "these settings take effect at the next start");
    deps.logger.info({}, "the settings were read again");
  });
  const http = await startHttp(agent, config, deps);
  const broker = config.nats ? startBroker(agent, settings, deps) : null;
  const { show } = agent.steps;
  const steps = {
    ...agent.steps,
    show: (sample: Telemetry) => {
      show(sample);
      print?.(sample);
    },
  };
  await runLoop(steps, { clock: deps.clock, intervalSeconds: () => agent.view.config().intervalSeconds, signal });
  deps.logger.info({ waiting: agent.view.outbox.stats().waiting }, "ending");
  agent.stop();
  await agent.view.outbox.flush(flushSeconds);
  await broker?.close();
  await http.close();
};
