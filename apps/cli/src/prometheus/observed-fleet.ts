import type { LaunchedEngine } from "../import/launched-engine.ts";
import type { Prometheus, Series } from "./client.ts";
import { type EngineSeries, engineSeries, firstOf, placeLabels } from "./engine-series.ts";

/** GPUs of one type that dcgm-exporter reports. */
export interface ObservedGpus {
  readonly type: string;
  readonly nodes: number;
  readonly gpusPerNode: number;
  /** GPUs whose memory is more than half used: engines take theirs when they start. */
  readonly used: number;
}

/** One model served by the engines of one job. */
export interface ObservedDeployment {
  /** As agents and pods name it; absent: the plan names it after its model. */
  readonly name?: string;
  /** How its engines were started, where that is known. */
  readonly launched?: Pick<LaunchedEngine, "weights" | "kvCache" | "parallel" | "engineConfig">;
  /** From the creation of a pod until its engine answered. */
  readonly startSeconds?: number | null;
  /** What Kubernetes runs it by, as a plan names it; null: nothing with a count of its own. */
  readonly workload?: {
    readonly namespace: string;
    readonly apiVersion?: string;
    readonly kind: string;
    readonly name: string;
  } | null;
  /** Why values are known that were not measured, by their place in a deployment of a plan. */
  readonly remarks?: Readonly<Record<string, string>>;
  readonly series: EngineSeries;
  /** Labels that select its series. */
  readonly labels: Readonly<Record<string, string>>;
  readonly servedModel: string;
  /** Engines whose series are being written. */
  readonly engines: readonly string[];
  /** Engines that reported within the hour and no longer do. */
  readonly goneEngines: readonly string[];
  /** Age of the oldest of the latest samples, in seconds. */
  readonly ageSeconds: number;
  readonly requestsPerSecond: number | null;
  readonly peakRequestsPerSecond: number | null;
  readonly waiting: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly prefixHitRatio: number | null;
  readonly timeToFirstTokenP95: number | null;
  readonly interTokenLatencyP95: number | null;
  /** Settings in labels, such as gpu_memory_utilization. */
  readonly settings: Readonly<Record<string, string>>;
  /** GPUs that dcgm-exporter names with a pod of this deployment; null: it names no pods. */
  readonly podGpus: { readonly type: string; readonly gpusPerEngine: number } | null;
}

/** What only series over time show. */
export const nothingMeasured = {
  goneEngines: [],
  ageSeconds: 0,
  requestsPerSecond: null,
  peakRequestsPerSecond: null,
  waiting: null,
  inputTokens: null,
  outputTokens: null,
  prefixHitRatio: null,
  timeToFirstTokenP95: null,
  interTokenLatencyP95: null,
  settings: {},
  podGpus: null,
} as const satisfies Partial<ObservedDeployment>;

export interface ObservedFleet {
  readonly source: string;
  /** Time of the server. */
  readonly now: number;
  readonly deployments: readonly ObservedDeployment[];
  readonly gpus: readonly ObservedGpus[];
}

/** Length of the load that is read. */
export const weekSeconds = 7 * 86_400;
const week = "7d";
const recent = "5m";

const latestValue = (series: readonly Series[]): number | null => series[0]?.points.at(-1)?.[1] ?? null;

export const quoted = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(",");

/** The name of the engine that a series is of: its pod, else the address that is scraped. */
export const engineOf = ({ labels }: Series) => labels["pod"] ?? labels["exported_pod"] ?? labels["instance"] ?? "?";

const instanceLabels = ["instance", "pod", "exported_pod"] as const;

/** The series of the gauge that every running engine writes, by engine, with the age of each. */
const agesOf = (series: EngineSeries, range: string): string => {
  const by = [...instanceLabels, ...placeLabels, series.modelLabel].join(", ");
  const selected = (name: string): string => `${name}${series.selector ?? ""}`;
  const one = (name: string): string =>
    range === ""
      ? `max by (${by}) (time() - timestamp(${selected(name)}))`
      : `max by (${by}) (last_over_time(${selected(name)}[${range}]))`;
  return firstOf(series.running, one);
};

