import { stringify } from "yaml";
import type { GeneratedFile } from "../generate/markdown.ts";
import { type Dashboard, dashboardJson } from "./dashboard.ts";
import { costPower } from "./dashboards/cost-power.ts";
import { decisions } from "./dashboards/decisions.ts";
import { deployment } from "./dashboards/deployment.ts";
import { fleet } from "./dashboards/fleet.ts";
import { modelAccuracy } from "./dashboards/model-accuracy.ts";
import { nodeGpu } from "./dashboards/node-gpu.ts";
import { type AlertRule, alertGroups } from "./rules/alert-rules.ts";
import { recordingRules } from "./rules/recording-rules.ts";

/** Where the runbooks are read: the external label `runbooks` of Prometheus, else their folder in this repository. */
const runbooks = '{{ or $externalLabels.runbooks "docs/runbooks" }}';

const alertOf = (group: string, { alert, expr, for: duration, severity, summary, action }: AlertRule) => ({
  alert,
  expr,
  for: duration,
  labels: { severity, product: "loadline" },
  annotations: {
    summary,
    description: action,
    runbook_url: `${runbooks}/${group}.md#${alert.toLowerCase()}`,
  },
});

/** Recording and alert rules as Prometheus reads them. */
const rulesFile = (): string =>
  stringify(
    {
      groups: [
        { name: "loadline-recorded", interval: "30s", rules: recordingRules },
        ...alertGroups.map(({ name, rules }) => ({
          name: `loadline-${name}`,
          rules: rules.map((rule) => alertOf(name, rule)),
        })),
      ],
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );

/** Every dashboard, in the order of a reader's way from the whole to the part. */
export const dashboards: readonly Dashboard[] = [fleet, deployment, nodeGpu, modelAccuracy, decisions, costPower];

/** Dashboards and rules below deploy/, as they are committed. */
export const dashboardFiles = (): readonly GeneratedFile[] => [
  ...dashboards.map((dashboard) => ({
    path: `deploy/dashboards/${dashboard.uid}.json`,
    text: dashboardJson(dashboard),
  })),
  { path: "deploy/alerts/loadline-rules.yaml", text: rulesFile() },
];
