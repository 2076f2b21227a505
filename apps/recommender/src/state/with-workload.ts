import type { DeploymentView } from "./deployment-view.ts";

/** What Kubernetes says of a workload. */
export interface WorkloadCounts {
  /** Replicas its specification asks for. */
  readonly wanted: number;
  /** Pods that there are, ready or not. */
  readonly pods: number;
  readonly ready: number;
  /** Epoch seconds. */
  readonly at: number;
}

/**
 * The view held against what Kubernetes counts. Pods that are ready and that no agent sees serve requests that nobody
 * counts: they are a missing input, so that nothing falls. Fewer ready pods than engines is no such thing, as engines
 * may run elsewhere too.
 */
export const withWorkload = (
  view: DeploymentView,
  counts: WorkloadCounts | null,
  { now, freshnessSeconds }: { readonly now: number; readonly freshnessSeconds: number },
): DeploymentView => {
  if (counts === null || view.ready === null || now - counts.at > freshnessSeconds) return view;
  const unseen = counts.ready - view.ready - view.draining;
  if (unseen <= 0) return view;
  const input = `telemetry of ${unseen} of ${counts.ready} ready pods`;
  return { ...view, complete: false, missing: [...view.missing, { input, ageSeconds: null }] };
};

/** Pods that are there and not ready: on their way, whoever asked for them. */
export const startingPods = (counts: WorkloadCounts | null): number =>
  counts === null ? 0 : Math.max(0, counts.pods - counts.ready);
