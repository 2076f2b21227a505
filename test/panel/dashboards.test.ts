import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitFor } from "@loadline/servers";
import { type Stack, startStack } from "@loadline/tools/demo/stack";
import { repositoryRoot } from "@loadline/tools/repository";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { panelQueries, queryVariables } from "../dashboards.ts";
import { promtool } from "./alert-tools.ts";
import { isFull } from "./bench.ts";

/** What Grafana puts in place of the variables when everything is selected, over a range of two minutes. */
const filled = (expr: string): string =>
  Object.entries({
    cluster: ".*",
    deployment: ".*",
    node: ".*",
    lead_time: "5s",
    __rate_interval: "20s",
    __range: "2m",
  }).reduce((text, [name, value]) => text.replaceAll(`$${name}`, value), expr);

/** The query that lists the values of a variable. */
const valuesQuery = (query: string): string => {
  const [, metric, label] = /^label_values\((.*), (\w+)\)$/.exec(query) ?? [];
  return filled(`count by (${label}) (${metric})`);
};

test("every variable of a query has a value here, so that no query asks for its name", () => {
  expect(panelQueries.filter(({ expr }) => /\$\w/.test(filled(expr)))).toEqual([]);
  expect(queryVariables.filter(({ query }) => /\$\w/.test(valuesQuery(query)))).toEqual([]);
});

test("promtool accepts every query and variable", () => {
  const all = [
    ...panelQueries.map(({ expr }) => filled(expr)),
    ...queryVariables.map(({ query }) => valuesQuery(query)),
  ];
  const rules = all.map((expr, index) => ({ record: `query_${index}`, expr }));
  const folder = mkdtempSync(join(tmpdir(), "loadline-dashboards-"));
  try {
    writeFileSync(join(folder, "rules.yaml"), stringify({ groups: [{ name: "dashboards", rules }] }));
    const output = execFileSync(promtool(), ["check", "rules", join(folder, "rules.yaml")], { encoding: "utf8" });
    expect(output).toContain(`SUCCESS: ${all.length} rules found`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a counter that begins within the window counts from zero, one that stood before from where it stood", () => {
  const folder = mkdtempSync(join(tmpdir(), "loadline-counted-"));
  const counter = "loadline_telemetry_gap_samples_total";
  const input_series = [
    { series: `${counter}{cluster="new"}`, values: "_ _ _ 1 1 1" },
    { series: `${counter}{cluster="old"}`, values: "7 7 7 7 7 7" },
  ];
  const query = panelQueries.find(({ expr }) => expr.includes(counter))?.expr ?? "";
  const expr = filled(query.replaceAll("$__rate_interval", "3m"));
  const exp_samples = [
    { labels: '{cluster="new"}', value: 1 },
    { labels: '{cluster="old"}', value: 0 },
  ];
  const promql_expr_test = [{ expr, eval_time: "5m", exp_samples }];
  const tests = [{ interval: "1m", input_series, promql_expr_test }];
  try {
    writeFileSync(join(folder, "test.yaml"), stringify({ rule_files: [], evaluation_interval: "1m", tests }));
    expect(execFileSync(promtool(), ["test", "rules", join(folder, "test.yaml")], { encoding: "utf8" })).toContain(
      "SUCCESS",
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

let stack: Stack;

/** Every query is asked of one moment, in epoch seconds: a scrape that fails later takes nothing from it. */
let moment = 0;

interface Answer {
  readonly status: string;
  readonly error?: string;
  readonly data?: { readonly result: readonly unknown[] };
}

const answer = async (query: string, time = moment): Promise<readonly unknown[]> => {
  const asked = new URLSearchParams({ query, time: String(time) });
  const response = await fetch(`${stack.prometheusUrl}/api/v1/query?${asked}`);
  const { status, error, data } = (await response.json()) as Answer;
  if (status !== "success") throw new Error(`${query}: ${error}`);
  return data?.result ?? [];
};

/**
 * Metrics that may be absent while this runs: those of faults, the clock, which the simulated GPUs do not report, the
 * error of the model, which needs replicas that are warm for minutes, and the exhaustion by growth, which needs days.
 * Prometheus must accept these queries all the same, and they must have data as soon as the series exist.
 */
const mayBeAbsent = [
  "loadline_decision_blocked",
  "loadline_telemetry_gap_samples_total",
  "loadline_gpu_sm_clock_hertz",
  "loadline_model_error_ratio",
  "loadline_exhaustion_seconds",
  // Where every engine is as the plan says, as in the demo.
  "loadline_engines_unlike_plan",
  // Skill is unknown while all outcomes are alike; nothing is graded before a lead time is over.
  "loadline_warranty_skill_ratio",
  "loadline_warranty_reliability_ratio",
  "loadline_warranty_graded",
  "loadline_warranty_brier_score",
  "loadline_warranty_cost_ratio",
  // Needs thirty forecasts that came due.
  "loadline_forecast_coverage_ratio",
];

const isAbsent = async (expr: string): Promise<boolean> => {
  const metric = mayBeAbsent.find((name) => expr.includes(name));
  return metric !== undefined && (await answer(metric)).length === 0;
};

/** What must be there before any panel is asked: the recommender's series for a lead time and a step of a subquery. */
const firstSeries = [
  "loadline_headroom_ratio offset 22s",
  "loadline_demand_forecast_tokens_per_second offset 22s",
  // The agents serve it once they have read their GPUs.
  "loadline_gpu_temperature_celsius",
  'up{job="fleet"} == 1',
];

/** A failed scrape ends its series at the time it began, up to its timeout of 2 s ago. */
const scrapeSeconds = 4;

/** A moment at which every program that is scraped has series. */
const completeMoment = async (): Promise<number | null> => {
  const time = Date.now() / 1000 - scrapeSeconds;
  const answers = await Promise.all(firstSeries.map((query) => answer(query, time)));
  return answers.every((series) => series.length > 0) ? time : null;
};

const withDemoData = (): void => {
  beforeAll(async () => {
    stack = await startStack(
      {
        plan: join(repositoryRoot, "deploy/demo/plan.yaml"),
        traffic: { speedUp: 1, loadFactor: 1, startReplicas: "min" },
        seed: 1,
        pagePort: 0,
        intervalSeconds: 1,
        leadTimeSeconds: 5,
        scaleDownStabilisationSeconds: 300,
      },
      "demo",
    );
    moment = await waitFor(completeMoment, { what: `data of ${firstSeries.join(", ")}`, everySeconds: 1 });
  });

  afterAll(async () => {
    await stack?.stop();
  });

  test.each(panelQueries)("$name has data", async ({ expr }) => {
    const result = await answer(filled(expr));
    expect(result.length > 0 || (await isAbsent(expr)), filled(expr)).toBe(true);
  });

  test.each(queryVariables)("variable $title / $name has values", async ({ query }) => {
    expect((await answer(valuesQuery(query))).length).toBeGreaterThan(0);
  });
};

if (isFull) describe("with the data of the demo", withDemoData);
