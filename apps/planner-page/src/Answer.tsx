import { type Gpu, gpuNamed } from "@loadline/model";
import { optionOf } from "@loadline/planner/answer-text";
import { speedCurve } from "@loadline/planner/details";
import { objectives, percentileNames, type SearchAnswer, type SizedRow } from "@loadline/planner/search-answer";
import { type ReactNode, useMemo } from "react";
import { type Bar, Bars, StackedBar } from "./Bars.tsx";
import { Chart, type Line } from "./Chart.tsx";
import { gibibytes, kilowatts, number, percent, plural, seconds, usd, whole } from "./format.ts";
import type { Asked } from "./question.ts";
import { Scroll } from "./Table.tsx";
import type { Parts } from "./worker.ts";

const gpuName = (id: string, devices: readonly Gpu[] = []): string =>
  gpuNamed(id, devices).name.replace(/^(NVIDIA|AMD|Intel) /, "");

const evidenceNames = { calibrated: "measured here", transferred: "transferred", assumed: "assumed" } as const;

/** "68 × MI300X: 17 replicas of 4, $102/h, 90 % sure" */
export const headlineOf = ({ gpus, gpu, replicas, gpusPerReplica, cost, confidence }: SizedRow): string =>
  `${whole(gpus)} × ${gpuName(gpu)}: ${plural(replicas, "replica")} of ${whole(gpusPerReplica)}, ${usd(cost.usdPerHour)}${cost.usdPerHour === null ? "" : "/h"}, ${percent(confidence)} sure`;

export const Headline = ({ row, answer }: { readonly row: SizedRow; readonly answer: SearchAnswer }) => {
  const { errorBand, replicas, replicasAtMedian, replicasAtWorst, requestsPerSecondPerReplica, nodes, cost } = row;
  const worst =
    replicasAtWorst === null
      ? "no count does at the slow end of the error band"
      : `${whole(replicasAtWorst)} at the slow end of the error band`;
  return (
    <header className="headline">
      <h2>{headlineOf(row)}</h2>
      <p>
        {answer.model} at {number(answer.requestsPerSecond)} requests/s: each replica carries{" "}
        {number(requestsPerSecondPerReplica)} requests/s, give or take {percent(errorBand.relative)} (
        {evidenceNames[errorBand.basis]}). {whole(replicasAtMedian)} would do if all were as fast as modelled, {worst}.
      </p>
      <dl className="facts">
        <Fact name="Nodes" value={whole(nodes)} />
        <Fact name="Power" value={kilowatts(cost.watts)} />
        <Fact name="A month" value={usd(cost.usdPerMonth)} />
        <Fact name="Million tokens out" value={usd(cost.usdPerMillionOutputTokens)} />
        <Fact name="First token" value={seconds(row.latencies.timeToFirstToken)} />
        <Fact name="Each token" value={seconds(row.latencies.interTokenLatency)} />
      </dl>
      {answer.withRandom !== null && answer.withRandom !== replicas ? (
        <p className="note">
          Requests go by {answer.router}; behind a Kubernetes Service by itself it takes{" "}
          {plural(answer.withRandom, "replica")}.
        </p>
      ) : null}
      {answer.because === null ? null : <p className="warning">{answer.because}</p>}
    </header>
  );
};

const Fact = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

