import { css, cx } from "@emotion/css";
import { dateTimeFormat, type GrafanaTheme2 } from "@grafana/data";
import { TextLink, useStyles2 } from "@grafana/ui";
import { t } from "../text/text.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { formatAge, mostNamed, shortened } from "../view-model/format-value.ts";
import { becauseText, isBlind, levelOf, mostUrgent, runbookOf, statusText, todoText } from "../view-model/status.ts";
import { sharedStyles } from "./styles.ts";

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
  const { status, stale, asOfMs } = view;
  if (status === null && !stale) return null;
  const level = levelOf(view);
  const severity = stale ? "unknown" : severities.find((one) => one === status?.severity);
  const todo = todoText(view);
  const runbook = stale || status === null ? null : runbookOf(status, runbooks);
  return (
    <div className={cx(styles.strip, styles[level], isBlind(view) && styles.blind)}>
      <strong>
        {signs[level]} {severity === undefined ? status?.severity : t(`severity.${severity}`)}
      </strong>
      <span dir="auto">{causeOf(view)}</span>
      {!stale && status !== null && (
        <span title={dateTimeFormat(status.sinceMs)}>
          {t("status.since", { age: formatAge((asOfMs - status.sinceMs) / 1000) })}
        </span>
      )}
      {todo !== null && <b>{t("status.do", { todo })}</b>}
      {runbook !== null && (
        <TextLink href={runbook} external inline={false} variant="bodySmall">
          {t("status.runbook")}
        </TextLink>
      )}
    </div>
  );
}

/** What is wrong with it. */
const causeOf = (view: DeploymentView): string => {
  const { status, stale, dataAgeSeconds, nodeProblems } = view;
  if (stale || status === null) return t("reason.stale", { age: formatAge(dataAgeSeconds) });
  const because = becauseText(view);
  return [statusText(status, nodeProblems), ...(because === null ? [] : [because])].join("; ");
};

/** Who of several needs somebody, the worst first, and what to do: below it every deployment keeps its place. */
export function MostUrgent({ views }: { readonly views: readonly DeploymentView[] }) {
  const styles = useStyles2(getStyles);
  const { list, note } = useStyles2(sharedStyles);
  const urgent = mostUrgent(views);
  if (views.length < 2 || urgent.length === 0) return null;
  return (
    <ul className={cx(list, styles.urgent)} aria-label={t("status.urgent")}>
      {urgent.slice(0, mostNamed).map((view) => (
        <li key={view.key} className={styles[levelOf(view)]} dir="auto">
          <strong>
            {signs[levelOf(view)]} {shortened(view.deployment)}
          </strong>{" "}
          {todoText(view) ?? causeOf(view)}
        </li>
      ))}
      {urgent.length > mostNamed && (
        <li className={note}>{t("status.more-urgent", { count: urgent.length - mostNamed })}</li>
      )}
    </ul>
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
    "& b": { fontWeight: theme.typography.fontWeightBold },
  }),
  urgent: css({ marginBottom: theme.spacing(1) }),
  over: css({ borderColor: theme.colors.error.border, "& strong": { color: theme.colors.error.text } }),
  tight: css({ borderColor: theme.colors.warning.border, "& strong": { color: theme.colors.warning.text } }),
  ample: css({ borderColor: theme.colors.success.border, "& strong": { color: theme.colors.success.text } }),
  unknown: css({ borderColor: theme.colors.border.strong }),
  // Telemetry is missing: a hatch beneath the text, as in the chart.
  blind: css({
    backgroundImage: `repeating-linear-gradient(135deg, ${theme.colors.border.medium} 0 1px, transparent 1px 7px)`,
  }),
});
