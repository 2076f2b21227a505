import { readFileSync } from "node:fs";
import { type MeasuredRow, parseMeasuredRows, speedCoefficientsSchema, withRuns } from "@loadline/calibration";
import {
  type Estimate,
  estimate,
  isLoadlineError,
  type Load,
  modelById,
  replicaSpec,
  requestsPerSecond,
  tokens,
} from "@loadline/model";
import { pageOf, table } from "@loadline/tools/generate/markdown";
import { number } from "./baseline/faults.ts";
import unseen from "./unseen-figures.json" with { type: "json" };

/** A page of docs/accuracy. */
export const page = pageOf("UPDATE_GOLDEN=1 npx vitest run --project contract test/accuracy");

type Source = (typeof unseen.sources)[number];
type Row = Source["rows"][number];
type StatedLoad = { readonly concurrency?: number; readonly requests?: number; readonly requestsPerSecond?: number };
type Measured = Partial<
  Record<
    "firstTokenSeconds" | "interTokenSeconds" | "endToEndSeconds" | "outputTokensPerSecond" | "requestsPerSecond",
    number
  >
>;

const loadOf = ({ concurrency, requests, requestsPerSecond: rate }: StatedLoad): Load => {
  if (rate !== undefined) {
    return {
      kind: "open-loop",
      requestsPerSecond: requestsPerSecond(rate),
      requests,
      arrivals: { kind: "constant" },
    };
  }
  if (concurrency === undefined) return { kind: "all-at-once", requests: requests ?? 1 };
  if (requests !== undefined) return { kind: "closed-run", concurrency, requests };
  return { kind: "concurrency", concurrency, isEndless: true };
};

const loadText = ({ concurrency, requests, requestsPerSecond: rate }: StatedLoad): string => {
  if (rate !== undefined) return `${rate} requests/s`;
  if (concurrency === undefined) return `${requests} at once`;
  return requests === undefined ? `${concurrency} clients` : `${concurrency} clients, ${requests} requests`;
};

/** null where the catalogue has no such model. */
const answerFor = (row: Row): Estimate | null => {
  const { model, gpu, engine, weights, tensor, inputTokens, outputTokens } = row;
  try {
    const spec = replicaSpec({
      model: modelById(model),
      gpu,
      engine,
      weights,
      parallel: { tensor },
      engineVersion: "engineVersion" in row ? row.engineVersion : undefined,
    });
    const variedLengths = "variedLengths" in row && row.variedLengths;
    const shape = { inputTokens: tokens(inputTokens), outputTokens: tokens(outputTokens), variedLengths };
    return estimate(spec, shape, loadOf(row.load));
  } catch (error) {
    if (isLoadlineError(error) && error.code === "LL_UNKNOWN_MODEL") return null;
    throw error;
  }
};

const quantities: readonly {
  readonly key: keyof Measured;
  readonly title: string;
  readonly of: (answer: Estimate) => number;
}[] = [
  { key: "firstTokenSeconds", title: "first token", of: ({ timeToFirstToken }) => timeToFirstToken.mean },
  { key: "interTokenSeconds", title: "per token", of: ({ interTokenLatency }) => interTokenLatency.mean },
  { key: "endToEndSeconds", title: "whole answer", of: ({ endToEnd }) => endToEnd.mean },
  { key: "outputTokensPerSecond", title: "tokens/s", of: ({ outputTokensPerSecond: rate }) => rate },
  { key: "requestsPerSecond", title: "requests/s", of: ({ requestsPerSecond: rate }) => rate },
];

interface Comparison {
  readonly source: Source;
  readonly row: Row;
  readonly key: keyof Measured;
  readonly title: string;
  readonly measured: number;
  readonly ours: number;
  /** The answer's band holds the measured figure; null for quantities whose band is another one or none. */
  readonly isInBand: boolean | null;
}

const isWithin = (ours: number, measured: number, relative: number): boolean =>
  Math.abs(Math.log(ours / measured)) <= Math.log(1 + relative);

