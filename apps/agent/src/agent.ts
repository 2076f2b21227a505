import { encode, type Health, type Inventory, subject, type Telemetry } from "@loadline/wire";
import type { Clock } from "./clock.ts";
import type { AgentConfig } from "./config.ts";
import type { HealthEvent } from "./health/health-event.ts";
import { HealthWatch } from "./health/health-watch.ts";
import { buildInventory } from "./inventory.ts";
import type { Logger } from "./logger.ts";
import type { LoopSteps } from "./loop.ts";
import { profilingTaker } from "./profiling/take-profiling.ts";
import { createRing } from "./publish/create-ring.ts";
import { InventoryDesk } from "./publish/inventory-desk.ts";
import { Outbox } from "./publish/outbox.ts";
import type { SampleKey } from "./publish/outgoing.ts";
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
    format: config.nvidiaSmiFormat,
    deadlineSeconds: config.nvidiaSmiDeadlineSeconds,
    firstDeadlineSeconds: config.nvidiaSmiFirstDeadlineSeconds,
  },
  engines: {
    targets: config.engines.map(targetOf),
    enginesFile: config.enginesFile,
    deadlineSeconds: config.engineDeadlineSeconds,
  },
  dcgmExporter:
    config.dcgmExporter === null
      ? null
      : { url: metricsUrl(config.dcgmExporter), deadlineSeconds: config.dcgmDeadlineSeconds },
  kmsg: config.kmsg,
  dcgmiDmon: config.dcgmi === null ? null : { command: config.dcgmi, deadlineSeconds: config.dcgmDeadlineSeconds },
});

const createOutbox = (config: AgentConfig, { clock, logger, random }: AgentDeps, desk: InventoryDesk): Outbox =>
  new Outbox({
    ring: createRing(config, clock, logger),
    clock,
    logger,
    random,
    onStored: () => undefined,
    onDropped: ({ kind }) => {
      if (kind === "inventory") desk.lost();
    },
  });

const numbered = (event: HealthEvent, bootId: string, seq: number): Health => ({ v: 1, bootId, seq, ...event });

/** Sends the inventory when it is due, then health events, then the sample. */
const publisher = (config: AgentConfig, deps: AgentDeps, outbox: Outbox, desk: InventoryDesk): LoopSteps["publish"] => {
  let nextId = outbox.nextId;
  const send = (kind: "telemetry" | "inventory" | "health", value: unknown, sample?: SampleKey): void => {
    const address = subject({ kind, cluster: config.cluster, name: deps.node });
    const message = { id: nextId++, kind, subject: address, payload: encode(value) };
    outbox.enqueue(sample === undefined ? message : { ...message, sample });
  };
  let healthSeq = 0;
  return (sample, inventory, health) => {
    const now = deps.clock.elapsed();
    if (inventory !== null && desk.isDue(inventory, now)) {
      desk.sent(inventory, now);
      send("inventory", inventory);
    }
    for (const event of health) send("health", numbered(event, deps.bootId, healthSeq++));
    send("telemetry", sample, { bootId: sample.bootId, seq: sample.seq });
  };
};

/** Health events of each sample; logged too, for those who have no broker. */
const healthStep = ({ expectedGpus }: AgentConfig, { clock, logger }: AgentDeps): LoopSteps["watchHealth"] => {
  const watch = new HealthWatch();
  return ({ "nvidia-smi": gpus, "kmsg-xid": xids }) => {
    const events = watch.observe({
      now: clock.now(),
      report: gpus.fresh ? gpus.value : null,
      problem: gpus.status.detail,
      expectedGpus,
      xids: xids?.value ?? null,
    });
    for (const event of events) logger.warn(event, `GPU health: ${event.kind}`);
    return events;
  };
};

/** Puts the parts together. Nothing is read or sent before a step is called. */
export const createAgent = (config: AgentConfig, deps: AgentDeps, patienceSeconds?: number): Agent => {
  const { clock, logger, bootId, host, agentVersion } = deps;
  const { freshnessSeconds, intervalSeconds, expectedGpus } = config;
  const sources = supervise(createSources(sourceSettings(config), logger), { clock, logger, freshnessSeconds });
  const takeProfiling = profilingTaker(clock, logger);
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
      buildSample(
        snapshots,
        { bootId, seq, sampledAt: clock.now(), intervalSeconds, inventoryHash: inventory?.hash ?? null },
        takeProfiling(snapshots),
      ),
    watchHealth: healthStep(config, deps),
    publish: config.nats ? publisher(config, deps, outbox, desk) : () => undefined,
    show: (sample) => {
      view.latest = { sample, at: clock.elapsed() };
    },
  };
  return { view, steps };
};
