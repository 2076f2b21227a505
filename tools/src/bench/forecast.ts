import { readFile } from "node:fs/promises";
import { emptyLoadForecast, loadQuantiles, observeDemand } from "@loadline/core";
import { bridgeGaps, loadSeries, parseServegenLoad, referenceNoise } from "@loadline/simulation";
import { Command } from "commander";
import { forecastBaselines } from "./forecast-baselines.ts";

const options = new Command("node tools/dist/bench/forecast.js")
  .description("Coverage and pinball loss of the online forecast beside baselines, on the second half of a trace.")
  .requiredOption("--trace <file>", "ServeGen windows, such as m-large-10min.csv")
  .option("--between <how>", "linear or step", "linear")
  .option("--every <minutes>", "between two comparisons", "60")
  .option("--seed <n>", "seed of the noise", "7")
  .option("--without-refits", "leave out the baselines that refit at every comparison, so that each minute can be one")
  .addHelpText("after", "\nExample:\n  node tools/dist/bench/forecast.js --trace m-large-10min.csv --every 120")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ trace: string; between: string; every: string; seed: string; withoutRefits?: true }>();

const stepSeconds = 15;
const secondsPerMinute = 60;
const horizons = [300, 600, 1800, 3600];
const [half, most] = [0.5, 0.95];

const { rates, windowSeconds } = parseServegenLoad(await readFile(options.trace, "utf8"));
const shape = options.between === "step" ? "step" : "linear";
const settings = { ...referenceNoise, windowSeconds, stepSeconds, seed: Number(options.seed), shape } as const;
const load = loadSeries(bridgeGaps(rates), settings);

/** Loss of forecasts of one kind at one horizon, and how often they covered. */
interface Tally {
  count: number;
  medianLoss: number;
  highLoss: number;
  coveredHalf: number;
  coveredMost: number;
  /** actual ÷ forecast so far, rising, for baselines that give a point only. */
  readonly ratios: number[];
}

const tallies = new Map<string, Tally>();
const tallyOf = (name: string, horizon: number): Tally => {
  const key = `${name} ${horizon}`;
  const known = tallies.get(key);
  if (known !== undefined) return known;
  const fresh = { count: 0, medianLoss: 0, highLoss: 0, coveredHalf: 0, coveredMost: 0, ratios: [] };
  tallies.set(key, fresh);
  return fresh;
};

const pinball = (actual: number, forecast: number, quantile: number): number =>
  (actual > forecast ? quantile : quantile - 1) * (actual - forecast);

const score = (tally: Tally, actual: number, { median, high }: { median: number; high: number }): void => {
  tally.count += 1;
  tally.medianLoss += pinball(actual, median, half);
  tally.highLoss += pinball(actual, high, most);
  tally.coveredHalf += actual <= median ? 1 : 0;
  tally.coveredMost += actual <= high ? 1 : 0;
};

const quantileOf = (rising: readonly number[], share: number): number =>
  rising[Math.min(rising.length - 1, Math.floor(share * rising.length))] ?? 1;

const insert = (rising: number[], value: number): void => {
  let [from, to] = [0, rising.length];
  while (from < to) {
    const between = Math.floor((from + to) / 2);
    if ((rising[between] ?? 0) < value) from = between + 1;
    else to = between;
  }
  rising.splice(from, 0, value);
};

const refits = (name: string): boolean => name.includes("augurs");
const baselines = forecastBaselines().filter(({ name }) => options.withoutRefits !== true || !refits(name));
const every = (Number(options.every) * secondsPerMinute) / stepSeconds;
const firstDay = 86_400 / stepSeconds;
let state = emptyLoadForecast;

const compare = (now: number, horizon: number): void => {
  const actual = load[now - 1 + horizon / stepSeconds];
  if (actual === undefined) return;
  const counts = now > load.length / 2;
  for (const { name, forecast } of baselines) {
    // The two that refit bring their own quantiles and need no first week.
    if (!counts && refits(name)) continue;
    const { median, high } = forecast({ load, now, stepSeconds }, horizon);
    const tally = tallyOf(name, horizon);
    if (counts) score(tally, actual, { median, high: high ?? median * quantileOf(tally.ratios, most) });
    insert(tally.ratios, actual / median);
  }
  if (!counts) return;
  const [median, high] = loadQuantiles(state, { horizonSeconds: horizon, quantiles: [half, most] }) ?? [];
  score(tallyOf("loadline", horizon), actual, { median: median?.rate ?? 0, high: high?.rate ?? 0 });
};

for (let step = 0; step < load.length; step++) {
  state = observeDemand(state, { at: step * stepSeconds, demand: load[step] ?? null });
  if (step >= firstDay && step % every === 0) for (const horizon of horizons) compare(step + 1, horizon);
}

process.stdout.write("mean pinball loss in requests/s, and share covered, over the second half\n");
for (const horizon of horizons) {
  process.stdout.write(`\n${horizon / secondsPerMinute} min ahead: 50 % loss, 95 % loss, 50 % covers, 95 % covers\n`);
  for (const name of ["loadline", ...baselines.map((baseline) => baseline.name)]) {
    const { count, medianLoss, highLoss, coveredHalf, coveredMost } = tallyOf(name, horizon);
    const shares = [coveredHalf, coveredMost].map((covered) => `${((100 * covered) / count).toFixed(1)} %`);
    process.stdout.write(
      `  ${name.padEnd(20)} ${(medianLoss / count).toFixed(2)}  ${(highLoss / count).toFixed(2)}  ${shares.join("  ")}\n`,
    );
  }
}
