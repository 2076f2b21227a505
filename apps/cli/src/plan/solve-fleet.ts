import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { checkFleetPlan, type FleetPlan, type FleetProblem, fleetPlanOf, fleetProblemText } from "@loadline/model";
import { reasonOf } from "@loadline/planner/messages";

export type FleetSolution =
  | {
      readonly kind: "solved";
      readonly plan: FleetPlan;
      readonly usdPerHour: number;
      readonly watts: number;
      /** False when the time ran out and only a valid plan was found. */
      readonly cheapest: boolean;
    }
  /** `tooSmall`: the solver is sure that no mix carries the load. */
  | { readonly kind: "infeasible"; readonly because: string; readonly tooSmall: boolean };

export interface SolverSettings {
  readonly seconds: number;
  readonly signal: AbortSignal;
}

interface SolverAnswer {
  /** Of the solver: "Optimal", "Infeasible", "Time limit reached", … */
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

/** The solver's answer to a linear program in whole numbers, or the reason why there is none. */
const solveInWorker = async (problem: string, { seconds, signal }: SolverSettings): Promise<SolverAnswer | string> => {
  const solver = createRequire(import.meta.url).resolve("highs");
  const worker = new Worker(program, { eval: true, workerData: { solver, problem, seconds } });
  const stop = AbortSignal.any([signal, AbortSignal.timeout((seconds + graceSeconds) * 1000)]);
  const outcome = await new Promise<SolverAnswer | string>((resolve) => {
    stop.addEventListener("abort", () => resolve(signal.aborted ? "stopped" : `no answer after ${seconds} s`));
    worker.once("error", (error) => resolve(reasonOf(error)));
    worker.once("exit", (code) => resolve(`the solver ended with ${code}`));
    worker.once("message", resolve);
  });
  await worker.terminate();
  return outcome;
};

const infeasible = (because: string, tooSmall = false): FleetSolution => ({ kind: "infeasible", because, tooSmall });

/**
 * The cheapest mix of replicas within inventory, budget and power. The solver's plan is checked again without it: one
 * that breaks a limit is never returned.
 * @throws LL_INPUT_INVALID for a problem that names what it does not have
 */
export const solveFleet = async (problem: FleetProblem, settings: SolverSettings): Promise<FleetSolution> => {
  const answer = await solveInWorker(fleetProblemText(problem), settings);
  if (typeof answer === "string") return infeasible(`the solver gave no answer: ${answer}`);
  const { status, values } = answer;
  if (status === "Infeasible")
    return infeasible("no mix within the inventory, budget and power carries the load", true);
  const plan = fleetPlanOf(problem, new Map(values));
  const { violations, usdPerHour, watts } = checkFleetPlan(problem, plan);
  if (violations.length > 0) return infeasible(`the solver reports ${status}, but ${violations.join("; ")}`);
  return { kind: "solved", plan, usdPerHour, watts, cheapest: status === "Optimal" };
};
