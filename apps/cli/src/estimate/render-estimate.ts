import {
  type DemandShape,
  type Estimate,
  type ReplicaMemory,
  type ReplicaSpec,
  replicaCapacity,
  seconds,
} from "@loadline/model";
import { gpusOf } from "@loadline/plan";
import { ownName } from "@loadline/planner/messages";
import {
  bandOriginText,
  durationText,
  gibibytesText,
  numberText,
  percentText,
  plural,
  rangeText,
  requestRateText,
  tokenRateText,
  wrap,
} from "@loadline/planner/text";
import { facts, left, right, table } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";
import { type Outcome, remarksOf, supportsFirstToken } from "./answer.ts";
import type { EstimateRequest } from "./request.ts";

type Fitting = Extract<Outcome, { kind: "fits" }>;
type Fact = readonly [label: string, value: string];
type Distribution = Estimate["endToEnd"];

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

const loadText = ({ load, shape, spec, service }: EstimateRequest): string => {
  const lengths = lengthsText(spec, shape);
  if (service !== undefined) {
    const { replicas, requestsPerSecond: each, routing } = service;
    const rate = requestRateText(replicas * each);
    return `${rate} over ${plural(replicas, "replica")} behind ${routing.router}, ${lengths}; below, one of them`;
  }
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

type Latency = readonly [name: string, distribution: Distribution];

const latencyTable = (rows: readonly Latency[], view: View): readonly string[] => {
  const statistics = (["mean", "p50", "p90", "p95", "p99"] as const).map((statistic) =>
    right<Latency>(statistic, ([, distribution]) => durationText(distribution[statistic])),
  );
  return table([left<Latency>("latency", ([name]) => name), ...statistics], rows, view);
};

const between = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  `${durationText(low)} to ${durationText(high)}`;

/** Near capacity one figure would claim too much: how far runs of other lengths and seeds are apart. */
const openLoopFacts = ({ openLoop }: Estimate): readonly Fact[] => {
  if (openLoop === undefined) return [];
  const { utilisation, saturatedRate, range } = openLoop;
  const used = `${percentText(utilisation)} of the ${requestRateText(saturatedRate)} with every request waiting`;
  if (range === null) return [["utilisation", used]];
  const runs = [...new Set(range.runLengths)].join(", ");
  return [
    ["utilisation", used],
    ["near capacity", `waits depend on how long the load lasts; other runs of ${runs} requests gave`],
    ["  TTFT", `${between(range.meanTimeToFirstToken)} on average, p99 ${between(range.p99TimeToFirstToken)}`],
    ["  end to end", `${between(range.meanEndToEnd)} on average`],
  ];
};

const memoryTable = ({ perGpu, kvCacheTokens }: ReplicaMemory, spec: ReplicaSpec, view: View): readonly string[] =>
  facts(
    [
      [
        "memory per GPU",
        `${gibibytesText(perGpu.total)} of ${gibibytesText(spec.gpu.physicalMemory.value)}, ${percentText(spec.engineConfig.gpuMemoryUtilization)} of it for the engine`,
      ],
      ["  weights", gibibytesText(perGpu.weights)],
      ...(spec.model.kind !== "decoder"
        ? []
        : [["  KV cache", `${gibibytesText(perGpu.kvCache)}, ${kvCacheTokens} tokens per replica`] as const]),
      ["  activation", gibibytesText(perGpu.activation)],
      ["  framework", gibibytesText(perGpu.framework)],
    ],
    view,
  );

const verdicts = {
  stable: { paint: "good", means: "it carries this load" },
  saturated: { paint: "warning", means: "it runs at its limit" },
  overloaded: { paint: "bad", means: "more arrives than it can serve: the queue and the waiting times grow" },
} as const;

const verdictFacts = (
  { verdict, bindingLimit }: Pick<Estimate, "verdict" | "bindingLimit">,
  { style }: View,
): readonly Fact[] => [
  ["verdict", `${style[verdicts[verdict].paint](verdict)}: ${verdicts[verdict].means}`],
  ["limit", bindingLimit],
];

const meanRange = ({ mean }: Distribution, band: Estimate["errorBand"]): string =>
  `${rangeText(mean, band, durationText)} on average (${bandOriginText(band)})`;

const firstTokenRange = (estimate: Estimate, band: Estimate["errorBand"]): string =>
  supportsFirstToken(estimate) ? meanRange(estimate.timeToFirstToken, band) : "not supported: see the notes";

/** How much of the first token is waiting; an overload has no time to expect. */
const waitFacts = ({ estimate, waitSeconds }: Fitting): readonly Fact[] => {
  const { mean } = estimate.timeToFirstToken;
  if (waitSeconds === null || estimate.verdict === "overloaded" || !supportsFirstToken(estimate)) return [];
  const share = percentText(waitSeconds / mean);
  return [["waiting", `${durationText(waitSeconds)} (${share}) of the mean TTFT, beyond that of a request alone`]];
};

const nearestFacts = ({ nearest }: Fitting, { engine, engineVersion }: ReplicaSpec): readonly Fact[] => {
  if (nearest === null) return [];
  const { measured, calibrationUntil: until } = nearest;
  const gaps = measured.differsIn.length === 0 ? "" : `; other ${measured.differsIn.join(", ")}`;
  const version = engineVersion === null ? `; no version of ${engine} stated` : "";
  const facts: readonly Fact[] = [["measured", `${measured.configuration}${gaps}${version}`]];
  return until === undefined ? facts : [...facts, ["calibration", `until ${until}`]];
};

/** @source MLPerf Inference v4.1, datacenter, server scenario of Llama 2 70B and Mixtral 8x7B; other models have others. */
const served = { percentile: 0.99, timeToFirstToken: seconds(2), interTokenLatency: seconds(0.2) } as const;

/** A saturated figure is that of offline work: what is left of it where requests arrive and somebody waits. */
const underLoadFacts = ({ spec, shape, load }: EstimateRequest, { requestsPerSecond }: Estimate): readonly Fact[] => {
  if (load.kind !== "saturated") return [];
  const within = "TTFT 2 s and TPOT 200 ms at p99, as MLPerf Inference v4.1 has them for Llama 2 70B";
  const found = replicaCapacity(spec, shape, served);
  if (found.kind === "infeasible") return [["under load", `none of random arrivals is within ${within}`]];
  const { requestsPerSecond: carried } = found.capacity;
  const less = percentText(1 - carried / requestsPerSecond);
  return [
    ["", "saturated: offline, every request waits from the start"],
    ["under load", `${requestRateText(carried)} of random arrivals within ${within}: ${less} less`],
  ];
};

const fittingText = ({ estimate, ...rest }: Fitting, request: EstimateRequest, view: View): readonly string[] => [
  ...facts(
    [
      ...verdictFacts(estimate, view),
      ["output", tokenRateText(estimate.outputTokensPerSecond)],
      ["requests", requestRateText(estimate.requestsPerSecond)],
      ...underLoadFacts(request, estimate),
      ["error band", `TPOT ${meanRange(estimate.interTokenLatency, estimate.errorBand)}`],
      ...(estimate.timeToFirstTokenBand === undefined
        ? []
        : [["", `TTFT ${firstTokenRange(estimate, estimate.timeToFirstTokenBand)}`] as const]),
      ...nearestFacts({ estimate, ...rest }, request.spec),
      ...waitFacts({ estimate, ...rest }),
      ...openLoopFacts(estimate),
    ],
    view,
  ),
  "",
  ...latencyTable(
    [
      ["TTFT", estimate.timeToFirstToken],
      ["TPOT", estimate.interTokenLatency],
      ...(estimate.openLoop === undefined ? [] : [["ITL", estimate.openLoop.interTokenLatency] as const]),
      ["end to end", estimate.endToEnd],
    ],
    view,
  ),
];

const passText = (estimate: Extract<Outcome, { kind: "pass" }>["estimate"], view: View): readonly string[] => [
  ...facts(
    [
      ...verdictFacts(estimate, view),
      ["requests", `${requestRateText(estimate.requestsPerSecond)} in batches of ${numberText(estimate.batch)}`],
      ["error band", meanRange(estimate.endToEnd, estimate.errorBand)],
      ...(estimate.verdict === "overloaded"
        ? [["waiting", "grows as long as the load lasts: no time below is the one to expect"] as const]
        : []),
    ],
    view,
  ),
  "",
  ...latencyTable([["whole answer", estimate.endToEnd]], view),
];

const misfitText = (memory: ReplicaMemory, view: View): readonly string[] =>
  facts(
    [
      ["verdict", `${view.style.bad("does not fit")}: ${gibibytesText(memory.shortfall)} per GPU are missing`],
      ["limit", "memory"],
      // They are named by the engine's flags, which a launch needs.
      ["try", memory.suggestions.map((one) => one.replace(/(?<=^--)[a-z-]+/, ownName)).join(", or ")],
    ],
    view,
  );

const outcomeText = (outcome: Outcome, request: EstimateRequest, view: View): readonly string[] => {
  switch (outcome.kind) {
    case "fits":
      return fittingText(outcome, request, view);
    case "pass":
      return passText(outcome.estimate, view);
    case "does-not-fit":
      return misfitText(outcome.memory, view);
  }
};

export const renderEstimate = (request: EstimateRequest, outcome: Outcome, view: View): string => {
  const { assumptions, notes } = remarksOf(request, outcome);
  const memory = outcome.kind === "does-not-fit" ? outcome.memory : outcome.estimate.memory;
  const assumed = assumptions.map((assumption, index) => [index === 0 ? "assumed" : "", assumption] as const);
  return [
    ...wrap(replicaText(request.spec), view.columns).map(view.style.strong),
    ...wrap(loadText(request), view.columns),
    "",
    ...outcomeText(outcome, request, view),
    "",
    ...memoryTable(memory, request.spec, view),
    ...(assumed.length === 0 ? [] : ["", ...facts(assumed, view)]),
    ...notes.flatMap((note) => ["", ...wrap(`note: ${note}`, view.columns)]),
    "",
  ].join("\n");
};
