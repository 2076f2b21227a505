import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { engineSignals, type Metric, metrics, signalNames } from "@loadline/wire";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { repositoryRoot } from "../repository.ts";
import { deploymentVariables } from "./dashboard.ts";
import { dashboardFiles, dashboards } from "./dashboard-files.ts";

const registered: ReadonlySet<string> = new Set(metrics.map(({ name }) => name));

const queries = dashboards.flatMap(({ title, panels, variables = deploymentVariables }) => [
  ...panels.flatMap((panel) => panel.queries.map((expr) => ({ name: `${title} / ${panel.title}`, expr }))),
  ...variables.map(({ label, query }) => ({ name: `${title} / variable ${label}`, expr: query })),
]);

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

describe("the committed file is the generated one", () => {
  test.each(dashboardFiles().map((file) => ({ ...file })))("$path", ({ path, text }) => {
    const file = join(repositoryRoot, path);
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, text);
    expect(existsSync(file) ? readFileSync(file, "utf8") : "", "run: pnpm build && pnpm generate").toBe(text);
  });
});

describe("a dashboard", () => {
  test.each(dashboards.map((dashboard) => ({ ...dashboard })))("$title has a place for every panel", (dashboard) => {
    const file = dashboardFiles().find(({ path }) => path.includes(dashboard.uid));
    const { panels } = JSON.parse(file?.text ?? "{}") as {
      panels: readonly { gridPos: { x: number; y: number; w: number; h: number } }[];
    };
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
  });

  test("no two share a title or an identifier", () => {
    expect(new Set(dashboards.map(({ uid }) => uid)).size).toBe(dashboards.length);
    expect(new Set(dashboards.map(({ title }) => title)).size).toBe(dashboards.length);
  });
});

test("what waits at an engine is read by the first name that each engine gives it", () => {
  const waiting = rules.find(({ record }) => record === "loadline:engine_waiting")?.expr;
  const engines = ["vllm", "sglang", "tensorrt-llm", "tgi", "llama.cpp", "lmdeploy"] as const;
  const names = engines.map((engine) => engineSignals[engine].prefix + signalNames(engine, "waiting")[0]);
  expect(waiting).toBe(names.join(" or "));
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
