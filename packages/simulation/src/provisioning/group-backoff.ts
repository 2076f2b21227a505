/** How long a node group is left alone after its nodes did not come, and since when. */
export interface GroupBackoff {
  readonly failedAt: number;
  readonly seconds: number;
}

export interface BackoffSettings {
  readonly initialSeconds: number;
  readonly maximumSeconds: number;
  /** Time after the last failure from which the next one counts as the first. */
  readonly resetSeconds: number;
}

/** @source https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/config/flags/flags.go (…-node-group-backoff-…) */
export const defaultBackoff: BackoffSettings = { initialSeconds: 300, maximumSeconds: 1800, resetSeconds: 10_800 };

/**
 * The backoff of a group after one more failure: twice the last one up to the maximum. Failures while it lasts leave it
 * as it is.
 * @source https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md#what-happens-in-scale-up-when-i-have-no-more-quota-in-the-cloud-provider
 */
export const backedOff = (
  before: GroupBackoff | undefined,
  now: number,
  { initialSeconds, maximumSeconds, resetSeconds }: BackoffSettings = defaultBackoff,
): GroupBackoff => {
  if (before === undefined || now - before.failedAt > resetSeconds) return { failedAt: now, seconds: initialSeconds };
  if (isBackedOff(before, now)) return before;
  return { failedAt: now, seconds: Math.min(2 * before.seconds, maximumSeconds) };
};

export const isBackedOff = (backoff: GroupBackoff | undefined, now: number): boolean =>
  backoff !== undefined && now - backoff.failedAt < backoff.seconds;
