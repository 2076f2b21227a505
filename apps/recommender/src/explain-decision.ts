import { reasonPages } from "@loadline/core";
import type { Recommendation } from "@loadline/wire";

const significantDigits = 4;

/** "demand.requests = 12 requests/s, 1.2 s old" */
const inputLine = ({ input, value, unit, ageSeconds }: Recommendation["data"]["evidence"][number]): string => {
  const told = typeof value === "number" ? Number(value.toPrecision(significantDigits)) : value;
  const shown = told === null ? "unknown" : `${told}${unit === null ? "" : ` ${unit}`}`;
  const age = ageSeconds === null ? "never observed" : `${ageSeconds.toFixed(1)} s old`;
  return `${input} = ${shown}, ${age}`;
};

/** A decision with everything that decided it, for people and for programs. */
export const explainDecision = (event: Recommendation) => {
  const { data } = event;
  const page = reasonPages[data.reason.code];
  return {
    id: data.decision.id,
    time: event.time,
    target: data.target,
    verdict: data.verdict,
    desired: data.replicas.desired,
    because: data.reason.message,
    rule: {
      code: data.reason.code,
      means: page.means,
      todo: page.todo,
      documentation: `reasons.md#${data.reason.code}`,
    },
    bindingLimit: data.bindingLimit,
    inputs: data.evidence.map(inputLine),
    missing: data.missing,
    counterfactual: data.counterfactual,
    event,
  };
};
