import {
  clusterRequirements,
  type Estimate,
  estimate,
  gpuNamed,
  type ReplicaSpec,
  replicaMemory,
  requestsPerSecond,
  type Slo,
  tokens,
} from "@loadline/model";
import { optionOf } from "@loadline/planner/answer-text";
import { answeredReplica, clusterRequestOf } from "@loadline/planner/cluster-request";
import { rowsOf } from "@loadline/planner/csv";
import type { SizeQuestion } from "@loadline/planner/question";
import { objectives, percentileNames, type SearchAnswer, type SizedRow } from "@loadline/planner/search-answer";
import { durationText, moneyText, numberText, percentText, requestRateText } from "@loadline/planner/text";
import { reportPage } from "../report/report-page.ts";
import { type BarRow, barChart, type ChartSeries, svgChart } from "../report/svg-chart.ts";

const costChart = (rows: readonly SizedRow[]): readonly string[] => {
  const priced = rows.flatMap(({ label, cost }, index): BarRow[] =>
    cost.usdPerHour === null
      ? []
      : [
          {
            label,
            parts: [
              { from: 0, to: cost.usdPerHour, colour: index === 0 ? 2 : 1, label: index === 0 ? "chosen" : "others" },
            ],
          },
        ],
  );
  return priced.length === 0 ? [] : [barChart(priced, { title: "Cost by configuration", xLabel: "$ per hour" })];
};

const gibibyte = 2 ** 30;

const memoryChart = (spec: ReplicaSpec): string => {
  const { perGpu } = replicaMemory(spec);
  const parts = [
    ["weights", perGpu.weights],
    ["activation", perGpu.activation],
    ["framework", perGpu.framework],
    ["KV cache", perGpu.kvCache],
  ] as const;
  let from = 0;
  const bars = parts.map(([label, bytes], index) => {
    const part = { from, to: from + bytes / gibibyte, colour: 1 + index, label };
    from = part.to;
    return part;
  });
  return barChart([{ label: "one GPU", parts: bars }], { title: `Memory of one ${spec.gpu.name}`, xLabel: "GiB" });
};

const loadSteps = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/** One replica from a tenth of its saturation to nearly all of it: its latencies, and speed against use of the GPU. */
const loadCharts = (rows: readonly SizedRow[], best: SizedRow, question: SizeQuestion): readonly string[] => {
  const { spec } = answeredReplica(best, question);
  const { options, inputTokens, outputTokens } = question;
  const shape = { inputTokens: tokens(inputTokens), outputTokens: tokens(outputTokens) };
  const at = (rate: number) => estimate(spec, shape, { kind: "open-loop", requestsPerSecond: requestsPerSecond(rate) });
  const planned = best.requestsPerSecondPerReplica;
  const saturated = at(planned).openLoop?.saturatedRate ?? planned;
  const key = percentileNames[options.percentile];
  const points = loadSteps.map((share) => ({ rate: share * saturated, found: at(share * saturated) }));
  const perGpu = (rate: number, { gpusPerReplica }: SizedRow): number => (rate * outputTokens) / gpusPerReplica;
  const line = (label: string, colour: number, of: (found: Estimate) => number): ChartSeries => ({
    label,
    colour,
    points: points.map(({ rate, found }) => [rate, of(found)] as const),
  });
  const dots = rows.flatMap((row, index): ChartSeries[] => {
    const { interTokenLatency: gap } = row.latencies;
    const place = [1 / (gap ?? 1), perGpu(row.requestsPerSecondPerReplica, row)] as const;
    return gap === null ? [] : [{ label: row.label, colour: index === 0 ? 2 : 3 + ((index - 1) % 5), points: [place] }];
  });
  const curve = {
    label: `${best.label}, by its load`,
    colour: 1,
    points: points.map(({ rate, found }) => [1 / found.interTokenLatency[key], perGpu(rate, best)] as const),
  };
  const speed = { xLabel: `tokens/s of one user, ${key}`, yLabel: "tokens/s per GPU" };
  return [
    svgChart([curve, ...dots], { title: "Speed for one user against use of the GPU", ...speed }),
    svgChart(
      [
        line("time to first token", 1, ({ timeToFirstToken }) => timeToFirstToken[key]),
        line("time per output token (TPOT)", 2, ({ interTokenLatency }) => interTokenLatency[key]),
        line("end to end", 3, ({ endToEnd }) => endToEnd[key]),
        line("single gaps (ITL)", 4, ({ openLoop }) => openLoop?.interTokenLatency[key] ?? Number.NaN),
      ],
      {
        title: `Latency of one replica, ${key}: the plan gives it ${requestRateText(planned)}, it saturates at ${requestRateText(saturated)}`,
        xLabel: "requests/s of one replica",
        yLabel: "seconds, logarithmic",
        logarithmicFrom: 1e-3,
      },
    ),
  ];
};

