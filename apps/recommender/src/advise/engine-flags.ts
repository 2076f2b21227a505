import { bestEngineSettings, type DemandShape, tokens } from "@loadline/model";
import type { Assessment } from "../decide/assessment.ts";
import { bucketed, sloOf } from "../observe/replica-model.ts";
import { type Adviser, advice, rounded } from "./context.ts";

const shapeOf = ({ view, deployment }: Assessment): DemandShape => ({
  inputTokens: tokens(Math.max(1, bucketed(view.shape.inputTokens))),
  outputTokens: tokens(Math.max(1, bucketed(view.shape.outputTokens))),
  picture: deployment.expected.picture,
});

const settingText = ({ key, from, to }: Readonly<Record<"key" | "from" | "to", unknown>>) => `${key} ${from} → ${to}`;

/** Settings that together let a replica carry more: one change, and one restart. Takes many answers of the model. */
export const engineFlags: Adviser = ({ assessment }) => {
  const { spec } = assessment.model;
  const best = spec === null ? null : bestEngineSettings(spec, shapeOf(assessment), sloOf(assessment.deployment));
  if (best === null || best.changes.length === 0) return [];
  const { changes, now, then } = best;
  const gain = then / now - 1;
  const changesAnswers = changes.some(({ key }) => key === "kvCache");
  const effect =
    now > 0
      ? `carry ${rounded(gain * 100)} % more within its objectives by the model, ${rounded(then)} instead of ${rounded(now)} requests/s`
      : `carry ${rounded(then)} requests/s within its objectives by the model, which it meets at no load now`;
  const message = `${changes.map(settingText).join(", ")} would let a replica ${effect}; try it on one replica: one restart of each${changesAnswers ? "; a narrower cache changes answers, so compare them" : ""}`;
  return [now > 0 ? advice("engine-flags", message, rounded(gain), "ratio") : advice("engine-flags", message)];
};
