import { type Adviser, advice, rounded } from "./context.ts";

const duration = (seconds: number): string =>
  seconds < 7_200 ? `${Math.max(1, Math.round(seconds / 60))} min` : `${Math.round(seconds / 3_600)} h`;

/** Engines that are far slower than their peers, and faults that the agents of this deployment's nodes reported. */
export const sickHardware: Adviser = ({ now, assessment, fleet, health }) => {
  const holding = fleet.nodesOf(assessment.deployment.name);
  const faults = health.faultsOf(new Set(holding.map(({ node }) => node)), now).map((fault) => {
    const { node, gpuUuid, effect, detail, since } = fault;
    const what = gpuUuid === null ? `node ${node}` : `GPU ${gpuUuid} of node ${node}`;
    return effect === "lost"
      ? advice(
          "replace-gpu",
          `${what} is lost since ${duration(now - since)}: ${detail}; repair it or take the node out`,
        )
      : advice("drain-node", `${what} calls for a drain since ${duration(now - since)}: ${detail}`);
  });
  const slow = assessment.view.speed.slowEngines.map((id) =>
    advice("drain-node", `engine ${id} is far slower than its peers: drain it, then look at its GPU`),
  );
  return [...faults, ...slow];
};

// The model states its own error; a measurement further off than this means that something else runs than is planned.
const contradiction = 1.25;

/** Measured capacity that the model's answer and its error do not explain. */
export const modelContradicted: Adviser = ({ assessment: { capacity, measured } }) => {
  const { basis, modelled } = measured;
  if (capacity.kind !== "feasible" || basis === "modelled" || modelled === null) return [];
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
