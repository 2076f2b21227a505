import type { Telemetry } from "@loadline/wire";
import { type Agent, type AgentDeps, createAgent } from "./agent.ts";
import type { AgentConfig } from "./config.ts";
import type { HttpServer } from "./http.ts";
import { runLoop, sampleOnce } from "./loop.ts";
import { isAlive, type ReadinessLimits, readiness } from "./readiness.ts";

export interface RunSettings {
  readonly config: AgentConfig;
  readonly password: string | null;
  /** Called with every sample, where samples are to be printed. */
  readonly print: ((sample: Telemetry) => void) | null;
}

interface BrokerLink {
  close(): Promise<void>;
}

const flushSeconds = 2;
/** A broker that does not answer the goodbye is not waited for. */
const closeSeconds = 1;
/** Beyond its deadline a source has nothing more to say to the only sample. */
const onceMarginSeconds = 1;

/** Takes one sample, waiting for each source until its first deadline. */
export const runOnce = async (config: AgentConfig, deps: AgentDeps): Promise<Telemetry> => {
  const patienceSeconds =
    Math.max(config.nvidiaSmiFirstDeadlineSeconds, config.engineDeadlineSeconds, config.dcgmDeadlineSeconds) +
    onceMarginSeconds;
  const { steps } = createAgent({ ...config, nats: false }, deps, patienceSeconds);
  return sampleOnce(steps, 0);
};

/** Loaded only by a process that serves; one sample needs neither. */
const startHttp = async ({ view }: Agent, config: AgentConfig, { clock, logger }: AgentDeps): Promise<HttpServer> => {
  const [{ createMetrics }, { serveHttp }] = await Promise.all([import("./metrics.ts"), import("./http.ts")]);
  const startedAt = clock.elapsed();
  const limits = (): ReadinessLimits => ({
    now: clock.elapsed(),
    intervalSeconds: config.intervalSeconds,
    nats: config.nats,
  });
  const { expectedGpus, freshnessSeconds } = config;
  const server = await serveHttp(config.listen, {
    metrics: createMetrics(view, { clock, expectedGpus, freshnessSeconds }),
    alive: () => isAlive(view, limits(), startedAt),
    readiness: () => readiness(view, limits()),
  });
  logger.info({ listening: server.address }, "serving /metrics, /healthz and /readyz");
  return server;
};

/** Begins to connect; sampling does not wait for it. */
const startBroker = ({ view }: Agent, { config, password }: RunSettings, deps: AgentDeps): BrokerLink => {
  const stop = new AbortController();
  const { server, cluster, user } = config;
  const run = async (): Promise<void> => {
    const { keepBroker } = await import("./publish/broker.ts");
    const onPermissionError = (): void => {
      view.permissionErrors += 1;
    };
    await keepBroker(
      { server, cluster, node: deps.node, user, password },
      { ...deps, outbox: view.outbox, onPermissionError },
      stop.signal,
    );
  };
  const ended = run();
  return {
    close: async () => {
      stop.abort();
      await Promise.race([ended, deps.clock.sleep(closeSeconds)]);
    },
  };
};

/** Samples, publishes and serves until the signal; then sends what is still waiting. */
export const runAgent = async (settings: RunSettings, deps: AgentDeps, signal: AbortSignal): Promise<void> => {
  const { config, print } = settings;
  const agent = createAgent(config, deps);
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
  await runLoop(steps, { clock: deps.clock, intervalSeconds: config.intervalSeconds, signal });
  deps.logger.info({ waiting: agent.view.outbox.stats().waiting }, "ending");
  for (const source of Object.values(agent.view.sources)) source.stop();
  await agent.view.outbox.flush(flushSeconds);
  await broker?.close();
  await http.close();
};
