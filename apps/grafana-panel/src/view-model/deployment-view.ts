import {
  type DecisionMark,
  type DecisionState,
  decisionMarks,
  decisionState,
  type InputAge,
  inputAges,
} from "./decision.ts";
import {
  capacityPerReplica,
  choosePhase,
  currentForecast,
  type DeploymentLines,
  deploymentLines,
  type Forecast,
  lineSeries,
  mapValues,
  recommendedCapacity,
} from "./deployment-lines.ts";
import { capacityExhausted, type Exhaustion, loadLineReached } from "./exhaustion.ts";
import { knownNumber, type Labels, type LinkLike, safeLinks } from "./frame.ts";
import { type LeagueView, leagueView } from "./league.ts";
import { type LedgerView, ledgerView } from "./ledger.ts";
import type { Phase, Role } from "./metrics.ts";
import type { Series } from "./read-series.ts";
import { currentValue, type Freshness, newestSampleMs, selectSeries } from "./select-series.ts";

type Current<K extends string> = Readonly<Record<K, number | null>>;

/** Everything the panel shows of one deployment. Null: unknown. */
export interface DeploymentView extends DecisionState {
  /** Unique and stable: cluster and deployment. */
  readonly key: string;
  readonly cluster: string;
  readonly deployment: string;
  /** The phase whose tokens are drawn; null when no series has one. */
  readonly phase: Phase | null;
  /** Computed when first read: most deployments of a large fleet are never drawn. */
  readonly lines: DeploymentLines;
  /** Series that are shown as a small line; undefined where the data has none. */
  readonly trends: Readonly<Record<"headroom" | "demand" | "loadLine" | "ready", Series | undefined>>;
  readonly marks: readonly DecisionMark[];
  readonly forecast: Forecast | null;
  /** When demand meets the load line, as far as the forecast looks. */
  readonly reached: Exhaustion;
  /** When growth has used up the pool or a budget, by the recommender's series. */
  readonly exhausted: Exhaustion;
  /** USD per hour of the ready, the recommended and the planned replicas. */
  readonly cost: Current<"ready" | "desired" | "planned">;
  /** Present values: tokens per second of the phase shown, and replica counts. */
  readonly current: Current<
    | ("plannedCapacity" | "capacity" | "loadLine" | "demand" | "recommendedCapacity")
    | ("plannedReplicas" | "readyReplicas" | "pendingReplicas" | "desiredReplicas" | "desiredLower" | "desiredUpper")
    | "knownReady"
  >;
  /** 1 − demand ÷ load line; negative when demand is above it. */
  readonly headroomRatio: number | null;
  /** The same where it is known, else the headroom that there is at least while a part of the fleet is stale. */
  readonly leastHeadroomRatio: number | null;
  /** Labels that distinguish it from others, such as pool or team. */
  readonly groupLabels: Labels;
  /** The instant whose values these are. */
  readonly asOfMs: number;
  /** Age of the newest sample in seconds. */
  readonly dataAgeSeconds: number | null;
  /** The newest sample is older than the freshness limit, or there is none. */
  readonly stale: boolean;
  readonly inputAges: readonly InputAge[];
  /** Where its capacity goes between the plan and the load; null without such series. Computed when first read. */
  readonly ledger: LedgerView | null;
  /** What other policies would have cost and missed; null without such series. Computed when first read. */
  readonly league: LeagueView | null;
  /** Data links of its series that may be followed; computed when first read. */
  readonly links: readonly LinkLike[];
}

export interface DeploymentSettings extends Freshness {
  /** "auto": the fuller one. */
  readonly phase: Phase | "auto";
  /** How far ahead the forecast looks. */
  readonly forecastSeconds: number;
}

/** A value that is computed once, when it is first read. */
const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** Labels of the scrape and of single series: they do not distinguish deployments. */
const ofSeries: ReadonlySet<string> = new Set([
  ...["__name__", "deployment", "instance", "job", "pod", "container", "endpoint", "service", "prometheus", "node"],
  ...["phase", "quantile", "limit", "verdict", "reason", "input", "kind", "bound", "step", "cause", "at", "partition"],
  ...["policy", "window", "bin", "of", "count"],
]);

