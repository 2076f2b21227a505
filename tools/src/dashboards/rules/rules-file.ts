import { stringify } from "yaml";
import { type AlertRule, alertGroups } from "./alert-rules.ts";
import { recordingRules } from "./recording-rules.ts";

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
export const rulesFile = (): string =>
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
