import { type ErrorSummary, errorsOf, formOf, type Judged, type SpeedReport, summaryOf } from "@loadline/core";

interface Line {
  readonly holdOut: string;
  readonly kind: string;
  readonly rows: number;
  readonly interTokenLatency: ErrorSummary | null;
  readonly timeToFirstToken: ErrorSummary | null;
}

const linesOf = ({ title, rows, predicted }: Judged): readonly Line[] => {
  const judged = rows.flatMap((row, index) => {
    const answer = predicted[index];
    return answer === undefined ? [] : [{ kind: formOf(row), errors: errorsOf(row, answer) }];
  });
  return [...new Set(judged.map(({ kind }) => kind))].sort().map((kind) => {
    const errors = judged.filter((entry) => entry.kind === kind).map((entry) => entry.errors);
    return {
      holdOut: title,
      kind,
      rows: errors.length,
      interTokenLatency: summaryOf(errors.map((error) => error.interTokenLatency)),
      timeToFirstToken: summaryOf(
        errors.flatMap(({ timeToFirstToken }) => (timeToFirstToken === null ? [] : [timeToFirstToken])),
      ),
    };
  });
};

/** Relative errors by hold-out and kind of deployment, for scripts. */
export const calibrationAnswer = ({ judged, bands, coverage }: SpeedReport) => ({
  errors: judged.flatMap(linesOf),
  bands,
  coverage,
});

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`.padStart(8);
const told = (summary: ErrorSummary | null): string =>
  summary === null ? "–".padStart(17) : `${percent(summary.median)} ${percent(summary.p90)}`;

/** The same for people: median and 90th percentile of the absolute error of both quantities. */
export const renderCalibration = ({ judged }: SpeedReport): string =>
  judged
    .flatMap((part) => [
      `${part.title}\n`,
      ...linesOf(part).map(
        ({ kind, rows, interTokenLatency, timeToFirstToken }) =>
          `  ${kind.padEnd(18)} ${String(rows).padStart(5)} rows  inter-token latency ${told(interTokenLatency)}  first token ${told(timeToFirstToken)}\n`,
      ),
    ])
    .join("");
