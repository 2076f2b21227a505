import { checkFleetPlan, type FleetPlan, type FleetProblem, fleetPlanOf, fleetProblemText } from "@loadline/core";
import { type SolverSettings, solveInWorker } from "./solve-in-worker.ts";

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

const noPlan = (because: string, tooSmall = false): FleetSolution => ({ kind: "infeasible", because, tooSmall });

/**
 * The cheapest mix of replicas within inventory, budget and power. What the solver says is checked again without it:
 * a plan that breaks a limit is never handed on.
 * @throws LL_INPUT_INVALID for a problem that names what it does not have
 */
export const solveFleet = async (problem: FleetProblem, settings: SolverSettings): Promise<FleetSolution> => {
  const outcome = await solveInWorker(fleetProblemText(problem), settings);
  if (outcome.kind === "failed") return noPlan(`the solver gave no answer: ${outcome.detail}`);
  const { status, values } = outcome.answer;
  if (status === "Infeasible") return noPlan("no mix within the inventory, budget and power carries the load", true);
  const plan = fleetPlanOf(problem, values);
  const { violations, usdPerHour, watts } = checkFleetPlan(problem, plan);
  if (violations.length > 0) return noPlan(`the solver said ${status}, but ${violations.join("; ")}`);
  return { kind: "solved", plan, usdPerHour, watts, cheapest: status === "Optimal" };
};
