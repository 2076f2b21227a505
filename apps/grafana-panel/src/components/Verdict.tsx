import { css, cx } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { useStyles2 } from "@grafana/ui";
import { reasonText, verdictText } from "../view-model/decision.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { shortened } from "../view-model/format-value.ts";
import { useFormats } from "./formats-context.ts";
import { sharedStyles } from "./styles.ts";

/** A sign beside the text distinguishes verdicts at a glance and without colour. */
const signs = new Map<string | null, { readonly sign: string; readonly tone: "action" | "neutral" | "alarm" }>([
  ["scale-up", { sign: "▲", tone: "action" }],
  ["scale-down", { sign: "▼", tone: "action" }],
  ["hold", { sign: "■", tone: "neutral" }],
  ["infeasible", { sign: "✕", tone: "alarm" }],
]);

/** The verdict of the last decision with its sign, and its reason. */
export function Verdict({ view }: { readonly view: DeploymentView }) {
  const styles = useStyles2(getStyles);
  const { row } = useStyles2(sharedStyles);
  const formats = useFormats();
  const reason = reasonText(view, formats);
  const { sign, tone } = signs.get(view.verdict) ?? { sign: "?", tone: "neutral" as const };
  return (
    <span className={cx(row, styles.line)}>
      <span className={cx(styles.pill, styles[tone])}>
        <span aria-hidden="true">{sign}</span> {verdictText(view.verdict, formats)}
      </span>
      {reason !== null && <span dir="auto">{shortened(reason)}</span>}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({ overflowWrap: "anywhere" }),
  pill: css({
    border: "1px solid",
    borderRadius: theme.shape.radius.pill,
    padding: theme.spacing(0, 1),
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    whiteSpace: "nowrap",
  }),
  action: css({ color: theme.colors.info.text, borderColor: theme.colors.info.border }),
  neutral: css({ color: theme.colors.text.secondary, borderColor: theme.colors.border.strong }),
  alarm: css({ color: theme.colors.error.text, borderColor: theme.colors.error.border }),
});
