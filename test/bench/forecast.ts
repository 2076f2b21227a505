import { readFileSync } from "node:fs";
import { arrivingRate, decisionDefaults, emptyLoadForecast, loadQuantiles, observeDemand } from "@loadline/control";
import { bridgeGaps, loadSeries, parseServegenLoad, referenceNoise } from "@loadline/simulation";
import { type Baseline, forecastBaselines } from "./forecast-baselines.ts";
import { percent, printTable } from "./table.ts";

export interface ForecastOptions {
  /** ServeGen windows, such as m-large-10min.csv. */
  readonly trace: string;
  /** Minutes between two comparisons. */
  readonly every: number;
  readonly seed: number;
  /** Leaves out the baselines that refit at every comparison. */
  readonly withoutRefits?: true;
}

const stepSeconds = 15;
const secondsPerMinute = 60;
const secondsPerDay = 86_400;
const horizons = [300, 600, 1800, 3600];
const [half, most] = [0.5, 0.95];
/** Quantiles of which coverage has a bar. */
const stated = [half, 0.9, most, 0.98];

const pinball = (actual: number, forecast: number, quantile: number): number =>
  (actual > forecast ? quantile : quantile - 1) * (actual - forecast);

/** Loss and coverage of one forecaster at one horizon. */
class Tally {
  #count = 0;
  readonly #losses = [0, 0];
  readonly #covered = [0, 0];
  /** actual ÷ forecast so far, rising. */
  readonly #ratios: number[] = [];

  score(actual: number, forecasts: readonly [number, number]): void {
    this.#count += 1;
    for (const [index, quantile] of [half, most].entries()) {
      const forecast = forecasts[index] ?? 0;
      this.#losses[index] = (this.#losses[index] ?? 0) + pinball(actual, forecast, quantile);
      if (actual <= forecast) this.#covered[index] = (this.#covered[index] ?? 0) + 1;
    }
  }

  observe(ratio: number): void {
    let [from, to] = [0, this.#ratios.length];
    while (from < to) {
      const between = Math.floor((from + to) / 2);
      if ((this.#ratios[between] ?? 0) < ratio) from = between + 1;
      else to = between;
    }
    this.#ratios.splice(from, 0, ratio);
  }

  /** Factor that makes a high quantile of a point forecast, from its own errors so far. */
  highFactor(): number {
    return this.#ratios[Math.min(this.#ratios.length - 1, Math.floor(most * this.#ratios.length))] ?? 1;
  }

  cells(): readonly string[] {
    return [
      ...this.#losses.map((loss) => (loss / this.#count).toFixed(2)),
      ...this.#covered.map((covered) => percent(covered / this.#count)),
    ];
  }
}

/** How often what came was no more than each stated quantile. */
class Coverage {
  #count = 0;
  readonly #covered = stated.map(() => 0);

  score(actual: number, rates: readonly number[]): void {
    this.#count += 1;
    for (const [index, rate] of rates.entries()) {
      if (actual <= rate) this.#covered[index] = (this.#covered[index] ?? 0) + 1;
    }
  }

  cells(): readonly string[] {
    return this.#covered.map((covered) => percent(covered / this.#count));
  }
}

/** The load at each step as the service sees it: arrivals over its window, the newest half of which counts the more the more came. */
const seenByService = (load: Float64Array) => {
  const { windowSeconds } = decisionDefaults;
  const meanOver = (step: number, seconds: number): number => {
    const samples = load.slice(Math.max(0, step + 1 - seconds / stepSeconds), step + 1);
    return samples.reduce((sum, rate) => sum + rate, 0) / samples.length;
  };
  return Array.from(load, (_, step) =>
    arrivingRate(meanOver(step, windowSeconds), meanOver(step, windowSeconds / 2), windowSeconds),
  );
};

/** Pinball loss in requests/s and coverage of the online forecast beside baselines, on the second half of a trace. */
export const benchForecast = ({ trace, every, seed, withoutRefits }: ForecastOptions): void => {
  const { rates, windowSeconds } = parseServegenLoad(readFileSync(trace, "utf8"));
  const settings = { ...referenceNoise, windowSeconds, stepSeconds, seed, shape: "linear" } as const;
  const seen = seenByService(loadSeries(bridgeGaps(rates), settings));
  const load = Float64Array.from(seen, ({ demand }) => demand);
  const baselines = forecastBaselines().filter(({ refits }) => withoutRefits !== true || !refits);
  const names = ["loadline", ...baselines.map(({ name }) => name)];
  const tallies = new Map(horizons.flatMap((horizon) => names.map((name) => [`${name} ${horizon}`, new Tally()])));
  const tallyOf = (name: string, horizon: number): Tally => tallies.get(`${name} ${horizon}`) as Tally;
  const coverages = new Map(horizons.map((horizon) => [horizon, new Coverage()]));
  let state = emptyLoadForecast;
  const compareBaseline = ({ name, refits, forecast }: Baseline, now: number, horizon: number): void => {
    const counts = now > load.length / 2;
    const actual = load[now - 1 + horizon / stepSeconds] ?? 0;
    // The two that refit have quantiles of their own and need no first half.
    if (!counts && refits) return;
    const { median, high } = forecast({ load, now, stepSeconds }, horizon);
    const tally = tallyOf(name, horizon);
    if (counts) tally.score(actual, [median, high ?? median * tally.highFactor()]);
    tally.observe(actual / median);
  };
  const compare = (now: number, horizon: number): void => {
    const actual = load[now - 1 + horizon / stepSeconds];
    if (actual === undefined) return;
    for (const baseline of baselines) compareBaseline(baseline, now, horizon);
    if (now <= load.length / 2) return;
    const rates = (loadQuantiles(state, { horizonSeconds: horizon, quantiles: stated }) ?? []).map(({ rate }) => rate);
    tallyOf("loadline", horizon).score(actual, [rates[stated.indexOf(half)] ?? 0, rates[stated.indexOf(most)] ?? 0]);
    coverages.get(horizon)?.score(actual, rates);
  };
  const stride = (every * secondsPerMinute) / stepSeconds;
  for (let step = 0; step < load.length; step++) {
    state = observeDemand(state, { at: step * stepSeconds, demand: null, ...seen[step] });
    const due = step >= secondsPerDay / stepSeconds && step % stride === 0;
    if (due) for (const horizon of horizons) compare(step + 1, horizon);
  }
  printTable(
    ["forecast", "ahead", "50 % loss", "95 % loss", "50 % covers", "95 % covers"],
    horizons.flatMap((horizon) =>
      names.map((name) => [name, `${horizon / secondsPerMinute} min`, ...tallyOf(name, horizon).cells()]),
    ),
  );
  printTable(
    ["loadline covers", ...stated.map(percent)],
    horizons.map((horizon) => [`${horizon / secondsPerMinute} min ahead`, ...(coverages.get(horizon)?.cells() ?? [])]),
  );
};
