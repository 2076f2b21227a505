import { quoteText } from "@loadline/planner/answer-text";
import type { SearchAnswer, SizedRow } from "@loadline/planner/search-answer";
import {
  durationText,
  indent,
  moneyText,
  numberText,
  percentText,
  plural,
  usdPerHourText,
  usdText,
  wrap,
} from "@loadline/planner/text";
import { type Column, left, right, table } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";

const mostRows = 10;
const wide = 120;
const widest = 150;

const moreText = (row: SizedRow, best: SizedRow): string => {
  const [cost, least] = [row.comparedUsdPerHour, best.comparedUsdPerHour];
  if (row === best) return "chosen";
  if (cost === null) return "no price";
  return least === null || least === 0 ? "" : `+${percentText(cost / least - 1)}`;
};

const bought = ({ price, spotPrice }: SizedRow) => [price, spotPrice].filter((one) => one !== null);
const priceColumn = right("$/GPU-h", (row: SizedRow) =>
  bought(row)
    .map(({ usdPerGpuHour }) => moneyText(usdPerGpuHour))
    .join(" + "),
);
const quoteColumn = left("quoted", (row: SizedRow) => [...new Set(bought(row).map(quoteText))].join("; "));

/** For a view too narrow for the column: whose the prices are, the GPUs of one quote together. */
const quoteLines = (rows: readonly SizedRow[], { columns }: View): readonly string[] => {
  if (columns >= widest) return [];
  const priced = rows.filter((row) => bought(row).length > 0);
  const quotes = [...new Set(priced.map(quoteColumn.cell))];
  return quotes.map((quote) => {
    const gpus = priced.filter((row) => quoteColumn.cell(row) === quote);
    return `$/GPU-h of ${quote}: ${[...new Set(gpus.map((row) => `${row.gpu} ${priceColumn.cell(row)}`))].join(", ")}`;
  });
};

/** What stands for the tokens' where an answer comes in one piece. */
const answerCost = right("$/1000", ({ cost }: SizedRow) => usdText(cost.usdPerRequest && 1000 * cost.usdPerRequest));

/** The same were every replica as fast as modelled. */
const medianShare = ({ replicas, replicasAtMedian }: SizedRow): number => replicasAtMedian / replicas;
const medianCost = (row: SizedRow): number | null =>
  row.cost.usdPerHour === null ? null : row.cost.usdPerHour * medianShare(row);

/** A count or a price with the confidence asked for, then at the median. */
const both = (asked: string, median: string): string => (asked === median ? asked : `${asked} (${median})`);

/**
 * One row per configuration, each with both counts and both prices: one that nobody measured is dear for its wide error band
 * alone. A narrow view leaves the columns out that the best one's details have.
 */
const comparedColumns = (rows: readonly SizedRow[], best: SizedRow, { columns }: View): readonly Column<SizedRow>[] => {
  const inOnePiece = best.latencies.interTokenLatency === null;
  const isWhole = rows.some(({ comparedUsdPerHour, cost }) => comparedUsdPerHour !== cost.usdPerHour);
  const from = (width: number, more: readonly Column<SizedRow>[]) => (columns >= width ? more : []);
  return [
    { ...left("configuration", (row: SizedRow) => `${row === best ? "*" : "-"} ${row.label}`), wraps: true },
    ...from(wide, [right("replicas", (row) => both(String(row.replicas), String(row.replicasAtMedian)))]),
    right("GPUs", (row) => both(String(row.gpus), String(row.replicasAtMedian * row.gpusPerReplica))),
    ...from(isWhole ? 0 : wide, [right("bought", ({ bought: { units, gpusPerUnit } }) => `${units} × ${gpusPerUnit}`)]),
    ...from(isWhole ? 0 : widest, [right("$/h whole", ({ bought }) => moneyText(bought.usdPerHour))]),
    ...from(wide, [priceColumn]),
    ...from(widest, [
      quoteColumn,
      ...(inOnePiece
        ? [right("answer", ({ latencies }: SizedRow) => durationText(latencies.endToEnd)), answerCost]
        : [right("TPOT", ({ latencies }: SizedRow) => durationText(latencies.interTokenLatency))]),
    ]),
    ...from(isWhole ? wide : 0, [
      right("$/h", (row) => both(moneyText(row.cost.usdPerHour), moneyText(medianCost(row)))),
    ]),
    left("evidence", ({ errorBand }) => errorBand.basis),
    left("against it", (row) => moreText(row, best)),
  ];
};

