import { type DecisionMark, type DecisionState, decisionMarks, decisionState, inputAges } from "./decision.ts";
import {
  capacityPerReplica,
  choosePhase,
  currentForecast,
  type DeploymentLines,
  deploymentLines,
  type Forecast,
  type LineSeries,
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

/** Everything the panel shows of one deployment, each part computed when it is first read. Null: unknown. */
export interface DeploymentView extends DecisionState {
  /** Unique and stable: cluster and deployment. */
  readonly key: string;
  readonly cluster: string;
  readonly deployment: string;
  /** The phase whose tokens are drawn; null when no series has one. */
  readonly phase: Phase | null;
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
  readonly inputAges: ReturnType<typeof inputAges>;
  /** Where its capacity goes between the plan and the load; null without such series. */
  readonly ledger: LedgerView | null;
  /** What other policies would have cost and missed; null without such series. */
  readonly league: LeagueView | null;
  /** Data links of its series that may be followed. */
  readonly links: readonly LinkLike[];
}

export interface DeploymentSettings extends Freshness {
  /** "auto": the fuller one. */
  readonly phase: Phase | "auto";
  /** How far ahead the forecast looks. */
  readonly forecastSeconds: number;
}

/** Labels of the scrape and of single series: they do not distinguish deployments. */
const ofSeries: ReadonlySet<string> = new Set([
  "__name__",
  "deployment",
  "instance",
  "job",
  "pod",
  "container",
  "endpoint",
  "service",
  "prometheus",
  "node",
  "phase",
  "quantile",
  "limit",
  "verdict",
  "reason",
  "input",
  "kind",
  "bound",
  "step",
  "cause",
  "at",
  "partition",
  "policy",
  "window",
  "bin",
  "of",
  "count",
]);

/** Of several values of a label the one with the newest sample. */
const groupLabelsOf = (series: readonly Series[], { asOfMs }: Freshness): Labels => {
  const found = new Map<string, string>();
  const dated = series.map(({ labels, timesMs }) => ({
    labels,
    newest: timesMs.findLast((time) => time <= asOfMs) ?? 0,
  }));
  for (const { labels } of dated.sort((a, b) => a.newest - b.newest))
    for (const name of Object.keys(labels)) if (labels[name] && !ofSeries.has(name)) found.set(name, labels[name]);
  return Object.fromEntries(found);
};

/** An object whose parts are made when they are first read: of hundreds of deployments a few are in sight. */
const lazily = <T extends object>(parts: { readonly [K in keyof T]: () => T[K] }): T => {
  const made = new Map<PropertyKey, unknown>();
  return new Proxy(parts as unknown as T, {
    get: (_, name) => {
      if (!made.has(name)) made.set(name, Object.hasOwn(parts, name) ? parts[name as keyof T]() : undefined);
      return made.get(name);
    },
  });
};

export const deploymentView = (
  identity: Pick<Series, "cluster" | "deployment">,
  series: readonly Series[],
  settings: DeploymentSettings,
): DeploymentView => {
  const newestMs = newestSampleMs(series, settings.asOfMs);
  const freshness = { ...settings, newestMs };
  const value = (one: Series | undefined): number | null => currentValue(one, freshness);
  const now = (role: Role, labels: Labels = {}): number | null => value(selectSeries(series, role, labels));
  const age = newestMs === null ? null : (settings.asOfMs - newestMs) / 1000;
  const from = lazily({
    drawn: () => lineSeries(series, view.phase),
    decision: () => decisionState(series, freshness),
    headroom: () => selectSeries(series, "headroom"),
    least: () => now("headroom-least"),
  });
  /** The published ratio; without that series at all, the ratio of the two values drawn. */
  const headroomRatio = (): number | null => {
    if (from.headroom !== undefined || from.least !== null) return value(from.headroom);
    const { demand, loadLine } = view.current;
    return demand === null || loadLine === null || loadLine <= 0 ? null : knownNumber(1 - demand / loadLine);
  };
  const current = (): DeploymentView["current"] => {
    const known = { ...mapValues(from.drawn.rates, value), ...mapValues(from.drawn.replicas, value) };
    return {
      ...known,
      recommendedCapacity: recommendedCapacity(known.desiredReplicas, known),
      pendingReplicas: now("pending-replicas"),
      knownReady: now("known-ready-replicas"),
      desiredLower: now("desired-replicas-lower"),
      desiredUpper: now("desired-replicas-upper"),
    };
  };
  const costOf = (kind: string): number | null => now("cost", { kind });
  const trends = ({ rates: { demand, loadLine }, replicas }: LineSeries) => ({
    headroom: from.headroom,
    demand,
    loadLine,
    ready: replicas.readyReplicas,
  });
  const view: DeploymentView = lazily<DeploymentView>({
    cluster: () => identity.cluster,
    deployment: () => identity.deployment,
    key: () => JSON.stringify([identity.cluster, identity.deployment]),
    verdict: () => from.decision.verdict,
    reason: () => from.decision.reason,
    bindingLimit: () => from.decision.bindingLimit,
    blockedBy: () => from.decision.blockedBy,
    phase: () => (settings.phase === "auto" ? choosePhase(series) : settings.phase),
    lines: () => deploymentLines(from.drawn),
    trends: () => trends(from.drawn),
    marks: () => decisionMarks(series),
    forecast: () => currentForecast(series, view.phase, freshness),
    reached: () =>
      loadLineReached({ ...view.current, forecast: view.forecast, horizonSeconds: settings.forecastSeconds }),
    exhausted: () => capacityExhausted(series, freshness),
    cost: () => ({ ready: costOf("ready"), desired: costOf("desired"), planned: costOf("planned") }),
    current,
    headroomRatio,
    leastHeadroomRatio: () => view.headroomRatio ?? from.least,
    asOfMs: () => settings.asOfMs,
    groupLabels: () => groupLabelsOf(series, settings),
    dataAgeSeconds: () => age,
    stale: () => age === null || age * 1000 > settings.staleAfterMs,
    inputAges: () => inputAges(series, freshness),
    ledger: () => ledgerView(series, freshness),
    league: () => leagueView(series, freshness),
    links: () => safeLinks(series.flatMap((one) => one.links?.() ?? [])),
  });
  return view;
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