const groupsOf = async (prometheus: Prometheus, series: EngineSeries) => {
  const seen = await prometheus.query(agesOf(series, "1h"));
  if (seen.length === 0) return [];
  const present = await prometheus.query(agesOf(series, ""));
  const keyOf = ({ labels }: Series): string =>
    JSON.stringify([...placeLabels, series.modelLabel].map((name) => labels[name] ?? null));
  return [...new Set(seen.map(keyOf))].toSorted().map((key) => {
    const ofGroup = (each: Series): boolean => keyOf(each) === key;
    const [first] = seen.filter(ofGroup);
    const names = [...placeLabels, series.modelLabel].filter((name) => first?.labels[name] !== undefined);
    return {
      series,
      labels: Object.fromEntries(names.map((name) => [name, first?.labels[name] ?? ""])),
      ages: new Map(present.filter(ofGroup).map((each) => [engineOf(each), each.points.at(-1)?.[1] ?? 0])),
      seen: new Set(seen.filter(ofGroup).map(engineOf)),
    };
  });
};

/** An expression over the first of several counters that has data, summed over the engines of a deployment. */
const summed = (names: readonly string[], labels: string, over: (selector: string) => string): string =>
  firstOf(names, (name) => `sum(${over(`${name}{${labels}}`)})`);

/** Finished requests per second of a deployment. */
const rateExpression = ({ series, labels }: Pick<ObservedDeployment, "series" | "labels">): string =>
  summed(series.finished, quoted(labels), (selector) => `rate(${selector}[${recent}])`);

/** Tokens of a request; null where either is unknown, or nothing was counted. */
export const perRequest = (tokens: number | null, finished: number | null): number | null =>
  tokens === null || finished === null || finished < 1 || tokens <= 0 ? null : tokens / finished;

type Group = Awaited<ReturnType<typeof groupsOf>>[number];

const observed = async (prometheus: Prometheus, { series, labels, ages, seen }: Group): Promise<ObservedDeployment> => {
  const selector = quoted(labels);
  const ask = async (expression: string) =>
    expression === "" ? null : latestValue(await prometheus.query(expression));
  const increase = (names: readonly string[]) => ask(summed(names, selector, (each) => `increase(${each}[${week}])`));
  const quantile = (name: string): string =>
    `histogram_quantile(0.95, sum by (le) (increase(${name}_bucket{${selector}}[${week}])))`;
  const percentile = (names: readonly string[]): Promise<number | null> => ask(firstOf(names, quantile));
  const rate = rateExpression({ series, labels });
  const [now, peak] = [await ask(rate), await ask(`max_over_time((${rate})[${week}:5m])`)];
  const [finished, input, output] = [
    await increase(series.finished),
    await increase(series.inputTokens),
    await increase(series.outputTokens),
  ];
  const { prefixCache } = series;
  const queries = prefixCache === null ? null : await increase(prefixCache.queries);
  const hits = prefixCache === null ? null : await increase(prefixCache.hits);
  const settings = series.settings === null ? [] : await prometheus.query(`${series.settings}{${selector}}`);
  const engines = [...ages.keys()].toSorted();
  return {
    series,
    labels,
    servedModel: labels[series.modelLabel] ?? labels["job"] ?? "?",
    engines,
    goneEngines: [...seen].filter((engine) => !ages.has(engine)).toSorted(),
    ageSeconds: Math.max(0, ...ages.values()),
    requestsPerSecond: now,
    // The steps of the week may leave out the present.
    peakRequestsPerSecond: now === null && peak === null ? null : Math.max(now ?? 0, peak ?? 0),
    waiting: await ask(summed(series.waiting, selector, (each) => each)),
    inputTokens: perRequest(input, finished),
    outputTokens: perRequest(output, finished),
    prefixHitRatio: queries === null || hits === null || queries < 1 ? null : Math.min(1, hits / queries),
    timeToFirstTokenP95: await percentile(series.timeToFirstToken),
    interTokenLatencyP95: await percentile(series.interTokenLatency),
    settings: settings[0]?.labels ?? {},
    podGpus: await podGpus(prometheus, engines),
  };
};

