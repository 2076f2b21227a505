/** A workload whose `scale` is set. */
export interface ScaleTarget {
  readonly namespace: string;
  readonly kind: "Deployment" | "StatefulSet";
  readonly name: string;
}

/** What is asked of Kubernetes. */
export interface ScaleApi {
  /** The count that the workload's specification asks for. */
  readonly read: (target: ScaleTarget) => Promise<number>;
  /** Sets the count while it is still `from`. */
  readonly write: (target: ScaleTarget, change: ScaleChange) => Promise<void>;
}

export interface ScaleChange {
  readonly from: number;
  readonly to: number;
  /** Checked by the server, not stored. */
  readonly dryRun: boolean;
}

export interface ScaleOrder {
  readonly desired: number;
  /** Fewer replicas were decided; without it a count only rises. */
  readonly mayFall: boolean;
  readonly dryRun: boolean;
}

export type ScaleOutcome =
  | { readonly kind: "unchanged"; readonly replicas: number }
  | { readonly kind: "applied"; readonly from: number; readonly to: number; readonly dryRun: boolean }
  | { readonly kind: "refused"; readonly detail: string };

const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300);

/**
 * Brings a workload to the desired count. A count that is higher than desired only falls when a scale-down was
 * decided: whoever raised it by hand is not undone by a decision that holds.
 */
export const applyScale = async (api: ScaleApi, target: ScaleTarget, order: ScaleOrder): Promise<ScaleOutcome> => {
  const { desired: to, mayFall, dryRun } = order;
  try {
    const from = await api.read(target);
    if (from === to || (to < from && !mayFall)) return { kind: "unchanged", replicas: from };
    await api.write(target, { from, to, dryRun });
    return { kind: "applied", from, to, dryRun };
  } catch (error) {
    return { kind: "refused", detail: detailOf(error) };
  }
};
