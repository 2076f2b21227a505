import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";

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

type Table = readonly (readonly string[])[];

const printed: Table[] = [];

const introduction = `# Benchmarks

Figures of \`npm run bench\`, written by it. Each section is one run: its command, its machine and what it printed. A baseline is
measured in the same run. The load is that of the whole machine; figures of time are only comparable where it is low.
`;

const markdown = ([head = [], ...rows]: Table): string =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

/** Writes what this run printed into its section of a page, in the place of an earlier run of the same command. */
export const recordTables = (page: string, command: string): void => {
  const before = existsSync(page) ? readFileSync(page, "utf8") : introduction;
  const title = `## \`npm run bench -- ${command}\`\n`;
  const [start = introduction, ...others] = before.split(/^(?=## )/m).filter((part) => !part.startsWith(title));
  const [{ model = "unknown processor" } = {}] = cpus();
  const load = loadavg().map((one) => one.toFixed(1));
  const machine = `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${model}, Node.js ${process.versions.node}, load ${load.join(", ")} (1, 5, 15 minutes).`;
  const section = `${title}\n${machine}\n\n${printed.map(markdown).join("\n\n")}\n`;
  const parts = [start, ...[...others, section].toSorted()];
  writeFileSync(page, `${parts.map((part) => part.trimEnd()).join("\n\n")}\n`);
};

/** Prints rows under a head, the first column to the left and the others to the right. */
export const printTable = (head: readonly string[], rows: Table): void => {
  const all = [head, ...rows];
  printed.push(all);
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
