import { numberText, plural, requestRateText, usdPerHourText } from "../terminal/quantity-text.ts";
import { facts } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";
import { wrap } from "../terminal/wrap.ts";
import type { FleetAnswer } from "./size-fleet.ts";

/** The cheapest mix of own GPUs for people. */
export const renderFleet = (fleet: FleetAnswer, view: View): string => {
  const { style, columns } = view;
  if (fleet.verdict === "infeasible") {
    return [...wrap(`your own GPUs: ${style.bad("infeasible")}: ${fleet.because ?? "unknown"}`, columns), ""].join(
      "\n",
    );
  }
  const found = fleet.cheapest ? "the cheapest mix" : "a mix, the time for a cheaper one ran out";
  return [
    ...wrap(`your own GPUs: ${style.good("feasible")}, ${found}`, columns),
    ...facts(
      [
        ...fleet.uses.map(
          ({ label, replicas, requestsPerSecond }) =>
            [`  ${label}`, `${plural(replicas, "replica")}, ${requestRateText(requestsPerSecond)}`] as const,
        ),
        ["  nodes", fleet.nodes.map(({ pool, nodes }) => `${nodes} of ${pool}`).join(", ")],
        ["  cost", `${usdPerHourText(fleet.usdPerHour)}, whole nodes`],
        ["  power", fleet.watts === null ? "unknown" : `${numberText(fleet.watts / 1000)} kW at full load`],
      ],
      view,
    ),
    ...wrap("spare is in it, as much as each configuration would need alone", columns, "  "),
    "",
  ].join("\n");
};
