/** Repeated rounds of one piece of work, in milliseconds. */
export interface Timing {
  readonly median: number;
  readonly p95: number;
  /** Median of the processor's time; on a busy machine the clock measures the other work too. */
  readonly processor: number;
}

const warmUpRounds = 10;

const processorMilliseconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const sortedAt = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? Number.NaN;

/** Times `work` over `rounds` after a warm-up; `calls` of it make one round, and the figures are those of one call. */
export const timed = (work: (call: number) => unknown, { rounds = 21, calls = 1 } = {}): Timing => {
  const round = (): void => {
    for (let call = 0; call < calls; call++) work(call);
  };
  for (let warm = 0; warm < Math.min(warmUpRounds, rounds); warm++) round();
  const measured = Array.from({ length: rounds }, () => {
    const [start, busy] = [performance.now(), processorMilliseconds()];
    round();
    return { clock: (performance.now() - start) / calls, processor: (processorMilliseconds() - busy) / calls };
  });
  const clock = measured.map((one) => one.clock);
  return {
    median: sortedAt(clock, 0.5),
    p95: sortedAt(clock, 0.95),
    processor: sortedAt(
      measured.map((one) => one.processor),
      0.5,
    ),
  };
};

/** Milliseconds with a unit that keeps three digits. */
export const duration = (milliseconds: number): string => {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toPrecision(3)} s`;
  return milliseconds >= 1 ? `${milliseconds.toPrecision(3)} ms` : `${(milliseconds * 1000).toPrecision(3)} µs`;
};

export const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;

/** Prints rows under a head, the first column to the left and the others to the right. */
export const printTable = (head: readonly string[], rows: readonly (readonly string[])[]): void => {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  for (const row of all) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    process.stdout.write(`${cells.join("  ")}\n`);
  }
};

/** One measured thing, beside another one of the same run that it is held to. */
export interface SpeedRow {
  readonly name: string;
  readonly timing: Timing;
  /** Milliseconds of the baseline; null where the row is one itself. */
  readonly baseline: number | null;
}

export const printSpeed = (rows: readonly SpeedRow[]): void =>
  printTable(
    ["", "median", "95 %", "processor", "baseline"],
    rows.map(({ name, timing, baseline }) => [
      name,
      ...[timing.median, timing.p95, timing.processor].map(duration),
      baseline === null ? "" : `${(baseline / timing.median).toPrecision(3)} ×`,
    ]),
  );
