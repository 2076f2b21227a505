import { choosePhase } from "./choose-phase.ts";
import { currentValue, type DeploymentFreshness, type Freshness, newestSampleMs } from "./current-value.ts";
import { type DecisionMark, decisionMarks } from "./decision-marks.ts";
import { type DecisionState, decisionState, type InputAge, inputAges } from "./decision-state.ts";
import { type DeploymentLines, deploymentLines, type LineSeries, lineSeries } from "./deployment-lines.ts";
import { capacityExhausted, type Exhaustion, loadLineReached } from "./exhaustion.ts";
import { currentForecast, type Forecast } from "./forecast.ts";
import { knownNumber } from "./known-number.ts";
import type { Series } from "./read-frames.ts";
import { recommendedCapacity } from "./recommended-capacity.ts";
import type { Phase } from "./role.ts";
import { type LinkLike, safeLinks } from "./safe-links.ts";
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

/** USD per hour of the ready, the recommended and the planned replicas. Null: unknown. */
export interface CostRates {
  readonly ready: number | null;
  readonly desired: number | null;
  readonly planned: number | null;
}

/** Series that are shown as a small line; undefined where the data has none. */
export interface Trends {
  readonly headroom: Series | undefined;
  readonly demand: Series | undefined;
  readonly loadLine: Series | undefined;
  readonly ready: Series | undefined;
}

/** Everything the panel shows of one deployment. */
export interface DeploymentView extends DecisionState {
  /** Unique and stable: cluster and deployment. */
  readonly key: string;
  readonly cluster: string;
  readonly deployment: string;
  /** The phase whose tokens are drawn; null when no series has one. */
  readonly phase: Phase | null;
  /** Worked out when first read: most deployments of a large fleet are never drawn. */
  readonly lines: DeploymentLines;
  readonly trends: Trends;
  readonly marks: readonly DecisionMark[];
  readonly forecast: Forecast | null;
  /** When demand meets the load line, as far as the forecast looks. */
  readonly reached: Exhaustion;
  /** When growth has used up pool or budget, as the data says. */
  readonly exhausted: Exhaustion;
  readonly cost: CostRates;
  readonly current: CurrentValues;
  /** 1 − demand ÷ load line; negative when demand is above it; null: unknown. */
  readonly headroomRatio: number | null;
  /** Age of the newest sample in seconds; null without one. */
  readonly dataAgeSeconds: number | null;
  /** The newest sample is older than the freshness limit, or there is none. */
  readonly stale: boolean;
  readonly inputAges: readonly InputAge[];
  /** Data links of its series that may be followed; worked out when first read. */
  readonly links: readonly LinkLike[];
}

/** "auto": the fuller one. */
export type PhaseChoice = Phase | "auto";

export interface DeploymentSettings extends Freshness {
  readonly phase: PhaseChoice;
  /** How far ahead the forecast looks. */
  readonly forecastSeconds: number;
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
  return demand === null || loadLine === null || loadLine <= 0 ? null : knownNumber(1 - demand / loadLine);
};

const costRates = (series: readonly Series[], freshness: DeploymentFreshness): CostRates => {
  const cost = (kind: string): number | null => currentValue(selectSeries(series, "cost", { kind }), freshness);
  return { ready: cost("ready"), desired: cost("desired"), planned: cost("planned") };
};

/** A value that is worked out once, when it is first asked for. */
const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
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
  const headroom = selectSeries(series, "headroom");
  const drawn = once(() => deploymentLines(lines));
  const links = once(() => safeLinks(series.flatMap((one) => one.links?.() ?? [])));
  const forecast = currentForecast(series, phase, freshness);
  const reach = { ...current, forecast, horizonSeconds: settings.forecastSeconds };
  const age = newestMs === null ? null : (settings.asOfMs - newestMs) / 1000;
  return {
    ...identity,
    ...decisionState(series, freshness),
    key: JSON.stringify([identity.cluster, identity.deployment]),
    phase,
    get lines() {
      return drawn();
    },
    trends: { headroom, demand: lines.demand, loadLine: lines.loadLine, ready: lines.ready },
    marks: decisionMarks(series),
    forecast,
    reached: loadLineReached(reach),
    exhausted: capacityExhausted(series, freshness),
    cost: costRates(series, freshness),
    current,
    headroomRatio: headroomRatio(headroom, current, freshness),
    dataAgeSeconds: age,
    stale: age === null || age * 1000 > settings.staleAfterMs,
    inputAges: inputAges(series, freshness),
    get links() {
      return links();
    },
  };
};
