import type { Distribution, Estimate, ReplicaMemory, ReplicaSpec } from "@loadline/core";
import { errorBandText } from "../terminal/error-band-text.ts";
import {
  durationText,
  gibibytesText,
  numberText,
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

const replicaText = (spec: ReplicaSpec): string =>
  `${spec.model.id} on ${gpusOf(spec)} × ${spec.gpu.id}, ${spec.engine}, weights ${spec.weights}, KV cache ${spec.kvCache}`;

const loadText = ({ load, shape }: EstimateRequest): string => {
  const lengths = `${numberText(shape.inputTokens)} tokens in, ${numberText(shape.outputTokens)} out`;
  switch (load.kind) {
    case "concurrency":
      return `${plural(load.concurrency, "request")} at once, ${lengths}`;
    case "open-loop":
      return `${requestRateText(load.requestsPerSecond)}, ${lengths}`;
    case "saturated":
      return `as much as it takes, ${lengths}`;
  }
};

const latencyRow = (name: string, { mean, p50, p95, p99 }: Distribution): readonly string[] => [
  name,
  ...[mean, p50, p95, p99].map(durationText),
];

const latencyTable = (estimate: Estimate, view: View): readonly string[] =>
  table(
    [{ title: "latency" }, ...["mean", "p50", "p95", "p99"].map((title) => ({ title, align: "right" as const }))],
    [
      latencyRow("first token", estimate.timeToFirstToken),
      latencyRow("per token", estimate.interTokenLatency),
      latencyRow("end to end", estimate.endToEnd),
    ],
    view,
  );

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

const verdictText = (estimate: Estimate, { style }: View): string => {
  switch (estimate.verdict) {
    case "stable":
      return `${style.good("stable")}: it carries this load`;
    case "saturated":
      return `${style.warning("saturated")}: it runs at its limit`;
    case "overloaded":
      return `${style.bad("overloaded")}: more arrives than it can serve, the queue grows, and waits with it`;
  }
};

const fittingText = (estimate: Estimate, { spec }: EstimateRequest, view: View): readonly string[] => [
  ...facts(
    [
      ["verdict", verdictText(estimate, view)],
      ["limit", estimate.bindingLimit],
      ["output", tokenRateText(estimate.outputTokensPerSecond)],
      ["requests", requestRateText(estimate.requestsPerSecond)],
      ["error band", errorBandText(estimate.errorBand)],
    ],
    view,
  ),
  "",
  ...latencyTable(estimate, view),
  "",
  ...memoryTable(estimate.memory, spec, view),
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

/** An estimate for people. */
export const renderEstimate = (request: EstimateRequest, outcome: Outcome, view: View): string =>
  [
    ...wrap(replicaText(request.spec), view.columns).map(view.style.strong),
    ...wrap(loadText(request), view.columns),
    "",
    ...(outcome.kind === "fits"
      ? fittingText(outcome.estimate, request, view)
      : misfitText(outcome.memory, request, view)),
    ...request.notes.flatMap((note) => ["", ...wrap(`note: ${note}`, view.columns)]),
    "",
  ].join("\n");
