import { LoadlineError, reasonOf } from "@loadline/model";
import { type SubjectKind, streamOf } from "@loadline/protocol";
import type { Logger } from "pino";
import type { Follower } from "../broker/broker.ts";
import type { Deployments } from "../decide/deployments.ts";
import type { Metrics } from "../publish/metrics.ts";
import type { Clock } from "../settings/clock.ts";

export interface FollowedStream {
  readonly kind: SubjectKind;
  readonly follower: Follower;
}

interface CheckDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, "counters">;
  readonly telemetry: Follower;
  readonly others?: readonly FollowedStream[];
  readonly deployments: Pick<Deployments, "distrustTelemetryBefore">;
}

/** The result of the check, logged and counted; null: the broker did not answer. */
const checked = async ({ logger, metrics }: CheckDeps, { kind, follower }: FollowedStream) => {
  try {
    const found = await follower.checkStream();
    if (found === "regressed") {
      metrics.counters.streamRegressions.inc({ kind });
      logger.error({ kind }, `${kind} stream was emptied or restored from an older copy; reading it anew`);
    }
    if (found === "missing") {
      const { code, message } = new LoadlineError("LL_STREAM_MISSING", { stream: streamOf(kind).name });
      logger.warn({ kind, code }, message);
    }
    if (found === "reopened")
      logger.warn({ kind }, `the consumer of the ${kind} stream had ended; a new one continues`);
    return found;
  } catch (error) {
    // A broker that does not answer one of them answers none.
    logger[kind === "telemetry" ? "warn" : "debug"]({ kind, detail: reasonOf(error) }, `${kind} stream not checked`);
    return null;
  }
};

/**
 * A stream that was emptied, restored or made anew is read again from its beginning, or nothing of it would be received until
 * it has as many messages as before. Of telemetry that is more: what was in it is not known any more, and the fleet is
 * watched anew before anything falls.
 */
export const checkStreams = async (deps: CheckDeps): Promise<void> => {
  const { telemetry, others = [], deployments, clock } = deps;
  const [found] = await Promise.all([
    checked(deps, { kind: "telemetry", follower: telemetry }),
    ...others.map((other) => checked(deps, other)),
  ]);
  if (found === "regressed") deployments.distrustTelemetryBefore(clock());
};
