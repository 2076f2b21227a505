import { deflated, encode, type Health, type Inventory, subject, type Telemetry } from "@loadline/wire";
import type { Clock } from "./clock.ts";
import type { AgentConfig } from "./config.ts";
import type { HealthEvent } from "./health/health-event.ts";
import { HealthWatch } from "./health/health-watch.ts";
import { buildInventory } from "./inventory.ts";
import { LiveSources } from "./live-sources.ts";
import type { Logger } from "./logger.ts";
import type { LoopSteps } from "./loop.ts";
import { profilingTaker } from "./profiling/take-profiling.ts";
import { createRing } from "./publish/create-ring.ts";
import { GapDesk } from "./publish/gap-desk.ts";
import { InventoryDesk } from "./publish/inventory-desk.ts";
import { Outbox } from "./publish/outbox.ts";
import type { SampleKey } from "./publish/outgoing.ts";
import { sampleBuilder } from "./sample.ts";
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

/** What decides what goes out beside the samples. */
interface Desks {
  readonly inventory: InventoryDesk;
  readonly gaps: GapDesk;
}

const createOutbox = (config: AgentConfig, { clock, logger, random }: AgentDeps, desks: Desks): Outbox =>
  new Outbox({
    ring: createRing(config, clock, logger),
    clock,
    logger,
    random,
    onStored: ({ id }) => desks.gaps.stored(id),
    onDropped: ({ message: { id, kind } }) => {
      desks.gaps.lost(id);
      if (kind === "inventory") desks.inventory.lost();
    },
  });

const numbered = (event: HealthEvent, bootId: string, seq: number): Health => ({ v: 1, bootId, seq, ...event });

type Sender = (kind: "telemetry" | "inventory" | "health", payload: Uint8Array, sample?: SampleKey) => number;

const sender = (config: AgentConfig, { node }: AgentDeps, outbox: Outbox): Sender => {
  let nextId = outbox.nextId;
  return (kind, payload, sample) => {
    const address = subject({ kind, cluster: config.cluster, name: node });
    const message = { id: nextId++, kind, subject: address, payload };
    outbox.enqueue(sample === undefined ? message : { ...message, sample });
    return message.id;
  };
};

/** Sends the inventory when it is due, then health events, then the sample with the gaps that nobody knows of yet. */
const publisher = (config: AgentConfig, deps: AgentDeps, outbox: Outbox, desks: Desks): LoopSteps["publish"] => {
  const send = sender(config, deps, outbox);
  const packed = config.compression === "deflate" ? deflated : (payload: Uint8Array) => payload;
  let healthSeq = 0;
  return (sample, inventory, health) => {
    const now = deps.clock.elapsed();
    if (inventory !== null && desks.inventory.isDue(inventory, now)) {
      desks.inventory.sent(inventory, now);
      send("inventory", encode(inventory));
    }
    for (const event of health) send("health", encode(numbered(event, deps.bootId, healthSeq++)));
    const gaps = desks.gaps.due(outbox.gaps());
    const told = gaps.length === 0 ? sample : { ...sample, gaps: [...gaps] };
    const id = send("telemetry", packed(encode(told)), { bootId: sample.bootId, seq: sample.seq });
    desks.gaps.sent(id, gaps);
  };
};

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
  const desks = { inventory: new InventoryDesk(), gaps: new GapDesk() };
  const outbox = createOutbox(config, deps, desks);
  const view: AgentView = {
    config: () => present,
    sources: () => sources.all,
    outbox,
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
    publish: config.nats ? publisher(config, deps, outbox, desks) : () => undefined,
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
