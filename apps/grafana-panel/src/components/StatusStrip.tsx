import { css, cx } from "@emotion/css";
import { dateTimeFormat, type GrafanaTheme2 } from "@grafana/data";
import { TextLink, useStyles2 } from "@grafana/ui";
import { t } from "../text/text.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { formatAge } from "../view-model/format-value.ts";
import { isBlind, levelOf, runbookOf, statusText, todoText } from "../view-model/status.ts";

/** Levels differ by a sign, not by colour alone. */
const signs = { over: "✕", tight: "▲", unknown: "■", ample: "✓" } as const;

interface StatusStripProps {
  readonly view: DeploymentView;
  /** Address of the folder of runbooks. */
  readonly runbooks: string;
}

/** How bad it is, what it is, since when, and what to do: the recommender's judgement in one line. */
export function StatusStrip({ view, runbooks }: StatusStripProps) {
  const styles = useStyles2(getStyles);
  const { status, stale, dataAgeSeconds, asOfMs } = view;
  const level = levelOf(view);
  const looks = cx(styles.strip, styles[level], isBlind(view) && styles.blind);
  if (stale)
    return (
      <div className={looks}>
        <strong>
          {signs.unknown} {t("severity.unknown")}
        </strong>
        <span>{t("reason.stale", { age: formatAge(dataAgeSeconds) })}</span>
        <span>{t("status.do", { todo: t("todo.stale") })}</span>
      </div>
    );
  if (status === null) return null;
  const [todo, runbook] = [todoText(status), runbookOf(status, runbooks)];
  const since = formatAge((asOfMs - status.sinceMs) / 1000);
  const severity = severities.find((one) => one === status.severity);
  return (
    <div className={looks}>
      <strong>
        {signs[level]} {severity === undefined ? status.severity : t(`severity.${severity}`)}
      </strong>
      <span dir="auto">{statusText(status, view.nodeProblems)}</span>
      <span title={dateTimeFormat(status.sinceMs)}>{t("status.since", { age: since })}</span>
      {todo !== null && <span>{t("status.do", { todo })}</span>}
      {runbook !== null && (
        <TextLink href={runbook} external inline={false} variant="bodySmall">
          {t("status.runbook")}
        </TextLink>
      )}
    </div>
  );
}

const severities = ["none", "notice", "warning", "critical"] as const;

const getStyles = (theme: GrafanaTheme2) => ({
  strip: css({
    display: "flex",
    flexWrap: "wrap",
    alignItems: "baseline",
    gap: theme.spacing(0.25, 1.5),
    padding: theme.spacing(0.5, 1),
    margin: theme.spacing(0.5, 0),
    borderInlineStart: "4px solid",
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    overflowWrap: "anywhere",
  }),
  over: css({ borderColor: theme.colors.error.border, "& strong": { color: theme.colors.error.text } }),
  tight: css({ borderColor: theme.colors.warning.border, "& strong": { color: theme.colors.warning.text } }),
  ample: css({ borderColor: theme.colors.success.border, "& strong": { color: theme.colors.success.text } }),
  unknown: css({ borderColor: theme.colors.border.strong }),
  // Telemetry is missing: a hatch beneath the text, as in the chart.
  blind: css({
    backgroundImage: `repeating-linear-gradient(135deg, ${theme.colors.border.medium} 0 1px, transparent 1px 7px)`,
  }),
});
