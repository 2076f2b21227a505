import type { SourceStatus } from "@loadline/wire";
import type { Clock } from "../clock.ts";
import type { Logger } from "../logger.ts";
import type { FailureReason, ReadOutcome, Source } from "./source.ts";
import { type Finished, type Reading, statusOf } from "./source-status.ts";

export interface SupervisorDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Values older than this are unknown. */
  readonly freshnessSeconds: number;
  /** Least distance of the starts of two reads of a source; null or absent: with every sample. */
  readonly distanceSeconds?: (source: string) => number | null;
  /** Resolves when an earlier one for the same device has let go of it; until then no read of this one begins. */
  readonly after?: Promise<unknown>;
}

/** What a source can say at one moment. `value` is null when there never was one; `fresh` says whether it may be used. */
export interface Snapshot<T> {
  readonly value: T | null;
  readonly fresh: boolean;
  readonly status: SourceStatus;
}

/** Why a wait is over; without a reason each would make an error with its stack. */
const done = "done";

/** A timer may fire this much early, or a sample begin this much sooner than planned. */
const timerSlackSeconds = 0.05;

/** One source with its deadline, its state and its failures. However sick the source, the methods return in time. */
export class SupervisedSource<T> {
  readonly #source: Source<T>;
  readonly #deps: SupervisorDeps;
  readonly #failures = new Map<FailureReason, number>();
  #reading: Reading | null = null;
  #stop: AbortController | null = null;
  #settled: Promise<void> = Promise.resolve();
  #last: Finished | null = null;
  #good: { readonly value: T; readonly at: number } | null = null;
  #loggedState: string | null = null;
  #startedAt: number | null = null;

  constructor(source: Source<T>, deps: SupervisorDeps) {
    this.#source = source;
    this.#deps = deps;
  }

  get name(): string {
    return this.#source.name;
  }

  /** Reads that failed since the start, by reason. */
  get failures(): ReadonlyMap<FailureReason, number> {
    return this.#failures;
  }

  /** Starts a read, unless one is still outstanding or the last one began too short a time ago. */
  start(): void {
    if (this.#reading !== null || !this.#isDue()) return;
    const { clock } = this.#deps;
    const deadlineSeconds = this.#good === null ? this.#source.firstDeadlineSeconds : this.#source.deadlineSeconds;
    const reading: Reading = { startedAt: clock.elapsed(), deadlineSeconds };
    const stop = new AbortController();
    const over = new AbortController();
    this.#reading = reading;
    this.#startedAt = reading.startedAt;
    this.#stop = stop;
    void clock.sleep(deadlineSeconds, over.signal).then(() => this.#expire(reading, stop));
    this.#settled = this.#read(stop.signal).then((outcome) => {
      over.abort(done);
      this.#finish(reading, outcome);
    });
  }

  /** Resolves when the outstanding read ended, its deadline passed, or after `seconds`; whichever is first. */
  async wait(seconds: number): Promise<void> {
    const reading = this.#reading;
    if (reading === null) return;
    const { clock } = this.#deps;
    const left = reading.startedAt + reading.deadlineSeconds - clock.elapsed();
    const over = new AbortController();
    await Promise.race([this.#settled, clock.sleep(Math.min(seconds, left), over.signal)]);
    over.abort(done);
  }

  /** Asks an outstanding read to end, for good; resolves when it has, however long that takes. */
  async stop(): Promise<void> {
    this.#stop?.abort();
    await this.#settled;
    await this.#source.close?.();
  }

  /** The present value and state; logs when the state is another than at the last call. */
  snapshot(): Snapshot<T> {
    const now = this.#deps.clock.elapsed();
    const ageSeconds = this.#good === null ? null : Math.max(0, now - this.#good.at);
    const fresh = ageSeconds !== null && ageSeconds <= this.#deps.freshnessSeconds;
    const status = statusOf({ now, reading: this.#reading, last: this.#last, ageSeconds, fresh });
    this.#logChange(status);
    return { value: this.#good?.value ?? null, fresh, status };
  }

  #isDue(): boolean {
    const distance = this.#deps.distanceSeconds?.(this.name) ?? null;
    if (distance === null || this.#startedAt === null) return true;
    return this.#deps.clock.elapsed() - this.#startedAt >= distance - timerSlackSeconds;
  }

  async #read(signal: AbortSignal): Promise<ReadOutcome<T>> {
    try {
      await this.#deps.after;
      return await this.#source.read(signal);
    } catch (error) {
      return { kind: "failed", reason: "unexpected", detail: error instanceof Error ? error.message : String(error) };
    }
  }

  #expire(reading: Reading, stop: AbortController): void {
    if (this.#reading !== reading) return;
    this.#count("deadline");
    stop.abort();
  }

  #finish(reading: Reading, outcome: ReadOutcome<T>): void {
    this.#reading = null;
    this.#stop = null;
    const durationSeconds = Math.max(0, this.#deps.clock.elapsed() - reading.startedAt);
    this.#last =
      outcome.kind === "ok" || outcome.kind === "absent"
        ? { kind: outcome.kind, durationSeconds, detail: outcome.kind === "absent" ? outcome.detail : null }
        : { kind: outcome.kind, durationSeconds, detail: `${outcome.reason}: ${outcome.detail}` };
    // The age counts from the start of the read: the values are at least that new.
    if (outcome.kind === "ok" || outcome.kind === "degraded") {
      this.#good = { value: outcome.value, at: reading.startedAt };
    }
    if (outcome.kind === "absent") this.#good = null;
    const counted = outcome.kind === "failed" || outcome.kind === "degraded";
    // A read that ran into its deadline was counted when it did.
    if (counted && outcome.reason !== "deadline") this.#count(outcome.reason);
  }

  #count(reason: FailureReason): void {
    this.#failures.set(reason, (this.#failures.get(reason) ?? 0) + 1);
  }

  #logChange({ state, detail }: SourceStatus): void {
    if (state === this.#loggedState) return;
    const first = this.#loggedState === null;
    this.#loggedState = state;
    const fields = { source: this.#source.name, state, detail };
    if (state === "ok" || (state === "absent" && first)) this.#deps.logger.info(fields, `source is ${state}`);
    else this.#deps.logger.warn(fields, `source is ${state}`);
  }
}
