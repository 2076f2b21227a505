import { partitionIn, partitionOf } from "@loadline/protocol";

/** Whether a deployment is one that a partition decides. */
export const isOfPartition = (deployment: string, partition: string): boolean => {
  const { index, count } = partitionIn(partition);
  return partitionOf(deployment, count) === index;
};

/** Whether a partition needs every sample of a deployment's engines; undefined: it decides all of them. */
export const watchedBy = (partition: string): ((deployment: string) => boolean) | undefined => {
  const { index, count } = partitionIn(partition);
  return count === 1 ? undefined : (deployment) => partitionOf(deployment, count) === index;
};
