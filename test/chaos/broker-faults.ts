import { bucketStream, buckets, streams } from "@loadline/protocol";
import { ensureStreams } from "@loadline/runtime/nats";
import { DiscardPolicy, jetstreamManager } from "@nats-io/jetstream";
import { between, type Fault, type FaultContext, oneOf, pass, seconds } from "./fault.ts";
import type { NetworkMode } from "./network.ts";

const managerOf = ({ stage }: FaultContext) => jetstreamManager(stage.admin, { checkAPI: false });

/** Tried again: the broker may have just started. */
export const insist = async (work: () => Promise<unknown>): Promise<void> => {
  const end = Date.now() + 60_000;
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
};

const restart =
  (how: "killed" | "stopped"): Fault =>
  async (context) => {
    const { broker, recommenders } = context.stage;
    const duration = between(context.random, 0, 45);
    await broker.down(how === "stopped");
    await pass(context, duration, recommenders);
    await broker.start();
    return seconds(duration);
  };

const backedUp: Fault = async ({ stage: { broker } }) => {
  await broker.down(true);
  broker.backUp();
  await broker.start();
  return "a copy of the store is kept";
};

const restored: Fault = async (context) => {
  const { broker } = context.stage;
  const wait = between(context.random, 10, 40);
  await backedUp(context);
  await pass(context, wait);
  await broker.down();
  broker.restore();
  await broker.start();
  return `to ${seconds(wait)} before`;
};

const credentials: Fault = async (context) => {
  const { broker, recommenders, nodes } = context.stage;
  const who = oneOf(context.random, [recommenders.map(({ name }) => name), nodes.map(({ name }) => name)]);
  const duration = between(context.random, 5, 30);
  await broker.down(true);
  await broker.start(who);
  await pass(context, duration);
  await broker.down(true);
  await broker.start();
  return `of ${who.join(", ")} for ${seconds(duration)}`;
};

const streamNames = streams.map(({ name }) => name);

const streamDeleted: Fault = async (context) => {
  const name = oneOf(context.random, streamNames);
  const duration = between(context.random, 0, 20);
  await insist(async () => (await managerOf(context)).streams.delete(name));
  await pass(context, duration);
  await insist(() => ensureStreams(context.stage.admin));
  return `${name} for ${seconds(duration)}`;
};

const streamPurged: Fault = async (context) => {
  const name = oneOf(context.random, streamNames);
  await insist(async () => (await managerOf(context)).streams.purge(name));
  return name;
};

const bucketDeleted: Fault = async (context) => {
  const name = bucketStream(oneOf(context.random, [buckets.leases, buckets.checkpoints]));
  const duration = between(context.random, 0, 20);
  await insist(async () => (await managerOf(context)).streams.delete(name));
  await pass(context, duration);
  await insist(() => ensureStreams(context.stage.admin));
  return `${name} for ${seconds(duration)}`;
};

const consumersDeleted: Fault = async (context) => {
  const manager = await managerOf(context);
  let deleted = 0;
  for (const stream of streamNames) {
    for await (const { name } of manager.consumers.list(stream)) {
      await manager.consumers.delete(stream, name).catch(() => undefined);
      deleted += 1;
    }
  }
  return `${deleted} consumers`;
};

const bucketNames = [buckets.leases, buckets.checkpoints].map(bucketStream);

/** A stream or bucket that takes nothing more, as on a full disk or at an account's limit. */
const storeFull: Fault = async (context) => {
  const name = oneOf(context.random, [...streamNames, ...bucketNames]);
  const duration = between(context.random, 5, 25);
  const manager = await managerOf(context);
  const { config, state } = await manager.streams.info(name);
  const full = { ...config, discard: DiscardPolicy.New, max_bytes: Math.max(1, state.bytes) };
  await insist(() => manager.streams.update(name, full));
  await pass(context, duration);
  await insist(() => manager.streams.update(name, config));
  return `${name} for ${seconds(duration)}`;
};

const network: Fault = async (context) => {
  const { stage, random } = context;
  const [name, one] = oneOf(random, [...stage.networks]);
  const mode = oneOf<NetworkMode | "cut">(random, [
    { kind: "slow", milliseconds: between(random, 100, 3_000) },
    { kind: "black-hole" },
    { kind: "half-open" },
    { kind: "refused" },
    "cut",
  ]);
  if (mode === "cut") {
    one.cut();
    return `of ${name} cut once`;
  }
  const duration = between(random, 3, 60);
  one.set(mode);
  const cutOff = mode.kind === "slow" ? [] : stage.recommenders.filter((part) => part.name === name);
  await pass(context, duration, cutOff);
  one.set({ kind: "open" });
  return `of ${name} ${mode.kind}${mode.kind === "slow" ? ` by ${mode.milliseconds.toFixed(0)} ms` : ""} for ${seconds(duration)}`;
};

export const brokerFaults: Readonly<Record<string, Fault>> = {
  "broker killed": restart("killed"),
  "broker stopped": restart("stopped"),
  "broker restored": restored,
  credentials,
  "stream deleted": streamDeleted,
  "stream purged": streamPurged,
  "bucket deleted": bucketDeleted,
  "consumers deleted": consumersDeleted,
  "store full": storeFull,
  network,
};
