import {
  type DecisionMark,
  type DecisionState,
  decisionMarks,
  decisionState,
  inputAges,
  lostSpans,
  type Span,
} from "./decision.ts";
import {
  currentForecast,
  type DeploymentLines,
  deploymentLines,
  type Forecast,
  lineSeries,
  mapValues,
  type Phase,
  phaseOf,
} from "./deployment-lines.ts";
import { capacityExhausted, type Exhaustion, loadLineReached } from "./exhaustion.ts";
import { knownNumber, type Labels, type LinkLike, safeLinks } from "./frame.ts";
import { type LatencyLines, latencyLines } from "./latency-lines.ts";
import { type LedgerView, ledgerView } from "./ledger.ts";
import type { Role } from "./metrics.ts";
import { type NodeFacts, type NodeProblem, problemsOf } from "./nodes.ts";
import type { Series } from "./read-series.ts";
import { currentValue, type Freshness, newestSampleMs, selectSeries } from "./select-series.ts";
import { currentStatus, type Status } from "./status.ts";

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
  /** Null without objectives in the data. */
  readonly latencies: LatencyLines | null;
  readonly marks: readonly DecisionMark[];
  /** Spans in which a part of the telemetry was missing. */
  readonly lost: readonly Span[];
  /** The recommender's judgement; null: it published none. */
  readonly status: Status | null;
  /** What is wrong with the nodes that hold its replicas. */
  readonly nodeProblems: readonly NodeProblem[];
  readonly forecast: Forecast | null;
  /** How far ahead that looks; 0: there is none. */
  readonly horizonSeconds: number;
  /** When demand meets the load line, as far as the forecast looks. */
  readonly reached: Exhaustion;
  /** When growth has used up the pool or a budget, by the recommender's series. */
  readonly exhausted: Exhaustion;
  /** Present values: tokens per second of the phase shown, and replica counts. */
  readonly current: Current<
    | ("plannedCapacity" | "capacity" | "loadLine" | "demand")
    | ("plannedReplicas" | "readyReplicas" | "pendingReplicas" | "desiredReplicas" | "desiredLower" | "desiredUpper")
    | "knownReady"
  >;
  /** 1 − demand ÷ load line: negative when demand is above it, minus infinity when the load line is 0. */
  readonly headroomRatio: number | null;
  /** The same where it is known, else the headroom that there is at least while a part of the fleet is stale. */
  readonly leastHeadroomRatio: number | null;
  /** The instant whose values these are. */
  readonly asOfMs: number;
  /** Age of the newest sample in seconds. */
  readonly dataAgeSeconds: number | null;
  /** The newest sample is older than the freshness limit, or there is none. */
  readonly stale: boolean;
  readonly inputAges: ReturnType<typeof inputAges>;
  /** Where its capacity goes between the plan and the load; null without such series. */
  readonly ledger: LedgerView | null;
  /** Data links of its series that may be followed. */
  readonly links: readonly LinkLike[];
}

export interface DeploymentSettings extends Freshness {
  /** The instant that is shown is the present: there is a forecast from it on. */
  readonly isPresent: boolean;
  readonly nodes: NodeFacts;
}

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
    horizon: () => (settings.isPresent ? (now("forecast-horizon") ?? 0) : 0),
    decision: () => decisionState(series, freshness),
    headroom: () => selectSeries(series, "headroom"),
    least: () => now("headroom-least"),
  });
  /**
   * The published ratio; without that series at all, the ratio of the two values drawn. At a load line of 0 none is
   * published, and there is less than any.
   */
  const headroomRatio = (): number | null => {
    const published = value(from.headroom);
    if (published !== null || from.least !== null) return published;
    const { demand, loadLine } = view.current;
    if (demand === null || loadLine === null) return null;
    if (loadLine <= 0) return Number.NEGATIVE_INFINITY;
    return from.headroom === undefined ? knownNumber(1 - demand / loadLine) : null;
  };
  const view: DeploymentView = lazily<DeploymentView>({
    cluster: () => identity.cluster,
    deployment: () => identity.deployment,
    key: () => JSON.stringify([identity.cluster, identity.deployment]),
    verdict: () => from.decision.verdict,
    reason: () => from.decision.reason,
    bindingLimit: () => from.decision.bindingLimit,
    blockedBy: () => from.decision.blockedBy,
    phase: () => phaseOf(series),
    lines: () => deploymentLines(from.drawn),
    latencies: () => latencyLines(series),
    marks: () => decisionMarks(series),
    lost: () => lostSpans(series),
    status: () => currentStatus(series, freshness),
    nodeProblems: () => problemsOf(identity.deployment, settings.nodes),
    horizonSeconds: () => from.horizon,
    forecast: () => (from.horizon > 0 ? currentForecast(series, view.phase, freshness) : null),
    reached: () => loadLineReached({ ...view.current, forecast: view.forecast, horizonSeconds: from.horizon }),
    exhausted: () => capacityExhausted(series, freshness),
    current: () => ({
      ...mapValues(from.drawn.rates, value),
      ...mapValues(from.drawn.replicas, value),
      pendingReplicas: now("pending-replicas"),
      knownReady: now("known-ready-replicas"),
      desiredLower: now("desired-replicas-lower"),
      desiredUpper: now("desired-replicas-upper"),
    }),
    headroomRatio,
    leastHeadroomRatio: () => view.headroomRatio ?? from.least,
    asOfMs: () => settings.asOfMs,
    dataAgeSeconds: () => age,
    stale: () => age === null || age * 1000 > settings.staleAfterMs,
    inputAges: () => inputAges(series, freshness),
    ledger: () => ledgerView(series, freshness),
    links: () => safeLinks(series.flatMap((one) => one.links?.() ?? [])),
  });
  return view;
};