/** What is nearest where nothing meets the objectives, and which of them to relax. */
export const Infeasible = ({
  answer,
  onRelax,
}: {
  readonly answer: SearchAnswer;
  readonly onRelax: (slo: Readonly<Record<string, string>>) => void;
}) => {
  const { closest, reachable, atMedian, because } = answer;
  const relaxed =
    reachable === null
      ? []
      : objectives.flatMap((name) => (reachable[name] === null ? [] : [[name, reachable[name]] as const]));
  return (
    <header className="headline">
      <h2>Nothing meets these objectives</h2>
      <p className="warning">{because}</p>
      {closest === null ? null : (
        <p>
          Closest: {closest.label}, which takes {number(closest.strain)} times what the tightest objective allows.
        </p>
      )}
      {atMedian === null ? null : <p>With 50 % confidence: {headlineOf(atMedian)}.</p>}
      {reachable === null ? null : (
        <p>
          Within reach: {relaxed.map(([name, value]) => `${optionOf[name]} ${seconds(value)}`).join(", ")} with{" "}
          {headlineOf(reachable.best)}.{" "}
          <button
            type="button"
            onClick={() => onRelax(Object.fromEntries(relaxed.map(([name, value]) => [optionOf[name], `${value}s`])))}
          >
            Ask that
          </button>
        </p>
      )}
    </header>
  );
};

const columns: readonly (readonly [head: string, cell: (row: SizedRow) => ReactNode])[] = [
  ["GPUs", ({ gpus }) => whole(gpus)],
  [
    "Replicas",
    ({ replicas, replicasAtMedian }) => (
      <>
        {whole(replicas)} <small>({whole(replicasAtMedian)})</small>
      </>
    ),
  ],
  ["$/h", ({ cost }) => usd(cost.usdPerHour)],
  ["$/M in", ({ cost }) => usd(cost.usdPerMillionInputTokens)],
  ["$/M out", ({ cost }) => usd(cost.usdPerMillionOutputTokens)],
  ["kW", ({ cost }) => number(cost.watts / 1000)],
  ["Nodes", ({ nodes }) => whole(nodes)],
  ["TTFT", ({ latencies }) => seconds(latencies.timeToFirstToken)],
  ["TPOT", ({ latencies }) => seconds(latencies.interTokenLatency)],
  ["Evidence", ({ errorBand }) => `${evidenceNames[errorBand.basis]}, ±${percent(errorBand.relative)}`],
  [
    "Price of",
    ({ price }) =>
      price === null
        ? "–"
        : price.origin === "own"
          ? "your own"
          : `${price.provider ?? ""} ${price.on ?? ""}${price.isOld ? ", old" : ""}`,
  ],
];

const reasons = {
  "not-run": "that the engine does not run on",
  "does-not-fit": "that the model does not fit",
  "cache-too-small": "whose cache holds no such request",
  "slo-unreachable": "out of reach of an objective",
  "higher-cost": "at a higher cost",
  "no-price": "without a price",
} as const;

