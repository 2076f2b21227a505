import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";

export interface SolverAnswer {
  /** As the solver words it: "Optimal", "Infeasible", "Time limit reached", … */
  readonly status: string;
  readonly values: ReadonlyMap<string, number>;
}

export type SolverOutcome =
  | { readonly kind: "answered"; readonly answer: SolverAnswer }
  | { readonly kind: "failed"; readonly detail: string };

interface WorkerMessage {
  readonly status: string;
  readonly values: readonly (readonly [string, number])[];
}

/** Runs beside the main thread, which stays free for Ctrl-C; text, because a worker has no loader for sources. */
const program = `
const { parentPort, workerData } = require("node:worker_threads");
require(workerData.solver).default().then((highs) => {
  const { Status, Columns } = highs.solve(workerData.problem, { time_limit: workerData.seconds, output_flag: false });
  const values = Object.entries(Columns ?? {}).flatMap(([name, { Primal }]) => typeof Primal === "number" ? [[name, Primal]] : []);
  parentPort.postMessage({ status: Status, values });
});
`;

// The solver checks its clock between steps only; beyond this much more it is stopped from outside.
const graceSeconds = 5;

export interface SolverSettings {
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/** The solver's answer to a linear program in whole numbers, or why there is none. Never throws. */
export const solveInWorker = async (problem: string, { seconds, signal }: SolverSettings): Promise<SolverOutcome> => {
  const solver = createRequire(import.meta.url).resolve("highs");
  const worker = new Worker(program, { eval: true, workerData: { solver, problem, seconds } });
  const stop = AbortSignal.any([signal, AbortSignal.timeout((seconds + graceSeconds) * 1000)]);
  const outcome = await new Promise<SolverOutcome>((resolve) => {
    const failed = (detail: string): void => resolve({ kind: "failed", detail });
    stop.addEventListener("abort", () => failed(signal.aborted ? "stopped" : `no answer after ${seconds} s`));
    worker.once("error", (error) => failed(error instanceof Error ? error.message : String(error)));
    worker.once("exit", (code) => failed(`the solver ended with ${code}`));
    worker.once("message", ({ status, values }: WorkerMessage) =>
      resolve({ kind: "answered", answer: { status, values: new Map(values) } }),
    );
  });
  await worker.terminate();
  return outcome;
};
