import { capacityLedger } from "@loadline/core";
import { type Ledger, plannedLoad } from "@loadline/wire";
import type { Assessment } from "../decide/assessment.ts";
import { rateOf } from "../decide/replica-model.ts";
import { coveredLoad } from "../state/demand-forecast.ts";

type LedgerFacts = Parameters<typeof capacityLedger>[0];

const ratesOf = ({ deployment, model, view, capacity }: Assessment): LedgerFacts["rates"] => ({
  planned: rateOf(model.capacity({ ...deployment.expected, basis: "plan" })),
  modelled: rateOf(model.capacity(view.shape)),
  effective: rateOf(capacity),
});

const obstacleOf = ({ inputs: { overdue, poolAvailable, budget } }: Assessment): LedgerFacts["obstacle"] => {
  if (budget !== undefined && budget.available <= 0) return "over-budget";
  return overdue === true || (poolAvailable !== null && poolAvailable <= 0) ? "no-capacity" : null;
};

/** A decision is bound by the pool where the load needs more than pool and budget allow. */
const limitedBy = ({ inputs: { poolAvailable, budget }, decision }: Assessment): LedgerFacts["limitedBy"] => {
  if (decision.bindingLimit !== "pool") return null;
  return (budget?.available ?? Number.POSITIVE_INFINITY) < (poolAvailable ?? Number.POSITIVE_INFINITY)
    ? "over-budget"
    : "no-capacity";
};

/** The quantile of the forecast that a load line has to cover. */
const coveredQuantile = 0.95;

/** Where the capacity of a deployment goes between its plan and its load. */
export const deploymentLedger = (assessment: Assessment): Ledger => {
  const { deployment, decision, inputs, view, model, forecast } = assessment;
  const rows = capacityLedger({
    planned: deployment.replicas.planned,
    desired: decision.desired ?? inputs.replicas.currentTarget,
    starting: inputs.replicas.pending,
    draining: view.draining,
    ...view.replicasBy,
    obstacle: obstacleOf(assessment),
    limitedBy: limitedBy(assessment),
    reserve: deployment.reserveReplicas,
    gpusPerReplica: model.gpusPerReplica,
    rates: ratesOf(assessment),
  });
  return {
    rows: rows.map(({ causes, ...row }) => ({ ...row, causes: causes.map((cause) => ({ ...cause })) })),
    needed: {
      now: view.complete ? (view.demand?.requestsPerSecond ?? null) : null,
      atLeadTime: coveredLoad(forecast, coveredQuantile),
      atPlannedPeak: plannedLoad(deployment).way.toReplicas,
    },
  };
};