/** Rows that cost less at the median than the one that was chosen, which more measured replicas would show. */
const unmeasuredTexts = (best: SizedRow, others: readonly SizedRow[]): readonly string[] =>
  others.flatMap((row) => {
    const [own, least] = [medianCost(row), medianCost(best)];
    if (own === null || least === null || own >= least || row.errorBand.basis === "calibrated") return [];
    if ((row.comparedUsdPerHour ?? 0) <= (best.comparedUsdPerHour ?? 0)) return [];
    return [
      `${row.label} costs more only because it was not measured: at the median it takes ${usdPerHourText(own)}, ${best.label} ${usdPerHourText(least)}; five rows of loadline measure would settle it`,
    ];
  });

type Missing = SearchAnswer["missing"][number];

const missingText = ({ gpu, closest }: Missing): string =>
  closest === null
    ? `${gpu}: the model does not fit`
    : `${gpu}: misses an objective, ${closest.label} reaches ${numberText(closest.strain)} times it`;

const mostNamed = 4;

/** GPUs with the same reason on one line: the first by name, how many more, and what shows their figures. */
const countedText = (missing: readonly Missing[], reason: string, nameOf: (one: Missing) => string, hint: string) => {
  if (missing.length === 0) return [];
  const names = missing.slice(0, mostNamed).map(nameOf);
  const more = missing.length > mostNamed ? [`${missing.length - mostNamed} more`] : [];
  return [`${plural(missing.length, "other GPU")} ${reason}: ${[...names, ...more].join(", ")}; ${hint}`];
};

/** GPUs without a row: those that cannot carry it one by one where few are, others by their least cost. */
const missingTexts = (missing: readonly Missing[]): readonly string[] => {
  const of = (...reasons: readonly Missing["because"][]) => missing.filter(({ because }) => reasons.includes(because));
  const unable = of("does-not-fit", "slo-unreachable");
  const costlier = of("higher-cost").toSorted((a, b) => (a.usdPerHourAtLeast ?? 0) - (b.usdPerHourAtLeast ?? 0));
  const nameOf = ({ gpu }: Missing): string => gpu;
  const named = "name one with --gpu for its figures";
  return [
    ...(unable.length <= mostNamed
      ? unable.map(missingText)
      : [
          ...countedText(of("does-not-fit"), "too small for the model", nameOf, named),
          ...countedText(of("slo-unreachable"), "out of reach of an objective", nameOf, named),
        ]),
    ...countedText(of("cache-too-small"), "with a cache too small for the longest requests", nameOf, "see the notes"),
    ...countedText(costlier, "at a higher cost", nameOf, named),
    ...countedText(of("not-run"), "that the engine does not run on", nameOf, "try another --engine"),
    ...countedText(of("no-price"), "without a price", nameOf, "give it with --prices"),
  ];
};

/** The table that answers first: the best and what it was chosen over, those without a price after the others. */
export const comparedText = ({ best, alternatives, missing }: SearchAnswer, view: View): readonly string[] => {
  if (best === null) return [];
  const rows = [best, ...alternatives];
  const folded = rows.length - Math.min(rows.length, mostRows);
  return [
    ...table(comparedColumns(rows, best, view), rows.slice(0, mostRows), view),
    ...(rows.some((row) => medianShare(row) !== 1)
      ? wrap("in brackets: at the median, were every replica as fast as modelled", view.columns, indent).map(
          view.style.faint,
        )
      : []),
    ...(folded === 0 ? [] : [view.style.faint(`  ${plural(folded, "configuration")} more, all at a higher cost`)]),
    ...quoteLines(rows.slice(0, mostRows), view).flatMap((line) => wrap(line, view.columns, indent)),
    ...unmeasuredTexts(best, alternatives).flatMap((line) => wrap(line, view.columns, indent)),
    ...missingTexts(missing).flatMap((line) => wrap(line, view.columns, indent)),
    "",
  ];
};
