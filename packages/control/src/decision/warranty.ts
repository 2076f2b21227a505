/**
 * How probable it is that a count of replicas carries the load until another count could serve, and how often such
 * probabilities came true. Pure; the state is small and serialisable.
 */
import { carriedBy, replicasCarrying } from "@loadline/model";
import { z } from "zod";
import { gradingHalfLife, outermost } from "../forecast/quantile-tracker.ts";
import type { CapacityInput, DecisionInputs, DemandForecast } from "./types.ts";

const amount = z.number().nonnegative();
const chanceSchema = z.object({
  replicas: z.number().int().nonnegative(),
  estimated: z.number().min(0).max(1).describe("From the quantiles of the forecast and the error of the capacity."),
  probability: z.number().min(0).max(1).describe("The same as it came true before."),
});
type Chance = Readonly<z.infer<typeof chanceSchema>>;

/** What a count of replicas is worth: the chances that it carries the load, and how good such chances were. */
export const warrantySchema = z.object({
  horizonSeconds: z.number().positive().describe("Until another count could serve."),
  chances: z
    .array(chanceSchema.omit({ estimated: true }))
    .describe("For one replica fewer than is asked for, for that count, and for one more."),
  grade: z
    .object({
      graded: amount.describe("Chances whose time is over; older ones count for less."),
      brierScore: amount.describe("Mean squared difference of probability and outcome."),
      skill: z
        .number()
        .nullable()
        .describe("1 − Brier score ÷ that of the base rate; null while all outcomes are alike."),
      reliabilityGap: amount.describe("Mean difference of what was promised and what came true, 0…1."),
      costRatio: amount.describe("Replicas asked for ÷ the least that would have carried the load."),
      bins: z
        .array(z.object({ from: amount, graded: amount, promised: amount, carried: amount }))
        .describe("Reliability: by classes of estimates, mean probability and the share that came true."),
    })
    .nullable()
    .describe("null: the time of no chance is over yet."),
});
type Warranty = z.infer<typeof warrantySchema>;

/** Lower edges of the classes of estimates that are graded apart. */
const warrantyBins = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99] as const;
const binOf = (estimated: number): number => warrantyBins.findLastIndex((edge) => estimated >= edge);

// Windows that are open at once, and the least seconds from one to the next: those of one minute all say the same.
const mostOpen = 10;
const leastSpacing = 60;
/** A longer time without a whole view of the load may have had any load. */
const longestGapSeconds = 60;
/** An estimate counts as much as so many grades of its class. */
const estimateWeight = 20;

const hourSeconds = 3_600;
const hoursOfDay = 24;
/** Share of the last day's lead times in which the count carried the load: below it no count falls. The quantile less 5 points. */
const leastCarried = 0.9;
/** From fewer hours no share of a day follows. */
const fewestHours = 6;

/** Chances that were given and what came of them. Plain JSON. */
export const warrantyMemorySchema = z.strictObject({
  at: z.number().nullable().describe("When the load was last known whole."),
  open: z
    .array(
      z.strictObject({
        from: z.number(),
        until: z.number(),
        asked: amount,
        most: amount.describe("Highest load so far, in whole replicas that carry it."),
        chances: z.array(chanceSchema).max(3).readonly(),
      }),
    )
    .max(2 * mostOpen)
    .readonly(),
  bins: z
    .array(z.strictObject({ graded: amount, promised: amount, carried: amount }))
    .length(warrantyBins.length)
    .readonly(),
  hours: z
    .array(z.strictObject({ hour: amount, graded: amount, carried: amount }))
    .max(hoursOfDay)
    .default([])
    .describe(
      "Of the last day: lead times that are over, and those in which the count that was asked for carried the load.",
    ),
  squares: amount.describe("Sum of the squared differences of probability and outcome."),
  asked: amount.describe("Sum of the counts that were asked for."),
  least: amount.describe("Sum of the least counts that would have carried the load."),
});
type Memory = Readonly<z.infer<typeof warrantyMemorySchema>>;
type Window = Memory["open"][number];

const nothingGraded: Memory = {
  at: null,
  open: [],
  hours: [],
  squares: 0,
  asked: 0,
  least: 0,
  bins: warrantyBins.map(() => ({ graded: 0, promised: 0, carried: 0 })),
};

