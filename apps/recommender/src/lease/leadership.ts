import type { LeaseStore, StoredLease } from "./lease-store.ts";

export interface LeadershipDeps {
  readonly store: LeaseStore;
  /** Unguessable, anew at each start. */
  readonly holder: string;
  readonly leaseSeconds: number;
  /** Seconds that only ever rise, whatever happens to the wall clock. */
  readonly monotonic: () => number;
}

interface Held {
  readonly epoch: number;
  readonly revision: number;
  /** When the last successful renewal was begun. */
  readonly renewedAt: number;
}

interface Watched {
  readonly revision: number;
  readonly since: number;
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
  #held: Held | null = null;
  #watched: Watched | null = null;
  #highestEpoch = 0;

  constructor(deps: LeadershipDeps) {
    this.#deps = deps;
  }

  /** The epoch to publish in; null while another one leads or the lease could not be renewed in time. */
  get epoch(): number | null {
    const held = this.#held;
    if (held === null) return null;
    return this.#deps.monotonic() - held.renewedAt < this.#deps.leaseSeconds ? held.epoch : null;
  }

  /** Renews, watches or takes over. @throws what the store throws; the lease then runs on until it is over */
  async tick(): Promise<void> {
    const begun = this.#deps.monotonic();
    if (this.#held !== null && this.epoch !== null) return this.#renew(this.#held, begun);
    this.#held = null;
    const stored = await this.#read();
    if (this.#mayTake(stored)) await this.#take(stored, begun);
  }

  /** Gives the lease up, so that a standby need not wait for its end. */
  async release(): Promise<void> {
    const held = this.#held;
    this.#held = null;
    if (held !== null) await this.#deps.store.write({ v: 1, holder: null, epoch: held.epoch }, held.revision);
  }

  async #read(): Promise<StoredLease | null> {
    const stored = await this.#deps.store.read();
    this.#highestEpoch = Math.max(this.#highestEpoch, stored?.record?.epoch ?? 0);
    return stored;
  }

  async #renew(held: Held, begun: number): Promise<void> {
    const { store, holder } = this.#deps;
    const revision = await store.write({ v: 1, holder, epoch: held.epoch }, held.revision);
    if (revision !== null) this.#held = { ...held, revision, renewedAt: begun };
    else await this.#afterConflict(held);
  }

  /** Somebody wrote in between: a renewal of our own whose answer was lost, or another holder. */
  async #afterConflict(held: Held): Promise<void> {
    const stored = await this.#read();
    const own = stored?.record?.holder === this.#deps.holder && stored.record.epoch === held.epoch;
    this.#held = own ? { ...held, revision: stored.revision } : null;
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
    this.#held = { epoch, revision, renewedAt: begun };
    this.#highestEpoch = epoch;
  }
}
