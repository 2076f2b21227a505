// The last decision of the recommender, from its state sets: as codes and as text.
import { hasText, t } from "../text/text.ts";
import { gapAfterMs } from "./align.ts";
import { defaultFormats, type Formats, formatAge, shortened, unknownText } from "./format-value.ts";
import type { Role } from "./metrics.ts";
import type { Series } from "./read-series.ts";
import { currentValue, type DeploymentFreshness, newestSampleMs, selectStates } from "./select-series.ts";

/** The last decision, as the codes of its labels. Null: unknown. */
export interface DecisionState {
  readonly bindingLimit: string | null;
  readonly verdict: string | null;
  readonly reason: string | null;
  /** Reasons for which a decision is held, in alphabetical order. */
  readonly blockedBy: readonly string[];
}

/** The states whose value is 1, the latest first: a state that ended stays 1 until the gap after it is long enough. */
const activeStates = (
  series: readonly Series[],
  role: Role,
  names: readonly string[],
  freshness: DeploymentFreshness,
) =>
  selectStates(series, role, names)
    .filter((state) => currentValue(state, freshness) === 1)
    .map((state) => ({ labels: state.labels, at: newestSampleMs([state], freshness.asOfMs) ?? 0 }))
    .sort((a, b) => b.at - a.at);

export const decisionState = (series: readonly Series[], freshness: DeploymentFreshness): DecisionState => {
  const active = (role: Role, ...names: readonly string[]) => activeStates(series, role, names, freshness);
  const [limit] = active("binding-limit", "limit");
  const [verdict] = active("verdict", "verdict", "reason");
  // A blocking reason is exposed together with its verdict: one that ended before the verdict is over.
  const blocked = active("decision-blocked", "reason").filter(({ at }) => verdict === undefined || at >= verdict.at);
  return {
    bindingLimit: limit?.labels["limit"] ?? null,
    verdict: verdict?.labels["verdict"] ?? null,
    reason: verdict?.labels["reason"] ?? null,
    blockedBy: blocked.flatMap(({ labels: { reason } }) => reason ?? []).sort(),
  };
};

/** What was learnt before may be old while nothing is wrong: the calibration, and the bounds of the measured capacity. */
const mayBeOld = /^(model[.]|capacity[.]measured)/;

/** Ages of the measured inputs of the last decision, oldest first. */
export const inputAges = (series: readonly Series[], freshness: DeploymentFreshness) =>
  selectStates(series, "input-age", ["input"])
    .flatMap((one) => {
      const { input = "input" } = one.labels;
      const seconds = currentValue(one, freshness);
      return seconds === null || mayBeOld.test(input) ? [] : [{ input, seconds }];
    })
    .sort((a, b) => b.seconds - a.seconds);

/** A time at which the recommendation changed to more or fewer replicas. */
export interface DecisionMark {
  readonly timeMs: number;
  readonly verdict: "scale-up" | "scale-down";
  readonly reason: string | null;
}

/** The changes of the verdict to scale-up or scale-down, in the order of time. */
export const decisionMarks = (series: readonly Series[]): readonly DecisionMark[] => {
  const decided = selectStates(series, "verdict", ["verdict", "reason"]).flatMap(({ labels, timesMs, values }) => {
    const active = timesMs.filter((_, index) => values[index] === 1);
    const { verdict = "", reason = null } = labels;
    return active.map((timeMs) => ({ timeMs, sinceMs: active[0] ?? 0, verdict, reason }));
  });
  // Of two verdicts at one time, the one that began later is the present one.
  const ordered = decided.sort((a, b) => a.timeMs - b.timeMs || a.sinceMs - b.sinceMs);
  const byTime = [...new Map(ordered.map((one) => [one.timeMs, one])).values()];
  return byTime.flatMap(({ timeMs, verdict, reason }, index): readonly DecisionMark[] =>
    (verdict === "scale-up" || verdict === "scale-down") && byTime[index - 1]?.verdict !== verdict
      ? [{ timeMs, verdict, reason }]
      : [],
  );
};

/** A span of time; toMs null: its end is not known. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number | null;
}

/** Spans in which the verdict was that telemetry is missing. */
export const lostSpans = (series: readonly Series[]): readonly Span[] =>
  selectStates(series, "verdict", ["reason"])
    .filter(({ labels }) => labels["reason"] === "telemetry-missing")
    .flatMap(({ timesMs, values }) => {
      const longest = gapAfterMs(timesMs) ?? 0;
      const spans: { fromMs: number; toMs: number }[] = [];
      timesMs.forEach((timeMs, index) => {
        const last = spans.at(-1);
        if (values[index] !== 1) return;
        if (last !== undefined && timeMs - last.toMs <= longest) last.toMs = timeMs;
        else spans.push({ fromMs: timeMs, toMs: timeMs });
      });
      return spans;
    });

/** The mark nearest to a time, if it is not further away than withinMs. */
export const markNear = (marks: readonly DecisionMark[], timeMs: number, withinMs: number) => {
  const distance = (mark: DecisionMark): number => Math.abs(mark.timeMs - timeMs);
  const [nearest] = marks.filter((mark) => distance(mark) <= withinMs).sort((a, b) => distance(a) - distance(b));
  return nearest;
};

/** Text of a code, a value mapping's first; a code without one (a newer recommender) is shown as it is written. */
const textOf = (kind: "verdict" | "reason" | "limit", code: string, { mapped } = defaultFormats): string => {
  const key = `${kind}.${code}`;
  return mapped(code) ?? (hasText(key) ? t(key) : shortened(code.replaceAll("-", " ")));
};

export const verdictText = (verdict: string | null, formats?: Formats): string =>
  verdict === null ? t("verdict.none") : textOf("verdict", verdict, formats);

export const limitText = (limit: string | null, formats?: Formats): string =>
  limit === null ? unknownText() : textOf("limit", limit, formats);

/** A change of the recommendation: "Scale up: forecast demand is above the load line". */
export const markText = ({ verdict, reason }: DecisionMark): string =>
  reason === null ? verdictText(verdict) : `${verdictText(verdict)}: ${textOf("reason", reason)}`;

interface Decided extends DecisionState {
  readonly stale: boolean;
  readonly dataAgeSeconds: number | null;
}

/** Why the last decision was made, and what blocks it; null: unknown. */
export const reasonText = ({ reason, blockedBy, stale, dataAgeSeconds }: Decided, formats?: Formats): string | null => {
  if (stale) return t("reason.stale", { age: formatAge(dataAgeSeconds) });
  const codes = reason === null ? blockedBy : [reason, ...blockedBy];
  return [...new Set(codes.map((code) => textOf("reason", code, formats)))].join("; ") || null;
};
