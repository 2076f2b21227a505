import { stringify } from "yaml";
import { type AlertRule, alertGroups } from "./alert-rules.ts";
import { recordingRules } from "./recording-rules.ts";

const alertOf = ({ alert, expr, for: holds, severity, summary, action }: AlertRule) => ({
  alert,
  expr,
  for: holds,
  labels: { severity, product: "loadline" },
  annotations: { summary, description: action },
});

/** Recording and alert rules as Prometheus reads them. */
export const rulesFile = (): string =>
  stringify(
    {
      groups: [
        { name: "loadline-recorded", interval: "30s", rules: recordingRules },
        ...alertGroups.map(({ name, rules }) => ({ name, rules: rules.map(alertOf) })),
      ],
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
