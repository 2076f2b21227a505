import {
  candidateSpecs,
  estimate,
  type Gpu,
  gpuPrice,
  layoutText,
  type OwnPrice,
  replicaMemory,
  slowdownAt,
} from "@loadline/model";
import { gpusOf } from "@loadline/plan";
import { quoteText } from "@loadline/planner/answer-text";
import { type ClusterRequest, clusterRequestOf } from "@loadline/planner/cluster-request";
import { messages, UserError } from "@loadline/planner/messages";
import { flagOf } from "@loadline/planner/options";
import type { SizeQuestion } from "@loadline/planner/question";
import { amount, count, errorBand, price, usdPerHour } from "@loadline/planner/search-answer";
import { durationText, moneyText, numberText, plural, requestRateText, wrap } from "@loadline/planner/text";
import { z } from "zod";
import { type Column, left, right, table } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";

const row = z.strictObject({
  label: z.string(),
  gpu: z.string(),
  replicas: count,
  gpus: count,
  requestsPerSecondPerReplica: amount.describe("With the confidence asked for, requests always waiting."),
  seconds: amount.describe("That the run takes with so many replicas."),
  price,
  usdPerHour,
  usd: amount.nullable().describe("Of the whole run; null: no price is known."),
  usdPerMillionTokens: amount.nullable().describe("In and out together."),
  errorBand,
});
type BatchRow = z.infer<typeof row>;

/** What `loadline plan --within --json` prints: offline work by the fewest GPUs of each kind, the cheapest first. */
export const batch = z.strictObject({
  model: z.string(),
  requests: count,
  withinSeconds: amount,
  best: row.nullable(),
  alternatives: z.array(row),
  assumptions: z.array(z.string()),
});
export type BatchAnswer = z.infer<typeof batch>;

type Spec = ReturnType<typeof candidateSpecs>["fitting"][number];

/** What objectives are to requests that nobody waits for: none. */
const unread = ["ttft", "tpot", "itl", "endToEnd", "requestsPerSecond", "gateway", "inventory", "store"] as const;

const million = 1e6;
const secondsPerHour = 3600;

/** Spot where it is quoted, as work that is lost is done again; else what was asked for. */
const batchPrice = (gpu: Gpu, { prices = { own: [] }, purchaseClass = "on-demand" }: ClusterRequest) =>
  gpuPrice(prices, gpu, "spot") ?? gpuPrice(prices, gpu, purchaseClass);

interface Run {
  readonly requests: number;
  /** Seconds. */
  readonly within: number;
  readonly request: ClusterRequest;
}

const rowOf = (
  spec: Spec,
  { options, inputTokens, outputTokens }: SizeQuestion,
  { requests, within, request }: Run,
): BatchRow => {
  const saturated = estimate(spec, request.shape, { kind: "saturated" });
  const rate = saturated.requestsPerSecond / slowdownAt(saturated.errorBand, options.confidence);
  const replicas = Math.max(1, Math.ceil(requests / within / rate));
  const gpus = replicas * gpusOf(spec);
  const seconds = requests / (replicas * rate);
  const quote = batchPrice(spec.gpu, request);
  const usdPerHour = quote === null ? null : quote.usdPerGpuHour * gpus;
  const usd = usdPerHour === null ? null : (usdPerHour * seconds) / secondsPerHour;
  const tokens = requests * (inputTokens + outputTokens);
  return {
    label: `${spec.gpu.id} ${layoutText(spec)} ${spec.weights}`,
    gpu: spec.gpu.id,
    replicas,
    gpus,
    requestsPerSecondPerReplica: rate,
    seconds,
    price: quote,
    usdPerHour,
    usd,
    usdPerMillionTokens: usd === null ? null : (usd / tokens) * million,
    errorBand: saturated.errorBand,
  };
};

const cheaper = (a: BatchRow, b: BatchRow): number =>
  a.usd === null || b.usd === null ? Number(a.usd === null) - Number(b.usd === null) || a.gpus - b.gpus : a.usd - b.usd;

/** @throws UserError for options that mean nothing to offline work, or what is missing */
export const batchAnswer = (question: SizeQuestion, ownPrices: readonly OwnPrice[]): BatchAnswer => {
  const { options, inputTokens, outputTokens, modelName } = question;
  const { requests, within } = options;
  const other = unread.find((name) => options[name] !== undefined && options[name] !== false);
  if (other !== undefined) throw new UserError(messages.exclude("--within", flagOf(other)));
  if (requests === undefined || within === undefined) throw new UserError(messages.needs("--within", "--requests"));
  if (!question.producesTokens) throw new UserError(messages.noTokens("--within", modelName));
  const request = clusterRequestOf(question, ownPrices);
  const { fitting } = candidateSpecs(request, (spec) => {
    const { fits, kvCacheTokens } = replicaMemory(spec);
    return fits && kvCacheTokens >= inputTokens + outputTokens;
  });
  const rows = fitting.map((spec) => rowOf(spec, question, { requests, within, request })).toSorted(cheaper);
  const ofGpus = rows.filter((one, index) => rows.findIndex(({ gpu }) => gpu === one.gpu) === index);
  const [best = null, ...alternatives] = ofGpus;
  return {
    model: modelName,
    requests,
    withinSeconds: within,
    best,
    alternatives,
    assumptions: [
      "requests always wait, so that each replica is full from the first second to the last; no latency is promised",
      "no reserve: what a node that goes leaves undone runs again, and takes the time left over",
      "spot prices where they are quoted below those on demand",
    ],
  };
};

const columnsOf = ({ columns }: View): readonly Column<BatchRow>[] => [
  { ...left("configuration", ({ label }: BatchRow) => label), wraps: true },
  right("replicas", ({ replicas }) => String(replicas)),
  right("GPUs", ({ gpus }) => String(gpus)),
  right("takes", ({ seconds }) => durationText(seconds)),
  right("$/GPU-h", ({ price: quote }) => moneyText(quote?.usdPerGpuHour ?? null)),
  ...(columns < 150
    ? []
    : [
        left("quoted", ({ price: quote }: BatchRow) =>
          quote === null ? "" : `${quote.purchaseClass}, ${quoteText(quote)}`,
        ),
      ]),
  right("$", ({ usd }) => moneyText(usd)),
  right("$/M tokens", ({ usdPerMillionTokens: usd }) => (usd === null ? "unknown" : numberText(usd))),
  ...(columns < 120 ? [] : [left("evidence", ({ errorBand: { basis } }: BatchRow) => basis)]),
];

const mostRows = 10;

export const renderBatch = (
  { model, requests, withinSeconds, best, alternatives, assumptions }: BatchAnswer,
  view: View,
) => {
  const { columns, style } = view;
  const rate = requestRateText(requests / withinSeconds);
  const asked = `${model}: ${requests.toLocaleString("en-US")} requests within ${durationText(withinSeconds)}, ${rate} as a mean`;
  if (best === null)
    return `${wrap(`${asked}: ${style.bad("infeasible")}, the model fits none of the GPUs`, columns).join("\n")}\n`;
  const rows = [best, ...alternatives];
  const more = rows.length - mostRows;
  return [
    ...wrap(asked, columns),
    "",
    ...table(columnsOf(view), rows.slice(0, mostRows), view),
    ...(more > 0 ? [style.faint(`  ${plural(more, "GPU")} more`)] : []),
    "",
    style.faint("assumed"),
    ...assumptions.flatMap((line) => wrap(line, columns, "  ")),
    "",
  ].join("\n");
};