export const Options = ({
  answer,
  chosen,
  onChoose,
}: {
  readonly answer: SearchAnswer;
  readonly chosen: SizedRow;
  readonly onChoose: (row: SizedRow) => void;
}) => {
  const rows = answer.best === null ? [] : [answer.best, ...answer.alternatives];
  const missing = Object.entries(reasons).flatMap(([because, text]) => {
    const gpus = answer.missing.filter((one) => one.because === because).map(({ gpu }) => gpu);
    return gpus.length === 0 ? [] : [{ because, text, gpus }];
  });
  return (
    <section>
      <h3>Options, cheapest first</h3>
      <Scroll label="Options">
        <table className="options">
          <thead>
            <tr>
              <th scope="col">Configuration</th>
              {columns.map(([head]) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.label} className={row.label === chosen.label ? "chosen" : ""}>
                <th scope="row">
                  <button type="button" aria-pressed={row.label === chosen.label} onClick={() => onChoose(row)}>
                    {row.label}
                  </button>
                </th>
                {columns.map(([head, cell]) => (
                  <td key={head}>{cell(row)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p className="note">In brackets: at the median, were every replica as fast as modelled.</p>
      {missing.map(({ because, text, gpus }) => (
        <p key={because} className="note">
          {plural(gpus.length, "other GPU")} {text}: {gpus.slice(0, 6).join(", ")}
          {gpus.length > 6 ? " and more" : ""}
        </p>
      ))}
    </section>
  );
};

/** The point of a curve that is nearest to what a replica has at once at the most that it carries. */
const planned = (row: SizedRow, outputTokens: number): readonly [number, number][] =>
  row.latencies.interTokenLatency === null
    ? []
    : [[1 / row.latencies.interTokenLatency, (row.requestsPerSecondPerReplica * outputTokens) / row.gpusPerReplica]];

/** Drawn while a slider moves, from the formulas of the model. */
export const Front = ({
  answer,
  chosen,
  asked,
}: {
  readonly answer: SearchAnswer;
  readonly chosen: SizedRow;
  readonly asked: Asked;
}) => {
  const { question } = asked;
  const lines = useMemo((): readonly Line[] => {
    const curve = speedCurve(chosen, question);
    const others = answer.alternatives.concat(answer.best ?? []).filter(({ label }) => label !== chosen.label);
    return [
      {
        label: "front of all configurations",
        tone: "ink",
        kind: "dashed",
        points: answer.front.map((at) => [at.tokensPerSecondPerUser, at.tokensPerSecondPerGpu]),
      },
      {
        label: `${chosen.label}, by its load`,
        tone: "accent",
        points: curve.map((at) => [at.tokensPerSecondPerUser, at.tokensPerSecondPerGpu]),
      },
      {
        label: "other options",
        tone: "faint",
        kind: "dots",
        points: others.flatMap((row) => planned(row, question.outputTokens)),
      },
      { label: "chosen", tone: "accent", kind: "large-dot", points: planned(chosen, question.outputTokens) },
    ];
  }, [answer, chosen, question]);
  if (lines[1]?.points.length === 0) return null;
  const key = percentileNames[question.options.percentile];
  return (
    <Chart
      title="Speed for one user against use of a GPU"
      x="tokens/s of one user"
      y="tokens/s per GPU"
      lines={lines}
      note={`Curves: means while so many requests are always there; points: ${key} at the most that a replica carries within the objectives.`}
    />
  );
};

const objectiveKeys = [
  ["timeToFirstToken", "ttft", "time to first token", "accent"],
  ["interTokenLatency", "tpot", "time per output token", "ink"],
  ["endToEnd", "endToEnd", "whole answer", "faint"],
] as const;

export const Latency = ({
  chosen,
  details,
  asked,
}: {
  readonly chosen: SizedRow;
  readonly details: NonNullable<Parts["details"]>;
  readonly asked: Asked;
}) => {
  const { load } = details;
  const { options } = asked.question;
  const lines = useMemo((): readonly Line[] => {
    if (load === null) return [];
    const [first, last] = [load.points[0]?.requestsPerSecond ?? 0, load.points.at(-1)?.requestsPerSecond ?? 1];
    return objectiveKeys.flatMap(([key, option, label, tone]): readonly Line[] => {
      const allowed = options[option];
      const points = load.points.map((point) => [point.requestsPerSecond, point[key]] as const);
      const line: Line = {
        label,
        tone,
        points,
        ...(key === "interTokenLatency" ? { band: 1 + chosen.errorBand.relative } : {}),
      };
      if (allowed === undefined) return [line];
      return [
        line,
        {
          label: `${label}, objective`,
          tone,
          kind: "dashed",
          points: [
            [first, allowed],
            [last, allowed],
          ],
        },
      ];
    });
  }, [load, options, chosen]);
  if (load === null) return null;
  return (
    <Chart
      title="Latency of a replica by its load"
      x="requests/s of one replica"
      y="seconds, logarithmic"
      lines={lines}
      isLogarithmic
      note={`${percentileNames[options.percentile]}, simulated request by request; the plan gives a replica at most ${number(load.planned)} requests/s, it saturates at ${number(load.saturated)}. Shaded: the error band of the time per token, ${percent(chosen.errorBand.relative)} (${chosen.errorBand.basis}).`}
    />
  );
};

export const Memory = ({
  chosen,
  details,
}: {
  readonly chosen: SizedRow;
  readonly details: NonNullable<Parts["details"]>;
}) => {
  const { capacity, kvCacheTokens, ...bytes } = details.memory;
  const names = {
    weights: "weights",
    kvCache: "KV cache",
    activation: "activations",
    framework: "framework",
    free: "left to others",
  } as const;
  return (
    <StackedBar
      title={`Memory of one ${gpuName(chosen.gpu)}`}
      note={`${gibibytes(capacity)} in all; a replica caches ${whole(kvCacheTokens)} tokens. Computed from the model's and the GPU's data sheets.`}
      parts={(Object.keys(names) as (keyof typeof names)[]).map((name) => ({
        label: names[name],
        value: bytes[name],
        text: gibibytes(bytes[name]),
      }))}
    />
  );
};

export const Confidence = ({
  chosen,
  confidences,
}: {
  readonly chosen: SizedRow;
  readonly confidences: NonNullable<Parts["confidences"]>;
}) => (
  <Bars
    title="What certainty takes"
    heads={["Confidence", "Replicas"]}
    note={`Of ${chosen.label}, by its error band (${chosen.errorBand.basis}).`}
    bars={confidences.map(({ confidence, replicas, usdPerHour }) => ({
      label: percent(confidence),
      to: replicas ?? 0,
      text: replicas === null ? "no count" : `${whole(replicas)}${usdPerHour === null ? "" : `, ${usd(usdPerHour)}/h`}`,
      isChosen: confidence === chosen.confidence,
    }))}
  />
);

export const Savings = ({
  chosen,
  levers,
  onTake,
}: {
  readonly chosen: SizedRow;
  readonly levers: SearchAnswer["levers"];
  readonly onTake: (option: string) => void;
}) => (
  <section>
    <h3>What would save most</h3>
    {levers.length === 0 ? <p className="note">No single change saves a twentieth.</p> : null}
    <ul className="levers">
      {levers.map(({ option, condition, row }) => (
        <li key={option}>
          <b>{option.replace(/^--/, "")}</b> {headlineOf(row)}
          {row.cost.usdPerHour === null || chosen.cost.usdPerHour === null
            ? ""
            : `; ${percent(1 - row.cost.usdPerHour / chosen.cost.usdPerHour)} less`}
          <p className="note">It takes {condition}.</p>
          {option.startsWith("--") ? (
            <button type="button" onClick={() => onTake(option)}>
              Ask with {option.replace(/^--/, "")}
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  </section>
);

export const Sensitivity = ({
  chosen,
  rows,
}: {
  readonly chosen: SizedRow;
  readonly rows: NonNullable<Parts["sensitivity"]>;
}) => {
  const text = (gpus: number | null): string => (gpus === null ? "not reached" : whole(gpus));
  return (
    <Bars
      title="GPUs when an assumption is a fifth lower or higher"
      heads={["Assumption", "GPUs"]}
      note={`Of ${chosen.label} with the same objectives and confidence; ${whole(chosen.gpus)} as asked.`}
      bars={rows.map(
        ({ label, low, high }): Bar => ({
          label: label.replace(/^--/, ""),
          from: low ?? chosen.gpus,
          to: high ?? chosen.gpus,
          text: `${text(low)} – ${text(high)}`,
        }),
      )}
    />
  );
};

export const Reserve = ({ chosen }: { readonly chosen: SizedRow }) => (
  <section>
    <h3>Reserve by cause</h3>
    <ul>
      {chosen.reserve.map(({ cause, replicas, because }) => (
        <li key={cause}>
          <b>{cause}</b>: {plural(replicas, "replica")}. {because}
        </li>
      ))}
    </ul>
    <p className="note">
      {plural(chosen.loadReplicas, "replica")} for the load, {whole(chosen.replicas - chosen.loadReplicas)} more for the
      reserve; causes that one replica covers are not added up.
    </p>
  </section>
);
