import { nodeBudget } from "@loadline/protocol";
import { mostNodes } from "../fleet/fleet.ts";
import { dropOldest } from "../fleet/health-store.ts";

interface Account {
  /** Bytes that were decoded and are not yet made good by time. */
  spentBytes: number;
  /** When that was so, epoch seconds. */
  at: number;
  /** Its last message was not decoded. */
  isExceeded: boolean;
}

const { decodedBytesPerSecond, decodedBytesAtOnce, refusedBytes, leastBytes } = nodeBudget;

// Telemetry, inventory and health events of each node.
const mostAccounts = 3 * mostNodes;

/**
 * What each sender may cost in decoding: bytes of messages, and of each that is refused so much more. Time is that at which the
 * broker stored a message, which no sender sets, so that a backlog is judged as what comes live.
 */
export class DecodeBudget {
  readonly #accounts = new Map<string, Account>();

  /** @returns whether its message may be decoded; "exceeded": the first one that may not */
  admits(sender: string, at: number): "admitted" | "exceeded" | "still-exceeded" {
    const account = this.#accounts.get(sender);
    if (account === undefined) return "admitted";
    const elapsed = Math.max(0, at - account.at);
    account.spentBytes = Math.max(0, account.spentBytes - elapsed * decodedBytesPerSecond);
    account.at = Math.max(at, account.at);
    const was = account.isExceeded;
    account.isExceeded = account.spentBytes >= decodedBytesAtOnce;
    if (!account.isExceeded) return "admitted";
    return was ? "still-exceeded" : "exceeded";
  }

  /** @param bytes of the message as it is decoded */
  spend(
    sender: string,
    at: number,
    { bytes, isRefused }: { readonly bytes: number; readonly isRefused: boolean },
  ): void {
    const account = this.#accounts.get(sender) ?? { spentBytes: 0, at, isExceeded: false };
    account.spentBytes += Math.max(leastBytes, bytes) + (isRefused ? refusedBytes : 0);
    this.#accounts.set(sender, account);
    dropOldest(this.#accounts, mostAccounts);
  }
}
