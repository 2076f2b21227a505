import { css, cx } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { useStyles2 } from "@grafana/ui";
import { t } from "../text/text.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { formatAge, shortened, unknownText } from "../view-model/format-value.ts";
import { headroomText } from "../view-model/summary-text.ts";
import { useFormats } from "./formats-context.ts";
import { facts } from "./RankingView.tsx";
import { sharedStyles } from "./styles.ts";
import { Verdict } from "./Verdict.tsx";
import { WhatIfLine } from "./WhatIf.tsx";

/** Name, verdict and key figures of a deployment; compact: name, headroom and verdict alone. */
export function DeploymentHeader({ view, compact }: { readonly view: DeploymentView; readonly compact: boolean }) {
  const styles = useStyles2(getStyles);
  const shared = useStyles2(sharedStyles);
  const formats = useFormats();
  return (
    <header className={styles.header}>
      <div className={shared.row}>
        <DeploymentName view={view} />
        {compact && (
          <span className={shared[formats.level(view.leastHeadroomRatio)]}>
            {t("fact.short-headroom", { percent: headroomText(view, formats) })}
          </span>
        )}
        <Verdict view={view} />
      </div>
      <WhatIfLine view={view} />
      {!compact && <Facts view={view} />}
      {!compact && <Links view={view} />}
    </header>
  );
}

export function DeploymentName({ view: { deployment, cluster } }: { readonly view: DeploymentView }) {
  const { name, note } = useStyles2(sharedStyles);
  return (
    <>
      <h3 className={name} dir="auto">
        {shortened(deployment)}
      </h3>
      <span className={note} dir="auto">
        {shortened(cluster)}
      </span>
    </>
  );
}

// Younger inputs are not shown: telemetry arrives every few seconds.
const notableAgeSeconds = 10;

function Facts({ view }: { readonly view: DeploymentView }) {
  const styles = useStyles2(getStyles);
  const shared = useStyles2(sharedStyles);
  const formats = useFormats();
  const level = formats.level(view.leastHeadroomRatio);
  const [oldest] = view.inputAges;
  const tones = new Map([
    [t("fact.headroom"), cx(styles.lead, shared[level])],
    ...(view.stale ? [[t("fact.data-age"), shared.over] as const] : []),
  ]);
  return (
    <dl className={styles.facts}>
      {facts(formats)
        .filter(({ text, optional }) => !optional || text(view) !== unknownText())
        .map(({ title, text }, at) => (
          <Fact
            key={title}
            label={title}
            value={text(view)}
            note={at === 0 && (level === "over" || level === "tight") ? t(`level.${level}`) : null}
            tone={tones.get(title)}
          />
        ))}
      {oldest !== undefined && oldest.seconds >= notableAgeSeconds && (
        <Fact label={t("fact.oldest-input")} value={formatAge(oldest.seconds)} note={oldest.input} />
      )}
    </dl>
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
  const shared = useStyles2(sharedStyles);
  return (
    <div>
      <dt className={shared.note}>{label}</dt>
      <dd className={cx(styles.value, tone)}>
        {value}
        {note !== null && <span className={styles.note}> {note}</span>}
      </dd>
    </div>
  );
}

/** The data links of the dashboard. */
function Links({ view }: { readonly view: DeploymentView }) {
  const styles = useStyles2(getStyles);
  const { note } = useStyles2(sharedStyles);
  if (view.links.length === 0) return null;
  return (
    <ul className={cx(note, styles.links)} aria-label={t("links.label")}>
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

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({ flex: 1 }),
  facts: css({
    display: "flex",
    flexWrap: "wrap",
    alignItems: "flex-end",
    gap: theme.spacing(0.5, 2.5),
    margin: theme.spacing(0.5, 0, 1),
  }),
  value: css({
    margin: 0,
    fontWeight: theme.typography.fontWeightMedium,
    fontVariantNumeric: "tabular-nums",
    overflowWrap: "anywhere",
    lineHeight: 1.4,
  }),
  note: css({ fontWeight: theme.typography.fontWeightRegular, fontSize: theme.typography.bodySmall.fontSize }),
  lead: css({ fontSize: theme.typography.h4.fontSize, lineHeight: 1.25 }),
  links: css({
    display: "flex",
    flexWrap: "wrap",
    gap: theme.spacing(0, 2),
    margin: theme.spacing(0, 0, 1),
    padding: 0,
    listStyle: "none",
  }),
  link: css({ color: theme.colors.text.link, textDecoration: "underline" }),
});
