import { hasText, t } from "../text/text.ts";
import type { DecisionMark } from "./decision-marks.ts";
import type { DeploymentView } from "./deployment-view.ts";
import { formatAge } from "./format-value.ts";
import { shortened } from "./shortened.ts";

/** A code that has no words (a newer recommender) is read as it is written. */
const wordsOf = (kind: "verdict" | "reason" | "limit", code: string): string => {
  const key = `${kind}.${code}`;
  return hasText(key) ? t(key) : shortened(code.replaceAll("-", " "));
};

export const verdictText = (verdict: string | null): string =>
  verdict === null ? t("verdict.none") : wordsOf("verdict", verdict);

export const reasonText = (reason: string | null): string | null =>
  reason === null ? null : wordsOf("reason", reason);

export const limitText = (limit: string | null): string =>
  limit === null ? t("value.unknown") : wordsOf("limit", limit);

/** A change of the recommendation in words: "Scale up: forecast demand is above the load line". */
export const markText = ({ verdict, reason }: DecisionMark): string =>
  [verdictText(verdict), reasonText(reason)].filter((text) => text !== null).join(": ");

export interface DecisionWords {
  /** "Scale up". */
  readonly verdict: string;
  /** Why; null when the data does not say. */
  readonly reason: string | null;
}

/** Verdict and reason of the last decision; reasons that block it follow after the first. */
export const decisionWords = ({ verdict, reason, blockedBy, stale, dataAgeSeconds }: DeploymentView): DecisionWords => {
  if (stale) return { verdict: verdictText(verdict), reason: t("reason.stale", { age: formatAge(dataAgeSeconds) }) };
  const reasons = new Set([reason, ...blockedBy].map(reasonText).filter((text) => text !== null));
  return { verdict: verdictText(verdict), reason: reasons.size === 0 ? null : [...reasons].join("; ") };
};
