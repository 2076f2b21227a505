import type { DemandShape, Distribution, Estimate, PassEstimate, ReplicaMemory, ReplicaSpec } from "@loadline/core";
import { errorBandText } from "../terminal/error-band-text.ts";
import {
  durationText,
  gibibytesText,
  numberText,
  percentText,
  plural,
  requestRateText,
  tokenRateText,
} from "../terminal/quantity-text.ts";
import { facts, table } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";
import { wrap } from "../terminal/wrap.ts";
import type { Outcome } from "./outcome.ts";
import type { EstimateRequest } from "./request.ts";

const gpusOf = ({ parallel: { tensor, pipeline, attentionData } }: ReplicaSpec): number =>
  tensor * pipeline * attentionData;

const replicaText = (spec: ReplicaSpec): string => {
  const where = `${spec.model.id} on ${gpusOf(spec)} × ${spec.gpu.id}`;
  return spec.model.kind === "decoder"
    ? `${where}, ${spec.engine}, weights ${spec.weights}, KV cache ${spec.kvCache}`
    : `${where}, weights ${spec.weights}`;
};

const lengthsText = ({ model: { kind } }: ReplicaSpec, { inputTokens, outputTokens }: DemandShape): string => {
  if (kind === "diffusion") return "pictures";
  const prompt = `${numberText(inputTokens)} tokens in`;
  return kind === "encoder" ? prompt : `${prompt}, ${numberText(outputTokens)} out`;
};

const loadText = ({ load, shape, spec }: EstimateRequest): string => {
  const lengths = lengthsText(spec, shape);
  switch (load.kind) {
    case "concurrency":
      return `${plural(load.concurrency, "request")} at once${load.isEndless === true ? " for long" : ""}, ${lengths}`;
    case "open-loop":
      return `${requestRateText(load.requestsPerSecond)}${load.requests === undefined ? "" : ` until ${plural(load.requests, "request")} are served`}, ${lengths}`;
    case "stages":
      return `${load.stages.map((stage) => `${durationText(stage.seconds)} at ${requestRateText(stage.requestsPerSecond)}`).join(", then ")}, ${lengths}`;
    case "closed-run":
      return `${plural(load.concurrency, "request")} at once until ${plural(load.requests, "request")} are served, ${lengths}`;
    case "all-at-once":
      return `${plural(load.requests, "request")} at the same moment, ${lengths}`;
    case "trace":
      return `a trace of ${plural(load.requests.length, "request")}`;
    case "saturated":
      return `as much as it takes, ${lengths}`;
  }
};

const latencyRow = (name: string, { mean, p50, p90, p95, p99 }: Distribution): readonly string[] => [
  name,
  ...[mean, p50, p90, p95, p99].map(durationText),
];

const latencyColumns = [
  { title: "latency" },
  ...["mean", "p50", "p90", "p95", "p99"].map((title) => ({ title, align: "right" as const })),
];

const latencyTable = (estimate: Estimate, view: View): readonly string[] =>
  table(
    [
      { title: "latency" },
      ...["mean", "p50", "p90", "p95", "p99"].map((title) => ({ title, align: "right" as const })),
    ],
    [
      latencyRow("first token", estimate.timeToFirstToken),
      latencyRow("per token", estimate.interTokenLatency),
      ...(estimate.openLoop === undefined ? [] : [latencyRow("  each gap", estimate.openLoop.interTokenLatency)]),
      latencyRow("end to end", estimate.endToEnd),
    ],
    view,
  );

const between = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  `${durationText(low)} to ${durationText(high)}`;

/** Near capacity one figure would claim too much: how far runs of other lengths and seeds are apart. */
const rangeFacts = ({ openLoop }: Estimate): readonly (readonly [string, string])[] => {
  const range = openLoop?.range ?? null;
  if (range === null) return [];
  const runs = [...new Set(range.runLengths)].map((length) => `${length}`).join(", ");
  return [
    ["near capacity", `waits depend on how long the load lasts; other runs of ${runs} requests gave`],
    ["  first token", `${between(range.meanTimeToFirstToken)} on average, p99 ${between(range.p99TimeToFirstToken)}`],
    ["  end to end", `${between(range.meanEndToEnd)} on average`],
  ];
};

const utilisationFacts = ({ openLoop }: Estimate): readonly (readonly [string, string])[] =>
  openLoop === undefined
    ? []
    : [
        [
          "utilisation",
          `${percentText(openLoop.utilisation)} of the ${requestRateText(openLoop.saturatedRate)} with every request waiting`,
        ],
      ];

