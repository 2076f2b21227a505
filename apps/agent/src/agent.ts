import type { Telemetry } from "@loadline/wire";
import type { AgentDeps } from "./agent-deps.ts";
import { HealthWatch } from "./health/health-watch.ts";
import { buildInventory } from "./inventory.ts";
import { LiveSources } from "./live-sources.ts";
import type { LoopSteps } from "./loop.ts";
import type { ProfilingReading } from "./profiling/profiling-fields.ts";
import { ProfilingWatch } from "./profiling/profiling-watch.ts";
import type { Outbox } from "./publish/outbox.ts";
import { Publisher } from "./publish/publisher.ts";
import { buildSample } from "./sample.ts";
import type { AgentConfig } from "./settings/config.ts";
import type { NodeSnapshot, SupervisedSources } from "./sources/index.ts";
import { readNodeFacts } from "./sources/node-facts/index.ts";
import { freshValue } from "./sources/source.ts";

/** What the HTTP endpoints show. */
export interface AgentView {
  readonly config: () => AgentConfig;
  readonly sources: () => SupervisedSources;
  readonly outbox: Outbox;
  /** The last sample, with the elapsed clock at its making. */
  latest: { readonly sample: Telemetry; readonly at: number } | null;
  permissionErrors: number;
}

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

/** Usable profiling readings of each sample; null where no dcgm-exporter is read. */
const profilingStep = ({ clock, logger }: AgentDeps) => {
  const watch = new ProfilingWatch(logger);
  return ({ gpus, dcgm }: NodeSnapshot): ReadonlyMap<string, ProfilingReading> | null => {
    if (dcgm === undefined) return null;
    return watch.usable(freshValue(gpus)?.gpus ?? [], freshValue(dcgm)?.gpus ?? [], clock.elapsed());
  };
};

/** Puts the parts together. Nothing is read or sent before a step is called. */
export const createAgent = (config: AgentConfig, deps: AgentDeps, patienceSeconds?: number): Agent => {
  const { clock, logger, bootId, host, agentVersion } = deps;
  let inForce = config;
  const sources = new LiveSources(config, { clock, logger });
  const usableProfiling = profilingStep(deps);
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
      return buildSample(snapshot, identity, usableProfiling(snapshot));
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
