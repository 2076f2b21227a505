// The recommender's judgement of a deployment: the worst that stands, its cause, and what to do about it.
import { hasText, t } from "../text/text.ts";
import { type FullnessLevel, formatCompact, fullnessLevel, mostNamed, shortened } from "./format-value.ts";
import { causeText, decisiveLoss, type LedgerBar, type LedgerView, loadAbovePlan, signed } from "./ledger.ts";
import type { NodeProblem } from "./nodes.ts";
import type { Series } from "./read-series.ts";
import { currentValue, type DeploymentFreshness, selectStates } from "./select-series.ts";

export interface Status {
  readonly severity: string;
  readonly code: string;
  readonly sinceMs: number;
}

/** Exactly one series has a present value; of two at a change the one that began later counts. Null: there is none. */
export const currentStatus = (series: readonly Series[], freshness: DeploymentFreshness): Status | null =>
  selectStates(series, "status", ["severity", "code"])
    .flatMap((one): readonly Status[] => {
      const since = currentValue(one, freshness);
      const { severity = "", code = "" } = one.labels;
      return since === null ? [] : [{ severity, code, sinceMs: since * 1000 }];
    })
    .sort((a, b) => b.sinceMs - a.sinceMs)[0] ?? null;

const levels = new Map<string, FullnessLevel>([
  ["none", "ample"],
  ["warning", "tight"],
  ["critical", "over"],
]);

interface Judged {
  readonly status: Status | null;
  readonly stale: boolean;
  readonly leastHeadroomRatio: number | null;
}

interface Explained extends Pick<Judged, "status" | "stale"> {
  readonly ledger?: LedgerView | null;
}

/** How urgent a deployment is: by the recommender's severity; where it publishes none, by its headroom. */
export const levelOf = ({ status, stale, leastHeadroomRatio }: Judged): FullnessLevel => {
  if (stale) return "unknown";
  return status === null ? fullnessLevel(leastHeadroomRatio) : (levels.get(status.severity) ?? "unknown");
};

/** Codes that mean that a part of the telemetry is missing. */
const blind: readonly string[] = [
  "stale-node",
  "telemetry-missing",
  "no-engine",
  "uncounted-engine",
  "unobserved-engine",
  "unseen-pods",
];

export const isBlind = ({ status, stale }: Judged): boolean =>
  stale || (status !== null && blind.includes(status.code));

const textFor = (kinds: readonly string[], code: string): string | null => {
  const key = kinds.map((kind) => `${kind}.${code}`).find(hasText);
  return key === undefined ? null : t(key as Parameters<typeof t>[0]);
};

/** Problems of nodes that a cause is about. */
const ofNodes = new Map<string, readonly string[]>([
  ["stale-node", ["stale"]],
  ["telemetry-missing", ["stale"]],
  ["slow-engine", ["slow"]],
  ["drain-node", ["drain", "slow"]],
  ["replace-gpu", ["lost"]],
]);

/** What is wrong; the nodes that have it are named. A code without a text (a newer recommender) is shown as it is written. */
export const statusText = ({ code }: Status, nodes: readonly NodeProblem[]): string => {
  const what = textFor(["cause", "reason"], code) ?? shortened(code.replaceAll("-", " "));
  const about = nodes.filter(({ problem }) => ofNodes.get(code)?.includes(problem));
  const names = [...new Set(about.map(({ node }) => node))];
  const count = names.length - mostNamed;
  const more = count > 0 ? [t("status.more-nodes", { count })] : [];
  return names.length === 0 ? what : `${what}: ${[...names.slice(0, mostNamed).map(shortened), ...more].join(", ")}`;
};

/** Verdicts and findings that say that replicas do not suffice, not why. */
const shortages: readonly string[] = [
  "at-maximum",
  "budget-exhausted",
  "pool-exhausted",
  "above-capacity",
  "above-load-line",
  "demand-above-load-line",
  "objective-missed",
];

/** The ledger, where it may say why replicas do not suffice. */
const explained = ({ status, stale, ledger = null }: Explained): LedgerView | null =>
  !stale && status !== null && shortages.includes(status.code) ? ledger : null;

const lossOf = (view: Explained): LedgerBar | null => {
  const ledger = explained(view);
  return ledger && decisiveLoss(ledger);
};

/** Why it is so, where the ledger explains it. */
export const becauseText = (view: Explained): string | null => {
  const { cause = null, requestsPerSecond = null } = lossOf(view) ?? {};
  if (cause === null) {
    const ledger = explained(view);
    const above = ledger && loadAbovePlan(ledger);
    return above && t("status.above-plan", { now: formatCompact(above.now), planned: formatCompact(above.planned) });
  }
  const key = `ledger.loss.${cause}`;
  const text = hasText(key) ? t(key) : causeText("cause", cause);
  return text && t("status.because", { text, amount: signed(requestsPerSecond) });
};

/** What to do about it, first about its reason; null: nothing that this panel knows. */
export const todoText = (view: Explained): string | null => {
  const { status, stale } = view;
  if (stale) return t("todo.stale");
  const todo = status && textFor(["todo"], status.code);
  const first = causeText("todo", lossOf(view)?.cause ?? "");
  return first !== null && todo !== null ? t("status.else", { first, todo }) : todo;
};

/** What to do about a problem of a node; null for one that this panel does not know. */
export const nodeTodoText = ({ problem }: NodeProblem): string | null => {
  const [code] = [...ofNodes].find(([, problems]) => problems[0] === problem) ?? [];
  return code === undefined ? null : textFor(["todo"], code);
};

/** Those that need somebody, the worst first. */
export const mostUrgent = <T extends Judged>(views: readonly T[]): readonly T[] =>
  (["over", "tight", "unknown"] as const).flatMap((level) =>
    views.filter((view) => levelOf(view) === level && (level !== "unknown" || view.stale)),
  );

/** The runbook's section on the cause; null without an address that may be followed. */
export const runbookOf = ({ code }: Status, folder: string): string | null =>
  /^(https?:\/\/|\/[^/\\])/i.test(folder)
    ? `${folder.replace(/\/$/, "")}/problems.md#${encodeURIComponent(code)}`
    : null;
