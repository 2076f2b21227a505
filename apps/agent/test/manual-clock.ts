import type { Clock } from "../src/system/clock.ts";

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** A clock that moves only by `advance`. */
export class ManualClock implements Clock {
  #time = 1000;
  readonly #sleepers = new Set<Sleeper>();

  now(): number {
    return this.#time;
  }

  elapsed(): number {
    return this.#time;
  }

  after(seconds: number, run: () => void): () => void {
    const cancel = () => this.#sleepers.delete(sleeper);
    const sleeper: Sleeper = {
      until: this.#time + seconds,
      wake: () => {
        cancel();
        run();
      },
    };
    this.#sleepers.add(sleeper);
    if (seconds <= 0) queueMicrotask(() => this.#sleepers.has(sleeper) && sleeper.wake());
    return cancel;
  }

  sleep(seconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted === true || seconds <= 0) return resolve();
      const cancel = this.after(seconds, resolve);
      const end = () => {
        cancel();
        resolve();
      };
      signal?.addEventListener("abort", end, { once: true });
    });
  }

  /** Lets everybody finish what needs no time, moves on, and lets those who are due go on. */
  async advance(seconds: number): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#time += seconds;
    for (const sleeper of [...this.#sleepers]) if (sleeper.until <= this.#time) sleeper.wake();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
