import { css, cx } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { useStyles2 } from "@grafana/ui";
import { decisionWords } from "../view-model/decision-words.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { shortened } from "../view-model/shortened.ts";
import { useFormats, wordsOf } from "./formats-context.ts";

type Tone = "action" | "calm" | "alarm";

/** A sign beside the words, so that a verdict is told apart at a glance and without colour. */
const signs = new Map<string | null, { readonly sign: string; readonly tone: Tone }>([
  ["scale-up", { sign: "▲", tone: "action" }],
  ["scale-down", { sign: "▼", tone: "action" }],
  ["hold", { sign: "■", tone: "calm" }],
  ["infeasible", { sign: "✕", tone: "alarm" }],
]);

/** The verdict of the last decision as a word with its sign. */
export function VerdictPill({ view }: { readonly view: DeploymentView }) {
  const styles = useStyles2(getStyles);
  const { verdict } = wordsOf(useFormats());
  const { sign, tone } = signs.get(view.verdict) ?? { sign: "?", tone: "calm" as const };
  return (
    <span className={cx(styles.pill, styles[tone])}>
      <span aria-hidden="true">{sign}</span> {verdict(view.verdict)}
    </span>
  );
}

/** The verdict of the last decision and its reason in words. */
export function Verdict({ view }: { readonly view: DeploymentView }) {
  const styles = useStyles2(getStyles);
  const { reason } = decisionWords(view);
  return (
    <p className={styles.line}>
      <VerdictPill view={view} />
      {reason !== null && <span dir="auto">{shortened(reason)}</span>}
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: "flex",
    flexWrap: "wrap",
    alignItems: "baseline",
    gap: theme.spacing(0.5, 1),
    margin: 0,
    overflowWrap: "anywhere",
  }),
  pill: css({
    border: "1px solid",
    borderRadius: theme.shape.radius.pill,
    padding: theme.spacing(0, 1),
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    whiteSpace: "nowrap",
  }),
  action: css({ color: theme.colors.info.text, borderColor: theme.colors.info.border }),
  calm: css({ color: theme.colors.text.secondary, borderColor: theme.colors.border.strong }),
  alarm: css({ color: theme.colors.error.text, borderColor: theme.colors.error.border }),
});
