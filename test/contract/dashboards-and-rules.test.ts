import { readFileSync } from "node:fs";
import { join } from "node:path";
import { engineSignals, type Metric, metrics, signalNames } from "@loadline/protocol";
import { repositoryRoot } from "@loadline/tools/repository";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { dashboardFiles, dashboards, panelQueries, panelsOf, queryVariables } from "../dashboards.ts";

const registered: ReadonlySet<string> = new Set(metrics.map(({ name }) => name));

const queries = [
  ...panelQueries,
  ...queryVariables.map(({ title, name, query }) => ({ name: `${title} / variable ${name}`, expr: query })),
];

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

const { groups } = parse(readFileSync(join(repositoryRoot, "deploy/alerts/loadline-rules.yaml"), "utf8")) as {
  readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[];
};
const rules = groups.flatMap((group) =>
  group.rules.map((rule) => ({ ...rule, group: group.name, name: rule.alert ?? rule.record ?? "" })),
);

const histograms = new Set(
  (metrics as readonly Metric[]).filter(({ type }) => type === "histogram").map(({ name }) => name),
);

/** Names of the metrics in an expression, without the endings that a histogram adds. */
const metricsIn = (expr: string): readonly string[] =>
  (expr.match(/loadline_[a-z0-9_]+/g) ?? []).map((name) => {
    const family = name.replace(/_(bucket|sum|count)$/, "");
    return histograms.has(family) ? family : name;
  });

describe("every metric in a dashboard or a rule is in the registry", () => {
  test.each([...queries, ...rules])("$name", ({ expr }) => {
    const used = metricsIn(expr);
    const recorded = expr.includes("loadline:");
    const ofEngines = Object.values(engineSignals).some(({ prefix }) => expr.includes(prefix));
    expect(used.length > 0 || recorded || ofEngines).toBe(true);
    expect(used.filter((name) => !registered.has(name))).toEqual([]);
  });
});

test("a series that a rule records is the only one that rules read by a name with colons", () => {
  const recorded = new Set(rules.flatMap(({ record }) => record ?? []));
  const read = rules.flatMap(({ expr }) => expr.match(/loadline:[a-z_:]+/g) ?? []);
  expect(read.filter((name) => !recorded.has(name))).toEqual([]);
});

test("a series has one colour in every chart: that of its name", () => {
  const charts = dashboards.flatMap(panelsOf).filter(({ type }) => type === "timeseries");
  expect(charts.length).toBeGreaterThan(20);
  for (const { title, fieldConfig } of charts)
    expect(fieldConfig?.defaults.color, title).toEqual({ mode: "palette-classic-by-name" });
});

test("the table of deployments says of every cause what the panel says of it, and what to do", () => {
  const file = join(repositoryRoot, "apps/grafana-panel/src/text/en-US.json");
  const texts = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, string>>;
  const codes = Object.keys(texts).flatMap((key) => /^todo\.(?!stale$)(.+)/.exec(key)?.[1] ?? []);
  const expected = codes.map((code) => [
    code,
    `${texts[`cause.${code}`] ?? texts[`reason.${code}`]}: ${texts[`todo.${code}`]}`,
  ]);
  const table = dashboards.flatMap(panelsOf).find(({ title, type }) => title === "Deployments" && type === "table");
  const cause = table?.fieldConfig?.overrides.find(({ matcher }) => matcher.options.startsWith("Cause"));
  const { value } = cause?.properties.find(({ id }) => id === "mappings") ?? {};
  const [mapping] = value as [{ readonly options: Readonly<Record<string, { readonly text: string }>> }];
  const shown = Object.entries(mapping.options).map(([code, { text }]) => [code, text]);
  expect(codes.length).toBeGreaterThan(30);
  expect(shown).toEqual([["covered", texts["cause.covered"]], ...expected]);
});

describe("a dashboard", () => {
  test.each(dashboards)("$title has a place for every panel", ({ panels }) => {
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
  });

  test.each(dashboards)("$title asks the data source that its reader chooses, and nothing else", (dashboard) => {
    const asking = panelsOf(dashboard).filter(({ targets = [] }) => targets.length > 0);
    const asked = asking.flatMap(({ datasource, targets = [] }) => [
      datasource,
      ...targets.map((target) => target.datasource),
    ]);
    expect(asked.filter((asks) => asks?.type !== "prometheus" || asks.uid !== "$datasource")).toEqual([]);
  });

  test.each(dashboards)("$title leads to the others and marks alerts of what is selected", (dashboard) => {
    expect(dashboard.links).toEqual(dashboards[0]?.links);
    const alerts = dashboard.annotations.list.find(({ name }) => name === "Alerts");
    const selected = dashboard.templating.list.filter(({ type }) => type === "query").map(({ name }) => name);
    expect(alerts?.expr).toBe(
      `ALERTS{${['product="loadline"', 'alertstate="firing"', ...selected.map((name) => `${name}=~"$${name}|"`)].join(", ")}}`,
    );
  });

  // Readable as large text on both backgrounds of Grafana: no green is, where a narrow panel makes the figure small.
  test.each(dashboards)("$title has only thresholds in legible colours", (dashboard) => {
    const colors = panelsOf(dashboard).flatMap(({ fieldConfig }) => fieldConfig?.defaults.thresholds?.steps ?? []);
    expect(colors.filter(({ color }) => !["text", "dark-orange", "red"].includes(color))).toEqual([]);
  });

  // Grafana that saved it knows it by a number, by which another Grafana would find another dashboard.
  test("is a file named by its uid, without the number that one Grafana gave it", () => {
    expect(dashboards.map(({ uid }) => `${uid}.json`)).toEqual(dashboardFiles);
    expect(dashboards.flatMap(({ id }) => id ?? [])).toEqual([]);
  });

  test.each(queryVariables)("$title shows the query that $name asks", ({ query, definition }) => {
    expect(definition ?? query).toBe(query);
  });

  test("no two share a title or an identifier", () => {
    expect(new Set(dashboards.map(({ uid }) => uid)).size).toBe(dashboards.length);
    expect(new Set(dashboards.map(({ title }) => title)).size).toBe(dashboards.length);
  });
});

test("what waits at an engine is read as the agent exports it, and by the first name that each engine gives it", () => {
  const waiting = rules.find(({ record }) => record === "loadline:engine_waiting")?.expr;
  const engines = ["vllm", "sglang", "tensorrt-llm", "tgi", "llama.cpp", "lmdeploy"] as const;
  const names = engines.map((engine) => engineSignals[engine].prefix + signalNames(engine, "waiting")[0]);
  expect(waiting).toBe(["loadline_engine_requests_waiting", ...names].join(" or "));
});

describe("an alert names its severity, the value, the action and a section of a runbook", () => {
  test.each(rules.filter(({ alert }) => alert !== undefined))("$alert", ({ name, group, labels, annotations = {} }) => {
    expect(name).toMatch(/^Loadline[A-Z][A-Za-z]+$/);
    expect(labels).toEqual({ product: "loadline", severity: expect.stringMatching(/^(critical|warning|info)$/) });
    expect(annotations["description"]).toMatch(/^[A-Z].*\.$/);
    expect(annotations["summary"]).toContain("{{ $");
    const page = `${group.replace("loadline-", "")}.md`;
    expect(annotations["runbook_url"]).toBe(
      `{{ or $externalLabels.runbooks "docs/runbooks" }}/${page}#${name.toLowerCase()}`,
    );
    expect(readFileSync(join(repositoryRoot, "docs/runbooks", page), "utf8")).toContain(`\n## ${name}\n`);
  });
});
