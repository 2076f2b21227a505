import { randomUUID } from "node:crypto";
import { isLoadlineError, LoadlineError, reasonOf } from "@loadline/model";
import { buckets, leaseKey } from "@loadline/protocol";
import { connectNats, ensureStreams, openBucket, refusalIn, requireStreams } from "@loadline/runtime/nats";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Logger } from "pino";
import type { Broker } from "./broker/broker.ts";
import { connectionOf, jetStreamBroker } from "./broker/jetstream-broker.ts";
import { entryKeyOf, openPlanEntry, type PlanSource } from "./ingest/plan-source.ts";
import { type Clock, processSeconds } from "./settings/clock.ts";
import type { RecommenderConfig } from "./settings/config.ts";
import { type FailpointHook, noFailpoint } from "./settings/failpoint.ts";
import { type CheckpointStore, checkpointStore } from "./store/checkpoint-store.ts";
import { Leadership } from "./store/leadership.ts";
import { leaseStore } from "./store/lease-store.ts";
import { kvRecords } from "./store/record-store.ts";

export interface RecommenderDeps {
  readonly config: RecommenderConfig;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Seconds that only rise; by default the process's own. */
  readonly monotonic?: Clock;
  readonly failpoint?: FailpointHook;
}

/** What is opened on a connection: the plan, where it is not a file, and what the broker holds of a recommender. */
export interface Opened {
  readonly planFile: PlanSource;
  readonly broker: Broker;
  readonly leadership: Leadership;
  readonly checkpoints: CheckpointStore;
}

/** What the broker refused or did not answer, as an error with a code. */
export const brokerFault = (cause: unknown, { server, natsUser: user }: RecommenderConfig): unknown => {
  if (isLoadlineError(cause)) return cause;
  const refusal = refusalIn(cause);
  if (refusal !== null) return new LoadlineError("LL_NATS_REFUSED", { server, user, detail: refusal }, { cause });
  const detail = `JetStream: ${reasonOf(cause)}`;
  return new LoadlineError("LL_NATS_UNREACHABLE", { server, detail }, { cause });
};

const open = async (connection: NatsConnection, file: PlanSource | null, deps: RecommenderDeps): Promise<Opened> => {
  const { config, logger, failpoint = noFailpoint, monotonic = processSeconds } = deps;
  const entry = entryKeyOf(config.plan) ?? "";
  const planFile = file ?? (await openPlanEntry(await openBucket(connection, buckets.plans), entry, logger));
  if (config.ensureStreams) await ensureStreams(connection, config.replicas);
  else await requireStreams(connection);
  const { cluster } = planFile.current;
  // In shadow mode lease and checkpoints are not those of the recommenders that publish.
  const key = config.shadow ? `${cluster}-shadow` : cluster;
  const store = leaseStore(kvRecords(await openBucket(connection, buckets.leases)), leaseKey(key, config.partition));
  const { leaseSeconds } = config;
  const leadership = new Leadership({ store, holder: randomUUID(), leaseSeconds, monotonic });
  await leadership.watch().catch(() => undefined);
  return {
    planFile,
    broker: await jetStreamBroker(connection, failpoint),
    leadership,
    checkpoints: checkpointStore(kvRecords(await openBucket(connection, buckets.checkpoints)), key),
  };
};

/**
 * @param file the plan, where it is one
 * @throws LL_PLAN_INVALID, LL_STREAM_MISSING, LL_STREAM_CONFIG_REFUSED, LL_NATS_REFUSED, LL_NATS_UNREACHABLE when the server has no JetStream
 */
export const openParts = (connection: NatsConnection, file: PlanSource | null, deps: RecommenderDeps) =>
  open(connection, file, deps).catch((cause: unknown) => {
    throw brokerFault(cause, deps.config);
  });

/**
 * Creates or updates streams and buckets, for an account that may: where the recommender itself may not.
 * @throws LL_NATS_UNREACHABLE, LL_NATS_REFUSED, LL_STREAM_CONFIG_REFUSED
 */
export const createStreams = async (config: RecommenderConfig): Promise<void> => {
  const connection = await connectNats(connectionOf(config));
  try {
    await ensureStreams(connection, config.replicas);
  } catch (cause) {
    throw brokerFault(cause, config);
  } finally {
    await connection.close();
  }
};
