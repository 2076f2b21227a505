import { type LedgerStep, largestLoss, ledgerCauses, ledgerSteps } from "@loadline/control/ledger";
import { type Key, t } from "../text/text.ts";
import { formatCompact, formatCount, shortened, unknownText } from "./format-value.ts";
import type { Role } from "./metrics.ts";
import type { Series } from "./read-series.ts";
import { currentValue, type DeploymentFreshness, selectSeries, selectStates } from "./select-series.ts";

/** One row of the waterfall. Null: unknown, which is not zero. */
export interface LedgerBar {
  readonly step: LedgerStep;
  /** null: the total of the step. */
  readonly cause: string | null;
  /** A total, or what a cause adds. */
  readonly requestsPerSecond: number | null;
  readonly gpus: number | null;
  /** Where the bar begins and ends, requests/s. */
  readonly from: number | null;
  readonly to: number | null;
}

export interface LedgerView {
  readonly bars: readonly LedgerBar[];
  /** Requests/s that have to be carried. */
  readonly needed: Readonly<Record<"now" | "leadTime" | "plannedPeak", number | null>>;
  /** Requests/s at the right end of the bars; above zero. */
  readonly most: number;
  /** The cause that takes the most, apart from what the recommender chose. */
  readonly largestLoss: LedgerBar | null;
}

interface Value extends Pick<LedgerBar, "cause"> {
  readonly step: string | undefined;
  readonly value: number | null;
}

const valuesOf = (series: readonly Series[], role: Role, freshness: DeploymentFreshness): readonly Value[] =>
  selectStates(series, role, ["step", "cause"]).map((one) => ({
    step: one.labels["step"],
    cause: one.labels["cause"] ?? "",
    value: currentValue(one, freshness),
  }));

const causes: readonly string[] = ledgerCauses;

const order = (cause: string): number => {
  const index = causes.indexOf(cause);
  return index < 0 ? causes.length : index;
};

/** The total of each step: one between of which nothing is present is as the one before, whatever it was earlier. */
const totalsOf = (
  values: readonly Value[],
  present: ReadonlySet<string | undefined>,
): Readonly<Record<LedgerStep, number | null>> => {
  let reached: number | null = null;
  const totals = ledgerSteps.map((step) => {
    const total = values.find((one) => one.step === step && one.cause === "total")?.value ?? null;
    if (present.has(step) || step === "effective") reached = total;
    return [step, reached] as const;
  });
  return Object.fromEntries(totals) as Record<LedgerStep, number | null>;
};

/** From planned to effective capacity of one deployment; null where its series hold no ledger. */
export const ledgerView = (series: readonly Series[], freshness: DeploymentFreshness): LedgerView | null => {
  const rates = valuesOf(series, "ledger-requests", freshness);
  const gpus = valuesOf(series, "ledger-gpus", freshness);
  if (rates.length + gpus.length === 0) return null;
  const bars: LedgerBar[] = [];
  let reached: number | null = null;
  const present = new Set([...rates, ...gpus].flatMap(({ step, value }) => (value === null ? [] : [step])));
  const [totals, totalGpus] = [totalsOf(rates, present), totalsOf(gpus, present)];
  for (const step of ledgerSteps) {
    const ofStep = [...rates, ...gpus].filter((one) => one.step === step);
    const presentOf = (values: readonly Value[], cause: string): number | null =>
      values.find((one) => one.step === step && one.cause === cause)?.value ?? null;
    // Causes of a step with a present value, those that this panel does not know last.
    const present = ofStep.flatMap(({ cause, value }) => (value === null || cause === null ? [] : [cause]));
    const found = new Set(present.filter((cause) => cause !== "total"));
    for (const cause of [...found].toSorted((a, b) => order(a) - order(b))) {
      const requestsPerSecond = presentOf(rates, cause);
      const to = reached === null || requestsPerSecond === null ? null : reached + requestsPerSecond;
      bars.push({
        step,
        cause,
        requestsPerSecond,
        gpus: presentOf(gpus, cause),
        from: to === null ? null : reached,
        to,
      });
      reached = to;
    }
    const [total, ofGpus] = [totals[step], totalGpus[step]];
    const from = total === null ? null : 0;
    bars.push({ step, cause: null, requestsPerSecond: total, gpus: ofGpus, from, to: total });
    reached = total;
  }
  const neededAt = (at: string): number | null => currentValue(selectSeries(series, "needed", { at }), freshness);
  const needed = {
    now: currentValue(selectSeries(series, "requests"), freshness),
    leadTime: neededAt("lead-time"),
    plannedPeak: neededAt("planned-peak"),
  };
  const ends = [
    ...bars.flatMap(({ from, to }) => [from ?? 0, to ?? 0]),
    ...Object.values(needed).map((one) => one ?? 0),
  ];
  return { bars, needed, most: Math.max(...ends) || 1, largestLoss: largestOf(bars) };
};

