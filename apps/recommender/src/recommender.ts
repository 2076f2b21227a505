import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { reasonOf } from "@loadline/model";
import type { Plan } from "@loadline/plan";
import { type SubjectKind, streamOf } from "@loadline/protocol";
import { forgeryIn, type SigningKey, signRecommendation } from "@loadline/protocol/signature";
import { connectNats } from "@loadline/runtime/nats";
import { exposeCertificates } from "@loadline/runtime/prometheus";
import { certificateSpans, type ServerTls, serverTls } from "@loadline/runtime/settings";
import type { Logger } from "pino";
import { ActionableEvents } from "./act/actionable-events.ts";
import type { Broker, Follower, FollowRequest, SkippedMessage, Slices } from "./broker/broker.ts";
import { connectionOf } from "./broker/jetstream-broker.ts";
import { shadowBroker } from "./broker/shadow.ts";
import type { Fleet } from "./fleet/fleet.ts";
import { authenticBroker, type IsAuthentic } from "./ingest/archive.ts";
import type { FollowedStream } from "./ingest/check-streams.ts";
import type { Inbox } from "./ingest/inbox.ts";
import { entryKeyOf, openPlanFile } from "./ingest/plan-source.ts";
import { watchedBy } from "./ingest/watched-deployments.ts";
import { ClusterWatch } from "./kubernetes/cluster-watch.ts";
import { kubernetesAccess, lazily } from "./kubernetes/kubernetes-client.ts";
import { checkpoint, type LoopDeps } from "./loop/loop.ts";
import { loopParts, olderResolution } from "./loop/loop-parts.ts";
import { startTicking } from "./loop/ticking.ts";
import { brokerFault, type Opened, openParts, type RecommenderDeps } from "./open-parts.ts";
import type { Metrics } from "./publish/metrics.ts";
import { RecommendationPublisher } from "./publish/recommendation-publisher.ts";
import { WorkloadEvents } from "./publish/workload-events.ts";
import { httpSources } from "./serve/http-sources.ts";
import { startHttp } from "./serve/start-http.ts";
import { type Clock, processSeconds, watchTime } from "./settings/clock.ts";
import type { RecommenderConfig } from "./settings/config.ts";
import { readSigningKey, trustedKeys } from "./settings/keys.ts";
import { replaySpan } from "./store/checkpoint-store.ts";
import { keepLease } from "./store/keep-lease.ts";

export interface Recommender {
  /** host:port of its HTTP server. */
  readonly address: string;
  /** Ends the loop after the tick in progress, hands over to a standby, then closes connection and server. */
  readonly stop: () => Promise<void>;
}

// As far back as the stream keeps what became of GPUs.
const healthSeconds = streamOf("health").maxAgeSeconds;

// Events that readers may still ask for.
const archivedSeconds = 86_400;

// Read whole within seconds.
const shortBacklog = 50_000;

interface Readers {
  readonly cluster: string;
  readonly slices: Slices;
  readonly inbox: Inbox;
  readonly takeRecommendation: (subject: string, data: Uint8Array) => void;
  readonly skipped: (kind: SubjectKind, message: SkippedMessage) => void;
}

interface Followers {
  readonly telemetry: Follower;
  readonly others: readonly FollowedStream[];
}

const followStreams = async (
  broker: Broker,
  { cluster, inbox, slices, takeRecommendation, skipped }: Readers,
  { now, replayed, shadow }: { readonly now: number; readonly replayed: number; readonly shadow: boolean },
): Promise<Followers> => {
  const start = { kind: "since", at: now - replayed } as const;
  const archived = { kind: "since", at: now - archivedSeconds } as const;
  const { takeInventory, takeFeedback, takeHealth, takeTelemetry } = inbox;
  const health = { kind: "since", at: now - healthSeconds } as const;
  const wanted: readonly Omit<FollowRequest, "cluster" | "skipped">[] = [
    ...(shadow ? [] : [{ kind: "recommendation", start: archived, take: takeRecommendation } as const]),
    { kind: "health", start: health, take: takeHealth },
    { kind: "inventory", start: { kind: "last-per-subject" }, take: takeInventory },
    { kind: "feedback", start, take: takeFeedback },
  ];
  const others: FollowedStream[] = [];
  const follow = (one: (typeof wanted)[number]) =>
    broker.follow({ ...one, cluster, skipped: (message) => skipped(one.kind, message) });
  for (const one of wanted) others.push({ kind: one.kind, follower: await follow(one) });
  return { others, telemetry: await follow({ kind: "telemetry", start, take: takeTelemetry, slices }) };
};

