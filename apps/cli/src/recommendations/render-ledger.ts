import { largestLoss, ledgerCauseTexts } from "@loadline/control";
import { numberText, plural, requestRateText, wrap } from "@loadline/planner/text";
import type { Ledger, Recommendation } from "@loadline/protocol";
import { type Column, facts, left, right, table } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";

type Cause = Ledger["rows"][number]["causes"][number];
type Line = Omit<Cause, "cause"> & { readonly name: string; readonly isCause: boolean; readonly text: string };

const textsOf = (cause: string) => ledgerCauseTexts[cause as keyof typeof ledgerCauseTexts] ?? null;

const textOf = (cause: string): string => {
  const texts = textsOf(cause);
  return texts === null ? "" : `${texts.means}: ${texts.todo}`;
};

const linesOf = ({ rows }: Ledger): readonly Line[] =>
  rows.flatMap(({ step, causes, ...total }) => [
    ...causes.map(({ cause, ...change }) => ({ ...change, name: cause, isCause: true, text: textOf(cause) })),
    { ...total, name: `= ${step}`, isCause: false, text: "" },
  ]);

const amount = (value: number, isChange: boolean): string => {
  if (isChange && value === 0) return "";
  return isChange && value > 0 ? `+${numberText(value)}` : numberText(value);
};

const columns: readonly Column<Line>[] = [
  left("step", ({ name }) => name),
  right("replicas", ({ replicas, isCause }) => amount(replicas, isCause)),
  right("GPUs", ({ gpus, isCause }) => amount(gpus, isCause)),
  right("requests/s", ({ requestsPerSecond, isCause }) =>
    requestsPerSecond === null ? "unknown" : amount(requestsPerSecond, isCause),
  ),
  { title: "why: what to do", wraps: true, cell: ({ text }) => text },
];

const ledgerSentence = (name: string, ledger: Ledger): string => {
  const [planned, effective] = [ledger.rows[0], ledger.rows.at(-1)];
  const loss = largestLoss(ledger.rows);
  const most =
    loss === null
      ? ""
      : `; the largest loss is ${loss.cause} (${textsOf(loss.cause)?.means ?? "see the recommender's version"})`;
  return `${name}: ${requestRateText(effective?.requestsPerSecond ?? null)} effective of ${requestRateText(planned?.requestsPerSecond ?? null)} planned, ${requestRateText(ledger.needed.now)} needed now${most}.`;
};

/** From planned to effective capacity, and what it has to carry. */
export const renderLedger = ({ data }: Recommendation, ledger: Ledger, view: View): string => {
  const { now, atLeadTime, atPlannedPeak } = ledger.needed;
  const [first, last] = [ledger.rows[0], ledger.rows.at(-1)];
  const lines = [
    ...wrap(ledgerSentence(`${data.target.cluster}/${data.target.deployment}`, ledger), view.columns),
    "",
    ...table(columns, linesOf(ledger), view),
    "",
    ...facts(
      [
        ["Needed now", requestRateText(now)],
        ["At the lead time", requestRateText(atLeadTime)],
        ["Planned peak", requestRateText(atPlannedPeak)],
        ["Planned, effective", `${plural(first?.gpus ?? 0, "GPU")}, ${plural(last?.gpus ?? 0, "GPU")}`],
      ],
      view,
    ),
  ];
  return `${lines.join("\n")}\n`;
};
