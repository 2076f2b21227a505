import type { SizedRow } from "@loadline/planner/search-answer";
import { type FieldName, type Given, labelOf } from "./fields.ts";
import { kilowatts, percent, seconds, usd, whole } from "./format.ts";
import { headlineOf } from "./names.ts";
import { Scroll } from "./Table.tsx";

/** An answer that was put aside. */
export interface ComparedAnswer {
  readonly given: Given;
  readonly row: SizedRow;
}

const figures: readonly (readonly [string, (row: SizedRow) => number | null, (value: number) => string])[] = [
  ["GPUs", ({ gpus }) => gpus, whole],
  ["replicas", ({ replicas }) => replicas, whole],
  ["nodes", ({ nodes }) => nodes, whole],
  ["$ per hour", ({ cost }) => cost.usdPerHour, usd],
  ["$ per million tokens out", ({ cost }) => cost.usdPerMillionOutputTokens, usd],
  ["power", ({ cost }) => cost.watts, kilowatts],
  ["time to first token", ({ latencies }) => latencies.timeToFirstToken, seconds],
  ["time per output token", ({ latencies }) => latencies.interTokenLatency, seconds],
  ["error band", ({ errorBand }) => errorBand.relative, percent],
];

const changeText = (value: number | null, first: number | null): string =>
  value === null || first === null || first === 0 || value === first
    ? ""
    : ` (${value > first ? "+" : "−"}${percent(Math.abs(value / first - 1))})`;

interface CompareProps {
  readonly answers: readonly ComparedAnswer[];
  readonly onAsk: (given: Given) => void;
  readonly onDrop: (index: number) => void;
}

/** Answers side by side: what was asked differently, and what differs in each figure from the first. */
export const Compare = ({ answers, onAsk, onDrop }: CompareProps) => {
  const [first] = answers;
  if (first === undefined) return null;
  if (answers.length === 1)
    return (
      <p className="note">
        Put aside: {headlineOf(first.row)}. Change the question and press Compare again.{" "}
        <button type="button" onClick={() => onDrop(0)}>
          Remove
        </button>
      </p>
    );
  const names = [...new Set(answers.flatMap(({ given }) => Object.keys(given) as FieldName[]))];
  const asked = names.filter((name) => new Set(answers.map(({ given }) => given[name])).size > 1);
  return (
    <section>
      <h3>Compared</h3>
      <Scroll label="Compared answers">
        <table className="compared">
          <thead>
            <tr>
              <td />
              {answers.map(({ given, row }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two answers may be alike
                <th key={index} scope="col">
                  {headlineOf(row)}
                  <span className="buttons">
                    <button type="button" onClick={() => onAsk(given)}>
                      Ask again
                    </button>
                    <button type="button" onClick={() => onDrop(index)} aria-label={`Remove answer ${index + 1}`}>
                      Remove
                    </button>
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {asked.map((name) => (
              <tr key={name} className="asked">
                <th scope="row">{labelOf(name)}</th>
                {answers.map(({ given }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <td key={index}>{given[name] ?? "default"}</td>
                ))}
              </tr>
            ))}
            {figures.map(([name, of, text]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {answers.map(({ row }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <td key={index}>
                    {of(row) === null ? "–" : text(of(row) ?? 0)}
                    <small>{changeText(of(row), of(first.row))}</small>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
};