const comparisonsOf = (source: Source, row: Row): readonly Comparison[] => {
  const answer = answerFor(row);
  if (answer === null) return [];
  const stated: Measured = row.measured;
  return quantities.flatMap(({ key, title, of }) => {
    const measured = stated[key];
    if (measured === undefined) return [];
    const ours = of(answer);
    const band = key === "firstTokenSeconds" ? answer.timeToFirstTokenBand : answer.errorBand;
    const isInBand = band === undefined ? null : isWithin(ours, measured, band.relative);
    return [{ source, row, key, title, measured, ours, isInBand }];
  });
};

/** Every published figure that had no part in the coefficients, beside the answer for it. */
export const unseenComparisons = (): readonly Comparison[] =>
  unseen.sources.flatMap((source) => source.rows.flatMap((row) => comparisonsOf(source, row)));

const rank = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

const percent = (ratio: number): string => `${Math.round(100 * ratio)} %`;

const summaryRow = (title: string, some: readonly Comparison[]): readonly string[] => {
  const sizes = some.map(({ ours, measured }) => Math.abs(ours / measured - 1)).toSorted((a, b) => a - b);
  const signed = some.map(({ ours, measured }) => ours / measured - 1).toSorted((a, b) => a - b);
  const judged = some.filter(({ isInBand }) => isInBand !== null);
  const inside = judged.filter(({ isInBand }) => isInBand === true).length;
  return [
    title,
    String(some.length),
    percent(rank(sizes, 1 / 2)),
    percent(rank(sizes, 0.9)),
    percent(rank(signed, 1 / 2)),
    judged.length === 0 ? "–" : `${inside} of ${judged.length}`,
  ];
};

const summary = (all: readonly Comparison[]): string => {
  const byTitle = quantities.map(({ title }) =>
    summaryRow(
      title,
      all.filter((one) => one.title === title),
    ),
  );
  const bySource = unseen.sources.map((source) =>
    summaryRow(
      source.name,
      all.filter((one) => one.source === source),
    ),
  );
  const head = ["figures", "count", "median error", "p90", "bias", "in the stated band"];
  return [table(head, byTitle), table(head, bySource)].join("\n\n");
};

const detail = (source: Source, all: readonly Comparison[]): string => {
  const rows = all
    .filter((one) => one.source === source)
    .map(({ row, title, measured, ours }) => [
      `${row.model} ${row.weights}, ${row.tensor} × ${row.gpu}, ${row.engine}`,
      `${row.inputTokens} → ${row.outputTokens}, ${loadText(row.load)}`,
      title,
      number(measured),
      number(ours),
      percent(ours / measured - 1),
    ]);
  const head = ["replica", "load", "figure", "published", "Loadline", "off by"];
  return `### ${source.name}\n\n${source.ref}, read ${source.accessed}; ${source.note}.\n\n${table(head, rows)}`;
};

export const runs = parseMeasuredRows(readFileSync("research/calibration/data/published.jsonl", "utf8"), {
  takesRates: true,
}).rows.filter(({ requestsPerSecond: rate }) => rate !== null);

export const committed = speedCoefficientsSchema.parse(
  JSON.parse(readFileSync("packages/model/data/calibration/speed-coefficients.json", "utf8")),
);

/** Campaigns that closed loops measured have effects on first tokens, too. */
const isOfRuns = (level: string): boolean =>
  level.startsWith("campaign:") && !level.endsWith(" offline") && !(level in committed.firstToken);

export const withoutRuns = {
  ...committed,
  decode: Object.fromEntries(Object.entries(committed.decode).filter(([level]) => !isOfRuns(level))),
};

/** Runs of other models move nothing of this one. Whole answer, first token and gap between tokens, each as ours ÷ measured − 1. */
const errorsOfRun = (run: MeasuredRow, ofModel: readonly MeasuredRow[]) => {
  const load = { kind: "open-loop", requestsPerSecond: requestsPerSecond(run.requestsPerSecond ?? 0) } as const;
  const spec = { ...run.spec, coefficients: withRuns(withoutRuns, ofModel) };
  const answer = estimate(spec, run.shape, { ...load, requests: 3000, seed: 1 });
  const { endToEnd, timeToFirstToken, interTokenLatency } = answer;
  const firstToken = run.timeToFirstToken ?? Number.NaN;
  const whole = firstToken + run.interTokenLatency * (run.shape.outputTokens - 1);
  return [
    endToEnd.mean / whole,
    timeToFirstToken.mean / firstToken,
    interTokenLatency.mean / run.interTokenLatency,
  ].map((ratio) => ratio - 1);
};

