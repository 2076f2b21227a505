import type { PlanDeployment } from "@loadline/plan";

export interface EngineName {
  readonly id?: string | undefined;
  /** As it reports it; null: it does not. */
  readonly model?: string | null | undefined;
}

/** Whether an engine is of the version that is rolled out: the plan has a text that is in its name or in its model's. */
export const isOfNewVersion = ({ rollout }: Pick<PlanDeployment, "rollout">, { id, model }: EngineName): boolean => {
  const text = rollout?.canary?.engines;
  return text !== undefined && (id?.includes(text) === true || model?.includes(text) === true);
};
