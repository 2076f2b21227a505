/** A key-value bucket. */
export interface BucketDefinition {
  readonly name: string;
  readonly history: number;
  readonly why: string;
}

export const buckets = {
  plans: { name: "loadline_plans", history: 16, why: "Plans by cluster, with the last ones kept." },
  leases: { name: "loadline_leases", history: 1, why: "Who leads a cluster, and in which epoch." },
  checkpoints: { name: "loadline_checkpoints", history: 1, why: "The state of a recommender, for its successor." },
} as const satisfies Readonly<Record<string, BucketDefinition>>;

/** Stream that a server keeps a bucket in. */
export const bucketStream = ({ name }: BucketDefinition): string => `KV_${name}`;
