import { type Adviser, advice, rounded } from "./context.ts";

// The model states its own error; a measurement further off than this means that something else runs than is planned.
const contradiction = 1.25;

/** Measured capacity that the model's answer and its error do not explain. */
export const modelContradicted: Adviser = ({ assessment: { capacity, measured } }) => {
  const { basis, modelled } = measured;
  if (capacity.kind === "infeasible" || basis === "modelled" || modelled === null) return [];
  const carried = capacity.capacity.requestsPerSecond;
  const ratio = carried / modelled;
  if (ratio > 1 / contradiction && ratio < contradiction) return [];
  const how = basis === "measured-at-most" ? "carries at most" : "carries at least";
  return [
    advice(
      "model-contradicted",
      `a replica ${how} ${rounded(carried)} requests/s, measured; the model predicts ${rounded(modelled)}: check the planned GPU, engine flags and version, and what else runs on its node`,
      rounded(carried),
      "requests/s",
    ),
  ];
};