interface Parts extends Opened {
  readonly signingKey: SigningKey | null;
}

interface Assembled extends LoopDeps {
  readonly events: ActionableEvents;
}

interface SlicesDeps {
  readonly config: RecommenderConfig;
  readonly fleet: Fleet;
  readonly logger: Logger;
  readonly from: number;
}

/** How a backlog is read: a sample of each node at its beginning, and for every half window of what no checkpoint has. */
const slicesOf = ({ config, fleet, logger, from }: SlicesDeps): Slices => ({
  everySeconds: olderResolution(config),
  from,
  fewestMessages: shortBacklog,
  skipped: () => {
    fleet.skipped();
    logger.info("samples left out: more of them wait than are read in time; their counters are in the next ones");
  },
});

interface Watching {
  readonly config: RecommenderConfig;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly cluster: string;
  readonly failures: Metrics["counters"]["watchFailures"];
}

/** What reads the cluster, and the Events on its workloads, which are all that is written; null where that is not configured. */
const openKubernetes = ({ config, clock, logger, cluster, failures }: Watching) => {
  if (!config.kubernetesCounts) return { kubernetes: null, workloadEvents: null };
  const access = lazily(kubernetesAccess);
  const failed = (watch: string): void => failures.inc({ cluster, watch });
  return {
    kubernetes: new ClusterWatch({ access, time: watchTime, clock, logger, failed }),
    workloadEvents: config.shadow ? null : new WorkloadEvents({ access, instance: hostname(), logger }),
  };
};

const assemble = async (deps: RecommenderDeps, parts: Parts): Promise<Assembled> => {
  const { config, clock, logger } = deps;
  const { planFile, broker, leadership, checkpoints, signingKey } = parts;
  const { cluster }: Plan = planFile.current;
  const now = clock();
  const span = await replaySpan(planFile.current, checkpoints, { config, now });
  const replayedSeconds = span.seconds;
  const keys = trustedKeys(config, signingKey);
  const isAuthentic: IsAuthentic = (subject, data) =>
    keys === null || forgeryIn({ subject, data }, { keys, now: clock() }) === null;
  const isWatched = watchedBy(config.partition);
  const loop = loopParts({ ...deps, cluster, replayedSeconds, checkpoints, isAuthentic, isWatched });
  const { archive, inbox, failpoint } = loop;
  const { counters } = loop.metrics;
  const skipped: Readers["skipped"] = (kind, { subject, sequence, error }) => {
    counters.rejected.inc({ kind, reason: "failed" });
    const detail = reasonOf(error);
    logger.error({ kind, subject, sequence, detail }, "message skipped: it cannot be processed");
  };
  const watching = openKubernetes({ config, clock, logger, cluster, failures: counters.watchFailures });
  const events = new ActionableEvents({
    keys,
    leaseSeconds: config.leaseSeconds,
    clock,
    deployments: () => planFile.current.deployments,
    workload: (deployment) => watching.kubernetes?.of(deployment)?.workload.objects[0] ?? null,
    stabilisationSeconds: config.scaleDownStabilisationSeconds,
    refused: ({ subject, reason, detail }) => {
      counters.refusedRecommendations.inc({ reason });
      logger.warn({ subject, reason, detail }, "recommendation not acted on");
    },
  });
  const takeRecommendation = (subject: string, data: Uint8Array): void => {
    const event = archive.take(subject, data);
    // Most of a replay has expired, and is not verified.
    if (event !== null && clock() < Date.parse(event.data.decision.expiresAt) / 1000) events.take(subject, data);
  };
  const slices = slicesOf({ config, fleet: loop.fleet, logger, from: now - span.recentSeconds });
  const readers = { cluster, inbox, slices, takeRecommendation, skipped };
  const followed = followStreams(broker, readers, { now, replayed: replayedSeconds, shadow: config.shadow }).catch(
    (cause: unknown) => {
      throw brokerFault(cause, config);
    },
  );
  const publishing = {
    broker: config.shadow
      ? shadowBroker(broker, ({ subject }, data) => takeRecommendation(subject, data))
      : authenticBroker(broker, isAuthentic),
    logger,
    cluster,
    heartbeatSeconds: config.heartbeatSeconds,
    newId: randomUUID,
    sign: (event: Parameters<typeof signRecommendation>[0]) =>
      signingKey === null ? event : signRecommendation(event, signingKey),
    leads: () => leadership.epoch !== null,
    failpoint,
  };
  return {
    ...loop,
    ...(await followed),
    planFile,
    leadership,
    partition: config.partition,
    ...watching,
    events,
    recoverPublisher: (deployment, inheritance) =>
      RecommendationPublisher.recover({ ...publishing, deployment }, inheritance),
  };
};