const gpuPodLabels = ["pod", "exported_pod"] as const;

const podGpus = async (prometheus: Prometheus, engines: readonly string[]): Promise<ObservedDeployment["podGpus"]> => {
  // An empty pattern is met by every GPU that no pod holds.
  if (engines.length === 0) return null;
  const pods = engines.map((engine) => engine.replace(/[^A-Za-z0-9-]/g, ".")).join("|");
  for (const label of gpuPodLabels) {
    const found = await prometheus.query(
      `count by (${label}, modelName) (DCGM_FI_DEV_GPU_UTIL{${label}=~${JSON.stringify(pods)}})`,
    );
    const counts = found.flatMap(({ points }) => points.map(([, count]) => count));
    const [first] = found;
    if (first !== undefined && counts.length > 0)
      return { type: first.labels["modelName"] ?? "?", gpusPerEngine: Math.max(...counts) };
  }
  return null;
};

const gpuPresence = "DCGM_FI_DEV_GPU_UTIL or DCGM_FI_DEV_GPU_TEMP";

const observedGpus = async (prometheus: Prometheus): Promise<readonly ObservedGpus[]> => {
  const perNode = await prometheus.query(`count by (modelName, Hostname) (${gpuPresence})`);
  const used = await prometheus.query(
    "count by (modelName) (DCGM_FI_DEV_FB_USED > (DCGM_FI_DEV_FB_USED + DCGM_FI_DEV_FB_FREE) / 2)",
  );
  const types = [...new Set(perNode.map(({ labels }) => labels["modelName"] ?? "?"))].toSorted();
  return types.map((type) => {
    const nodes = perNode.filter(({ labels }) => labels["modelName"] === type);
    return {
      type,
      nodes: nodes.length,
      gpusPerNode: Math.max(...nodes.map(({ points }) => points.at(-1)?.[1] ?? 1)),
      used: latestValue(used.filter(({ labels }) => labels["modelName"] === type)) ?? 0,
    };
  });
};

/** What runs by the series of engines and dcgm-exporter. */
export const observeFleet = async (prometheus: Prometheus): Promise<ObservedFleet> => {
  const groups = (await Promise.all(engineSeries.map((series) => groupsOf(prometheus, series)))).flat();
  const deployments: ObservedDeployment[] = [];
  for (const group of groups) deployments.push(await observed(prometheus, group));
  return {
    source: prometheus.name,
    now: latestValue(await prometheus.query("vector(time())")) ?? 0,
    deployments,
    gpus: await observedGpus(prometheus),
  };
};

// A range of more than 11,000 points is refused.
const finestSeconds = 60;
const coarseSeconds = 300;
const longestFine = 7;

interface RecordedRates {
  readonly rates: readonly (number | null)[];
  readonly stepSeconds: number;
}

/** Mean requests per second in each minute of the last days, of five minutes where they are many; null where nothing was recorded. */
export const requestsOfDays = async (
  prometheus: Prometheus,
  deployment: ObservedDeployment,
  { now, days }: { readonly now: number; readonly days: number },
): Promise<RecordedRates> => {
  const ratesOf = async (lastDays: number, stepSeconds: number): Promise<RecordedRates> => {
    const end = Math.floor(now / stepSeconds) * stepSeconds;
    const start = end - lastDays * 86_400;
    const [series] = await prometheus.queryRange(rateExpression(deployment), { start, end, stepSeconds });
    const points = series?.points ?? [];
    const first = points[0]?.[0] ?? end;
    const rates = Array.from({ length: Math.round((end - first) / stepSeconds) + 1 }, (): number | null => null);
    for (const [at, value] of points) rates[Math.round((at - first) / stepSeconds)] = value;
    return { rates, stepSeconds };
  };
  const coarse = days > longestFine ? await ratesOf(days, coarseSeconds) : null;
  const isLong = coarse !== null && coarse.rates.length * coarseSeconds > longestFine * 86_400;
  return isLong ? coarse : ratesOf(Math.min(days, longestFine), finestSeconds);
};
