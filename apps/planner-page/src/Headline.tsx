import { optionOf } from "@loadline/planner/answer-text";
import type { Headlined } from "@loadline/planner/search";
import { objectives, type SearchAnswer, type SizedRow } from "@loadline/planner/search-answer";
import { pageText } from "./fields.ts";
import { kilowatts, number, percent, plural, seconds, usd, whole } from "./format.ts";
import { evidenceNames, headlineOf } from "./names.ts";

interface HeadlineProps {
  readonly row: SizedRow;
  readonly answer: Headlined;
  /** $/h; null: none is stated. */
  readonly budget: number | null;
}

export const Headline = ({ row, answer, budget }: HeadlineProps) => {
  const { errorBand, replicas, replicasAtMedian, replicasAtWorst, requestsPerSecondPerReplica, nodes, cost } = row;
  const worst =
    replicasAtWorst === null
      ? "no count does at the slow end of the error band"
      : `${whole(replicasAtWorst)} at the slow end of the error band`;
  const { timeToFirstToken, interTokenLatency } = row.latencies;
  return (
    <header className="headline">
      {answer.fleet === null ? null : <p className="note">Rented instead, from the catalogue:</p>}
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
        {cost.usdPerMillionOutputTokens === null ? null : (
          <Fact name="Million tokens out" value={usd(cost.usdPerMillionOutputTokens)} />
        )}
        <Fact name={interTokenLatency === null ? "Answer" : "First token"} value={seconds(timeToFirstToken)} />
        {interTokenLatency === null ? null : <Fact name="Each token" value={seconds(interTokenLatency)} />}
      </dl>
      {answer.withRandom !== null && answer.withRandom !== replicas ? (
        <p className="note">
          Counted with a router that spreads requests by {answer.router}; a Kubernetes Service alone, which picks
          replicas at random, takes {plural(answer.withRandom, "replica")}.
        </p>
      ) : null}
      {answer.because === null ? null : <p className="warning">{pageText(answer.because)}</p>}
      {budget === null || cost.usdPerHour === null || cost.usdPerHour <= budget ? null : (
        <p className="warning">
          {usd(cost.usdPerHour - budget)}/h over the budget of {usd(budget)}/h, which is enough for{" "}
          {plural(Math.floor((replicas * budget) / cost.usdPerHour), "such replica")}.
        </p>
      )}
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
      <p className="warning">{pageText(because ?? "")}</p>
      {closest === null ? null : (
        <p>
          Closest: {closest.label}, which takes {number(closest.strain)} times what the tightest objective allows.
        </p>
      )}
      {atMedian === null ? null : <p>With 50 % confidence: {headlineOf(atMedian)}.</p>}
      {reachable === null ? null : (
        <p>
          Within reach: {relaxed.map(([name, value]) => `${pageText(optionOf[name])} ${seconds(value)}`).join(", ")}{" "}
          with {headlineOf(reachable.best)}.{" "}
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
