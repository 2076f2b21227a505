import type { LengthDistribution } from "@loadline/model";
import { recordedLoad } from "./recorded-load.ts";
import { durationText, numberText } from "./text.ts";
import { formatOf } from "./trace-format.ts";

/** A trace as fields of a question; null: it has nothing of that. */
export interface TraceFields {
  /** Requests/s of its highest five minutes. */
  readonly requestsPerSecond: string;
  /** Mean and 95th percentile of prompts and answers. */
  readonly lengths: string | null;
  /** Shares of the highest load over its busiest day. */
  readonly day: string | null;
  /** What was read, and what was repaired of it. */
  readonly note: string;
}

const stepSeconds = 300;
const daySeconds = 86_400;
const pointsOfDay = 48;
/** Less than this of a day shows no course of one. */
const leastDaySeconds = daySeconds / 2;

const z95 = 1.6449;

/** "900/3000" as `--lengths` takes it; a wider spread than it can state is the widest. */
const lengthText = (lengths: LengthDistribution): string => {
  if (lengths.kind !== "log-normal") return "tokens" in lengths ? String(Math.round(lengths.tokens)) : "1";
  const { mean, stdev } = lengths;
  const sigma = Math.min(z95, Math.sqrt(Math.log1p((stdev / mean) ** 2)));
  return `${Math.max(1, Math.round(mean))}/${Math.floor(mean * Math.exp(z95 * sigma - sigma ** 2 / 2))}`;
};

/** The means of a day's equal parts, as shares of its highest. */
const courseText = (day: Float64Array): string => {
  const each = day.length / pointsOfDay;
  const means = Array.from({ length: pointsOfDay }, (_, part) => {
    const steps = day.subarray(
      Math.floor(part * each),
      Math.max(Math.floor(part * each) + 1, Math.floor((part + 1) * each)),
    );
    return steps.reduce((sum, rate) => sum + rate, 0) / steps.length;
  });
  const most = Math.max(...means);
  return means.map((mean) => Number((mean / most).toPrecision(2))).join(",");
};

/** The day with the highest load; null where the recording is not as long as shows one. */
const busiestDay = (demand: Float64Array): Float64Array | null => {
  if (demand.length * stepSeconds < leastDaySeconds) return null;
  const steps = daySeconds / stepSeconds;
  const most = (day: Float64Array): number => day.reduce((high, rate) => Math.max(high, rate), 0);
  const days = Array.from({ length: Math.max(1, Math.floor(demand.length / steps)) }, (_, day) =>
    demand.subarray(day * steps, (day + 1) * steps),
  );
  return days.reduce((best, day) => (most(day) > most(best) ? day : best));
};

/** The question that a recorded load asks. @throws UserError, LL_TRACE_INVALID, LL_TRACE_EMPTY */
export const traceFields = (text: string): TraceFields => {
  const format = formatOf(text) ?? "csv";
  const { exact, lengths, notices } = recordedLoad(text, format, { stepSeconds, seed: 7, shape: "linear" });
  const highest = exact.reduce((high, rate) => Math.max(high, rate), 0);
  const day = busiestDay(exact);
  const length = durationText(exact.length * stepSeconds);
  return {
    requestsPerSecond: String(Number(highest.toPrecision(3))),
    lengths: lengths && `${lengthText(lengths.input)},${lengthText(lengths.output)}`,
    day: day && courseText(day),
    note: [`${format} trace of ${length}, ${numberText(highest)} requests/s in its highest 5 minutes`, ...notices].join(
      "; ",
    ),
  };
};
