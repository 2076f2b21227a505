import { css, cx } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { TextLink, useStyles2 } from "@grafana/ui";
import { t } from "../text/text.ts";
import { limitText, reasonText, verdictText } from "../view-model/decision.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { exhaustionText } from "../view-model/exhaustion.ts";
import {
  type Formats,
  formatAge,
  formatCount,
  fullnessLevel,
  shortened,
  unknownText,
} from "../view-model/format-value.ts";
import { levelOf } from "../view-model/status.ts";
import { headroomText, readyText, recommendedText } from "../view-model/summary-text.ts";
import { useFormats } from "./formats-context.ts";
import { StatusStrip } from "./StatusStrip.tsx";
import { sharedStyles } from "./styles.ts";

interface DeploymentHeaderProps {
  readonly view: DeploymentView;
  readonly compact: boolean;
  readonly runbooks: string;
}

/** Name, status and key figures of a deployment; compact: name, headroom and verdict alone. */
export function DeploymentHeader({ view, compact, runbooks }: DeploymentHeaderProps) {
  const shared = useStyles2(sharedStyles);
  const formats = useFormats();
  return (
    <header className={header}>
      <div className={shared.row}>
        <DeploymentName view={view} />
        {compact && (
          <>
            <span className={shared[levelOf(view)]}>
              {t("fact.short-headroom", { percent: headroomText(view, formats) })}
            </span>
            <span>{verdictText(view.verdict, formats)}</span>
          </>
        )}
        {!compact && <Links view={view} />}
      </div>
      {!compact && <StatusStrip view={view} runbooks={runbooks} />}
      {!compact && <Facts view={view} />}
    </header>
  );
}

// It takes what is left, so that charts beside each other stand at the same height.
const header = css({ flex: 1 });

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

interface Fact {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
  /** In the colour of what needs action. */
  readonly alarms?: boolean;
}

// Younger ones are not shown: samples arrive every few seconds, some inputs once in a window.
const notableAge = { dataSeconds: 20, inputSeconds: 60 } as const;

/** Facts that not every fleet has: left out where they are unknown. */
const optional = (label: string, value: string): readonly Fact[] => (value === unknownText() ? [] : [{ label, value }]);

const figures = (view: DeploymentView, formats: Formats): readonly Fact[] => {
  const { current, dataAgeSeconds, stale } = view;
  const pending = (current.pendingReplicas ?? 0) > 0 ? formatCount(current.pendingReplicas) : null;
  const ready = readyText(view);
  const [oldest] = view.inputAges;
  const age = formatAge(dataAgeSeconds);
  const reason = reasonText(view, formats);
  return [
    {
      label: t("fact.verdict"),
      value: verdictText(view.verdict, formats),
      ...(stale || reason === null ? {} : { note: shortened(reason) }),
    },
    { label: t("fact.limited-by"), value: limitText(view.bindingLimit, formats) },
    ...optional(t("fact.reached"), exhaustionText(view.reached)),
    ...optional(t("fact.exhausted"), exhaustionText(view.exhausted)),
    {
      label: t("fact.ready"),
      value: pending === null ? ready : t("cell.pending", { ready, pending }),
    },
    { label: t("fact.recommended"), value: recommendedText(view) },
    { label: t("fact.planned"), value: formatCount(current.plannedReplicas) },
    ...(stale || (dataAgeSeconds ?? 0) >= notableAge.dataSeconds
      ? [{ label: t("fact.data-age"), value: stale ? t("cell.stale", { age }) : age, alarms: stale }]
      : []),
    ...(oldest !== undefined && oldest.seconds >= notableAge.inputSeconds
      ? [{ label: t("fact.oldest-input"), value: formatAge(oldest.seconds), note: oldest.input }]
      : []),
  ];
};

function Facts({ view }: { readonly view: DeploymentView }) {
  const styles = useStyles2(getStyles);
  const shared = useStyles2(sharedStyles);
  const { note: small } = shared;
  const formats = useFormats();
  const isTight = fullnessLevel(view.leastHeadroomRatio) === "tight";
  return (
    <dl className={styles.facts}>
      <div>
        <dt className={small}>{t("fact.headroom")}</dt>
        <dd className={cx(styles.value, styles.lead, shared[levelOf(view)])}>
          {headroomText(view, formats)}
          {isTight && <span className={small}> {t("level.tight")}</span>}
        </dd>
      </div>
      {figures(view, formats).map(({ label, value, note, alarms }) => (
        <div key={label}>
          <dt className={small}>{label}</dt>
          <dd className={cx(styles.value, alarms && shared.over)}>
            {value}
            {note !== undefined && <span className={small}> {note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The data links of the dashboard. */
function Links({ view: { links } }: { readonly view: DeploymentView }) {
  const { list } = useStyles2(sharedStyles);
  if (links.length === 0) return null;
  return (
    <ul className={list} aria-label={t("links.label")}>
      {links.map(({ href, title }) => (
        <li key={`${title} ${href}`}>
          <TextLink href={href} external inline={false} variant="bodySmall">
            {shortened(title)}
          </TextLink>
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  facts: css({
    display: "flex",
    flexWrap: "wrap",
    alignItems: "flex-start",
    gap: theme.spacing(0.5, 2.5),
    margin: theme.spacing(0.5, 0, 1),
  }),
  value: css({
    margin: 0,
    fontWeight: theme.typography.fontWeightMedium,
    fontVariantNumeric: "tabular-nums",
    overflowWrap: "anywhere",
    lineHeight: "22px",
  }),
  lead: css({ fontSize: theme.typography.h4.fontSize }),
});
