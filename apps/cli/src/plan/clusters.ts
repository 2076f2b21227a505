import { wayOfRequests } from "@loadline/core";
import { largestCount, type Plan, plannedLoad } from "@loadline/wire";
import { messages, UserError } from "../messages.ts";
import type { DeploymentSize, PlanSize, TakeOver } from "./answer.ts";
import { nodesByPool } from "./budgets.ts";

export interface SizedCluster {
  readonly plan: Plan;
  readonly size: PlanSize;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const known = (values: readonly (number | null)[]): number | null =>
  values.includes(null) ? null : sum(values.map((value) => value ?? 0));

/** Requests/s at the front that replicas take beside their own load, their gateway's limit not exceeded by them. */
const unusedOf = ({ plan }: SizedCluster, { name, required, way }: DeploymentSize, replicas: number): number => {
  const planned = plan.deployments.find((one) => one.name === name);
  if (planned === undefined || required === null) return 0;
  const most = replicas * required.requestsPerSecondPerReplica;
  const holds = (more: number): boolean => {
    const all = wayOfRequests(way.offered + more, planned.expected, planned);
    return all.toReplicas <= most && all.turnedAway <= way.turnedAway;
  };
  // What a cache answers needs no replica, so the unused at the front may be larger: by a thousandth of what would be the most.
  const steps = 1_000;
  const cached = 1 - (planned.responseCache?.hitRatio ?? 0);
  const highest = most / cached;
  return (largestCount(steps, (step) => holds((step * highest) / steps)) * highest) / steps;
};

/** The largest count of a deployment that the plan's bounds and pools allow, the others as they are planned. */
const largestOf = ({ plan, size }: SizedCluster, name: string): number => {
  const counts = plan.deployments.map(({ replicas }) => replicas.planned);
  const index = plan.deployments.findIndex((one) => one.name === name);
  const most = plan.deployments[index]?.replicas.max ?? 0;
  const fits = (count: number): boolean =>
    nodesByPool({ plan, deployments: size.deployments }, counts.with(index, count)).every(
      ({ spot, other }, at) => spot + other <= (plan.pools[at]?.nodes ?? 0),
    );
  return largestCount(most, fits, counts[index]);
};

/** What the other clusters carry of a deployment's load when its cluster goes: by what stands, and with all that fits. */
const takeOver = (
  gone: SizedCluster,
  { name, way }: DeploymentSize,
  others: readonly SizedCluster[],
): TakeOver["deployments"][number] => {
  const backups = others.flatMap((cluster) => {
    const size = cluster.size.deployments.find((one) => one.name === name);
    return size === undefined ? [] : [{ cluster, size }];
  });
  const offered = plannedLoad(gone.plan.deployments.find((one) => one.name === name) ?? raise(name)).way.offered;
  const share = (unused: number): number => (offered === 0 ? 1 : Math.min(1, unused / offered));
  const atOnce = sum(backups.map(({ cluster, size }) => unusedOf(cluster, size, size.planned?.replicas ?? 0)));
  const later = sum(backups.map(({ cluster, size }) => unusedOf(cluster, size, largestOf(cluster, name))));
  return {
    name,
    requestsPerSecond: way.offered,
    takenBy: backups.map(({ cluster }) => cluster.plan.cluster),
    shareAtOnce: share(atOnce),
    shareLater: share(later),
    laterSeconds: Math.max(0, ...backups.map(({ size }) => size.leadTimeSeconds ?? 0)),
  };
};

const raise = (name: string): never => {
  throw new RangeError(`no deployment ${name}`);
};

/** Several plans as one answer: names with their cluster, totals, and what happens when one of them goes. @throws UserError */
export const joinedClusters = (clusters: readonly SizedCluster[]): PlanSize => {
  const names = clusters.map(({ plan }) => plan.cluster);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new UserError(messages.invalid("cluster", twice, "a name that one plan alone has"));
  const sizes = clusters.map(({ size }) => size);
  const inCluster = (cluster: string, name: string): string => `${cluster}/${name}`;
  const totals = sizes.map(({ total }) => total);
  const taken = (which: "replicas" | "nodes") => ({
    gpus: sum(totals.map((total) => total[which].gpus)),
    usdPerHour: known(totals.map((total) => total[which].usdPerHour)),
    watts: known(totals.map((total) => total[which].watts)),
  });
  return {
    cluster: names.join(", "),
    deployments: sizes.flatMap(({ cluster, deployments }) =>
      deployments.map((one) => ({ ...one, name: inCluster(cluster, one.name) })),
    ),
    pools: sizes.flatMap(({ cluster, pools }) => pools.map((one) => ({ ...one, name: inCluster(cluster, one.name) }))),
    total: {
      replicas: taken("replicas"),
      nodes: { count: sum(totals.map(({ nodes }) => nodes.count)), ...taken("nodes") },
    },
    budgets: sizes.flatMap(({ budgets }) => budgets),
    fitting: sizes.flatMap(({ cluster, fitting }) =>
      (fitting ?? []).map((one) => ({ ...one, name: inCluster(cluster, one.name) })),
    ),
    enough: sizes.every(({ enough }) => enough),
    takeOver: clusters.map((gone) => ({
      cluster: gone.plan.cluster,
      deployments: gone.size.deployments.map((one) =>
        takeOver(
          gone,
          one,
          clusters.filter((other) => other !== gone),
        ),
      ),
    })),
  };
};
