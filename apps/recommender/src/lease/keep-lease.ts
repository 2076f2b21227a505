import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { Leadership } from "./leadership.ts";

// Renewed well before it is over, and watched so often that a take-over comes within two lengths of it.
const looksPerLease = 5;

/** Looks after the lease until it is stopped; then gives it up. */
export const keepLease = (
  leadership: Leadership,
  { leaseSeconds, logger }: { readonly leaseSeconds: number; readonly logger: Logger },
): (() => Promise<void>) => {
  const abort = new AbortController();
  let told: number | null = null;
  const look = async (): Promise<void> => {
    try {
      await leadership.tick();
    } catch (error) {
      logger.warn({ detail: error instanceof Error ? error.message : String(error) }, "lease not reachable");
    }
    const { epoch } = leadership;
    if (epoch !== told) logger.info({ epoch }, epoch === null ? "standing by" : "leading");
    told = epoch;
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
