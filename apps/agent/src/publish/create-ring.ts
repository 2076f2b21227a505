import { LoadlineError } from "@loadline/core";
import type { Clock } from "../clock.ts";
import type { AgentConfig } from "../config.ts";
import type { Logger } from "../logger.ts";
import { DiskRing } from "./disk-ring/disk-ring.ts";
import { MemoryRing, type Ring } from "./ring.ts";

/** Below this the files of a ring on disk would hold little more than their own upkeep. */
const smallestDiskRingBytes = 64 * 1024;

/**
 * The ring that the configuration asks for; without publishing nothing is kept on disk.
 * @throws LL_RING_UNUSABLE for a directory that cannot be used, LL_CONFIG_INVALID for bounds too small for one
 */
export const createRing = (config: AgentConfig, clock: Clock, logger: Logger): Ring => {
  const {
    nats,
    ringDirectory,
    ringSamples: maxSamples,
    ringBytes: maxBytes,
    ringMaxAgeSeconds,
    ringSyncSeconds,
  } = config;
  if (!nats || ringDirectory === null) return new MemoryRing({ maxSamples, maxBytes }, () => clock.now());
  if (maxBytes < smallestDiskRingBytes) {
    const expected = `at least ${smallestDiskRingBytes} with ringDirectory`;
    throw new LoadlineError("LL_CONFIG_INVALID", { key: "ringBytes", value: maxBytes, expected });
  }
  try {
    const ring = new DiskRing({
      folder: ringDirectory,
      maxSamples,
      maxBytes,
      maxAgeSeconds: ringMaxAgeSeconds,
      syncSeconds: ringSyncSeconds,
      now: () => clock.now(),
      elapsed: () => clock.elapsed(),
      onProblem: (problem) => {
        if (problem === null) logger.info({ ringDirectory }, "the ring is written to disk again");
        else logger.warn({ ringDirectory, problem }, "the ring cannot be written to disk; new messages are in memory");
      },
    });
    logger.info({ ringDirectory, waiting: ring.size, damaged: ring.damaged, gaps: ring.gaps() }, "opened the ring");
    return ring;
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new LoadlineError("LL_RING_UNUSABLE", { directory: ringDirectory, detail }, { cause });
  }
};
