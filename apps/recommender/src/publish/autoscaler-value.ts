import type { Recommendation } from "@loadline/protocol";
import type { KubernetesWorkload } from "../kubernetes/cluster-view.ts";

interface Decided {
  readonly replicas: Omit<Recommendation["data"]["replicas"], "desired" | "lower" | "upper">;
  readonly evidence: readonly Pick<Recommendation["data"]["evidence"][number], "input" | "value">[];
}

/** Most replicas that pool, budget and the plan's maximum hold, no fewer than the count itself. */
export const mostAllowed = (desired: number, { replicas, evidence }: Decided, max: number): number => {
  const { ready, pending, currentTarget } = replicas;
  const left = (input: string): number => {
    const { value } = evidence.find((row) => row.input === input) ?? {};
    return typeof value === "number" ? Math.max(0, Math.floor(value)) : Number.POSITIVE_INFINITY;
  };
  const inPool = ready === null ? Number.POSITIVE_INFINITY : ready + pending + left("pool.available");
  const target = currentTarget ?? (ready === null ? desired : ready + pending);
  return Math.max(desired, Math.min(max, inPool, target + left("budget.available")));
};

/** The count that a workload has at present. */
export interface PresentCount {
  readonly replicas: number;
  /**
   * It was raised lately, and not by what is known to be an autoscaler: what is beyond the count asked for falls no sooner than
   * after the stabilisation window.
   */
  readonly isRaised: boolean;
  readonly isAutoscaled: boolean;
}

/** null: it names none, or is not watched. */
export const presentCount = (
  workload: KubernetesWorkload | null,
  { now, stabilisationSeconds }: { readonly now: number; readonly stabilisationSeconds: number },
): PresentCount | null => {
  if (workload === null || workload.replicas === null) return null;
  const { replicas, writer, raisedAt } = workload;
  // Where no manifest names the count, the API server keeps not who writes it, be it a person or an autoscaler.
  const isAutoscaled = writer?.isAutoscaler ?? true;
  const at = writer === null ? raisedAt : isAutoscaled ? null : writer.at;
  return { replicas, isAutoscaled, isRaised: at !== null && now - at < stabilisationSeconds };
};

/** A count that an autoscaler follows. */
export interface CountToFollow {
  readonly replicas: number;
  /** Replicas that served when it was decided; null where that is unknown. */
  readonly ready: number | null;
  /** Most replicas that pool, budget and the plan hold, as far as is known. */
  readonly most?: number;
  /** It was decided as a scale-down; otherwise the present count only rises. */
  readonly mayFall?: boolean;
  readonly present?: PresentCount | null;
}

// Autoscalers keep values in thousandths, and round up what is above a count.
const justAbove = 0.01;

/**
 * The value at which a pod autoscaler that ignores changes within its tolerance does not stay below the count, whatever
 * present count it compares with: pods that are not ready are part of that. While fewer serve, the least value beyond
 * the tolerance of one replica less; once as many do, the least one that it rounds up to the count, so that what is too
 * many goes as far as it follows. With a tolerance of 0, which its behaviour can set, the value is the count. What pool,
 * budget and the plan hold it does not pass: next to that an autoscaler may stay below the count by its tolerance.
 */
const valueFor = ({ replicas, ready, most = Number.POSITIVE_INFINITY }: CountToFollow, tolerance: number): number => {
  if (tolerance === 0 || replicas === 0) return replicas;
  if (ready !== null && ready >= replicas) return replicas - 1 + justAbove;
  // Products such as 30 × 1.1 are not exact.
  const ignored = Math.floor((replicas - 1) * (1 + tolerance) + 1e-9);
  return Math.max(replicas, Math.min(ignored + 1, most));
};

/**
 * Fewest that the value may ask for: what is raised by hand stands for its window, and a count that is no scale-down lowers
 * nothing. An autoscaler takes back what it set beyond the count because of the value itself.
 */
const leastFor = (count: CountToFollow, tolerance: number): number => {
  const { present = null, mayFall = false } = count;
  if (present === null || (mayFall && !present.isRaised)) return 0;
  const overshoot = Math.ceil(valueFor({ ...count, ready: null }, tolerance));
  return present.isAutoscaled && present.replicas <= overshoot ? 0 : present.replicas;
};

/** What an autoscaler is given of a count. */
export const metricValue = (count: CountToFollow, tolerance: number): number =>
  Math.max(valueFor(count, tolerance), leastFor(count, tolerance));
