import type { SearchAnswer, SizedRow } from "@loadline/planner/search-answer";
import type { ReactNode } from "react";
import { number, percent, plural, seconds, usd, whole } from "./format.ts";
import { evidenceNames } from "./names.ts";
import { Scroll } from "./Table.tsx";

const columns: readonly (readonly [head: string, cell: (row: SizedRow) => ReactNode])[] = [
  ["GPUs", ({ gpus }) => whole(gpus)],
  [
    "Replicas",
    ({ replicas, replicasAtMedian }) => (
      <>
        {whole(replicas)} <small>({whole(replicasAtMedian)})</small>
      </>
    ),
  ],
  ["$/h", ({ cost }) => usd(cost.usdPerHour)],
  ["$/M in", ({ cost }) => usd(cost.usdPerMillionInputTokens)],
  ["$/M out", ({ cost }) => usd(cost.usdPerMillionOutputTokens)],
  ["kW", ({ cost }) => number(cost.watts / 1000)],
  ["Nodes", ({ nodes }) => whole(nodes)],
  ["TTFT", ({ latencies }) => seconds(latencies.timeToFirstToken)],
  ["TPOT", ({ latencies }) => seconds(latencies.interTokenLatency)],
  ["Evidence", ({ errorBand }) => `${evidenceNames[errorBand.basis]}, ±${percent(errorBand.relative)}`],
  [
    "Price of",
    ({ price }) =>
      price === null
        ? "–"
        : price.origin === "own"
          ? "your own"
          : `${price.provider ?? ""} ${price.on ?? ""}${price.isOld ? ", old" : ""}`,
  ],
];

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
  const rows = answer.best === null ? [] : [answer.best, ...answer.alternatives];
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
              {columns.map(([head]) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.label} className={row.label === chosen.label ? "chosen" : ""}>
                <th scope="row">
                  <button type="button" aria-pressed={row.label === chosen.label} onClick={() => onChoose(row)}>
                    {row.label}
                  </button>
                </th>
                {columns.map(([head, cell]) => (
                  <td key={head}>{cell(row)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
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