/** The quantiles that a forecast's distribution is drawn through. */
const [middle, high] = [0.5, 0.95];

/** Probability of a load of at most that rate: log-logistic through two quantiles. */
const probabilityOf = ({ quantiles }: DemandForecast, rate: number): number => {
  const rateAt = (wanted: number): number =>
    (quantiles.find(({ quantile }) => quantile >= wanted) ?? quantiles.at(-1))?.requestsPerSecond ?? 0;
  const [median, upper] = [rateAt(middle), rateAt(high)];
  // Sparse requests: no load half of the time, and between the two quantiles by proportion.
  if (median <= 0 && upper > rate) return middle + ((high - middle) * rate) / upper;
  if (median <= 0 && upper > 0) return 1 - ((1 - high) * upper) / rate;
  if (median <= 0 || upper <= median) return rate >= upper ? 1 - outermost : outermost;
  // Differences of logarithms: the ratio of a large load to almost none is beyond all numbers.
  const distance = (Math.log(rate) - Math.log(median)) / (Math.log(upper) - Math.log(median));
  const probability = 1 / (1 + Math.exp(-Math.log(high / (1 - high)) * distance));
  return Math.min(1 - outermost, Math.max(outermost, probability));
};

/** Where in its error band a capacity may lie: the middles of its thirds. */
const thirds = [-2 / 3, 0, 2 / 3] as const;

export interface WarrantyQuestion {
  /** Epoch seconds. */
  readonly at: number;
  /** Between two ticks; a few seconds by default. */
  readonly intervalSeconds?: number | undefined;
  /** Requests/s that arrive; null: not known whole. */
  readonly demand: number | null;
  readonly forecast: DemandForecast | null;
  readonly capacity: CapacityInput;
  /** null: no count is asked for. */
  readonly replicas: number | null;
}

/** The chances of one replica fewer, of that count and of one more; none where load, capacity or count are unknown. */
const chancesOf = ({ bins }: Memory, { forecast, capacity, replicas }: WarrantyQuestion): readonly Chance[] => {
  if (forecast === null || forecast.quantiles.length === 0 || capacity.kind !== "feasible" || replicas === null)
    return [];
  const { requestsPerSecond: present, errorBand, atLeast } = capacity;
  const estimateOf = (count: number, part: number): number => {
    const carried = carriedBy(capacity, count);
    // What was measured is of the present count: fewer carry less each, and more no less.
    const least = (atLeast ?? 0) * Math.min(count, carried / present);
    return probabilityOf(forecast, Math.max(least, carried * (1 + part * errorBand.relative)));
  };
  let least = 0;
  return [replicas - 1, replicas, replicas + 1]
    .filter((count) => count > 0)
    .map((count) => {
      const estimated = thirds.reduce((sum, part) => sum + estimateOf(count, part), 0) / thirds.length;
      const { graded = 0, carried = 0 } = bins[binOf(estimated)] ?? {};
      least = Math.max(least, (estimateWeight * estimated + carried) / (estimateWeight + graded));
      return { replicas: count, estimated, probability: least };
    });
};

/** The hours of the last day with one more lead time that is over: of counts that promised to carry it, not of those at a limit. */
const hoursAfter = ({ hours }: Memory, { until, most, asked, chances }: Window): Memory["hours"] => {
  if ((chances.find(({ replicas }) => replicas === asked)?.estimated ?? 0) < leastCarried) return hours;
  const hour = Math.floor(until / hourSeconds);
  const before = hours.find((one) => one.hour === hour) ?? { hour, graded: 0, carried: 0 };
  const present = { hour, graded: before.graded + 1, carried: before.carried + (most <= asked ? 1 : 0) };
  return [...hours.filter((one) => one.hour < hour && one.hour > hour - hoursOfDay), present];
};

/** Share of the last day's lead times in which the count carried the load, where that is too little; null: it is enough, or not known. */
export const tooRarelyCarried = ({ carried = [], now }: Pick<DecisionInputs, "carried" | "now">): number | null => {
  const since = Math.floor(now / hourSeconds) - hoursOfDay;
  const hours = carried.filter(({ hour }) => hour > since);
  const [given, done] = hours.reduce(([sum, good], one) => [sum + one.graded, good + one.carried], [0, 0]);
  return hours.length >= fewestHours && done < leastCarried * given ? done / given : null;
};

