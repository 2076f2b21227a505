const kibibyte = 2 ** 10;
const mebibyte = 2 ** 20;

/** What the messages of one node may cost a recommender. */
export const nodeBudget = {
  /** Bytes of its messages that are decoded, after inflation: several times what a node of 64 engines sends. */
  decodedBytesPerSecond: 512 * kibibyte,
  /** As many at once: what an agent sends after ten minutes without its broker. */
  decodedBytesAtOnce: 8 * mebibyte,
  /** A message that is refused costs so many more: fifteen at once are decoded, and one a second. */
  refusedBytes: 512 * kibibyte,
  /** A smaller message costs as much as one of so many bytes. */
  leastBytes: kibibyte,
} as const;
