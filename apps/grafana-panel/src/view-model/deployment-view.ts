import { choosePhase } from "./choose-phase.ts";
import { currentValue, type DeploymentFreshness, type Freshness, newestSampleMs } from "./current-value.ts";
import { type DecisionState, decisionState, type InputAge, inputAges } from "./decision-state.ts";
import { type DeploymentLines, deploymentLines, type LineSeries, lineSeries } from "./deployment-lines.ts";
import type { Series } from "./read-frames.ts";
import { recommendedCapacity } from "./recommended-capacity.ts";
import type { Phase } from "./role.ts";
import { selectSeries } from "./select-series.ts";

/** Values that hold now: tokens per second of the phase shown, and replica counts. Null: unknown. */
export interface CurrentValues {
  readonly plannedCapacity: number | null;
  readonly capacity: number | null;
  readonly loadLine: number | null;
  readonly demand: number | null;
  readonly recommendedCapacity: number | null;
  readonly plannedReplicas: number | null;
  readonly readyReplicas: number | null;
  readonly pendingReplicas: number | null;
  readonly desiredReplicas: number | null;
  /** Least and most replicas that the forecast of the last decision asks for. */
  readonly desiredLower: number | null;
  readonly desiredUpper: number | null;
}

/** Everything the panel shows of one deployment. */
export interface DeploymentView extends DecisionState {
  /** Unique and stable: cluster and deployment. */
  readonly key: string;
  readonly cluster: string;
  readonly deployment: string;
  /** The phase whose tokens are drawn; null when no series has one. */
  readonly phase: Phase | null;
  readonly lines: DeploymentLines;
  readonly current: CurrentValues;
  /** 1 − demand ÷ load line; negative when demand is above it; null: unknown. */
  readonly headroomRatio: number | null;
  /** Age of the newest sample in seconds; null without one. */
  readonly dataAgeSeconds: number | null;
  /** The newest sample is older than the freshness limit, or there is none. */
  readonly stale: boolean;
  readonly inputAges: readonly InputAge[];
}

/** "auto": the fuller one. */
export type PhaseChoice = Phase | "auto";

export interface DeploymentSettings extends Freshness {
  readonly phase: PhaseChoice;
}

const currentValues = (lines: LineSeries, series: readonly Series[], freshness: DeploymentFreshness): CurrentValues => {
  const now = (one: Series | undefined): number | null => currentValue(one, freshness);
  const planned = { planned: now(lines.planned), plannedCapacity: now(lines.plannedCapacity) };
  const ready = { ready: now(lines.ready), capacity: now(lines.capacity) };
  const desired = now(lines.desired);
  return {
    plannedCapacity: planned.plannedCapacity,
    capacity: ready.capacity,
    loadLine: now(lines.loadLine),
    demand: now(lines.demand),
    recommendedCapacity: recommendedCapacity(desired, { ...planned, ...ready }),
    plannedReplicas: planned.planned,
    readyReplicas: ready.ready,
    pendingReplicas: now(lines.pending),
    desiredReplicas: desired,
    desiredLower: now(selectSeries(series, "desired-replicas-lower")),
    desiredUpper: now(selectSeries(series, "desired-replicas-upper")),
  };
};

/** The published ratio; without that series at all, the ratio of the two values drawn. */
const headroomRatio = (
  published: Series | undefined,
  { demand, loadLine }: CurrentValues,
  freshness: DeploymentFreshness,
): number | null => {
  if (published !== undefined) return currentValue(published, freshness);
  return demand === null || loadLine === null || loadLine <= 0 ? null : 1 - demand / loadLine;
};

/** The view of one deployment from its series (at least one). */
export const deploymentView = (
  identity: { readonly cluster: string; readonly deployment: string },
  series: readonly Series[],
  settings: DeploymentSettings,
): DeploymentView => {
  const phase = settings.phase === "auto" ? choosePhase(series) : settings.phase;
  const lines = lineSeries(series, phase);
  const newestMs = newestSampleMs(series, settings.asOfMs);
  const freshness = { ...settings, newestMs };
  const current = currentValues(lines, series, freshness);
  const age = newestMs === null ? null : (settings.asOfMs - newestMs) / 1000;
  return {
    ...identity,
    ...decisionState(series, freshness),
    key: JSON.stringify([identity.cluster, identity.deployment]),
    phase,
    lines: deploymentLines(lines),
    current,
    headroomRatio: headroomRatio(selectSeries(series, "headroom"), current, freshness),
    dataAgeSeconds: age,
    stale: age === null || age * 1000 > settings.staleAfterMs,
    inputAges: inputAges(series, freshness),
  };
};