const openScaler = async ({ kedaListen }: RecommenderConfig, loop: Assembled, tls: ServerTls | null) => {
  if (kedaListen === null) return null;
  // gRPC is loaded where it is served: else the start takes a tenth longer.
  const { startExternalScaler } = await import("./act/keda/external-scaler.ts");
  return startExternalScaler(kedaListen, { desired: (name) => loop.events.of(name) }, tls);
};

const openSigningKey = (path: string | null, logger: Logger): SigningKey | null => {
  if (path === null) {
    logger.warn("recommendations are not signed; give a key with --signing-key");
    return null;
  }
  const key = readSigningKey(path);
  logger.info({ keyId: key.keyId }, "recommendations are signed");
  return key;
};

/**
 * Starts the recommender: plan, key, broker, replay, HTTP, lease, loop.
 * @throws LL_PLAN_INVALID, LL_FILE_UNREADABLE, LL_CONFIG_INVALID, LL_NATS_UNREACHABLE, LL_NATS_REFUSED, LL_STREAM_MISSING, LL_PORT_TAKEN
 */
export const startRecommender = async (deps: RecommenderDeps): Promise<Recommender> => {
  const { config, logger, monotonic = processSeconds } = deps;
  // A fault that needs no broker is reported before one is waited for.
  const file = entryKeyOf(config.plan) === null ? await openPlanFile(config.plan, logger) : null;
  const signingKey = openSigningKey(config.signingKey, logger);
  const tls = serverTls(config);
  const connection = await connectNats(connectionOf(config));
  try {
    const opened = await openParts(connection, file, deps);
    const { cluster } = opened.planFile.current;
    const loop = await assemble(deps, { ...opened, signingKey });
    exposeCertificates(loop.metrics.registry, () => certificateSpans(config, tls));
    const http = await startHttp(config.listen, httpSources(loop), tls);
    const scaler = await openScaler(config, loop, tls);
    logger.info({ listening: http.address, keda: scaler?.address ?? null, cluster }, "recommender started");
    await opened.leadership.tick().catch(() => undefined);
    const { intervalSeconds, leaseSeconds } = config;
    const ticking = startTicking(loop, {
      intervalSeconds,
      monotonic,
      leaseSeconds,
      afterTick: () => scaler?.changed(),
    });
    const { isAlive, soon: onLead } = ticking;
    const releaseLease = keepLease(opened.leadership, { leaseSeconds, logger, isAlive, onLead });
    const stop = async (): Promise<void> => {
      await ticking.stop();
      await checkpoint(loop, deps.clock(), true);
      await releaseLease();
      await scaler?.stop();
      await loop.kubernetes?.close();
      await http.stop();
      await connection.close();
    };
    return { address: http.address, stop };
  } catch (error) {
    await connection.close();
    throw error;
  }
};
