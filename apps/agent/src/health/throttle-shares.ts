interface Seen {
  readonly seconds: Readonly<Record<string, number>>;
  readonly at: number;
}

/** Shares of the time between two reports in which a reason held the clocks of a GPU down, from the driver's counters. */
export class ThrottleShares {
  readonly #seen = new Map<string, Seen>();

  /** By reason; empty at the first report, where there are no counters, and where they began anew. */
  observe(uuid: string, seconds: Seen["seconds"] | null, now: number): ReadonlyMap<string, number> {
    const before = this.#seen.get(uuid);
    if (seconds === null) {
      this.#seen.delete(uuid);
      return new Map();
    }
    this.#seen.set(uuid, { seconds, at: now });
    if (before === undefined || now <= before.at) return new Map();
    const grown = Object.entries(seconds).map(
      ([reason, value]) => [reason, value - (before.seconds[reason] ?? value)] as const,
    );
    if (grown.some(([, value]) => value < 0)) return new Map();
    return new Map(grown.map(([reason, value]) => [reason, Math.min(1, value / (now - before.at))]));
  }
}
