import { wayOfRequests } from "@loadline/model";
import { largestCount, type Plan } from "@loadline/plan";
import type { DeploymentSize, PlanSize, TakeOver } from "@loadline/planner/answer";
import { known, nodesByPool, sum } from "@loadline/planner/budgets";
import { messages, UserError } from "@loadline/planner/messages";

interface SizedCluster {
  readonly plan: Plan;
  readonly size: PlanSize;
}

/**
 * Requests/s at the front that replicas take beside their own load at their median rate, their gateway's limit not
 * exceeded by them; null where nothing is known of the replica.
 */
const unusedOf = ({ plan, size }: SizedCluster, index: number, replicas: number): number | null => {
  const [planned, sized] = [plan.deployments[index], size.deployments[index]];
  if (planned === undefined || sized === undefined || sized.verdict === "not-modelled") return null;
  const { required, way } = sized;
  const most = replicas * (required?.requestsPerSecondPerReplica ?? 0);
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

/** A cluster that takes over, with the replicas that it has grown to. */
interface Backup {
  readonly cluster: SizedCluster;
  counts: readonly number[];
}

/** Grows a deployment by what the rest of a lost load takes, its bounds and pools allowing it; returns what it takes of it. */
const grow = (backup: Backup, index: number, rest: number): number | null => {
  const { cluster, counts } = backup;
  const { plan, size } = cluster;
  const [standing, most] = [counts[index] ?? 0, plan.deployments[index]?.replicas.max ?? 0];
  const now = unusedOf(cluster, index, standing);
  if (now === null) return null;
  const unused = (count: number): number => unusedOf(cluster, index, count) ?? 0;
  const fits = (count: number): boolean =>
    nodesByPool({ plan, deployments: size.deployments }, counts.with(index, count)).every(
      ({ spot, other }, at) => spot + other <= (plan.pools[at]?.nodes ?? 0),
    );
  const grown = largestCount(most, (count) => unused(count - 1) < now + rest && fits(count), standing);
  backup.counts = counts.with(index, grown);
  return unused(grown) - now;
};

/**
 * What the other clusters carry of a cluster's load when it goes: by what stands, and with what they start beside it.
 * They grow together, higher priorities first, so that no free node counts twice.
 */
const takeOver = (gone: SizedCluster, others: readonly SizedCluster[]): TakeOver["deployments"] => {
  const backups: readonly Backup[] = others.map((cluster) => ({
    cluster,
    counts: cluster.plan.deployments.map(({ replicas }) => replicas.planned),
  }));
  const priorityOf = ({ name }: DeploymentSize): number =>
    gone.plan.deployments.find((one) => one.name === name)?.priority ?? 0;
  const taken = gone.size.deployments
    .toSorted((a, b) => priorityOf(b) - priorityOf(a))
    .map(({ name, model, way: { offered } }) => {
      const able = backups.flatMap((backup) => {
        const index = backup.cluster.size.deployments.findIndex((one) => one.name === name && one.model === model);
        return index < 0 ? [] : [{ backup, index }];
      });
      const standing = able.map(({ backup, index }) => unusedOf(backup.cluster, index, backup.counts[index] ?? 0));
      const atOnce = sum(standing.map((value) => value ?? 0));
      let later = atOnce;
      for (const { backup, index } of able) later += grow(backup, index, Math.max(0, offered - later)) ?? 0;
      // What is not known adds to what is known.
      const share = (carried: number): number | null =>
        carried < offered && standing.includes(null) ? null : offered === 0 ? 1 : Math.min(1, carried / offered);
      return {
        name,
        requestsPerSecond: offered,
        takenBy: able.map(({ backup }) => backup.cluster.plan.cluster),
        shareAtOnce: share(atOnce),
        shareLater: share(later),
        laterSeconds: Math.max(
          0,
          ...able.map(({ backup, index }) => backup.cluster.size.deployments[index]?.leadTimeSeconds ?? 0),
        ),
      };
    });
  return gone.size.deployments.flatMap(({ name }) => taken.filter((one) => one.name === name));
};

/** The deployments that several clusters have, by name and model: their load, and what stands idle beside it. */
const commonOf = (clusters: readonly SizedCluster[]): NonNullable<PlanSize["common"]> => {
  const all = clusters.flatMap((cluster) =>
    cluster.size.deployments.map(({ name, model, way: { offered } }, index) => {
      const unused = unusedOf(cluster, index, cluster.plan.deployments[index]?.replicas.planned ?? 0);
      return { id: JSON.stringify([name, model]), name, model, offered, unused };
    }),
  );
  return [...new Map(all.map((one) => [one.id, one])).values()].flatMap(({ id, name, model }) => {
    const same = all.filter((one) => one.id === id);
    if (same.length === 1) return [];
    const requestsPerSecond = sum(same.map(({ offered }) => offered));
    return [{ name, model, clusters: same.length, requestsPerSecond, unused: known(same.map(({ unused }) => unused)) }];
  });
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
    budgets: sizes.flatMap(({ cluster, budgets }) => budgets.map((one) => ({ ...one, cluster }))),
    fitting: sizes.flatMap(({ cluster, fitting }) =>
      (fitting ?? []).map((one) => ({ ...one, name: inCluster(cluster, one.name) })),
    ),
    enough: sizes.every(({ enough }) => enough),
    common: commonOf(clusters),
    takeOver: clusters.map((gone) => {
      const others = clusters.filter((other) => other !== gone);
      return { cluster: gone.plan.cluster, deployments: takeOver(gone, others) };
    }),
  };
};
