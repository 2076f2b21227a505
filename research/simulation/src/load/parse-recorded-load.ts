import { medianOf } from "@loadline/model";
import { type CsvLine, placeOf } from "../traces/csv-lines.ts";
import { instantReader, secondsBetween } from "../traces/instants.ts";
import { timeNames } from "../traces/parse-csv-trace.ts";
import { withoutRepeatedLines } from "../traces/repeated-requests.ts";
import { badLine, inOrderOf } from "../traces/trace-lines.ts";
import { zeroRuns } from "./bridge-recording-gaps.ts";
import { type CsvTable, isEmptyCell, numberIn, readCsvTable } from "./csv-table.ts";
import { isRegular, onGrid, type Window } from "./window-grid.ts";

/** Mean rates of equal windows; null is a recording gap. */
export interface RecordedWindows {
  readonly kind: "windows";
  readonly windowSeconds: number;
  /** Requests/s. */
  readonly rates: readonly (number | null)[];
  /** What was repaired or taken for a gap. */
  readonly notices: readonly string[];
}

/** Names of the load of a window, the canonical one first; counts are of requests in the window. */
const rateNames = ["rate_rps", "rps", "qps", "rate", "requests_per_second", "requests_s", "request_rate", "req_s"];
const countNames = ["requests", "count", "request_count", "num_requests", "n_requests", "arrivals"];
/** Names of loads per minute, as many dashboards show them. */
const perMinuteNames = ["rpm", "requests_per_minute", "requests_min", "req_min"];
const loadNames = [...rateNames, ...countNames, ...perMinuteNames];
const secondsPerMinute = 60;
/** No load of any fleet comes near it: a slip, or another quantity. */
const mostPerSecond = 1e9;
const timeColumns = ["timestamp_s", ...timeNames];
const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

const requiredColumn = ({ head, header }: CsvTable, names: readonly string[]): number => {
  const place = placeOf(header, names);
  if (place < 0) throw badLine(head, header.join(","), `a header with a column ${names[0]}`);
  return place;
};

/** Seconds from the first row of each row's time. */
const secondsOf = (table: CsvTable, notices: string[]): ((row: CsvLine) => number) => {
  const place = requiredColumn(table, timeColumns);
  const { read, notice } = instantReader(table.rows[0]?.cells[place] ?? "", table.header[place]);
  if (notice !== null) notices.push(notice);
  const instantOf = (row: CsvLine) => read(row.cells[place] ?? "", row);
  const first = table.rows[0] === undefined ? null : instantOf(table.rows[0]);
  return (row) => (first === null ? 0 : secondsBetween(first, instantOf(row)));
};

const inOrder = <T extends { readonly at: number }>(rows: readonly T[], notices: string[]): readonly T[] =>
  inOrderOf(
    rows,
    (a, b) => a.at - b.at,
    (notice) => notices.push(notice),
  );

const withoutRepeats = (windows: readonly Window[], notices: string[]): readonly Window[] => {
  const distinct = windows.filter((window, index) => {
    const before = windows[index - 1];
    if (before === undefined || before.at !== window.at) return true;
    if (before.rate === window.rate) return false;
    throw badLine(
      window.line,
      `${window.at},${window.rate}`,
      `the same rate as line ${before.line.number} has for this time`,
    );
  });
  const repeats = windows.length - distinct.length;
  if (repeats > 0) notices.push(`${plural(repeats, "repeated line")} left out`);
  return distinct;
};

/** How close to the median load both neighbours of a zero must be for the zero to look like a gap: a quarter of it. */
const abruptShare = 0.25;

/** Zeros between windows of median load, with the number of them. */
const zerosAsGaps = (
  rates: readonly (number | null)[],
  isGap: (before: number | null, after: number | null) => boolean,
): { readonly rates: readonly (number | null)[]; readonly count: number } => {
  const gaps = zeroRuns(rates).filter(([from, end]) => isGap(rates[from - 1] ?? null, rates[end] ?? null));
  const result = [...rates];
  for (const [from, end] of gaps) result.fill(null, from, end);
  return { rates: result, count: gaps.reduce((sum, [from, end]) => sum + end - from, 0) };
};

/** The column of the load, and what divides its values into requests/s, given the length of a window. */
const loadColumn = (table: CsvTable) => {
  const [rate = -1, perMinute = -1, counted = -1] = [rateNames, perMinuteNames, countNames].map((names) =>
    placeOf(table.header, names),
  );
  if (rate >= 0) return { place: rate, unit: "requests per second", divisor: () => 1 };
  if (perMinute >= 0) return { place: perMinute, unit: "requests per minute", divisor: () => secondsPerMinute };
  const place = counted >= 0 ? counted : requiredColumn(table, rateNames);
  return { place, unit: "requests", divisor: (windowSeconds: number) => windowSeconds };
};

