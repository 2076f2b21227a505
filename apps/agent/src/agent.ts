import type { AgentView } from "./endpoints/agent-view.ts";
import { HealthWatch } from "./health/health-watch.ts";
import type { LoopSteps } from "./loop.ts";
import { Publisher } from "./publish/publisher.ts";
import { buildInventory } from "./sample/inventory.ts";
import { buildSample } from "./sample/sample.ts";
import type { AgentConfig } from "./settings/config.ts";
import { freshValue } from "./source/source.ts";
import { LiveSources } from "./sources/live-sources.ts";
import { readNodeFacts } from "./sources/node-facts/index.ts";
import type { AgentDeps } from "./system/agent-deps.ts";

export interface Agent {
  readonly view: AgentView;
  readonly steps: LoopSteps;
  /** Applies another configuration, as far as that is possible while the agent runs. */
  readonly apply: (config: AgentConfig) => void;
  readonly stop: () => void;
}

/** Share of the interval that a sample waits for its sources; what comes later is in the next one. */
const patience = 0.8;

/** Health events of each sample; logged too, for nodes without a broker. */
const healthStep = (config: () => AgentConfig, { clock, logger }: AgentDeps): LoopSteps["watchHealth"] => {
  const watch = new HealthWatch();
  return ({ gpus, xids, dcgm }) => {
    const events = watch.observe({
      now: clock.now(),
      report: freshValue(gpus),
      problem: gpus.status.detail,
      expectedGpus: config().expectedGpus,
      xids: xids?.value ?? null,
      lastXids: freshValue(dcgm)?.lastXids ?? null,
    });
    for (const event of events) logger.warn(event, `GPU health: ${event.kind}`);
    return events;
  };
};

/** Puts the parts together. Nothing is read or sent before a step is called. */
export const createAgent = (config: AgentConfig, deps: AgentDeps, patienceSeconds?: number): Agent => {
  const { clock, logger, bootId, host, agentVersion } = deps;
  let inForce = config;
  const sources = new LiveSources(config, { clock, logger });
  const node = readNodeFacts("/");
  const publisher = new Publisher(config, deps);
  const view: AgentView = {
    config: () => inForce,
    sources: () => sources.all,
    outbox: publisher.outbox,
    latest: null,
    permissionErrors: 0,
  };
  const steps: LoopSteps = {
    read: () => sources.read(patienceSeconds ?? inForce.intervalSeconds * patience),
    makeInventory: ({ gpus }) => {
      const facts = { agentVersion, host, expectedGpus: inForce.expectedGpus, node, observedAt: clock.now() };
      return gpus.value === null ? null : buildInventory(gpus.value, facts);
    },
    makeSample: (snapshot, inventory, seq) => {
      const { intervalSeconds } = inForce;
      const identity = { bootId, seq, sampledAt: clock.now(), intervalSeconds, inventoryHash: inventory?.hash ?? null };
      return buildSample(snapshot, identity);
    },
    watchHealth: healthStep(view.config, deps),
    publish: (...sample) => {
      if (config.nats) publisher.publish(...sample);
    },
    show: (sample) => {
      view.latest = { sample, at: clock.elapsed() };
    },
  };
  const apply = (next: AgentConfig): void => {
    inForce = next;
    sources.apply(next);
  };
  return { view, steps, apply, stop: () => void sources.stop() };
};