const graded = (before: Memory, window: Window): Memory => {
  const { chances, most, asked } = window;
  const decay = 2 ** (-1 / gradingHalfLife);
  const outcomes = chances.map((chance) => ({ ...chance, outcome: most <= chance.replicas ? 1 : 0 }));
  const bins = before.bins.map((bin, index) =>
    outcomes.reduce(
      (sums, { estimated, probability, outcome }) =>
        binOf(estimated) === index
          ? {
              graded: sums.graded + 1,
              promised: sums.promised + probability,
              carried: sums.carried + outcome,
            }
          : sums,
      { graded: decay * bin.graded, promised: decay * bin.promised, carried: decay * bin.carried },
    ),
  );
  const squares = outcomes.reduce((sum, { probability, outcome }) => sum + (probability - outcome) ** 2, 0);
  return {
    ...before,
    bins,
    hours: hoursAfter(before, window),
    squares: decay * before.squares + squares,
    asked: decay * before.asked + asked,
    least: decay * before.least + Math.max(1, Math.ceil(most)),
  };
};

/** Windows that are over are graded; one in which the load was not known for a minute is not. */
const observed = (before: Memory, { at, demand, capacity, intervalSeconds = 0 }: WarrantyQuestion): Memory => {
  if (demand === null || capacity.kind !== "feasible" || at === before.at) return before;
  const { requestsPerSecond, curve } = capacity;
  const load = replicasCarrying(demand, { requestsPerSecond, curve });
  const longest = Math.max(longestGapSeconds, 2 * intervalSeconds);
  const isGap = before.at === null || at < before.at || at - before.at > longest;
  const open = (isGap ? [] : before.open).map((window) => ({ ...window, most: Math.max(window.most, load) }));
  const after = open.filter(({ until }) => until <= at).reduce(graded, before);
  return { ...after, at, open: open.filter(({ until }) => until > at) };
};

/** How good the chances were; null before the first window is over. */
const gradeOf = ({ bins, squares, asked, least }: Memory): Warranty["grade"] => {
  const sum = (of: "graded" | "carried"): number => bins.reduce((total, bin) => total + bin[of], 0);
  const count = sum("graded");
  if (count === 0) return null;
  const base = sum("carried") / count;
  const variance = base * (1 - base);
  const gap = bins.reduce((total, { promised, carried }) => total + Math.abs(promised - carried), 0);
  const known = bins.map((bin, index) => ({ ...bin, from: warrantyBins[index] ?? 0 })).filter((bin) => bin.graded > 0);
  return {
    graded: count,
    brierScore: squares / count,
    skill: variance > 0 ? 1 - squares / count / variance : null,
    reliabilityGap: gap / count,
    costRatio: asked / least,
    bins: known.map(({ from, graded: number, promised, carried }) => ({
      from,
      graded: number,
      promised: promised / number,
      carried: carried / number,
    })),
  };
};

/**
 * The chances at this tick, and what to remember of them until they are over.
 * Laws (tested): a larger count is never less likely to be enough; a window that was not observed whole is not graded.
 */
export const warrant = (
  memory: Memory = nothingGraded,
  question: WarrantyQuestion,
): { readonly memory: Memory; readonly warranty: Warranty | null } => {
  const { at, demand, forecast, replicas: asked } = question;
  const before = observed(memory, question);
  const chances = chancesOf(before, question);
  if (forecast === null || asked === null || chances.length === 0) return { memory: before, warranty: null };
  const { horizonSeconds } = forecast;
  const given = chances.map(({ replicas, probability }) => ({ replicas, probability }));
  const warranty = { horizonSeconds, chances: given, grade: gradeOf(before) };
  const spacing = Math.max(leastSpacing, horizonSeconds / mostOpen);
  const last = before.open.at(-1)?.from;
  if (demand === null || before.at !== at || (last !== undefined && at - last < spacing))
    return { memory: before, warranty };
  const next = { from: at, until: at + horizonSeconds, asked, most: 0, chances };
  return { memory: { ...before, open: [...before.open, next].slice(-2 * mostOpen) }, warranty };
};
