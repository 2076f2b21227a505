import { encode, type Inventory, subject, type Telemetry } from "@loadline/wire";
import type { Clock } from "./clock.ts";
import type { AgentConfig } from "./config.ts";
import { buildInventory } from "./inventory.ts";
import type { Logger } from "./logger.ts";
import type { LoopSteps } from "./loop.ts";
import { InventoryDesk } from "./publish/inventory-desk.ts";
import { Outbox } from "./publish/outbox.ts";
import { MemoryRing } from "./publish/ring.ts";
import { buildSample } from "./sample.ts";
import { createSources, readAll, type Snapshots, type SupervisedSources, supervise } from "./sources/index.ts";
import type { EngineTarget } from "./sources/vllm/engine-report.ts";
import { engineIdOf } from "./sources/vllm/engines-file.ts";

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
  readonly sources: SupervisedSources;
  readonly outbox: Outbox;
  /** The last sample, with the elapsed clock at its making. */
  latest: { readonly sample: Telemetry; readonly at: number } | null;
  permissionErrors: number;
}

export interface Agent {
  readonly view: AgentView;
  readonly steps: LoopSteps;
}

/** A sample goes out in time even when a source takes longer; what it brings is in the next one. */
const patience = 0.8;

const metricsUrl = (url: string): string => (/\/metrics$/.test(url) ? url : `${url.replace(/\/$/, "")}/metrics`);

const targetOf = ({ url, id, deployment, engine, gpus }: AgentConfig["engines"][number]): EngineTarget => ({
  id: id ?? engineIdOf(metricsUrl(url)),
  url: metricsUrl(url),
  deployment: deployment ?? null,
  engine: engine ?? null,
  gpus: gpus ?? null,
  draining: null,
});

const sourceSettings = (config: AgentConfig) => ({
  nvidiaSmi: {
    command: config.nvidiaSmi,
    deadlineSeconds: config.nvidiaSmiDeadlineSeconds,
    firstDeadlineSeconds: config.nvidiaSmiFirstDeadlineSeconds,
  },
  engines: {
    targets: config.engines.map(targetOf),
    enginesFile: config.enginesFile,
    deadlineSeconds: config.engineDeadlineSeconds,
  },
});

const createOutbox = (config: AgentConfig, { clock, logger, random }: AgentDeps, desk: InventoryDesk): Outbox =>
  new Outbox({
    ring: new MemoryRing({ maxSamples: config.ringSamples, maxBytes: config.ringBytes }),
    clock,
    logger,
    random,
    onStored: () => undefined,
    onDropped: ({ kind }) => {
      if (kind === "inventory") desk.lost();
    },
  });

/** Sends the inventory when it is due, then the sample. */
const publisher = (config: AgentConfig, deps: AgentDeps, outbox: Outbox, desk: InventoryDesk): LoopSteps["publish"] => {
  let nextId = 0;
  const send = (kind: "telemetry" | "inventory", value: unknown): void => {
    const address = subject({ kind, cluster: config.cluster, name: deps.node });
    outbox.enqueue({ id: nextId++, kind, subject: address, payload: encode(value) });
  };
  return (sample, inventory) => {
    const now = deps.clock.elapsed();
    if (inventory !== null && desk.isDue(inventory, now)) {
      desk.sent(inventory, now);
      send("inventory", inventory);
    }
    send("telemetry", sample);
  };
};

/** Puts the parts together. Nothing is read or sent before a step is called. */
export const createAgent = (config: AgentConfig, deps: AgentDeps, patienceSeconds?: number): Agent => {
  const { clock, logger, bootId, host, agentVersion } = deps;
  const { freshnessSeconds, intervalSeconds, expectedGpus } = config;
  const sources = supervise(createSources(sourceSettings(config), logger), { clock, logger, freshnessSeconds });
  const desk = new InventoryDesk();
  const outbox = createOutbox(config, deps, desk);
  const view: AgentView = { sources, outbox, latest: null, permissionErrors: 0 };
  const takeInventory = ({ "nvidia-smi": gpus }: Snapshots): Inventory | null =>
    gpus.value === null
      ? null
      : buildInventory(gpus.value, { agentVersion, host, expectedGpus, observedAt: clock.now() });
  const steps: LoopSteps = {
    read: () => readAll(sources, patienceSeconds ?? intervalSeconds * patience),
    takeInventory,
    makeSample: (snapshots, inventory, seq) =>
      buildSample(snapshots, {
        bootId,
        seq,
        sampledAt: clock.now(),
        intervalSeconds,
        inventoryHash: inventory?.hash ?? null,
      }),
    publish: config.nats ? publisher(config, deps, outbox, desk) : () => undefined,
    show: (sample) => {
      view.latest = { sample, at: clock.elapsed() };
    },
  };
  return { view, steps };
};
