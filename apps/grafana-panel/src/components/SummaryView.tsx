import { css, cx } from "@emotion/css";
import type { GrafanaTheme2, TimeRange } from "@grafana/data";
import { useStyles2 } from "@grafana/ui";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { formatAge, formatCount, formatUsdPerHour } from "../view-model/format-value.ts";
import { worstFirst } from "../view-model/ranking.ts";
import type { Series } from "../view-model/read-frames.ts";
import { shortened } from "../view-model/shortened.ts";
import { useFormats, wordsOf } from "./formats-context.ts";
import { Sparkline } from "./Sparkline.tsx";
import { Verdict } from "./Verdict.tsx";
import { WhatIfLine } from "./WhatIf.tsx";

/** More tiles than this are a list; the ranking is the better one. */
export const mostTiles = 60;

interface SummaryViewProps {
  readonly views: readonly DeploymentView[];
  readonly timeRange: TimeRange;
}

/** The key values of each deployment in large, the least headroom first. */
export function SummaryView({ views, timeRange }: SummaryViewProps) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <div className={styles.tiles}>
        {worstFirst(views)
          .slice(0, mostTiles)
          .map((view) => (
            <Tile key={view.key} view={view} timeRange={timeRange} />
          ))}
      </div>
      {views.length > mostTiles && (
        <p className={styles.note}>
          The {mostTiles} with the least headroom of {views.length} deployments; the ranking has more.
        </p>
      )}
    </>
  );
}

const levelNotes = { over: "above the load line", tight: "tight", ample: null, unknown: null } as const;

const replicasNote = ({ current }: DeploymentView): string =>
  `${formatCount(current.desiredReplicas)} desired, ${formatCount(current.plannedReplicas)} planned`;

function Tile({ view, timeRange }: { readonly view: DeploymentView; readonly timeRange: TimeRange }) {
  const styles = useStyles2(getStyles);
  const formats = useFormats();
  const { rate, percent } = formats;
  const level = formats.level(view.headroomRatio);
  return (
    <article className={styles.tile} aria-label={shortened(view.deployment)}>
      <header className={styles.head}>
        <h3 className={styles.name} dir="auto">
          {shortened(view.deployment)}
        </h3>
        <span className={styles.note} dir="auto">
          {shortened(view.cluster)}
        </span>
        <span className={cx(styles.age, view.stale && styles.over)}>
          {formatAge(view.dataAgeSeconds)} old{view.stale ? ", stale" : ""}
        </span>
      </header>
      <dl className={styles.values}>
        <BigValue
          {...{ label: "Headroom", value: percent(view.headroomRatio), tone: styles[level], timeRange }}
          note={levelNotes[level] ?? `limited by ${wordsOf(formats).limit(view.bindingLimit)}`}
          trend={view.trends.headroom}
        />
        <BigValue
          {...{ label: "Demand", value: rate(view.current.demand), timeRange }}
          note={`load line ${rate(view.current.loadLine)}`}
          trend={view.trends.demand}
        />
        <BigValue
          {...{ label: "Ready", value: formatCount(view.current.readyReplicas), timeRange }}
          note={replicasNote(view)}
          trend={view.trends.ready}
        />
        {view.cost.ready !== null && (
          <BigValue
            {...{ label: "Cost per hour", value: formatUsdPerHour(view.cost.ready), timeRange }}
            note={`${formatUsdPerHour(view.cost.desired)} as desired`}
            trend={undefined}
          />
        )}
      </dl>
      <Verdict view={view} />
      <WhatIfLine view={view} />
    </article>
  );
}

interface BigValueProps {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  readonly tone?: string;
  readonly trend: Series | undefined;
  readonly timeRange: TimeRange;
}

const sparkline = { width: 160, height: 28 } as const;

function BigValue({ label, value, note, tone, trend, timeRange }: BigValueProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.value}>
      <dt className={styles.note}>{label}</dt>
      <dd className={styles.definition}>
        <div className={cx(styles.big, tone)}>{value}</div>
        <div className={styles.note}>{note}</div>
        {trend !== undefined && <Sparkline series={trend} timeRange={timeRange} {...sparkline} />}
      </dd>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tiles: css({
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 620px), 1fr))",
    gap: theme.spacing(2),
  }),
  tile: css({
    minWidth: 0,
    padding: theme.spacing(1.5, 2),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  head: css({ display: "flex", flexWrap: "wrap", alignItems: "baseline", gap: theme.spacing(0, 1) }),
  name: css({ margin: 0, overflowWrap: "anywhere", fontSize: theme.typography.h5.fontSize }),
  note: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightRegular,
    overflowWrap: "anywhere",
  }),
  age: css({
    marginLeft: "auto",
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: "tabular-nums",
  }),
  values: css({
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(120px, 1fr))",
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
  over: css({ color: theme.colors.error.text }),
  tight: css({ color: theme.colors.warning.text }),
  ample: css({ color: theme.colors.success.text }),
  unknown: css({ color: theme.colors.text.secondary }),
});
