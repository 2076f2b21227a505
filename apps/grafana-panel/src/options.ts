import type { PhaseChoice } from "./view-model/deployment-view.ts";
import type { View } from "./view-model/option-values.ts";

/** Version of the options as they are stored; higher with every change that needs a migration. */
export const optionsVersion = 2;

/** Options of one panel, as a dashboard stores them. */
export interface CapacityOptions {
  readonly version: number;
  /** The view that the panel opens with; a reader may switch to another. */
  readonly view: View;
  readonly phase: PhaseChoice;
  /** Names of the deployments to show; an empty list shows all. */
  readonly deployments: readonly string[];
  readonly showReplicas: boolean;
  readonly showTable: boolean;
  /** A value whose newest sample is older than this is unknown. */
  readonly staleAfterSeconds: number;
  /** How far ahead the forecast looks: the lead time of the plan. 0: no forecast is drawn. */
  readonly forecastSeconds: number;
}

export const defaultOptions: CapacityOptions = {
  version: optionsVersion,
  view: "timeline",
  phase: "auto",
  deployments: [],
  showReplicas: true,
  showTable: false,
  staleAfterSeconds: 60,
  forecastSeconds: 300,
};
