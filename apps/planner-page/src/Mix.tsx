import type { FleetAnswer } from "@loadline/planner/search-answer";
import { pageText } from "./fields.ts";
import { kilowatts, number, plural, usd, whole } from "./format.ts";
import { Table } from "./Table.tsx";

/** The cheapest mix of the GPUs that one has, or what keeps it from being enough. */
export const Mix = ({ fleet }: { readonly fleet: FleetAnswer }) => {
  const { verdict, because, usdPerHour, watts, uses, nodes } = fleet;
  const leftOut = fleet.leftOut.map((one) => (
    <p key={one.pool}>{`${one.pool} is left out: ${pageText(one.because)}`}</p>
  ));
  if (verdict === "infeasible")
    return (
      <section className="mix">
        <h3>The GPUs you have are not enough</h3>
        <p className="warning">{pageText(because ?? "")}</p>
        {leftOut}
      </section>
    );
  const used = nodes.filter((pool) => pool.nodes > 0);
  return (
    <section className="mix">
      <h3>
        Of the GPUs you have: {used.map((pool) => `${plural(pool.nodes, "node")} of ${pool.pool}`).join(" and ")},{" "}
        {usd(usdPerHour)}/h{watts === null ? "" : `, ${kilowatts(watts)}`}
      </h3>
      <Table
        title="The cheapest mix"
        heads={["Configuration", "Pool", "Replicas", "Requests/s"]}
        rows={uses.map(({ label, pool, replicas, requestsPerSecond }) => [
          label,
          pool,
          whole(replicas),
          number(requestsPerSecond),
        ])}
      />
      {leftOut}
    </section>
  );
};
