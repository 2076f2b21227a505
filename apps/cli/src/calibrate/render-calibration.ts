import {
  classAndMode,
  type ErrorSummary,
  errorsOf,
  type Judged,
  type SpeedReport,
  summaryOf,
} from "@loadline/calibration";
import { left, right, table } from "../terminal/table.ts";
import { wrap } from "../terminal/text.ts";
import type { View } from "../terminal/view.ts";

/** Errors of the rows of each kind of deployment. */
const linesOf = ({ title, rows, predicted }: Judged) => {
  const judged = rows.flatMap((row, index) => {
    const answer = predicted[index];
    return answer === undefined ? [] : [{ kind: classAndMode(row), errors: errorsOf(row, answer) }];
  });
  return [...new Set(judged.map(({ kind }) => kind))].sort().map((kind) => {
    const errors = judged.filter((entry) => entry.kind === kind).map((entry) => entry.errors);
    const firstTokens = errors.flatMap(({ timeToFirstToken }) => (timeToFirstToken === null ? [] : [timeToFirstToken]));
    return {
      holdOut: title,
      kind,
      rows: errors.length,
      interTokenLatency: summaryOf(errors.map((error) => error.interTokenLatency)),
      timeToFirstToken: summaryOf(firstTokens),
    };
  });
};

/** Relative errors by hold-out and kind of deployment, for scripts. */
export const calibrationAnswer = ({ judged, bands, coverage }: SpeedReport) => ({
  errors: judged.flatMap(linesOf),
  bands,
  coverage,
});

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

const errorText = (summary: ErrorSummary | null): string =>
  summary === null ? "–" : `${percent(summary.median)} / ${percent(summary.p90)}`;

const columns = [left("rows of"), right("rows"), right("ITL"), right("TTFT")];

const partText = (part: Judged, view: View): readonly string[] => {
  const lines = linesOf(part);
  if (lines.length === 0) return [];
  const rows = lines.map(({ kind, rows, interTokenLatency, timeToFirstToken }) => [
    kind,
    String(rows),
    errorText(interTokenLatency),
    errorText(timeToFirstToken),
  ]);
  return [view.style.strong(part.title), ...table(columns, rows, view), ""];
};

/** The same for people: median and 90th percentile of the absolute error of both quantities. */
export const renderCalibration = ({ judged }: SpeedReport, view: View): string =>
  [
    ...judged.flatMap((part) => partText(part, view)),
    ...wrap("Errors are the median and the 90th percentile of the absolute relative error.", view.columns),
    ...wrap(
      "To correct the answers for a replica of your own by these rows: loadline estimate --observations FILE",
      view.columns,
    ),
    "",
  ].join("\n");
