/** The pods of one workload as the controller sorts them before it calculates. */
export interface HpaPods {
  /** Sum of the metric over the pods that report it and are ready. */
  readonly total: number;
  /** Pods behind that sum. */
  readonly measured: number;
  /** Ready pods without a metric. */
  readonly missing: number;
  /** Pods that have yet to become ready. */
  readonly unready: number;
}

/** Distance of the ratio from 1 that is left alone, above it and below. */
export interface HpaTolerance {
  readonly up: number;
  readonly down: number;
}

/** Tolerance of the controller. @source https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#tolerance */
export const defaultHpaTolerance: HpaTolerance = { up: 0.1, down: 0.1 };

interface HpaTarget {
  /** Wanted value of the metric per pod. */
  readonly perPod: number;
  readonly tolerance: HpaTolerance;
}

const withinTolerance = (ratio: number, { up, down }: HpaTolerance): boolean => ratio >= 1 - down && ratio <= 1 + up;

const opposite = (before: number, after: number): boolean => (before < 1 && after > 1) || (before > 1 && after < 1);

/** Missing pods count as the target on the way down, missing and unready ones as nothing on the way up. */
const dampened = (pods: HpaPods, ratio: number, { perPod }: HpaTarget): { total: number; count: number } => {
  const assumed = ratio < 1 ? pods.missing * perPod : 0;
  const unready = ratio > 1 ? pods.unready : 0;
  return { total: pods.total + assumed, count: pods.measured + pods.missing + unready };
};

/**
 * Replicas that one per-pod metric asks of Kubernetes' horizontal pod autoscaler, before stabilisation and rate limits.
 * null: no pod reports the metric, which the controller treats as an error of that metric.
 * @source https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#algorithm-details
 */
export const hpaReplicas = (pods: HpaPods, target: HpaTarget, current: number): number | null => {
  if (pods.measured === 0) return null;
  const ratio = pods.total / pods.measured / target.perPod;
  if (pods.missing === 0 && !(pods.unready > 0 && ratio > 1))
    return withinTolerance(ratio, target.tolerance) ? current : Math.ceil(pods.total / target.perPod);
  const { total, count } = dampened(pods, ratio, target);
  const again = total / count / target.perPod;
  if (withinTolerance(again, target.tolerance) || opposite(ratio, again)) return current;
  const wanted = Math.ceil(total / target.perPod);
  return (again < 1 && wanted > current) || (again > 1 && wanted < current) ? current : wanted;
};

/**
 * Replicas that one total asks for, spread over the pods (an external metric with an average value): tolerance against
 * the present count, the size from the total alone.
 * @source https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#how-does-a-horizontalpodautoscaler-work
 */
export const hpaReplicasOfTotal = (total: number, { perPod, tolerance }: HpaTarget, current: number): number =>
  current > 0 && withinTolerance(total / (perPod * current), tolerance) ? current : Math.ceil(total / perPod);
