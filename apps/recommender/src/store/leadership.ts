import { reasonOf } from "@loadline/model";
import type { LeaseStore, StoredLease } from "./lease-store.ts";

interface LeadershipDeps {
  readonly store: LeaseStore;
  /** Unguessable, anew at each start. */
  readonly holder: string;
  readonly leaseSeconds: number;
  /** Seconds that only ever rise, whatever happens to the wall clock. */
  readonly monotonic: () => number;
}

interface Lease {
  readonly epoch: number;
  readonly revision: number;
  /** When the last successful renewal was begun. */
  readonly renewedAt: number;
}

/**
 * Leader of a cluster by a lease that is renewed. No clock is compared with another machine's: a standby takes
 * over once the lease has not changed for its whole length by the standby's own monotonic clock, and a leader
 * counts from before its last renewal was sent, so that it stops no later than another may begin. Every take-over
 * raises the epoch, above any that this process has seen: a lease that was restored from an older copy, as one is with
 * its broker, does not bring back an epoch in which events were published since.
 */
export class Leadership {
  readonly #deps: LeadershipDeps;
  #lease: Lease | null = null;
  #watched: { readonly revision: number; readonly since: number } | null = null;
  #highestEpoch = 0;
  #fault: string | null = null;

  constructor(deps: LeadershipDeps) {
    this.#deps = deps;
  }

  /** The epoch to publish in; null while another one leads or the lease could not be renewed in time. */
  get epoch(): number | null {
    const lease = this.#lease;
    if (lease === null) return null;
    return this.#deps.monotonic() - lease.renewedAt < this.#deps.leaseSeconds ? lease.epoch : null;
  }

  /** Why the store of the lease was not read or written last, as when its disk is full; null: it was. */
  get fault(): string | null {
    return this.#fault;
  }

  /** Renews, watches or takes over. @throws what the store throws; the lease then runs on until it is over */
  async tick(): Promise<void> {
    try {
      await this.#renewOrTake();
      this.#fault = null;
    } catch (error) {
      this.#fault = reasonOf(error);
      throw error;
    }
  }

  async #renewOrTake(): Promise<void> {
    const begun = this.#deps.monotonic();
    if (this.#lease !== null && this.epoch !== null) return this.#renew(this.#lease, begun);
    this.#lease = null;
    const stored = await this.#read();
    if (this.#mayTake(stored)) await this.#take(stored, begun);
  }

  /** Takes nothing: the lease of who is gone runs out while this process still reads what was stored. */
  async watch(): Promise<void> {
    this.#mayTake(await this.#read());
  }

  /** Gives the lease up, so that a standby need not wait for its end. */
  async release(): Promise<void> {
    const lease = this.#lease;
    this.#lease = null;
    if (lease !== null) await this.#deps.store.write({ v: 1, holder: null, epoch: lease.epoch }, lease.revision);
  }

  async #read(): Promise<StoredLease | null> {
    const stored = await this.#deps.store.read();
    this.#highestEpoch = Math.max(this.#highestEpoch, stored?.record?.epoch ?? 0);
    return stored;
  }

  async #renew(lease: Lease, begun: number): Promise<void> {
    const { store, holder } = this.#deps;
    const revision = await store.write({ v: 1, holder, epoch: lease.epoch }, lease.revision);
    if (revision !== null) this.#lease = { ...lease, revision, renewedAt: begun };
    else await this.#afterConflict(lease);
  }

  /** Another write came in between: a renewal of our own whose answer was lost, or another holder. */
  async #afterConflict(lease: Lease): Promise<void> {
    const stored = await this.#read();
    const own = stored?.record?.holder === this.#deps.holder && stored.record.epoch === lease.epoch;
    this.#lease = own ? { ...lease, revision: stored.revision } : null;
  }

  #mayTake(stored: StoredLease | null): boolean {
    if (stored === null || stored.record?.holder === null) return true;
    const now = this.#deps.monotonic();
    if (this.#watched?.revision !== stored.revision) this.#watched = { revision: stored.revision, since: now };
    return now - this.#watched.since >= this.#deps.leaseSeconds;
  }

  async #take(stored: StoredLease | null, begun: number): Promise<void> {
    const { store, holder } = this.#deps;
    const epoch = this.#highestEpoch + 1;
    const revision = await store.write({ v: 1, holder, epoch }, stored?.revision ?? null);
    if (revision === null) return;
    this.#lease = { epoch, revision, renewedAt: begun };
    this.#highestEpoch = epoch;
  }
}
