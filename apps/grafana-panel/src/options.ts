import type { PhaseChoice } from "./view-model/deployment-view.ts";

/** Options of one panel, as a dashboard stores them. */
export interface CapacityOptions {
  readonly phase: PhaseChoice;
  /** Names of the deployments to show; an empty list shows all. */
  readonly deployments: readonly string[];
  readonly showReplicas: boolean;
  readonly showTable: boolean;
  /** A value whose newest sample is older than this is unknown. */
  readonly staleAfterSeconds: number;
}

export const defaultOptions: CapacityOptions = {
  phase: "auto",
  deployments: [],
  showReplicas: true,
  showTable: false,
  staleAfterSeconds: 60,
};
