import type { SearchAnswer, SizedRow } from "@loadline/planner/search-answer";
import { type ReactNode, useState } from "react";
import { number, percent, plural, seconds, usd, whole } from "./format.ts";
import { evidenceNames } from "./names.ts";
import { Scroll } from "./Table.tsx";

interface Column {
  readonly head: string;
  readonly cell: (row: SizedRow) => ReactNode;
  /** It is left out where no row has a value. */
  readonly of?: (row: SizedRow) => unknown;
  readonly isText?: true;
}

const isStreamed = ({ latencies }: SizedRow): boolean => latencies.interTokenLatency !== null;

const columns: readonly Column[] = [
  { head: "GPUs", cell: ({ gpus }) => whole(gpus) },
  {
    head: "Replicas",
    cell: ({ replicas, replicasAtMedian }) => (
      <>
        {whole(replicas)} <small>({whole(replicasAtMedian)})</small>
      </>
    ),
  },
  { head: "$/h", cell: ({ cost }) => usd(cost.usdPerHour) },
  {
    head: "Evidence",
    cell: ({ errorBand }) => `${evidenceNames[errorBand.basis]}, ±${percent(errorBand.relative)}`,
    isText: true,
  },
  {
    head: "$/M in",
    cell: ({ cost }) => usd(cost.usdPerMillionInputTokens),
    of: ({ cost }) => cost.usdPerMillionInputTokens,
  },
  {
    head: "$/M out",
    cell: ({ cost }) => usd(cost.usdPerMillionOutputTokens),
    of: ({ cost }) => cost.usdPerMillionOutputTokens,
  },
  { head: "kW", cell: ({ cost }) => number(cost.watts / 1000) },
  { head: "Nodes", cell: ({ nodes }) => whole(nodes) },
  { head: "TTFT", cell: ({ latencies }) => seconds(latencies.timeToFirstToken), of: (row) => isStreamed(row) || null },
  { head: "TPOT", cell: ({ latencies }) => seconds(latencies.interTokenLatency), of: (row) => isStreamed(row) || null },
  {
    head: "Answer",
    cell: ({ latencies }) => seconds(latencies.timeToFirstToken),
    of: (row) => (isStreamed(row) ? null : true),
  },
  {
    head: "Price of",
    cell: ({ price }) =>
      price === null
        ? "–"
        : price.origin === "own"
          ? "your own"
          : `${price.provider ?? ""} ${price.on ?? ""}${price.isOld ? ", old" : ""}`,
    isText: true,
  },
];

/** Of a small model every GPU of the catalogue is an option. */
const fewest = 12;

const reasons = {
  "not-run": "that the engine does not run on",
  "does-not-fit": "that the model does not fit",
  "cache-too-small": "whose cache holds no such request",
  "slo-unreachable": "out of reach of an objective",
  "higher-cost": "at a higher cost",
  "no-price": "without a price",
} as const;

export const Options = ({
  answer,
  chosen,
  onChoose,
}: {
  readonly answer: SearchAnswer;
  readonly chosen: SizedRow;
  readonly onChoose: (row: SizedRow) => void;
}) => {
  const [isWhole, setWhole] = useState(false);
  const rows = answer.best === null ? [] : [answer.best, ...answer.alternatives];
  const shown = rows.filter((row, index) => isWhole || index < fewest || row.label === chosen.label);
  const stated = columns.filter(({ of }) => of === undefined || rows.some((row) => of(row) !== null));
  const missing = Object.entries(reasons).flatMap(([because, text]) => {
    const gpus = answer.missing.filter((one) => one.because === because).map(({ gpu }) => gpu);
    return gpus.length === 0 ? [] : [{ because, text, gpus }];
  });
  return (
    <section>
      <h3>Options, cheapest first</h3>
      <Scroll label="Options">
        <table className="options">
          <thead>
            <tr>
              <th scope="col">Configuration</th>
              {stated.map(({ head, isText }) => (
                <th key={head} scope="col" className={isText && "word"}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.label} className={row.label === chosen.label ? "chosen" : ""}>
                <th scope="row">
                  <button type="button" aria-pressed={row.label === chosen.label} onClick={() => onChoose(row)}>
                    {row.label}
                  </button>
                </th>
                {stated.map(({ head, cell, isText }) => (
                  <td key={head} className={isText && "word"}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {shown.length === rows.length ? null : (
        <p>
          <button type="button" onClick={() => setWhole(true)}>
            Show all {rows.length} options
          </button>
        </p>
      )}
      <p className="note">In brackets: at the median, were every replica as fast as modelled.</p>
      {missing.map(({ because, text, gpus }) => (
        <p key={because} className="note">
          {plural(gpus.length, "other GPU")} {text}: {gpus.slice(0, 6).join(", ")}
          {gpus.length > 6 ? " and more" : ""}
        </p>
      ))}
    </section>
  );
};
