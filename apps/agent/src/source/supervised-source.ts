import { reasonOf } from "@loadline/model";
import type { SourceStatus } from "@loadline/protocol";
import type { Clock } from "../system/clock.ts";
import type { Logger } from "../system/logger.ts";
import type { FailureReason, ReadOutcome, Snapshot, Source } from "./source.ts";

export interface SupervisorDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Values older than this are unknown. */
  readonly freshnessSeconds: number;
  /** Least time between the starts of two reads of a source; null or absent: every sample. */
  readonly intervalSeconds?: (source: string) => number | null;
  /** Resolves when an earlier source has released the same device; until then no read of this one begins. */
  readonly after?: Promise<unknown>;
}

/** A read that has not ended. */
interface Reading {
  readonly startedAt: number;
  readonly deadlineSeconds: number;
}

/** The last read that ended. */
interface Finished {
  readonly kind: "ok" | "degraded" | "failed" | "absent";
  readonly durationSeconds: number;
  readonly detail: string | null;
}

interface StatusInput {
  readonly now: number;
  readonly reading: Reading | null;
  readonly last: Finished | null;
  /** Age of the last good values; null when there never were any. */
  readonly ageSeconds: number | null;
  readonly fresh: boolean;
}

interface StateText {
  readonly state: SourceStatus["state"];
  readonly detail: string | null;
}

const longestDetail = 500;
const seconds = (value: number): string => `${value.toFixed(1)} s`;

/**
 * State of a source. First that holds: a read beyond its deadline → stalled; the last read found no such thing → absent;
 * values beyond the freshness limit → stalled; last read failed or incomplete, or none yet → degraded; else ok.
 */
const stateOf = ({ now, reading, last, ageSeconds, fresh }: StatusInput): StateText => {
  const running = reading === null ? 0 : now - reading.startedAt;
  if (reading !== null && running >= reading.deadlineSeconds) {
    const detail = `a read hangs since ${seconds(running)}, deadline ${seconds(reading.deadlineSeconds)}`;
    return { state: "stalled", detail };
  }
  if (ageSeconds !== null && !fresh && last?.kind !== "absent") {
    return {
      state: "stalled",
      detail: `no values since ${seconds(ageSeconds)}${last?.detail ? `; ${last.detail}` : ""}`,
    };
  }
  if (last !== null) return { state: last.kind === "failed" ? "degraded" : last.kind, detail: last.detail };
  return { state: "degraded", detail: reading === null ? "no read yet" : `first read runs since ${seconds(running)}` };
};

/** A timer may fire this much early, or a sample begin this much sooner than planned. */
const timerSlackSeconds = 0.05;

/** One source with its deadline, its state and its failures. The methods return in time whatever the source does. */
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

  get failures(): ReadonlyMap<FailureReason, number> {
    return this.#failures;
  }

  /** Starts a read, unless one is still outstanding or the last one began too recently. */
  start(): void {
    if (this.#reading !== null || !this.#isDue()) return;
    const { clock } = this.#deps;
    const deadlineSeconds = this.#good === null ? this.#source.firstDeadlineSeconds : this.#source.deadlineSeconds;
    const reading: Reading = { startedAt: clock.elapsed(), deadlineSeconds };
    const stop = new AbortController();
    this.#reading = reading;
    this.#startedAt = reading.startedAt;
    this.#stop = stop;
    const cancel = clock.after(deadlineSeconds, () => this.#expire(reading, stop));
    this.#settled = this.#read(stop.signal).then((outcome) => {
      cancel();
      this.#finish(reading, outcome);
    });
  }

  /** Resolves when the outstanding read ended, its deadline passed, or after `seconds`; whichever is first. */
  async wait(seconds: number): Promise<void> {
    const reading = this.#reading;
    if (reading === null) return;
    const { clock } = this.#deps;
    const left = reading.startedAt + reading.deadlineSeconds - clock.elapsed();
    await new Promise<void>((resolve) => {
      const cancel = clock.after(Math.min(seconds, left), resolve);
      void this.#settled.then(() => {
        cancel();
        resolve();
      });
    });
  }

  /** Stops the source for good; resolves when an outstanding read has ended, however long that takes. */
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
    const last = this.#last;
    const { state, detail } = stateOf({ now, reading: this.#reading, last, ageSeconds, fresh });
    const status: SourceStatus = {
      state,
      ageSeconds,
      durationSeconds: last?.durationSeconds ?? null,
      detail: detail?.slice(0, longestDetail) ?? null,
    };
    this.#logChange(status);
    return { value: this.#good?.value ?? null, fresh, status };
  }

  #isDue(): boolean {
    const interval = this.#deps.intervalSeconds?.(this.name) ?? null;
    if (interval === null || this.#startedAt === null) return true;
    return this.#deps.clock.elapsed() - this.#startedAt >= interval - timerSlackSeconds;
  }

  async #read(signal: AbortSignal): Promise<ReadOutcome<T>> {
    try {
      await this.#deps.after;
      return await this.#source.read(signal);
    } catch (error) {
      return { kind: "failed", reason: "unexpected", detail: reasonOf(error) };
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
    const { kind } = outcome;
    const detail = kind === "ok" ? null : kind === "absent" ? outcome.detail : `${outcome.reason}: ${outcome.detail}`;
    this.#last = { kind, durationSeconds, detail };
    // The age counts from the start of the read: the values are at least that new.
    if ("value" in outcome) this.#good = { value: outcome.value, at: reading.startedAt };
    if (kind === "absent") this.#good = null;
    const counted = kind === "failed" || kind === "degraded";
    // A deadline is counted when it passes.
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
