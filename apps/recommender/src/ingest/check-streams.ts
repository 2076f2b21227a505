import { LoadlineError, reasonOf } from "@loadline/model";
import { type SubjectKind, streamOf } from "@loadline/protocol";
import type { Logger } from "pino";
import type { Follower } from "../broker/broker.ts";

export interface FollowedStream {
  readonly kind: SubjectKind;
  readonly follower: Follower;
}

interface CheckDeps {
  readonly logger: Logger;
  readonly telemetry: Follower;
  readonly others?: readonly FollowedStream[];
  /** Called for each stream that is read again from its beginning. */
  readonly regressed: (kind: SubjectKind) => void;
}

/** What became of a stream is logged. */
const checkStream = async ({ logger, regressed }: CheckDeps, { kind, follower }: FollowedStream) => {
  try {
    const found = await follower.checkStream();
    if (found === "regressed") {
      regressed(kind);
      logger.error({ kind }, `${kind} stream was emptied or restored from an older copy; reading it anew`);
    }
    if (found === "missing") {
      const { code, message } = new LoadlineError("LL_STREAM_MISSING", { stream: streamOf(kind).name });
      logger.warn({ kind, code }, message);
    }
    if (found === "reopened")
      logger.warn({ kind }, `the consumer of the ${kind} stream had ended; a new one continues`);
  } catch (error) {
    // A broker that does not answer one of them answers none.
    logger[kind === "telemetry" ? "warn" : "debug"]({ kind, detail: reasonOf(error) }, `${kind} stream not checked`);
  }
};

/**
 * A stream that was emptied, restored or made anew is read again from its beginning, or nothing of it would be received until
 * it has as many messages as before.
 */
export const checkStreams = async (deps: CheckDeps): Promise<void> => {
  const { telemetry, others = [] } = deps;
  await Promise.all(
    [{ kind: "telemetry" as const, follower: telemetry }, ...others].map((one) => checkStream(deps, one)),
  );
};
