import { ratio } from "@loadline/core";
import { errorBandText } from "../terminal/error-band-text.ts";
import {
  durationText,
  numberText,
  percentText,
  plural,
  requestRateText,
  tokenRateText,
  usdPerHourText,
} from "../terminal/quantity-text.ts";
import { facts, table } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";
import { wrap } from "../terminal/wrap.ts";
import { paretoPlot } from "./pareto-plot.ts";
import type { Reachable, SizeAnswer, SizedRow } from "./size-answer.ts";

const usd = (value: number | null): string => {
  if (value === null) return "unknown";
  return value < 0.01 ? `${numberText(value)} $` : `${value.toFixed(2)} $`;
};

const replicasText = ({ replicas, loadReplicas, replicasAtWorst }: SizedRow): string =>
  `${replicas}: ${loadReplicas} for the load, ${replicas - loadReplicas} spare; ${replicasAtWorst} at the error band's end`;

const costText = ({ cost, nodesUsdPerHour, gpus }: SizedRow): string =>
  cost.usdPerHour === null
    ? "unknown: no price is known; give yours with --prices"
    : `${usdPerHourText(cost.usdPerHour)} for ${plural(gpus, "GPU")}, ${usd(cost.usdPerMonth)} a month; ${usdPerHourText(nodesUsdPerHour)} for whole nodes`;

const latencyText = ({ latencies }: SizedRow): string =>
  [
    ...(latencies.interTokenLatency === null
      ? []
      : [
          `first token ${durationText(latencies.timeToFirstToken)}`,
          `then ${durationText(latencies.interTokenLatency)} each`,
        ]),
    `answer ${durationText(latencies.endToEnd)}`,
  ].join(", ");

const tokenCostText = ({ cost, latencies }: SizedRow): string =>
  latencies.interTokenLatency === null || cost.usdPerRequest === null
    ? `${usd(cost.usdPerRequest)} a request`
    : `${usd(cost.usdPerRequest)} a request; ${usd(cost.usdPerMillionInputTokens)} per million tokens in, ${usd(cost.usdPerMillionOutputTokens)} out`;

const energyText = ({ cost, latencies }: SizedRow): string => {
  const each = latencies.interTokenLatency === null ? cost.joulesPerRequest : cost.joulesPerOutputToken;
  const unit = latencies.interTokenLatency === null ? "J a request" : "J a token";
  return `${numberText(cost.watts / 1000)} kW${each === null ? "" : `, ${numberText(each)} ${unit}`}`;
};

const gatewayText = ({
  latencies,
  recommendedTokenLimit,
  loadReplicas,
  requestsPerSecondPerReplica,
}: SizedRow): string =>
  latencies.interTokenLatency === null
    ? `admit at most ${requestRateText(loadReplicas * requestsPerSecondPerReplica)}`
    : `admit at most ${tokenRateText(recommendedTokenLimit)}, in and out`;

const bestText = (row: SizedRow, view: View): readonly string[] => [
  view.style.strong(row.label),
  ...facts(
    [
      ["  replicas", replicasText(row)],
      ["  GPUs", `${row.gpus}, ${row.gpusPerReplica} per replica, on ${plural(row.nodes, "node")}`],
      ["  each carries", `${requestRateText(row.requestsPerSecondPerReplica)} at a batch of ${numberText(row.batch)}`],
      ["  latency", latencyText(row)],
      ["  limit", row.bindingLimit],
      ["  used", percentText(row.utilisation)],
      ["  cost", costText(row)],
      ["  per unit", tokenCostText(row)],
      ["  power", energyText(row)],
      ["  gateway", gatewayText(row)],
      ["  error band", errorBandText({ ...row.errorBand, relative: ratio(row.errorBand.relative) })],
      ...row.spare.map(
        ({ cause, replicas, because }) => [`  ${cause}`, `${plural(replicas, "replica")}: ${because}`] as const,
      ),
    ],
    view,
  ),
  "",
];

const shown = 6;

const alternativesText = ({ alternatives }: SizeAnswer, view: View): readonly string[] =>
  alternatives.length === 0
    ? []
    : [
        view.style.strong("next best"),
        ...table(
          [
            { title: "configuration" },
            { title: "replicas", align: "right" },
            { title: "GPUs", align: "right" },
            { title: "$/h", align: "right" },
            { title: "limit" },
          ],
          alternatives
            .slice(0, shown)
            .map(({ label, replicas, gpus, cost, bindingLimit }) => [
              label,
              String(replicas),
              String(gpus),
              cost.usdPerHour === null ? "unknown" : cost.usdPerHour.toFixed(2),
              bindingLimit,
            ]),
          view,
        ),
        "",
      ];

const frontText = ({ front }: SizeAnswer, view: View): readonly string[] => {
  const plot = paretoPlot(
    front.map(({ tokensPerSecondPerUser, tokensPerSecondPerGpu }) => ({
      x: tokensPerSecondPerUser,
      y: tokensPerSecondPerGpu,
    })),
    { columns: view.columns, xTitle: "tokens/s per user", yTitle: "tokens/s per GPU" },
  );
  return plot.length === 0 ? [] : [...plot, ""];
};

const headText = (
  { verdict, because, model, requestsPerSecond, looked }: SizeAnswer,
  view: View,
): readonly string[] => {
  const { style, columns } = view;
  const asked = `${model}, ${requestRateText(requestsPerSecond)}; ${plural(looked, "operating point")} compared`;
  const told = verdict === "feasible" ? style.good("feasible") : `${style.bad("infeasible")}: ${because ?? "unknown"}`;
  return [...wrap(asked, columns), ...wrap(told, columns), ""];
};

const objectiveText = ({ timeToFirstToken, interTokenLatency, endToEnd }: Reachable): string =>
  [
    { flag: "--ttft", value: timeToFirstToken },
    { flag: "--itl", value: interTokenLatency },
    { flag: "--end-to-end", value: endToEnd },
  ]
    .flatMap(({ flag, value }) => (value === null ? [] : [`${flag} ${value}`]))
    .join(" ");

/** What to ask instead of an objective that nothing meets, with its answer. */
const reachableText = ({ reachable }: SizeAnswer, view: View): readonly string[] =>
  reachable === null
    ? []
    : [...wrap(`within reach: ${objectiveText(reachable)}`, view.columns), "", ...bestText(reachable.best, view)];

/** A sized deployment for people. */
export const renderSize = (answer: SizeAnswer, view: View): string =>
  [
    ...headText(answer, view),
    ...(answer.best === null ? [] : bestText(answer.best, view)),
    ...reachableText(answer, view),
    ...alternativesText(answer, view),
    ...frontText(answer, view),
    view.style.faint("assumed"),
    ...answer.assumptions.flatMap((line) => wrap(line, view.columns, "  ")),
    "",
  ].join("\n");
