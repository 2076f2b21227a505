import type { Inventory, Telemetry } from "@loadline/wire";
import type { Clock } from "./clock.ts";
import { HealthWatch } from "./health/health-watch.ts";
import { buildInventory } from "./inventory.ts";
import { LiveSources } from "./live-sources.ts";
import type { Logger } from "./logger.ts";
import type { LoopSteps } from "./loop.ts";
import { profilingTaker } from "./profiling/take-profiling.ts";
import type { Outbox } from "./publish/outbox.ts";
import { Publisher } from "./publish/publisher.ts";
import { sampleBuilder } from "./sample.ts";
import type { AgentConfig } from "./settings/config.ts";
import type { Snapshots, SupervisedSources } from "./sources/index.ts";
import { readNodeFacts } from "./sources/node-facts/index.ts";

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
  /** Puts another configuration in force, as far as that goes while the agent runs. */
  readonly apply: (config: AgentConfig) => void;
  /** Asks what is being read to end. */
  readonly stop: () => void;
}

/** A sample goes out in time even when a source takes longer; what it brings is in the next one. */
const patience = 0.8;

/** Health events of each sample; logged too, for those who have no broker. */
const healthStep = (config: () => AgentConfig, { clock, logger }: AgentDeps): LoopSteps["watchHealth"] => {
  const watch = new HealthWatch();
  return ({ "nvidia-smi": gpus, "kmsg-xid": xids, "dcgm-exporter": dcgm }) => {
    const events = watch.observe({
      now: clock.now(),
      report: gpus.fresh ? gpus.value : null,
      problem: gpus.status.detail,
      expectedGpus: config().expectedGpus,
      xids: xids?.value ?? null,
      lastXids: dcgm?.fresh ? (dcgm.value?.lastXids ?? null) : null,
    });
    for (const event of events) logger.warn(event, `GPU health: ${event.kind}`);
    return events;
  };
};

/** Puts the parts together. Nothing is read or sent before a step is called. */
export const createAgent = (config: AgentConfig, deps: AgentDeps, patienceSeconds?: number): Agent => {
  const { clock, logger, bootId, host, agentVersion } = deps;
  let present = config;
  const sources = new LiveSources(config, { clock, logger });
  const takeProfiling = profilingTaker(clock, logger);
  const buildSample = sampleBuilder();
  const node = readNodeFacts("/");
  const publisher = new Publisher(config, deps);
  const view: AgentView = {
    config: () => present,
    sources: () => sources.all,
    outbox: publisher.outbox,
    latest: null,
    permissionErrors: 0,
  };
  const takeInventory = ({ "nvidia-smi": gpus }: Snapshots): Inventory | null => {
    if (gpus.value === null) return null;
    const { expectedGpus } = present;
    return buildInventory(gpus.value, { agentVersion, host, expectedGpus, node, observedAt: clock.now() });
  };
  const steps: LoopSteps = {
    read: () => sources.read(patienceSeconds ?? present.intervalSeconds * patience),
    takeInventory,
    makeSample: (snapshots, inventory, seq) =>
      buildSample(
        snapshots,
        {
          bootId,
          seq,
          sampledAt: clock.now(),
          intervalSeconds: present.intervalSeconds,
          inventoryHash: inventory?.hash ?? null,
        },
        takeProfiling(snapshots),
      ),
    watchHealth: healthStep(view.config, deps),
    publish: (...sample) => {
      if (config.nats) publisher.publish(...sample);
    },
    show: (sample) => {
      view.latest = { sample, at: clock.elapsed() };
    },
  };
  const apply = (next: AgentConfig): void => {
    present = next;
    sources.apply(next);
  };
  return { view, steps, apply, stop: () => void sources.stop() };
};
