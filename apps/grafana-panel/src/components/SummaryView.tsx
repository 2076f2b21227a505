import { css, cx } from "@emotion/css";
import type { GrafanaTheme2, TimeRange } from "@grafana/data";
import { useStyles2 } from "@grafana/ui";
import { t } from "../text/text.ts";
import { limitText } from "../view-model/decision.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { exhaustionText } from "../view-model/exhaustion.ts";
import { type Formats, formatAge, formatCount, formatUsdPerHour, shortened } from "../view-model/format-value.ts";
import type { Series } from "../view-model/read-series.ts";
import { headroomText, readyText } from "../view-model/summary-text.ts";
import { DeploymentCards } from "./DeploymentCards.tsx";
import { DeploymentName } from "./DeploymentHeader.tsx";
import { useFormats } from "./formats-context.ts";
import { Sparkline } from "./Sparkline.tsx";
import { sharedStyles } from "./styles.ts";
import { Verdict } from "./Verdict.tsx";
import { WhatIfLine } from "./WhatIf.tsx";

/** More tiles than this are not shown; the ranking has more. */
const mostTiles = 60;

interface SummaryViewProps {
  readonly views: readonly DeploymentView[];
  readonly timeRange: TimeRange;
}

/** The key values of each deployment in large, the least headroom first. */
export function SummaryView({ views, timeRange }: SummaryViewProps) {
  return (
    <DeploymentCards views={views} most={mostTiles} width={620} more="summary.more">
      {(view) => <Tile view={view} timeRange={timeRange} />}
    </DeploymentCards>
  );
}

/** How urgent the headroom is, and what limits the deployment. */
const headroomNote = ({ leastHeadroomRatio, bindingLimit }: DeploymentView, formats: Formats): string => {
  const level = formats.level(leastHeadroomRatio);
  const parts = [
    ...(level === "over" ? [t("summary.over")] : level === "tight" ? [t("level.tight")] : []),
    ...(bindingLimit === null ? [] : [t("summary.limited-by", { limit: limitText(bindingLimit, formats) })]),
  ];
  return parts.join(", ") || t("summary.limit-unknown");
};

function Tile({ view, timeRange }: { readonly view: DeploymentView; readonly timeRange: TimeRange }) {
  const styles = useStyles2(getStyles);
  const shared = useStyles2(sharedStyles);
  const formats = useFormats();
  const { current, trends, cost, stale } = view;
  const { rate } = formats;
  const [desired, planned] = [formatCount(current.desiredReplicas), formatCount(current.plannedReplicas)];
  return (
    <>
      <header className={shared.row}>
        <DeploymentName view={view} />
        <span className={cx(shared.note, styles.age, stale && shared.over)}>
          {t(stale ? "summary.age-stale" : "summary.age", { age: formatAge(view.dataAgeSeconds) })}
        </span>
      </header>
      <dl className={styles.values}>
        <BigValue
          label={t("fact.headroom")}
          value={headroomText(view, formats)}
          timeRange={timeRange}
          trend={trends.headroom}
          tone={shared[formats.level(view.leastHeadroomRatio)]}
          note={headroomNote(view, formats)}
        />
        <BigValue
          label={t("summary.demand")}
          value={rate(current.demand)}
          timeRange={timeRange}
          trend={trends.demand}
          note={t("summary.load-line", { rate: rate(current.loadLine), reached: exhaustionText(view.reached) })}
          limit={trends.loadLine}
        />
        <BigValue
          label={t("fact.ready")}
          value={readyText(view)}
          timeRange={timeRange}
          trend={trends.ready}
          note={t("summary.replicas", { desired, planned })}
        />
        {cost.ready !== null && (
          <BigValue
            label={t("column.cost")}
            value={formatUsdPerHour(cost.ready)}
            timeRange={timeRange}
            trend={undefined}
            note={t("summary.cost-desired", { cost: formatUsdPerHour(cost.desired) })}
          />
        )}
      </dl>
      <Verdict view={view} />
      <WhatIfLine view={view} />
    </>
  );
}

interface BigValueProps {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  readonly tone?: string;
  readonly trend: Series | undefined;
  readonly limit?: Series | undefined;
  readonly timeRange: TimeRange;
}

function BigValue({ label, value, note, tone, trend, limit, timeRange }: BigValueProps) {
  const styles = useStyles2(getStyles);
  const shared = useStyles2(sharedStyles);
  return (
    <div className={styles.value}>
      <dt className={shared.note}>{label}</dt>
      <dd className={styles.definition}>
        <div className={cx(styles.big, tone)}>{value}</div>
        <div className={shared.note}>{note}</div>
        {trend !== undefined && (
          <Sparkline series={trend} limit={limit} timeRange={timeRange} width={160} height={28} />
        )}
      </dd>
    </div>
  );
}

interface SmallViewProps {
  readonly view: DeploymentView;
  /** How many deployments there are. */
  readonly count: number;
  readonly height: number;
}

/** Pixels: the largest number, the height of a line of text, and the height from which the verdict has space. */
const small = { number: 44, line: 20, verdictFrom: 120 } as const;

/** What a small panel has space for: the least headroom of all deployments. */
export function SmallView({ view, count, height }: SmallViewProps) {
  const styles = useStyles2(getStyles);
  const shared = useStyles2(sharedStyles);
  const formats = useFormats();
  const name = shortened(view.deployment);
  const fontSize = Math.max(small.line, Math.min(small.number, (height - 2 * small.line) / 1.2));
  return (
    <article className={styles.small} aria-label={name}>
      <div className={shared.note} dir="auto">
        {t(count === 1 ? "small.one" : "small.least", { count, name })}
      </div>
      <div className={cx(styles.largest, shared[formats.level(view.leastHeadroomRatio)])} style={{ fontSize }}>
        {headroomText(view, formats)}
      </div>
      <div className={shared.note}>
        {view.stale ? t("summary.age-stale", { age: formatAge(view.dataAgeSeconds) }) : headroomNote(view, formats)}
      </div>
      {height >= small.verdictFrom && <Verdict view={view} />}
    </article>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  age: css({ marginLeft: "auto", fontVariantNumeric: "tabular-nums" }),
  values: css({
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(112px, 1fr))",
    gap: theme.spacing(1.5, 2),
    margin: theme.spacing(1, 0),
  }),
  value: css({ display: "flex", flexDirection: "column", minWidth: 0 }),
  definition: css({ flex: 1, display: "flex", flexDirection: "column", margin: 0, svg: { marginTop: "auto" } }),
  big: css({
    fontSize: 26,
    lineHeight: 1.2,
    fontWeight: theme.typography.fontWeightMedium,
    fontVariantNumeric: "tabular-nums",
    whiteSpace: "nowrap",
  }),
  small: css({
    display: "flex",
    flexDirection: "column",
    justifyContent: "center",
    height: "100%",
    overflow: "hidden",
    "& > *": { flexShrink: 0, flexWrap: "nowrap", overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  }),
  largest: css({ lineHeight: 1.2, fontWeight: theme.typography.fontWeightMedium, fontVariantNumeric: "tabular-nums" }),
});
