import { bestEngineSettings } from "@loadline/model";
import { type Plan, plannedReplica, plannedShape, plannedSlo, poolOf } from "@loadline/plan";
import { messages, UserError } from "@loadline/planner/messages";
import { percentText, plural, requestRateText } from "@loadline/planner/text";
import { facts } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";

/** The best settings of a deployment's engine, as one change; `changes` is empty where none is worth a restart. */
export const adviseEngine = (plan: Plan, name: string) => {
  const deployment = plan.deployments.find((one) => one.name === name);
  if (deployment === undefined) {
    const known = plan.deployments.map((one) => one.name).join(", ");
    throw new UserError(messages.invalid("the deployment", name, `one of the plan: ${known}`));
  }
  const best = bestEngineSettings(
    plannedReplica(deployment, poolOf(plan, deployment)),
    plannedShape(deployment),
    plannedSlo(deployment),
  );
  const { changes = [], now = null, then = null } = best ?? {};
  const gainOf = (from: number, to: number): number | null => (from > 0 ? to / from - 1 : to > 0 ? null : 0);
  const gain = now === null || then === null ? 0 : gainOf(now, then);
  return {
    deployment: name,
    changes,
    /** Requests/s of one replica within its objectives. */
    now,
    then,
    /** null: there is none of a replica that carries nothing now. */
    gain,
    /** Each running replica restarts once. */
    restarts: changes.length === 0 ? 0 : deployment.replicas.planned,
  };
};

export const renderEngineAdvice = (advice: ReturnType<typeof adviseEngine>, view: View): string => {
  const { changes, now, then, gain, restarts } = advice;
  if (now === null || then === null) return `${advice.deployment}: no other settings are worth a restart\n`;
  if (changes.length === 0)
    return `${advice.deployment}: no settings of the engine meet the objectives; look for another GPU or layout with plan --model, or relax them\n`;
  const rows = changes.map(({ key, from, to }) => [key, `${from} → ${to}`] as const);
  return `${[
    view.style.strong(`${advice.deployment}: one change, ${plural(restarts, "restart")}`),
    ...facts(
      [
        ...rows,
        [
          "one replica",
          gain === null
            ? `${requestRateText(then)} within the objectives, none with the present settings, by the model`
            : `${requestRateText(then)} instead of ${requestRateText(now)}, ${percentText(gain)} more, by the model`,
        ],
        ...(changes.some(({ key }) => key === "kvCache")
          ? [["", "a narrower cache changes answers: compare them before all replicas restart"] as const]
          : []),
      ],
      view,
    ),
  ].join("\n")}\n`;
};
