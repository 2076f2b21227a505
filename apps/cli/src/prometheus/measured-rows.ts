import type { PlanDeployment } from "@loadline/plan";
import type { Prometheus } from "./client.ts";
import { firstOf } from "./engine-series.ts";
import { type ObservedDeployment, quoted, weekSeconds } from "./observed-fleet.ts";

const hour = 3600;
/** Hours of different load; more of them repeat these. */
const mostRows = 24;
/** A mean of fewer requests is mostly noise. */
const leastRequests = 50;

type Hours = ReadonlyMap<number, number>;

/** The mean of a histogram over each hour. */
const meanOf = (names: readonly string[], selector: string): string =>
  firstOf(names, (name) => {
    const increase = (part: string): string => `sum(increase(${name}_${part}{${selector}}[1h]))`;
    return `(${increase("sum")} / ${increase("count")})`;
  });

const inEachHour = async (prometheus: Prometheus, now: number, expression: string): Promise<Hours> => {
  if (expression === "") return new Map();
  const end = Math.floor(now / hour) * hour;
  const range = { start: end - weekSeconds + hour, end, stepSeconds: hour };
  return new Map((await prometheus.queryRange(expression, range))[0]?.points ?? []);
};

/** Evenly over the range of loads, the lowest and the highest included. */
const spread = <T>(sorted: readonly T[]): readonly T[] =>
  sorted.length <= mostRows
    ? sorted
    : Array.from({ length: mostRows }, (_, at) => sorted[Math.round((at * (sorted.length - 1)) / (mostRows - 1))] as T);

/**
 * What the engines of a deployment did in hours of the last week, as rows that `calibrate`, `estimate --observations` and
 * `plan --observations` read: the load of one engine and its mean latencies.
 */
export const measuredRows = async (
  prometheus: Prometheus,
  { series, labels }: ObservedDeployment,
  { deployment, gpu, now }: { readonly deployment: PlanDeployment; readonly gpu: string; readonly now: number },
): Promise<readonly object[]> => {
  const selector = quoted(labels);
  const ask = (expression: string): Promise<Hours> => inEachHour(prometheus, now, expression);
  const increase = (names: readonly string[]): Promise<Hours> =>
    ask(firstOf(names, (name) => `sum(increase(${name}{${selector}}[1h]))`));
  const perEngine = (name: string) => `sum by (instance, pod, exported_pod) (increase(${name}{${selector}}[1h]))`;
  const finished = await increase(series.finished);
  const engines = await ask(firstOf(series.finished, (name) => `count(${perEngine(name)} > 0)`));
  const [input, output] = [await increase(series.inputTokens), await increase(series.outputTokens)];
  const [gaps, firsts] = [
    await ask(meanOf(series.interTokenLatency, selector)),
    await ask(meanOf(series.timeToFirstToken, selector)),
  ];
  const { model, engine, weights, kvCache, parallel, engineConfig } = deployment;
  const { prefixHitRatio: _, ...flags } = engineConfig;
  const rows = [...finished].flatMap(([at, requests]) => {
    const values = [engines, input, output, gaps].map((hours) => hours.get(at) ?? 0);
    const [running = 0, prompt = 0, answer = 0, gap = 0] = values;
    if (requests < leastRequests || values.some((value) => !(value > 0))) return [];
    const first = firsts.get(at);
    return [
      {
        id: `${deployment.name}-${new Date(at * 1000).toISOString().slice(0, 13)}`,
        model,
        gpu,
        engine,
        weights,
        ...(kvCache === undefined ? {} : { kvCache }),
        parallel,
        engineConfig: flags,
        inputTokens: prompt / requests,
        outputTokens: answer / requests,
        load: { requestsPerSecond: requests / hour / running },
        measured: {
          interTokenLatencySeconds: gap,
          ...(first !== undefined && first > 0 ? { timeToFirstTokenSeconds: first } : {}),
        },
      },
    ];
  });
  return spread(rows.toSorted((a, b) => a.load.requestsPerSecond - b.load.requestsPerSecond));
};
