/** How the count of a fallback follows from its replicas and the present ones. */
export const kedaFallbackBehaviors = [
  "static",
  "currentReplicas",
  "currentReplicasIfHigher",
  "currentReplicasIfLower",
] as const;
export type KedaFallbackBehavior = (typeof kedaFallbackBehaviors)[number];

export interface KedaFallback {
  /** Failed reads in a row that must be passed. */
  readonly failureThreshold: number;
  readonly replicas: number;
  /** Left out: static. */
  readonly behavior?: KedaFallbackBehavior;
}

/**
 * Replicas that KEDA falls back to when the metric cannot be read.
 * @source https://keda.sh/docs/latest/reference/scaledobject-spec/#fallbackbehavior
 */
export const kedaFallbackReplicas = ({ replicas, behavior = "static" }: KedaFallback, current: number): number => {
  switch (behavior) {
    case "static":
      return replicas;
    case "currentReplicas":
      return current;
    case "currentReplicasIfHigher":
      return Math.max(current, replicas);
    case "currentReplicasIfLower":
      return Math.min(current, replicas);
  }
};
