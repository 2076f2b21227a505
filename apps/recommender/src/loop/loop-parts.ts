import { reasonOf } from "@loadline/model";
import type { Logger } from "pino";
import { Advisor } from "../advise/advisor.ts";
import { Deployments } from "../decide/deployments.ts";
import { Fleet } from "../fleet/fleet.ts";
import { Archive, type IsAuthentic } from "../ingest/archive.ts";
import { Inbox } from "../ingest/inbox.ts";
import { shapeSeconds } from "../observe/demand.ts";
import { createMetrics } from "../publish/metrics.ts";
import { type Clock, processSeconds } from "../settings/clock.ts";
import type { RecommenderConfig } from "../settings/config.ts";
import { type FailpointHook, noFailpoint } from "../settings/failpoint.ts";
import type { CheckpointStore } from "../store/checkpoint-store.ts";
import { Checkpointer } from "../store/checkpointer.ts";
import { Status } from "./status.ts";

// Points of a demand window. Where its edge lies between two of them, the error is about a tenth of what arrivals vary by
// chance, and a seventh for its newest half: sqrt(1/6 of their distance ÷ window).
const pointsPerWindow = 15;
// Older ones serve means over ten windows and the rates of a replay, of which the newest half of a window is one point.
const olderPointsPerWindow = 2;
export const olderResolution = ({ windowSeconds }: Pick<RecommenderConfig, "windowSeconds">): number =>
  windowSeconds / olderPointsPerWindow;

interface Surroundings {
  readonly config: RecommenderConfig;
  readonly cluster: string;
  readonly clock: Clock;
  /** Seconds that only rise; by default the process's own. */
  readonly monotonic?: Clock | undefined;
  readonly logger: Logger;
  readonly failpoint?: FailpointHook | undefined;
  readonly replayedSeconds: number;
  /** Whether all samples of a deployment's engines are needed; without it those of every deployment are. */
  readonly isWatched?: ((deployment: string) => boolean) | undefined;
  readonly checkpoints: CheckpointStore;
  readonly isAuthentic?: IsAuthentic;
}

/** What a loop is made of wherever it runs: live, or over a recording. */
export const loopParts = ({ config, cluster, replayedSeconds, isWatched, ...surroundings }: Surroundings) => {
  const { clock, monotonic = processSeconds, logger, failpoint = noFailpoint, checkpoints } = surroundings;
  const { windowSeconds } = config;
  const metrics = createMetrics((deployment, error) =>
    logger.error({ deployment, detail: reasonOf(error) }, "not all series of this deployment are on the metrics page"),
  );
  const fleet = new Fleet({
    monotonic,
    horizonSeconds: Math.max(shapeSeconds(windowSeconds), replayedSeconds) + windowSeconds,
    resolutionSeconds: windowSeconds / pointsPerWindow,
    older: { afterSeconds: windowSeconds + config.freshnessSeconds, resolutionSeconds: olderResolution(config) },
    rememberSeconds: config.replaySeconds,
    stretch: config,
    // The sample after that comes within another third, which leaves one for what is late.
    watched: isWatched && { has: isWatched, otherwiseSeconds: config.freshnessSeconds / 3 },
  });
  return {
    clock,
    monotonic,
    logger,
    failpoint,
    metrics,
    fleet,
    checkpoints,
    inbox: new Inbox({ cluster, fleet, clock, logger, failpoint, counters: metrics.counters }),
    archive: new Archive(surroundings.isAuthentic),
    advisor: new Advisor(),
    deployments: new Deployments(config),
    checkpointer: new Checkpointer(checkpoints, { seconds: config.checkpointSeconds }),
    status: new Status(),
  };
};