const memoryTable = ({ perGpu, kvCacheTokens }: ReplicaMemory, spec: ReplicaSpec, view: View): readonly string[] =>
  facts(
    [
      ["memory per GPU", `${gibibytesText(perGpu.total)} of ${gibibytesText(spec.gpu.physicalMemory.value)}`],
      ["  weights", gibibytesText(perGpu.weights)],
      ["  KV cache", `${gibibytesText(perGpu.kvCache)}, ${kvCacheTokens} tokens per replica`],
      ["  activation", gibibytesText(perGpu.activation)],
      ["  framework", gibibytesText(perGpu.framework)],
    ],
    view,
  );

const verdictText = (estimate: Pick<Estimate, "verdict">, { style }: View): string => {
  switch (estimate.verdict) {
    case "stable":
      return `${style.good("stable")}: it carries this load`;
    case "saturated":
      return `${style.warning("saturated")}: it runs at its limit`;
    case "overloaded":
      return `${style.bad("overloaded")}: more arrives than it can serve, the queue grows, and waits with it`;
  }
};

const assumptionLines = (assumptions: readonly string[], view: View): readonly string[] =>
  assumptions.length === 0
    ? []
    : [
        "",
        ...facts(
          assumptions.map((assumption, index) => [index === 0 ? "assumed" : "", assumption]),
          view,
        ),
      ];

/** First tokens of a closed loop have a band of their own. */
const firstTokenBandFacts = ({ timeToFirstTokenBand }: Estimate): readonly (readonly [string, string])[] =>
  timeToFirstTokenBand === undefined ? [] : [["  first token", `±${percentText(timeToFirstTokenBand.relative)}`]];

const fittingText = (estimate: Estimate, { spec, assumptions }: EstimateRequest, view: View): readonly string[] => [
  ...facts(
    [
      ["verdict", verdictText(estimate, view)],
      ["limit", estimate.bindingLimit],
      ["output", tokenRateText(estimate.outputTokensPerSecond)],
      ["requests", requestRateText(estimate.requestsPerSecond)],
      ...utilisationFacts(estimate),
      ["error band", errorBandText(estimate.errorBand)],
      ...firstTokenBandFacts(estimate),
      ...rangeFacts(estimate),
    ],
    view,
  ),
  "",
  ...latencyTable(estimate, view),
  "",
  ...memoryTable(estimate.memory, spec, view),
  ...assumptionLines([...assumptions, ...estimate.assumptions], view),
];

const passText = (estimate: PassEstimate, { spec, assumptions }: EstimateRequest, view: View): readonly string[] => [
  ...facts(
    [
      ["verdict", verdictText(estimate, view)],
      ["limit", estimate.bindingLimit],
      ["requests", `${requestRateText(estimate.requestsPerSecond)} in batches of ${numberText(estimate.batch)}`],
      ["error band", errorBandText(estimate.errorBand)],
    ],
    view,
  ),
  "",
  ...table(latencyColumns, [latencyRow("whole answer", estimate.endToEnd)], view),
  "",
  ...memoryTable(estimate.memory, spec, view),
  ...assumptionLines([...assumptions, ...estimate.assumptions], view),
];

const misfitText = (memory: ReplicaMemory, { spec }: EstimateRequest, view: View): readonly string[] => [
  ...facts(
    [
      ["verdict", `${view.style.bad("does not fit")}: ${gibibytesText(memory.shortfall)} per GPU are missing`],
      ["limit", "memory"],
      ["try", memory.suggestions.join(", or ")],
    ],
    view,
  ),
  "",
  ...memoryTable(memory, spec, view),
];

const outcomeText = (request: EstimateRequest, outcome: Outcome, view: View): readonly string[] => {
  switch (outcome.kind) {
    case "fits":
      return fittingText(outcome.estimate, request, view);
    case "pass":
      return passText(outcome.estimate, request, view);
    case "does-not-fit":
      return misfitText(outcome.memory, request, view);
  }
};

/** An estimate for people. */
export const renderEstimate = (request: EstimateRequest, outcome: Outcome, view: View): string =>
  [
    ...wrap(replicaText(request.spec), view.columns).map(view.style.strong),
    ...wrap(loadText(request), view.columns),
    "",
    ...outcomeText(request, outcome, view),
    ...[...request.notes, ...(outcome.kind === "fits" ? outcome.notes : [])].flatMap((note) => [
      "",
      ...wrap(`note: ${note}`, view.columns),
    ]),
    "",
  ].join("\n");
