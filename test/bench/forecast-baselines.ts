import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { AutoETS, initSync as initEts } from "@bsull/augurs/ets";
import { initSync as initMstl, MSTL } from "@bsull/augurs/mstl";

/** What a baseline may see: the load per step up to now. */
export interface Past {
  readonly load: Float64Array;
  /** Steps that are known. */
  readonly now: number;
  readonly stepSeconds: number;
}

export interface Baseline {
  readonly name: string;
  /** Fits anew at every forecast, and has quantiles of its own. */
  readonly refits: boolean;
  /** null: its high quantile is taken from its own errors so far. */
  readonly forecast: (past: Past, horizonSeconds: number) => { readonly median: number; readonly high: number | null };
}

const secondsPerDay = 86_400;
const fitSeconds = 300;
const fitPoints = 576;
const pointsPerDay = secondsPerDay / fitSeconds;
const intervalLevel = 0.9;
const least = 1e-9;

const last = ({ load, now }: Past): number => load[now - 1] ?? 0;

/** The load of the last two days in five-minute means, oldest first. */
const means = ({ load, now, stepSeconds }: Past): Float64Array => {
  const per = fitSeconds / stepSeconds;
  const count = Math.min(fitPoints, Math.floor(now / per));
  return Float64Array.from({ length: count }, (_, index) => {
    const from = now - (count - index) * per;
    return load.subarray(from, from + per).reduce((sum, value) => sum + value, 0) / per;
  });
};

/** Level and trend of the last two days by fixed gains per five minutes. */
const smoothed = (
  past: Past,
  horizonSeconds: number,
  gains: { readonly level: number; readonly trend: number },
): number => {
  const values = means(past);
  let level = values[0] ?? 0;
  let trend = 0;
  for (const value of values) {
    const error = value - level - trend;
    level += trend + gains.level * error;
    trend += gains.trend * error;
  }
  return Math.max(least, level + (trend * horizonSeconds) / fitSeconds);
};

const holtGains = { level: 0.5, trend: 0.05 } as const;

/** Steady-state gains of the local linear trend whose level, trend and observation variances are 1, 0.01 and 1. */
const kalmanGains = (): { level: number; trend: number } => {
  let [p00, p01, p11] = [1, 0, 1];
  let gains = { level: 0, trend: 0 };
  for (let step = 0; step < fitPoints; step++) {
    const [a00, a01, a11] = [p00 + 2 * p01 + p11 + 1, p01 + p11, p11 + 0.01];
    gains = { level: a00 / (a00 + 1), trend: a01 / (a00 + 1) };
    [p00, p01, p11] = [a00 * (1 - gains.level), a01 * (1 - gains.level), a11 - gains.trend * a01];
  }
  return gains;
};

const wasmOf = (name: string): Buffer => {
  const folder = dirname(createRequire(import.meta.url).resolve(`@bsull/augurs/${name}`));
  return readFileSync(join(folder, `${name}_bg.wasm`));
};

const atHorizon = (
  {
    point,
    intervals,
  }: { readonly point: readonly number[]; readonly intervals?: { readonly upper: readonly number[] } | undefined },
  median: number,
) => ({
  median: Math.max(least, point.at(-1) ?? median),
  high: Math.max(least, intervals?.upper.at(-1) ?? median),
});

const stepsAhead = (horizonSeconds: number): number => Math.max(1, Math.round(horizonSeconds / fitSeconds));

/** The baselines that a forecast of load has to beat; the last two refit on the last two days at every call. */
export const forecastBaselines = (): readonly Baseline[] => {
  initEts({ module: wasmOf("ets") });
  initMstl({ module: wasmOf("mstl") });
  const gains = kalmanGains();
  const point = (name: string, median: (past: Past, horizonSeconds: number) => number): Baseline => ({
    name,
    refits: false,
    forecast: (past, horizonSeconds) => ({ median: median(past, horizonSeconds), high: null }),
  });
  const refitting = (name: string, create: () => AutoETS | MSTL): Baseline => ({
    name,
    refits: true,
    forecast: (past, horizonSeconds) => {
      const model = create();
      model.fit(means(past));
      const found = atHorizon(model.predict(stepsAhead(horizonSeconds), intervalLevel), last(past));
      model.free();
      return found;
    },
  });
  return [
    point("last value", last),
    point("seasonal naive", (past, horizonSeconds) => {
      const ago = past.now - 1 + Math.round((horizonSeconds - secondsPerDay) / past.stepSeconds);
      return past.load[ago] ?? last(past);
    }),
    point("Holt", (past, horizonSeconds) => smoothed(past, horizonSeconds, holtGains)),
    point("local linear Kalman", (past, horizonSeconds) => smoothed(past, horizonSeconds, gains)),
    refitting("ETS (augurs)", () => new AutoETS(1, "ZZN")),
    refitting("MSTL (augurs)", () => MSTL.ets([pointsPerDay])),
  ];
};
