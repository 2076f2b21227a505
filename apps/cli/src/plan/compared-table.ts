import { type Column, left, right, table } from "../terminal/table.ts";
import { durationText, indent, numberText, percentText, plural, usdPerHourText, wrap } from "../terminal/text.ts";
import type { View } from "../terminal/view.ts";
import type { SearchAnswer, SizedRow } from "./search-answer.ts";

export const usd = (value: number | null): string => {
  if (value === null) return "unknown";
  return value < 0.01 ? `${numberText(value)} $` : `${value.toFixed(2)} $`;
};

const mostRows = 10;

const moreText = (row: SizedRow, best: SizedRow): string => {
  const [cost, least] = [row.cost.usdPerHour, best.cost.usdPerHour];
  if (row === best) return "chosen";
  if (cost === null) return "no price";
  return least === null || least === 0 ? "" : `+${percentText(cost / least - 1)}`;
};

export const money = (value: number | null): string => (value === null ? "unknown" : value.toFixed(2));

const timeColumns: readonly Column<SizedRow>[] = [
  right("TTFT", ({ latencies }) => durationText(latencies.timeToFirstToken)),
  right("TPOT", ({ latencies }) => durationText(latencies.interTokenLatency)),
  right("ITL", ({ latencies }) => durationText(latencies.tokenGap)),
];
const tokenCostColumns: readonly Column<SizedRow>[] = [
  right("$/M in", ({ cost }) => money(cost.usdPerMillionInputTokens)),
  right("$/M out", ({ cost }) => money(cost.usdPerMillionOutputTokens)),
];
/** What stands for them where an answer comes in one piece. */
const answerTime = right("answer", ({ latencies }: SizedRow) => durationText(latencies.endToEnd));
const answerCost = right("$/1000", ({ cost }: SizedRow) => usd(cost.usdPerRequest && 1000 * cost.usdPerRequest));

/** One row per configuration; a narrow view leaves the columns out that the best one's details have. */
const comparedColumns = (best: SizedRow, { columns }: View): readonly Column<SizedRow>[] => {
  const inOnePiece = best.latencies.interTokenLatency === null;
  const wide = (more: readonly Column<SizedRow>[]): readonly Column<SizedRow>[] => (columns >= 120 ? more : []);
  return [
    { ...left("configuration", (row: SizedRow) => `${row === best ? "*" : "-"} ${row.label}`), wraps: true },
    right("replicas", ({ replicas }) => String(replicas)),
    right("GPUs", ({ gpus }) => String(gpus)),
    right("nodes", ({ nodes }) => String(nodes)),
    right("used", ({ utilisation }) => percentText(utilisation)),
    ...wide(inOnePiece ? [answerTime] : timeColumns),
    ...wide([right("kW", ({ cost }) => numberText(cost.watts / 1000))]),
    right("$/h", ({ cost }) => money(cost.usdPerHour)),
    ...wide(inOnePiece ? [answerCost] : tokenCostColumns),
    left("against it", (row) => moreText(row, best)),
  ];
};

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
  const dearer = of("higher-cost").toSorted((a, b) => (a.usdPerHourAtLeast ?? 0) - (b.usdPerHourAtLeast ?? 0));
  const nameOf = ({ gpu }: Missing): string => gpu;
  const priceOf = ({ gpu, usdPerHourAtLeast: usd }: Missing): string => `${gpu} from ${usdPerHourText(usd)}`;
  const named = "name one with --gpu for its figures";
  return [
    ...(unable.length <= mostNamed
      ? unable.map(missingText)
      : [
          ...countedText(of("does-not-fit"), "too small for the model", nameOf, named),
          ...countedText(of("slo-unreachable"), "out of reach of an objective", nameOf, named),
        ]),
    ...countedText(of("cache-too-small"), "with a cache too small for the longest requests", nameOf, "see the notes"),
    ...countedText(dearer, "at a higher cost", priceOf, named),
    ...countedText(of("no-price"), "without a price", nameOf, "give it with --prices"),
  ];
};

/** The table that answers first: the best and what it was chosen over, those without a price after the others. */
export const comparedText = ({ best, alternatives, missing }: SearchAnswer, view: View): readonly string[] => {
  if (best === null) return [];
  const rows = [best, ...alternatives];
  const folded = rows.length - Math.min(rows.length, mostRows);
  return [
    ...table(comparedColumns(best, view), rows.slice(0, mostRows), view),
    ...(folded === 0 ? [] : [view.style.faint(`  ${plural(folded, "configuration")} more, all at a higher cost`)]),
    ...missingTexts(missing).flatMap((line) => wrap(line, view.columns, indent)),
    "",
  ];
};
