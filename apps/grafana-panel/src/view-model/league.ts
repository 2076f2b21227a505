import { t } from "../text/text.ts";
import { formatCount, formatUsd } from "./format-value.ts";
import type { Role } from "./metrics.ts";
import type { Series } from "./read-series.ts";
import { currentValue, type DeploymentFreshness, selectSeries, selectStates } from "./select-series.ts";

/** Windows of a league, shortest first. */
export const leagueWindows = ["1d", "7d", "28d"] as const;
export type LeagueWindow = (typeof leagueWindows)[number];

/** What a policy cost and missed over a window. Null: unknown, which is not zero. */
interface LeagueRow {
  readonly policy: string;
  readonly replicaHours: number | null;
  readonly costUsd: number | null;
  readonly unservedTokens: number | null;
  readonly violationMinutes: number | null;
}

/** Of a class of probabilities, how often what was promised came. */
export interface ReliabilityBin {
  readonly from: string;
  readonly graded: number;
  readonly promised: number;
  readonly came: number;
}

export interface LeagueView {
  /** Hours of the window in which load, capacity and replicas were known whole; null: unknown. */
  readonly hours: (window: LeagueWindow) => number | null;
  /** The cheapest first, what ran before all. */
  readonly rows: (window: LeagueWindow) => readonly LeagueRow[];
  /** How good the warranty was; null: nothing was graded. */
  readonly grade: {
    readonly brierScore: number;
    readonly skill: number | null;
    readonly bins: readonly ReliabilityBin[];
  } | null;
}

const actual = "actual";
const orLast = (hours: number | null): number => hours ?? Number.POSITIVE_INFINITY;

/** The league of one deployment; null where its series hold none, and no grade of its warranty either. */
export const leagueView = (series: readonly Series[], freshness: DeploymentFreshness): LeagueView | null => {
  const value = (role: Role, labels: Readonly<Record<string, string>> = {}): number | null =>
    currentValue(selectSeries(series, role, labels), freshness);
  const labelsOf = (role: Role, label: string): readonly string[] =>
    selectStates(series, role, [label]).flatMap(({ labels }) => labels[label] ?? []);
  const policies = labelsOf("league-replica-hours", "policy");
  const brierScore = value("warranty-brier");
  if (policies.length === 0 && brierScore === null) return null;
  const rows = (window: LeagueWindow): readonly LeagueRow[] =>
    policies
      .map((policy) => ({
        policy,
        replicaHours: value("league-replica-hours", { policy, window }),
        costUsd: value("league-cost", { policy, window }),
        unservedTokens: value("league-unserved", { policy, window }),
        violationMinutes: value("league-violation", { policy, window }),
      }))
      .toSorted(
        (a, b) =>
          Number(b.policy === actual) - Number(a.policy === actual) || orLast(a.replicaHours) - orLast(b.replicaHours),
      );
  const bins = labelsOf("warranty-graded", "bin").flatMap((bin) => {
    const graded = value("warranty-graded", { bin });
    const promised = value("warranty-reliability", { bin, of: "promised" });
    const came = value("warranty-reliability", { bin, of: "came" });
    return graded === null || promised === null || came === null ? [] : [{ from: bin, graded, promised, came }];
  });
  const grade = { skill: value("warranty-skill"), bins: bins.toSorted((a, b) => a.promised - b.promised) };
  return {
    rows,
    hours: (window) => value("league-hours", { window }),
    grade: brierScore === null ? null : { ...grade, brierScore },
  };
};

/** What a policy costs less than what ran, in dollars, else in replica-hours; null: unknown. */
export const savedBy = (row: LeagueRow, rows: readonly LeagueRow[]): string | null => {
  const ran = rows.find(({ policy }) => policy === actual);
  if (ran === undefined || row.policy === actual) return null;
  if (ran.costUsd !== null && row.costUsd !== null) return formatUsd(ran.costUsd - row.costUsd);
  if (ran.replicaHours === null || row.replicaHours === null) return null;
  return t("league.hours", { hours: formatCount(ran.replicaHours - row.replicaHours) });
};

/** What switching to Loadline gains; null where a part of it is unknown. */
export const leagueSentence = (league: LeagueView, window: LeagueWindow): string | null => {
  const rows = league.rows(window);
  const [ran, ours] = [actual, "loadline"].map((name) => rows.find(({ policy }) => policy === name));
  const saved = ours === undefined ? null : savedBy(ours, rows);
  if (ran?.violationMinutes == null || ours?.violationMinutes == null || saved === null) return null;
  return t("league.sentence", {
    saved,
    minutes: formatCount(ours.violationMinutes),
    ran: formatCount(ran.violationMinutes),
  });
};
