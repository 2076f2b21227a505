import type { PlanSize } from "@loadline/planner/answer";
import { number, percent, plural, usd, whole } from "./format.ts";
import { Table } from "./Table.tsx";

const verdicts = {
  enough: "enough",
  "too-small": "too small",
  "above-maximum": "above its maximum",
  "gateway-limited": "limited by the gateway",
  infeasible: "infeasible",
  "not-modelled": "not modelled",
} as const;

const budgetNames: Readonly<Record<string, string>> = { gpus: "GPUs", usdPerHour: "$ per hour", watts: "watts" };

/** A whole plan file: its deployments, pools and budgets, and what a lost spot market does. */
export const Cluster = ({ size, onClose }: { readonly size: PlanSize; readonly onClose: () => void }) => {
  const { cluster, deployments, pools, total, enough } = size;
  return (
    <section aria-label="Plan file">
      <header className="headline">
        <h2>
          {cluster}: {plural(total.replicas.gpus, "GPU")}, {usd(total.replicas.usdPerHour)}/h,{" "}
          {enough ? "all of it fits" : "something is short"}
        </h2>
        <p>
          On {plural(total.nodes.count, "whole node")}: {usd(total.nodes.usdPerHour)}/h.{" "}
          <button type="button" onClick={onClose}>
            Back to one deployment
          </button>
        </p>
      </header>
      <Table
        title="Deployments"
        heads={[
          "Deployment",
          "Model",
          "Pool",
          "Verdict",
          "Requests/s",
          "Planned",
          "Needed",
          "At median",
          "$/h",
          "Because",
        ]}
        rows={deployments.map((one) => [
          one.name,
          one.model,
          one.pool ?? "–",
          verdicts[one.verdict],
          number(one.way.offered),
          one.planned === null ? "–" : whole(one.planned.replicas),
          one.required === null ? "–" : whole(one.required.replicas),
          one.required === null ? "–" : whole(one.required.replicasAtMedian),
          usd(one.required?.usdPerHour ?? null),
          one.because ?? "",
        ])}
      />
      <Table
        title="Pools"
        heads={["Pool", "GPU", "Nodes", "Needed", "Bought", "$/h", "Enough"]}
        rows={pools.map((pool) => [
          pool.name,
          pool.gpu,
          whole(pool.nodes),
          whole(Math.max(pool.nodesPlanned, pool.nodesRequired)),
          pool.purchase,
          usd(pool.usdPerHour),
          pool.enough ? "yes" : "no",
        ])}
      />
      <Limits size={size} />
    </section>
  );
};

const Limits = ({ size: { budgets, deployments } }: { readonly size: PlanSize }) => {
  const losses = deployments.flatMap(({ name, marketLoss }) => (marketLoss ? [{ name, ...marketLoss }] : []));
  return (
    <>
      <Table
        title="Budgets"
        heads={["Budget", "Limit", "Used by whole nodes", "Enough"]}
        rows={budgets.map(({ name, limit, nodes, enough: holds }) => [
          budgetNames[name] ?? name,
          number(limit),
          nodes === null ? "no price" : number(nodes),
          holds ? "yes" : "no",
        ])}
      />
      <Table
        title="When a spot market is lost"
        heads={["Deployment", "Lost", "Left", "Chance of too few", "Short for", "Not replaced"]}
        rows={losses.map(({ name, lost, left, shortageChance, shortSeconds, unfilled }) => [
          name,
          whole(lost),
          whole(left),
          shortageChance === null ? "–" : percent(shortageChance),
          `${whole(shortSeconds)} s`,
          whole(unfilled),
        ])}
      />
    </>
  );
};
