import { css } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { Badge, type BadgeColor, useStyles2 } from "@grafana/ui";
import { reasonText, verdictText } from "../view-model/decision.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { shortened } from "../view-model/format-value.ts";
import { useFormats } from "./formats-context.ts";
import { sharedStyles } from "./styles.ts";

interface Look {
  /** Beside the text it distinguishes verdicts at a glance and without colour. */
  readonly sign: string;
  readonly color: BadgeColor;
}

const looks = new Map<string | null, Look>([
  ["scale-up", { sign: "▲", color: "blue" }],
  ["scale-down", { sign: "▼", color: "blue" }],
  ["hold", { sign: "■", color: "darkgrey" }],
  ["infeasible", { sign: "✕", color: "red" }],
]);

/** The verdict of the last decision with its sign, and its reason. */
export function Verdict({ view }: { readonly view: DeploymentView }) {
  const { row } = useStyles2(sharedStyles);
  const badge = useStyles2(badgeStyle);
  const formats = useFormats();
  const reason = reasonText(view, formats);
  const { sign, color } = looks.get(view.verdict) ?? { sign: "?", color: "darkgrey" };
  return (
    <span className={row}>
      <Badge className={badge} color={color} text={`${sign} ${verdictText(view.verdict, formats)}`} />
      {reason !== null && (
        <span dir="auto" className={wrapping}>
          {shortened(reason)}
        </span>
      )}
    </span>
  );
}

const wrapping = css({ overflowWrap: "anywhere", minWidth: 0 });

// Grafana's grey has too little contrast in its light theme.
const badgeStyle = (theme: GrafanaTheme2) => css({ color: theme.colors.text.primary });