const windowsOf = (table: CsvTable, notices: string[]): { windowSeconds: number; rates: (number | null)[] } => {
  const { place, unit, divisor } = loadColumn(table);
  const secondsAt = secondsOf(table, notices);
  const read = table.rows.map((row) => ({
    line: row,
    at: secondsAt(row),
    rate: isEmptyCell(row, place) ? null : numberIn(row, place, `${unit}, at least 0`),
  }));
  const windows = withoutRepeats(inOrder(read, notices), notices);
  const [only] = windows;
  if (only !== undefined && windows.length === 1) throw badLine(only.line, String(only.at), "at least two windows");
  const { windowSeconds, values } = onGrid(windows);
  const perSecond = divisor(windowSeconds);
  const absurd = windows.find(({ rate }) => (rate ?? 0) / perSecond > mostPerSecond);
  if (absurd !== undefined)
    throw badLine(absurd.line, String(absurd.rate), `${unit}, no more than ${mostPerSecond} a second`);
  const rates = values.map((value) => (value === null ? null : value / perSecond));
  const absent = rates.filter((value) => value === null).length;
  if (absent > 0) notices.push(`${plural(absent, "window")} missing`);
  return { windowSeconds, rates };
};

/** Mean of a length over the windows, weighted by their rate; null where a column lacks or holds no number. */
const meanLengthOf = ({ header, rows }: CsvTable, name: string): number | null => {
  const [rate, length] = [header.indexOf("rate_rps"), header.indexOf(name)];
  const known = rows.map(({ cells }) => [Number(cells[rate] ?? ""), Number(cells[length])] as const);
  const counted = known.filter(([, tokens]) => tokens !== 0);
  const requests = counted.reduce((sum, [each]) => sum + each, 0);
  const mean = counted.reduce((sum, [each, tokens]) => sum + each * tokens, 0) / requests;
  return mean > 0 ? mean : null;
};

/**
 * Load in ServeGen's form: a header with timestamp_s and rate_rps, one row per window. A window in which every client
 * reads zero is a recording gap of that set, never zero load. mean_input_tokens and mean_output_tokens may be missing.
 * @throws LL_TRACE_INVALID with line and value; LL_TRACE_EMPTY
 * @source https://github.com/alibaba/ServeGen
 */
export const parseServegenLoad = (
  text: string,
): RecordedWindows & { readonly lengths: { readonly input: number; readonly output: number } | null } => {
  const table = readCsvTable(text);
  const notices = [...table.notices];
  const { windowSeconds, rates } = windowsOf(table, notices);
  const gaps = zerosAsGaps(rates, () => true);
  if (gaps.count > 0) notices.push(`${plural(gaps.count, "window")} of zero taken for a recording gap`);
  const [input, output] = [meanLengthOf(table, "mean_input_tokens"), meanLengthOf(table, "mean_output_tokens")];
  const lengths = input === null || output === null ? null : { input, output };
  return { kind: "windows", windowSeconds, rates: gaps.rates, notices, lengths };
};

/** An unknown second column may be a load by another name: where rows stand like windows, it is. */
const assertNoWindows = (table: CsvTable, times: readonly number[]): void => {
  if (!isRegular(times)) return;
  const expected =
    "a column rate_rps, or requests for a count, as lines at equal distances are windows; only the times where each line is a request";
  throw badLine(table.head, table.header.join(","), expected);
};

/** Times of requests in seconds from the first, in order. */
const requestsOf = (table: CsvTable) => {
  const notices = [...table.notices];
  const secondsAt = secondsOf(table, notices);
  const rows = table.rows.map((line) => ({ line, at: secondsAt(line), inputTokens: 0, outputTokens: 0 }));
  if (table.header.length > 1) {
    const times = rows.map(({ at }) => at);
    assertNoWindows(table, times);
    notices.push("each line is taken for one request, as no column is known as a load");
  }
  const distinct = withoutRepeatedLines(rows, (notice) => notices.push(notice));
  const sorted = inOrder(distinct, notices);
  const start = sorted[0]?.at ?? 0;
  return { kind: "requests" as const, arrivals: sorted.map(({ at }) => at - start), notices };
};

/**
 * Load as plain CSV with a header: timestamp_s and rate_rps (or a count of requests) for windows, timestamp_s alone for one
 * request a row, under their common other names. Times are numbers or calendar times.
 * Zero windows between median load look like a recording gap and are bridged; zeros after a fade are kept.
 * @throws LL_TRACE_INVALID with line and value; LL_TRACE_EMPTY
 */
export const parseCsvLoad = (text: string): RecordedWindows | ReturnType<typeof requestsOf> => {
  const table = readCsvTable(text);
  if (placeOf(table.header, loadNames) < 0) return requestsOf(table);
  const notices = [...table.notices];
  const { windowSeconds, rates } = windowsOf(table, notices);
  const usual = (medianOf(rates.filter((rate) => rate !== null && rate > 0) as number[]) ?? 0) * abruptShare;
  const gaps = zerosAsGaps(rates, (before, after) => (before ?? 0) > usual && (after ?? 0) > usual);
  if (gaps.count > 0)
    notices.push(`${plural(gaps.count, "window")} of zero between usual load taken for a recording gap`);
  return { kind: "windows", windowSeconds, rates: gaps.rates, notices };
};
