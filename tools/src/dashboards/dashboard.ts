import type { Panel } from "./panel.ts";

/** A variable that a reader of the dashboard chooses. */
export interface Variable {
  readonly name: string;
  readonly label: string;
  /** The query that lists its values. */
  readonly query: string;
}

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  /** Start of its time range when it is opened. */
  readonly from: string;
  /** Those of a deployment, unless stated otherwise. */
  readonly variables?: readonly Variable[];
  /** Durations that a reader types, with their default. */
  readonly durations?: readonly { readonly name: string; readonly label: string; readonly value: string }[];
  readonly panels: readonly Panel[];
}

const clusterVariable: Variable = {
  name: "cluster",
  label: "Cluster",
  query: "label_values(loadline_planned_replicas, cluster)",
};

const deploymentVariable: Variable = {
  name: "deployment",
  label: "Deployment",
  query: 'label_values(loadline_planned_replicas{cluster=~"$cluster"}, deployment)',
};

export const deploymentVariables = [clusterVariable, deploymentVariable];

/** Name of a line of a deployment. */
export const deploymentName = "{{cluster}} {{deployment}}";

/** A series of the recommender for the selected deployments, with further matchers. */
export const series = (metric: string, ...matchers: readonly string[]): string =>
  `${metric}{${['cluster=~"$cluster"', 'deployment=~"$deployment"', ...matchers].join(", ")}}`;

/** What a counter counted in a window. Its first value is no increase to Prometheus: a new series counts from zero. */
export const countedIn = (counter: string, window: string): string =>
  `(increase(${counter}[${window}]) > 0 or (${counter} unless ${counter} offset ${window}) or increase(${counter}[${window}]))`;

/** Age of the inputs that are read at every tick; a model's answer, advice and what was proven of capacity may be old. */
export const inputAge = series(
  "loadline_input_age_seconds",
  'input!~"(model|advice|attained|latency)[.].*|capacity[.]measured.*"',
);

const gpuMetrics = [
  ...["gpu_memory_used_bytes", "gpu_memory_total_bytes", "gpu_utilization_ratio", "gpu_temperature_celsius"],
  ...["gpu_power_draw_watts", "gpus_seen", "gpus_expected"],
].map((name) => `loadline_${name}`);

/** The metrics of the node agents that the fleet map reads, as one query. */
export const gpuQuery = (...matchers: readonly string[]): string =>
  `{${[`__name__=~"${gpuMetrics.join("|")}"`, ...matchers].join(", ")}}`;

/** Columns of Grafana's grid. */
const gridColumns = 24;

interface Place {
  readonly x: number;
  readonly y: number;
  /** Height of the row so far. */
  readonly row: number;
}

const placed = (panels: readonly Panel[]): readonly object[] => {
  let at: Place = { x: 0, y: 0, row: 0 };
  return panels.map(({ width, height, body }, index) => {
    if (at.x + width > gridColumns) at = { x: 0, y: at.y + at.row, row: 0 };
    const gridPos = { x: at.x, y: at.y, w: width, h: height };
    at = { x: at.x + width, y: at.y, row: Math.max(at.row, height) };
    return { id: index + 1, gridPos, ...body };
  });
};

const dataSourceVariable = {
  name: "datasource",
  label: "Data source",
  type: "datasource",
  query: "prometheus",
  current: {},
  hide: 0,
};

const queryVariable = ({ name, label, query }: Variable) => ({
  name,
  label,
  type: "query",
  datasource: { type: "prometheus", uid: "$datasource" },
  query: { query, refId: name },
  definition: query,
  refresh: 2,
  sort: 1,
  multi: true,
  includeAll: true,
  allValue: ".*",
  current: { selected: true, text: ["All"], value: ["$__all"] },
});

const durationVariable = ({ name, label, value }: { name: string; label: string; value: string }) => ({
  name,
  label,
  type: "textbox",
  query: value,
  current: { text: value, value },
});

/** Links to the other dashboards, with the variables and the range of this one. */
const links = [
  {
    title: "Loadline",
    type: "dashboards",
    tags: ["loadline"],
    asDropdown: true,
    includeVars: true,
    keepTime: true,
    targetBlank: false,
    icon: "external link",
    tooltip: "",
    url: "",
  },
];

/** The alerts of deploy/alerts while they fire, as marks in every chart. */
const alertsOf = (variables: readonly Variable[]) => ({
  name: "Alerts",
  enable: true,
  iconColor: "red",
  datasource: { type: "prometheus", uid: "$datasource" },
  expr: `ALERTS{${['product="loadline"', 'alertstate="firing"', ...variables.map(({ name }) => `${name}=~"$${name}|"`)].join(", ")}}`,
  step: "60s",
  titleFormat: "{{alertname}}",
  textFormat: "{{cluster}} {{deployment}} {{instance}} {{reason}}",
  tagKeys: "severity",
});

/** The dashboard as Grafana's provisioning reads it. */
export const dashboardJson = (dashboard: Dashboard): string => {
  const { uid, title, description, from, variables = deploymentVariables, durations = [], panels } = dashboard;
  const model = {
    uid,
    title: `Loadline / ${title}`,
    description,
    tags: ["loadline"],
    schemaVersion: 39,
    version: 1,
    editable: true,
    graphTooltip: 1,
    refresh: "10s",
    time: { from, to: "now" },
    timezone: "browser",
    links,
    annotations: { list: [alertsOf(variables)] },
    templating: {
      list: [dataSourceVariable, ...variables.map(queryVariable), ...durations.map(durationVariable)],
    },
    panels: placed(panels),
  };
  return `${JSON.stringify(model, null, 2)}\n`;
};
