import { capacityLedger, type LedgerFacts, limitIn } from "@loadline/control";
import { plannedLoad } from "@loadline/plan";
import type { Ledger } from "@loadline/protocol";
import type { Assessment } from "../decide/assessment.ts";
import { coveredLoad } from "../observe/demand-forecast.ts";
import { replicaRateOf } from "../observe/replica-model.ts";

const ratesOf = ({ deployment, model, view, capacity }: Assessment): LedgerFacts["rates"] => {
  const { planned: replicas, max: most } = deployment.replicas;
  return {
    planned: replicaRateOf(model.inService({ ...deployment.expected, basis: "plan" }, { replicas, most })),
    modelled: replicaRateOf(model.inService(view.shape, { replicas, most })),
    effective: replicaRateOf(capacity),
  };
};

const obstacleOf = ({ inputs }: Assessment): LedgerFacts["obstacle"] => {
  const { overdue, poolAvailable, poolDetail, budget } = inputs;
  if (budget !== undefined && budget.available <= 0) return "over-budget";
  // Late replicas alone show no shortage: perhaps nobody set the count.
  const isShort = overdue === true ? poolDetail !== undefined : poolAvailable !== null && poolAvailable <= 0;
  return isShort ? "no-capacity" : null;
};

const limitCauses = { pool: "no-capacity", budget: "over-budget" } as const;

/** Where the capacity of a deployment goes between its plan and its load. */
export const deploymentLedger = (assessment: Assessment): Ledger => {
  const { deployment, decision, inputs, settings, view, model, forecast } = assessment;
  const limit = limitIn(decision.reason);
  const rows = capacityLedger({
    planned: deployment.replicas.planned,
    desired: decision.desired ?? inputs.replicas.currentTarget,
    starting: inputs.replicas.pending,
    draining: view.draining,
    ...view.replicasBy,
    obstacle: obstacleOf(assessment),
    limitedBy: limit === null ? null : limitCauses[limit.by],
    reserve: deployment.reserveReplicas,
    gpusPerReplica: model.gpusPerReplica,
    rates: ratesOf(assessment),
  });
  return {
    rows: rows.map(({ causes, ...row }) => ({ ...row, causes: causes.map((cause) => ({ ...cause })) })),
    needed: {
      now: view.complete ? (view.demand?.requestsPerSecond ?? null) : null,
      atLeadTime: coveredLoad(forecast, settings.demandQuantile),
      atPlannedPeak: plannedLoad(deployment).way.toReplicas,
    },
  };
};
