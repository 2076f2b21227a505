import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { isLoadlineError, LoadlineError } from "@loadline/core";
import type { Plan } from "@loadline/wire";
import { connectNats, ensureStreams, requireStreams } from "@loadline/wire/nats";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Logger } from "pino";
import type { Broker, Follower } from "./broker/broker.ts";
import { jetStreamBroker } from "./broker/jetstream-broker.ts";
import type { Clock } from "./clock.ts";
import type { RecommenderConfig } from "./config.ts";
import { Deployments, shapeSeconds } from "./deployments.ts";
import { describeDeployments } from "./describe-deployments.ts";
import { Speaker } from "./emit/speaker.ts";
import { startHttp } from "./http.ts";
import { Inbox } from "./input/inbox.ts";
import { PlanFile } from "./input/plan-file.ts";
import { type LoopDeps, runOnce } from "./loop.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { Fleet } from "./state/fleet.ts";
import { Status } from "./status.ts";

export interface RecommenderDeps {
  readonly config: RecommenderConfig;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface Recommender {
  /** host:port of its HTTP server. */
  readonly address: string;
  /** Ends the loop after the tick in progress, then the connection and the server. */
  readonly stop: () => Promise<void>;
}

// Points of a demand window; finer ones would not move its mean.
const pointsPerWindow = 30;

const createFleet = ({ windowSeconds, replaySeconds }: RecommenderConfig): Fleet =>
  new Fleet({
    horizonSeconds: Math.max(shapeSeconds(windowSeconds), replaySeconds) + windowSeconds,
    resolutionSeconds: windowSeconds / pointsPerWindow,
    rememberSeconds: replaySeconds,
  });

interface Streams {
  readonly telemetry: Follower;
  readonly inventory: Follower;
  readonly feedback: Follower;
}

const followStreams = async (broker: Broker, inbox: Inbox, cluster: string, since: number): Promise<Streams> => {
  const start = { kind: "since", at: since } as const;
  return {
    inventory: await broker.follow({
      kind: "inventory",
      cluster,
      start: { kind: "last-per-subject" },
      take: inbox.takeInventory,
    }),
    feedback: await broker.follow({ kind: "feedback", cluster, start, take: inbox.takeFeedback }),
    telemetry: await broker.follow({ kind: "telemetry", cluster, start, take: inbox.takeTelemetry }),
  };
};

/** @throws LL_STREAM_MISSING, LL_STREAM_CONFIG_REFUSED, LL_NATS_UNREACHABLE when the server has no JetStream */
const openBroker = async (connection: NatsConnection, config: RecommenderConfig): Promise<Broker> => {
  try {
    if (config.ensureStreams) await ensureStreams(connection, config.replicas);
    else await requireStreams(connection);
    return await jetStreamBroker(connection);
  } catch (cause) {
    if (isLoadlineError(cause)) throw cause;
    const detail = `JetStream: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new LoadlineError("LL_NATS_UNREACHABLE", { server: config.server, detail }, { cause });
  }
};

const missingForReady = ({ telemetry, status }: LoopDeps): readonly string[] => [
  ...(telemetry.alive() ? [] : ["telemetry consumer"]),
  ...(telemetry.caughtUp() ? [] : ["end of the telemetry replay"]),
  ...(status.tickedAt === null ? ["first decision"] : []),
];

/** Ticks until it is stopped; the end of a tick and the start of the next are one interval apart at most. */
const startLoop = (deps: LoopDeps, intervalSeconds: number): (() => Promise<void>) => {
  const abort = new AbortController();
  const pause = (): Promise<unknown> =>
    sleep(intervalSeconds * 1000, null, { signal: abort.signal }).catch(() => undefined);
  const run = async (): Promise<void> => {
    while (!abort.signal.aborted) {
      try {
        await runOnce(deps);
      } catch (error) {
        deps.logger.error({ detail: error instanceof Error ? error.stack : String(error) }, "tick failed");
      }
      await pause();
    }
  };
  const finished = run();
  return async () => {
    abort.abort();
    await finished;
  };
};

const assemble = async (
  { config, clock, logger }: RecommenderDeps,
  { planFile, broker, metrics }: { readonly planFile: PlanFile; readonly broker: Broker; readonly metrics: Metrics },
): Promise<LoopDeps> => {
  const { cluster }: Plan = planFile.current;
  const fleet = createFleet(config);
  const inbox = new Inbox({ cluster, fleet, clock, logger, counters: metrics.counters });
  const { telemetry } = await followStreams(broker, inbox, cluster, clock() - config.replaySeconds);
  const speaking = { broker, logger, cluster, heartbeatSeconds: config.heartbeatSeconds, newId: randomUUID };
  return {
    clock,
    logger,
    planFile,
    telemetry,
    inbox,
    fleet,
    metrics,
    deployments: new Deployments(config),
    status: new Status(),
    recoverSpeaker: (deployment) => Speaker.recover({ ...speaking, deployment }),
  };
};

/**
 * Starts the recommender: plan, broker, replay, HTTP, loop.
 * @throws LL_PLAN_INVALID, LL_FILE_UNREADABLE, LL_NATS_UNREACHABLE, LL_STREAM_MISSING, LL_PORT_TAKEN
 */
export const startRecommender = async (deps: RecommenderDeps): Promise<Recommender> => {
  const { config, logger } = deps;
  const planFile = await PlanFile.open(config.plan, logger);
  const connection = await connectNats({ server: config.server, name: "loadline-recommender", wait: false });
  try {
    const broker = await openBroker(connection, config);
    const metrics = createMetrics();
    const loop = await assemble(deps, { planFile, broker, metrics });
    const http = await startHttp(config.listen, {
      registry: metrics.registry,
      missing: () => missingForReady(loop),
      planFault: () => planFile.fault,
      deployments: () => describeDeployments(planFile.current.cluster, loop),
    });
    logger.info({ listening: http.address, cluster: planFile.current.cluster }, "recommender started");
    const stopLoop = startLoop(loop, config.intervalSeconds);
    const stop = async (): Promise<void> => {
      await stopLoop();
      await http.stop();
      await connection.close();
    };
    return { address: http.address, stop };
  } catch (error) {
    await connection.close();
    throw error;
  }
};
