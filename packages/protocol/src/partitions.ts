const fnvOffset = 0x811c9dc5;
const fnvPrime = 0x01000193;

/** FNV-1a, 32 bit. @source http://www.isthe.com/chongo/tech/comp/fnv/ */
const fnv1a = (text: string): number => {
  let hash = fnvOffset;
  // Of nearly all texts a character is its one byte: each sample that is read draws a number this way.
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return bytesHash(new TextEncoder().encode(text));
    hash = Math.imul(hash ^ code, fnvPrime);
  }
  return hash >>> 0;
};

const bytesHash = (bytes: Uint8Array): number =>
  bytes.reduce((hash, byte) => Math.imul(hash ^ byte, fnvPrime), fnvOffset) >>> 0;

/**
 * Partition of a deployment, 0…count − 1: what a NATS server answers for `{{partition(count, wildcard)}}` in a subject
 * mapping, so that brokers and recommenders split alike.
 */
export const partitionOf = (deployment: string, count: number): number => fnv1a(deployment) % count;

const partitionPattern = /^(\d{1,4})\/(\d{1,4})$/;

/** Which share of the deployments is meant. @throws RangeError for a text that {@link isPartition} refuses */
export const partitionIn = (text: string) => {
  const [, index, count] = partitionPattern.exec(text) ?? [];
  const partition = { index: Number(index), count: Number(count) };
  if (!(partition.index < partition.count)) throw new RangeError(`${text} is no partition`);
  return partition;
};

/** True for "0/3", "2/3"; not for "3/3". */
export const isPartition = (text: string): boolean => {
  const [, index, count] = partitionPattern.exec(text) ?? [];
  return index !== undefined && Number(index) < Number(count);
};

/** Key of the lease of one partition of a cluster; the whole cluster has the cluster's own name. */
export const leaseKey = (cluster: string, partition: string): string => {
  const { index, count } = partitionIn(partition);
  return count === 1 ? cluster : `${cluster}.${index}of${count}`;
};
