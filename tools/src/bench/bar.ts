/** Repeated rounds in milliseconds: the middle and the slow end on the clock, and the middle of the processor's time. */
export interface Timing {
  readonly middle: number;
  readonly nearWorst: number;
  readonly processor: number;
}

const warmUpRounds = 10;
const microsecondsPerMillisecond = 1000;

const processorMilliseconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / microsecondsPerMillisecond;
};

const sortedAt = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? Number.NaN;

/** Times `work` over rounds that follow a warm-up. */
export const timed = (rounds: number, work: () => unknown): Timing => {
  for (let round = 0; round < warmUpRounds; round++) work();
  const measured = Array.from({ length: rounds }, () => {
    const [start, busy] = [performance.now(), processorMilliseconds()];
    work();
    return { clock: performance.now() - start, processor: processorMilliseconds() - busy };
  });
  const clock = measured.map((round) => round.clock);
  const processor = measured.map((round) => round.processor);
  return { middle: sortedAt(clock, 1 / 2), nearWorst: sortedAt(clock, 0.95), processor: sortedAt(processor, 1 / 2) };
};

const milliseconds = (value: number): string => `${value.toFixed(2).padStart(8)} ms`;

/**
 * One line of a benchmark: what it is, how long it took, and the bar it is held to. The processor's time decides:
 * on a machine that does other work the clock tells of that as well.
 */
export const barLine = (name: string, { middle, nearWorst, processor }: Timing, bar: number | null): string => {
  const times = `${milliseconds(middle)}, 95 %${milliseconds(nearWorst)}, processor${milliseconds(processor)}`;
  const against = bar === null ? "" : `  bar ${bar} ms: ${processor <= bar ? "met" : "missed"}`;
  return `${name.padEnd(52)}${times}${against}\n`;
};