const largestOf = (bars: readonly LedgerBar[]): LedgerBar | null => {
  const causes = bars.flatMap((bar) =>
    bar.cause === null ? [] : { ...bar, cause: bar.cause, replicas: bar.gpus ?? 0 },
  );
  return largestLoss([{ causes }]);
};

/** Losses that explain why replicas do not suffice; the others are what the verdict is about. */
const explaining: readonly (string | null)[] = [
  "not-started",
  "not-answering",
  "stale",
  "request-shape",
  "measured-speed",
];

/** The loss without which the capacity that serves would carry what is needed now; null: there is none. */
export const decisiveLoss = ({ bars, needed: { now }, largestLoss }: LedgerView): LedgerBar | null => {
  const [effective, lost] = [bars.at(-1)?.requestsPerSecond ?? null, largestLoss?.requestsPerSecond ?? null];
  if (largestLoss === null || effective === null || lost === null || now === null) return null;
  return explaining.includes(largestLoss.cause) && effective < now && effective - lost >= now ? largestLoss : null;
};

/** The load, where it is above all that is planned. */
export const loadAbovePlan = ({ bars, needed: { now } }: LedgerView) => {
  const planned = bars[0]?.requestsPerSecond ?? null;
  return planned !== null && now !== null && now > planned ? { now, planned } : null;
};

/** What a cause means, or what to do about it; null for one that this panel does not know. */
export const causeText = (part: "cause" | "todo", cause: string): string | null =>
  causes.includes(cause) ? t(`ledger.${part}.${cause}` as Key) : null;

/** An amount gained or lost; a change of nothing is not shown. */
export const signed = (value: number | null): string => {
  if (value === null) return unknownText();
  if (value === 0) return "";
  return value < 0 ? `−${formatCompact(-value)}` : `+${formatCompact(value)}`;
};

/** Where the capacity of a deployment goes, in one sentence. */
export const ledgerSentence = ({ bars, needed, largestLoss }: LedgerView): string => {
  const [planned, effective] = [bars[0], bars.at(-1)].map((bar) => bar?.requestsPerSecond ?? null);
  const [now, leadTime] = [formatCount(needed.now), formatCount(needed.leadTime)];
  let text = t("ledger.sentence", {
    effective: formatCount(effective ?? null),
    planned: formatCount(planned ?? null),
    needed: now,
  });
  if (largestLoss !== null && largestLoss.cause !== null) {
    const amount = signed(largestLoss.requestsPerSecond);
    const cause = causeText("cause", largestLoss.cause) ?? shortened(largestLoss.cause);
    text = t("ledger.sentence-loss", { text, amount, cause });
  }
  const isAbove = (bar: number | null | undefined): boolean =>
    needed.leadTime !== null && bar !== null && bar !== undefined && needed.leadTime > bar;
  if (isAbove(planned)) return t("ledger.sentence-above-plan", { text, leadTime });
  return isAbove(effective) ? t("ledger.sentence-forecast", { text, leadTime }) : text;
};