/** Of several values of a label the one with the newest sample. */
const groupLabelsOf = (series: readonly Series[], { asOfMs }: Freshness): Labels =>
  Object.fromEntries(
    series
      .map(({ labels, timesMs }) => ({ labels, newest: timesMs.findLast((time) => time <= asOfMs) ?? 0 }))
      .sort((a, b) => a.newest - b.newest)
      .flatMap(({ labels }) => Object.entries(labels).filter(([name, value]) => value !== "" && !ofSeries.has(name))),
  );

export const deploymentView = (
  identity: { readonly cluster: string; readonly deployment: string },
  series: readonly Series[],
  settings: DeploymentSettings,
): DeploymentView => {
  const phase = settings.phase === "auto" ? choosePhase(series) : settings.phase;
  const newestMs = newestSampleMs(series, settings.asOfMs);
  const freshness = { ...settings, newestMs };
  const value = (one: Series | undefined): number | null => currentValue(one, freshness);
  const now = (role: Role): number | null => value(selectSeries(series, role));
  const cost = (kind: string): number | null => value(selectSeries(series, "cost", { kind }));
  const { rates, replicas } = lineSeries(series, phase);
  const known = { ...mapValues(rates, value), ...mapValues(replicas, value) };
  const { demand, loadLine, desiredReplicas } = known;
  const headroom = selectSeries(series, "headroom");
  const forecast = currentForecast(series, phase, freshness);
  const age = newestMs === null ? null : (settings.asOfMs - newestMs) / 1000;
  const lines = once(() => deploymentLines({ rates, replicas }));
  const ledger = once(() => ledgerView(series, freshness));
  const league = once(() => leagueView(series, freshness));
  const links = once(() => safeLinks(series.flatMap((one) => one.links?.() ?? [])));
  const least = now("headroom-least");
  // The published ratio; without that series at all, the ratio of the two values drawn.
  const ratio = demand === null || loadLine === null || loadLine <= 0 ? null : knownNumber(1 - demand / loadLine);
  const headroomRatio = headroom === undefined && least === null ? ratio : value(headroom);
  return {
    ...identity,
    ...decisionState(series, freshness),
    key: JSON.stringify([identity.cluster, identity.deployment]),
    phase,
    get lines() {
      return lines();
    },
    trends: { headroom, demand: rates.demand, loadLine: rates.loadLine, ready: replicas.readyReplicas },
    marks: decisionMarks(series),
    forecast,
    reached: loadLineReached({ demand, loadLine, forecast, horizonSeconds: settings.forecastSeconds }),
    exhausted: capacityExhausted(series, freshness),
    cost: { ready: cost("ready"), desired: cost("desired"), planned: cost("planned") },
    current: {
      ...known,
      recommendedCapacity: recommendedCapacity(desiredReplicas, known),
      pendingReplicas: now("pending-replicas"),
      knownReady: now("known-ready-replicas"),
      desiredLower: now("desired-replicas-lower"),
      desiredUpper: now("desired-replicas-upper"),
    },
    headroomRatio,
    leastHeadroomRatio: headroomRatio ?? least,
    asOfMs: settings.asOfMs,
    groupLabels: groupLabelsOf(series, settings),
    dataAgeSeconds: age,
    stale: age === null || age * 1000 > settings.staleAfterMs,
    inputAges: inputAges(series, freshness),
    get ledger() {
      return ledger();
    },
    get league() {
      return league();
    },
    get links() {
      return links();
    },
  };
};

/**
 * How many more whole replicas' worth of demand fit under the load line:
 * ⌊(load line − demand) ÷ capacity of one replica⌋, at least 0; null: unknown.
 */
export const replicasThatFit = ({ current }: DeploymentView): number | null => {
  const each = capacityPerReplica(current);
  if (each === null || each <= 0 || current.loadLine === null || current.demand === null) return null;
  return Math.max(0, Math.floor((current.loadLine - current.demand) / each));
};