const swing = 0.2;

/** Cost of the same GPU with one assumption a fifth lower or higher. */
const sensitivityChart = (best: SizedRow, question: SizeQuestion): readonly string[] => {
  const request = { ...clusterRequestOf(question, []), gpus: [gpuNamed(best.gpu, question.devices)] };
  const { shape, slo } = request;
  const gpusOf = (changed: Partial<typeof request>): number | null => {
    const answer = clusterRequirements({ ...request, ...changed });
    return answer.kind === "feasible" ? answer.best.gpus : null;
  };
  const changes: Readonly<Record<string, (factor: number) => Partial<typeof request>>> = {
    load: (factor) => ({ requestsPerSecond: request.requestsPerSecond * factor }),
    "prompt tokens": (factor) => ({ shape: { ...shape, inputTokens: tokens(shape.inputTokens * factor) } }),
    "output tokens": (factor) => ({ shape: { ...shape, outputTokens: tokens(shape.outputTokens * factor) } }),
    ...Object.fromEntries(
      objectives.flatMap((name) => {
        const asked = slo[name];
        return asked === undefined
          ? []
          : [[optionOf[name], (factor: number) => ({ slo: { ...slo, [name]: asked * factor } as Slo })]];
      }),
    ),
  };
  const rows = Object.entries(changes).flatMap(([label, change]): BarRow[] => {
    const [low, high] = [gpusOf(change(1 - swing)), gpusOf(change(1 + swing))];
    const named = (gpus: number | null): string => (gpus === null ? "not reached" : String(gpus));
    const part = (to: number | null, colour: number, name: string) =>
      to === null ? [] : [{ from: Math.min(best.gpus, to), to: Math.max(best.gpus, to), colour, label: name }];
    const parts = [...part(low, 3, "a fifth lower"), ...part(high, 2, "a fifth higher")];
    return parts.length === 0 ? [] : [{ label: `${label}: ${named(low)} | ${named(high)}`, parts }];
  });
  const title = `GPUs of ${best.gpu} when one assumption is a fifth lower | higher; ${best.gpus} as asked`;
  const low = Math.min(best.gpus, ...rows.flatMap(({ parts }) => parts.map(({ from }) => from)));
  return rows.length === 0 ? [] : [barChart(rows, { title, xLabel: "GPUs", low: Math.max(0, Math.floor(low * 0.9)) })];
};

const heads: Readonly<Record<string, (row: SizedRow) => string | number>> = {
  configuration: ({ label }) => label,
  replicas: ({ replicas }) => replicas,
  "at median": ({ replicasAtMedian }) => replicasAtMedian,
  GPUs: ({ gpus }) => gpus,
  nodes: ({ nodes }) => nodes,
  used: ({ utilisation }) => percentText(utilisation),
  TTFT: ({ latencies }) => durationText(latencies.timeToFirstToken),
  TPOT: ({ latencies }) => durationText(latencies.interTokenLatency),
  ITL: ({ latencies }) => durationText(latencies.tokenGap),
  "end to end": ({ latencies }) => durationText(latencies.endToEnd),
  kW: ({ cost }) => numberText(cost.watts / 1000),
  "$/h": ({ cost }) => moneyText(cost.usdPerHour),
  "$/M in": ({ cost }) => moneyText(cost.usdPerMillionInputTokens),
  "$/M out": ({ cost }) => moneyText(cost.usdPerMillionOutputTokens),
};

/** The search as one HTML file without anything from outside. */
export const searchReport = (answer: SearchAnswer, question: SizeQuestion): string => {
  const { best, model, because, assumptions } = answer;
  const rows = rowsOf(answer);
  const charts =
    best === null || best.workers !== null || !question.producesTokens
      ? []
      : [
          ...loadCharts(rows, best, question),
          memoryChart(answeredReplica(best, question).spec),
          ...sensitivityChart(best, question),
        ];
  const { inputTokens, outputTokens } = question;
  const lengths = question.producesTokens ? `, ${inputTokens} tokens in and ${outputTokens} out` : "";
  return reportPage({
    kind: "Plan",
    name: `${model}, ${requestRateText(answer.requestsPerSecond)}${lengths}`,
    introduction:
      best === null
        ? `Infeasible: ${because ?? "unknown"}`
        : `${best.label}: ${best.replicas} replicas with ${percentText(best.confidence)} confidence, ${best.gpus} GPUs.`,
    notices: assumptions,
    heads: Object.keys(heads),
    rows: rows.map((row) => {
      const shown = row === best ? { ...row, label: `${row.label} (chosen)` } : row;
      return Object.values(heads).map((of) => String(of(shown)));
    }),
    charts: [...costChart(rows), ...charts],
  });
};
