import { type Plan, partitionIn, partitionOf } from "@loadline/wire";

/** Whether a deployment belongs to a partition. */
export const isOfPartition = (deployment: string, partition: string): boolean => {
  const { index, count } = partitionIn(partition);
  return partitionOf(deployment, count) === index;
};

/** Those that a partition decides, and those that it compares with them. */
const watchedOf = ({ deployments }: Plan, partition: string): ReadonlySet<string> => {
  const own = deployments.filter(({ name }) => isOfPartition(name, partition));
  return new Set(own.flatMap(({ name, rollout }) => [name, rollout?.canary?.deployment ?? name]));
};

/** Whether a partition needs every sample of a deployment's engines; undefined: it decides all of them. */
export const watchedBy = (partition: string, plan: () => Plan): ((deployment: string) => boolean) | undefined => {
  if (partitionIn(partition).count === 1) return undefined;
  let of: Plan | null = null;
  let watched: ReadonlySet<string> = new Set();
  return (deployment) => {
    if (of !== plan()) {
      of = plan();
      watched = watchedOf(of, partition);
    }
    return watched.has(deployment);
  };
};
