/** Something the user can fix; reported without a stack trace. */
export class Failure extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Progress goes to stderr: stdout belongs to the command that follows. */
export const printLine = (line) => process.stderr.write(`${line}\n`);

const secondsSince = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;

/** Runs one step and prints its name and duration; `work` may return a note, or "skip" when nothing was to do. */
export const step = async (name, work, { quiet = false } = {}) => {
  const start = performance.now();
  const announce = setTimeout(() => printLine(`  … ${name}`), quiet ? 1_000 : 300);
  try {
    const note = await work();
    const done = note === "skip" ? "up to date" : secondsSince(start);
    if (!quiet || note !== "skip") printLine(`  ✓ ${name} (${done})${note && note !== "skip" ? `: ${note}` : ""}`);
  } catch (error) {
    printLine(`  ✗ ${name} (${secondsSince(start)})`);
    throw error;
  } finally {
    clearTimeout(announce);
  }
};
