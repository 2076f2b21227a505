import { css, cx } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { useStyles2 } from "@grafana/ui";
import { t } from "../text/text.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { exhaustionText } from "../view-model/exhaustion-words.ts";
import { formatAge, formatCount } from "../view-model/format-value.ts";
import type { FullnessLevel } from "../view-model/fullness-level.ts";
import { shortened } from "../view-model/shortened.ts";
import { useFormats, wordsOf } from "./formats-context.ts";
import { Verdict } from "./Verdict.tsx";
import { WhatIfLine } from "./WhatIf.tsx";

const levelNote = (level: FullnessLevel): string | null =>
  level === "over" || level === "tight" ? t(`level.${level}`) : null;

interface DeploymentHeaderProps {
  readonly view: DeploymentView;
  /** Name, headroom and verdict alone. */
  readonly compact: boolean;
}

/** Name, verdict and key figures of a deployment. */
export function DeploymentHeader({ view, compact }: DeploymentHeaderProps) {
  const styles = useStyles2(getStyles);
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <h3 className={styles.name} dir="auto">
          {shortened(view.deployment)}
        </h3>
        <span className={styles.where} dir="auto">
          {shortened(view.cluster)}
        </span>
        {compact && <CompactHeadroom view={view} />}
        <Verdict view={view} />
      </div>
      <WhatIfLine view={view} />
      {!compact && <Facts view={view} />}
      {!compact && <Links view={view} />}
    </header>
  );
}

function CompactHeadroom({ view }: { readonly view: DeploymentView }) {
  const styles = useStyles2(getStyles);
  const formats = useFormats();
  return (
    <span className={styles[formats.level(view.headroomRatio)]}>
      {t("fact.short-headroom", { percent: formats.percent(view.headroomRatio) })}
    </span>
  );
}

// Fresh inputs need no words; telemetry comes every few seconds.
const notableAgeSeconds = 10;

function Facts({ view }: { readonly view: DeploymentView }) {
  const styles = useStyles2(getStyles);
  const formats = useFormats();
  const { current } = view;
  const level = formats.level(view.headroomRatio);
  const [oldest] = view.inputAges;
  const pending = current.pendingReplicas ?? 0;
  return (
    <dl className={styles.facts}>
      <Fact
        label={t("fact.headroom")}
        value={formats.percent(view.headroomRatio)}
        note={levelNote(level)}
        tone={cx(styles.lead, styles[level])}
      />
      <Fact label={t("fact.limited-by")} value={wordsOf(formats).limit(view.bindingLimit)} />
      <Fact label={t("fact.reached")} value={exhaustionText(view.reached)} />
      {view.exhausted.kind !== "unknown" && <Fact label={t("fact.exhausted")} value={exhaustionText(view.exhausted)} />}
      <Fact
        label={t("fact.ready")}
        value={formatCount(current.readyReplicas)}
        note={pending > 0 ? t("fact.pending", { count: pending }) : null}
      />
      <Fact label={t("fact.recommended")} value={formatCount(current.desiredReplicas)} />
      <Fact label={t("fact.planned")} value={formatCount(current.plannedReplicas)} />
      <AgeFact view={view} />
      {oldest !== undefined && oldest.seconds >= notableAgeSeconds && (
        <Fact label={t("fact.oldest-input")} value={formatAge(oldest.seconds)} note={oldest.input} />
      )}
    </dl>
  );
}

function AgeFact({ view }: { readonly view: DeploymentView }) {
  const styles = useStyles2(getStyles);
  return (
    <Fact
      label={t("fact.data-age")}
      value={formatAge(view.dataAgeSeconds)}
      note={view.stale ? t("fact.stale") : null}
      tone={view.stale ? styles.over : undefined}
    />
  );
}

/** Where the dashboard's data links lead to. */
function Links({ view }: { readonly view: DeploymentView }) {
  const styles = useStyles2(getStyles);
  if (view.links.length === 0) return null;
  return (
    <ul className={styles.links} aria-label={t("links.label")}>
      {view.links.map(({ href, title }) => (
        <li key={`${title} ${href}`}>
          <a className={styles.link} href={href} target="_blank" rel="noreferrer noopener">
            {shortened(title)}
          </a>
        </li>
      ))}
    </ul>
  );
}

interface FactProps {
  readonly label: string;
  readonly value: string;
  readonly note?: string | null;
  readonly tone?: string | undefined;
}

function Fact({ label, value, note = null, tone }: FactProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.fact}>
      <dt className={styles.label}>{label}</dt>
      <dd className={cx(styles.value, tone)}>
        {value}
        {note !== null && <span className={styles.note}> {note}</span>}
      </dd>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({ flex: 1 }),
  title: css({ display: "flex", flexWrap: "wrap", alignItems: "baseline", gap: theme.spacing(0, 1.5) }),
  name: css({
    margin: 0,
    overflowWrap: "anywhere",
    fontSize: theme.typography.h5.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  where: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: "anywhere",
  }),
  facts: css({
    display: "flex",
    flexWrap: "wrap",
    alignItems: "flex-end",
    gap: theme.spacing(0.5, 2.5),
    margin: theme.spacing(0.5, 0, 1),
  }),
  fact: css({ minWidth: 0 }),
  links: css({
    display: "flex",
    flexWrap: "wrap",
    gap: theme.spacing(0, 2),
    margin: theme.spacing(0, 0, 1),
    padding: 0,
    listStyle: "none",
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  link: css({ color: theme.colors.text.link, textDecoration: "underline" }),
  label: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightRegular,
    lineHeight: 1.3,
  }),
  value: css({
    margin: 0,
    fontWeight: theme.typography.fontWeightMedium,
    fontVariantNumeric: "tabular-nums",
    overflowWrap: "anywhere",
    lineHeight: 1.4,
  }),
  note: css({ fontWeight: theme.typography.fontWeightRegular, fontSize: theme.typography.bodySmall.fontSize }),
  lead: css({
    fontSize: theme.typography.h4.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    lineHeight: 1.25,
  }),
  over: css({ color: theme.colors.error.text }),
  tight: css({ color: theme.colors.warning.text }),
  ample: css({ color: theme.colors.success.text }),
  unknown: css({ color: theme.colors.text.secondary }),
});
