import { setTimeout as sleep } from "node:timers/promises";
import { reasonOf } from "@loadline/model";
import type { Logger } from "pino";
import type { Leadership } from "./leadership.ts";

// Renewed well before it is over, and watched so often that noticing its end costs little beside waiting for it.
const looksPerLease = 10;

interface LeaseKeeping {
  readonly leaseSeconds: number;
  readonly logger: Logger;
  /** Whether decisions are being made; without them the lease is given up, so that a standby takes over. */
  readonly isAlive: () => boolean;
  /** Called when this process begins to lead. */
  readonly onLead: () => void;
}

/** Looks after the lease until it is stopped; then gives it up. */
export const keepLease = (leadership: Leadership, { leaseSeconds, logger, isAlive, onLead }: LeaseKeeping) => {
  const abort = new AbortController();
  let reported: number | null = null;
  const look = async (): Promise<void> => {
    try {
      if (isAlive()) await leadership.tick();
      else await leadership.release();
    } catch (error) {
      logger.warn({ detail: reasonOf(error) }, "the lease store cannot be reached");
    }
    const { epoch } = leadership;
    if (epoch !== reported) logger.info({ epoch }, epoch === null ? "standing by" : "leading");
    if (epoch !== null && epoch !== reported) onLead();
    reported = epoch;
  };
  const run = async (): Promise<void> => {
    while (!abort.signal.aborted) {
      await look();
      await sleep((leaseSeconds * 1000) / looksPerLease, null, { signal: abort.signal }).catch(() => undefined);
    }
  };
  const finished = run();
  return async () => {
    abort.abort();
    await finished;
    await leadership.release().catch(() => undefined);
  };
};