/** Runs of vLLM at a rate, each answered by a fit of all others, and by one of those of other models. */
export const leftOutRuns = runs.map((run) => {
  const ofModel = runs.filter((other) => other !== run && other.spec.model.id === run.spec.model.id);
  return { run, alone: errorsOfRun(run, ofModel), withModel: errorsOfRun(run, []) };
});

/** Of the sizes; of an even count the mean of the middle two. */
export const medianSize = (errors: readonly number[]): number => {
  const sizes = errors.map(Math.abs).toSorted((a, b) => a - b);
  return (rank(sizes, 0.5) + (sizes[Math.ceil(sizes.length / 2) - 1] ?? Number.NaN)) / 2;
};

const runsSection = (): string => {
  const rows = leftOutRuns.map(({ run: { spec, shape, ...run }, alone, withModel }) => [
    `${spec.model.id} ${spec.weights}, ${spec.parallel.tensor} × ${spec.gpu.id}`,
    `${shape.inputTokens} → ${shape.outputTokens}, ${run.requestsPerSecond} requests/s`,
    ...[...alone, ...withModel].map(percent),
  ]);
  const columns = leftOutRuns.map(({ alone, withModel }) => [...alone, ...withModel]);
  const overRuns = (of: (errors: readonly number[]) => number): readonly string[] =>
    [0, 1, 2, 3, 4, 5].map((at) => `${(100 * of(columns.map((errors) => errors[at] ?? 0))).toFixed(1)} %`);
  const meanSize = (errors: readonly number[]) =>
    errors.reduce((sum, error) => sum + Math.abs(error), 0) / errors.length;
  const head = ["whole answer", "first token", "per token"];
  return table(
    ["replica", "load", ...head, ...head.map((title) => `${title}, model left out`)],
    [...rows, ["median error", "", ...overRuns(medianSize)], ["mean error", "", ...overRuns(meanSize)]],
  );
};

export const unseenPage = (): string => {
  const all = unseenComparisons();
  return page(
    "Published figures that the coefficients never saw",
    "Typed by hand from public pages after the coefficients were made, none of them in any fit, though one prior of the first token was lowered after some had been seen: other models, GPUs, engine versions and benchmark clients than those of the calibration. Seconds, tokens per second, requests per second. What a page does not say is taken as for any user: the defaults of the engine, and a loop that has gone on for long where the number of requests is not stated. Some of these figures were seen while the model changed: the endless loop of equal lengths took its form after NVIDIA NIM 1.8.0 at 5, 25 and 50 clients had been seen, that a lone client waits for no step after the lone clients of AccelMark and NIM, and that runs of clients take the first token of a lone one from the calibration after those of Vultr; no number in them was chosen by these figures. The runs of 2 × A100 were typed after those changes; the noise that the fit allows for was settled after all of them had been seen. A positive bias says that Loadline's figure is the larger.",
    summary(all),
    "## Figure by figure",
    ...unseen.sources.map((source) => detail(source, all)),
    "## Runs of vLLM at a rate, each left out in turn",
    "Inference-perf with Poisson arrivals, github.com/inference-sim/sim-to-real-accuracy-validation, from research/calibration/data/published.jsonl; prompts repeat, so that all whole blocks are cached; two rates after each other count at their mean by requests. Each is answered by a fit without it; beside it without all runs of its model. Four gain nothing from another run: of Llama 3.1 70B, which closed loops measured, and of Yi 34B and Llama 2 7B, which have one run each. The factor of a model is for that GPU, engine and number format alone. The last run stopped early.",
    runsSection(),
  );
};
