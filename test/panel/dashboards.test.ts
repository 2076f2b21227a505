import { join } from "node:path";
import { waitFor } from "@loadline/servers";
import { dashboards } from "@loadline/tools/dashboards/dashboard-files";
import { type Stack, startStack } from "@loadline/tools/demo/stack";
import { repositoryRoot } from "@loadline/tools/repository";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

let stack: Stack;

beforeAll(async () => {
  stack = await startStack(
    {
      plan: join(repositoryRoot, "deploy/demo/plan.yaml"),
      traffic: [],
      ...{ seed: 1, pagePort: 0, intervalSeconds: 1, leadTimeSeconds: 5, scaleDownStabilisationSeconds: 300 },
    },
    "demo",
  );
  const seen = async (query: string): Promise<true | null> => ((await answer(query)).length > 0 ? true : null);
  for (const metric of ["loadline_headroom_ratio", "loadline_demand_forecast_tokens_per_second"]) {
    await waitFor(() => seen(`${metric} offset 22s`), {
      what: `${metric} for a lead time and a step of a subquery`,
      seconds: 90,
      everySeconds: 1,
    });
  }
});

afterAll(async () => {
  await stack?.stop();
});

/** What Grafana puts in place of the variables when everything is selected, over a range of two minutes. */
const filled = (expr: string): string =>
  Object.entries({
    cluster: ".*",
    deployment: ".*",
    instance: ".*",
    lead_time: "5s",
    __rate_interval: "20s",
    __range: "2m",
  }).reduce((text, [name, value]) => text.replaceAll(`$${name}`, value), expr);

interface Answer {
  readonly status: string;
  readonly error?: string;
  readonly data?: { readonly result: readonly unknown[] };
}

const answer = async (query: string): Promise<readonly unknown[]> => {
  const response = await fetch(`${stack.prometheusUrl}/api/v1/query?query=${encodeURIComponent(query)}`);
  const { status, error, data } = (await response.json()) as Answer;
  if (status !== "success") throw new Error(`${query}: ${error}`);
  return data?.result ?? [];
};

/**
 * What the demo may have no series of while this runs: what is there only while something is wrong, the clock, which
 * the simulated GPUs do not report, the error of the model, which is told of replicas that have been warm for minutes,
 * and what growth exhausts, which takes days to be seen. Prometheus must accept these queries all the same, and they
 * must have data as soon as the series are there.
 */
const mayBeAbsent = [
  "loadline_decision_blocked",
  "loadline_telemetry_gap_samples_total",
  "loadline_gpu_sm_clock_hertz",
  "loadline_model_error_ratio",
  "loadline_exhaustion_seconds",
  // Needs thirty forecasts that came due.
  "loadline_forecast_coverage_ratio",
];

const isAbsent = async (expr: string): Promise<boolean> => {
  const metric = mayBeAbsent.find((name) => expr.includes(name));
  return metric !== undefined && (await answer(metric)).length === 0;
};

const queries = dashboards.flatMap(({ title, panels }) =>
  panels.flatMap(({ body, targets }) =>
    targets.map(({ expr }, index) => ({ name: `${title} / ${body["title"]} / ${index + 1}`, expr })),
  ),
);

describe("every query of the dashboards has data from the demo", () => {
  test.each(queries)("$name", async ({ expr }) => {
    const result = await answer(filled(expr));
    expect(result.length > 0 || (await isAbsent(expr)), filled(expr)).toBe(true);
  });
});

const variables = dashboards.flatMap(({ title, variables: all }) => all.map((one) => ({ ...one, title })));

describe("every variable has values", () => {
  test.each(variables)("$title / $name", async ({ query }) => {
    const [, metric, label] = /^label_values\((.*), (\w+)\)$/.exec(query) ?? [];
    const values = await answer(filled(`count by (${label}) (${metric})`));
    expect(values.length).toBeGreaterThan(0);
  });
});
