import { css, cx } from "@emotion/css";
import type { GrafanaTheme2, TimeRange } from "@grafana/data";
import { useStyles2 } from "@grafana/ui";
import { t } from "../text/text.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { exhaustionText } from "../view-model/exhaustion-words.ts";
import { type Formats, formatAge, formatCount, formatUsdPerHour } from "../view-model/format-value.ts";
import type { FullnessLevel } from "../view-model/fullness-level.ts";
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
        <p className={styles.note}>{t("summary.more", { shown: mostTiles, count: views.length })}</p>
      )}
    </>
  );
}

const levelNote = (level: FullnessLevel): readonly string[] => {
  if (level === "over") return [t("summary.over")];
  return level === "tight" ? [t("level.tight")] : [];
};

const limitNote = ({ bindingLimit }: DeploymentView, formats: Formats): readonly string[] =>
  bindingLimit === null ? [] : [t("summary.limited-by", { limit: wordsOf(formats).limit(bindingLimit) })];

const replicasNote = ({ current }: DeploymentView): string =>
  t("summary.replicas", {
    desired: formatCount(current.desiredReplicas),
    planned: formatCount(current.plannedReplicas),
  });

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
          {t(view.stale ? "summary.age-stale" : "summary.age", { age: formatAge(view.dataAgeSeconds) })}
        </span>
      </header>
      <dl className={styles.values}>
        <BigValue
          {...{ label: t("fact.headroom"), value: percent(view.headroomRatio), tone: styles[level], timeRange }}
          note={[...levelNote(level), ...limitNote(view, formats)].join(", ") || t("summary.limit-unknown")}
          trend={view.trends.headroom}
        />
        <BigValue
          {...{ label: t("summary.demand"), value: rate(view.current.demand), timeRange }}
          note={t("summary.load-line", { rate: rate(view.current.loadLine), reached: exhaustionText(view.reached) })}
          {...{ trend: view.trends.demand, limit: view.trends.loadLine }}
        />
        <BigValue
          {...{ label: t("fact.ready"), value: formatCount(view.current.readyReplicas), timeRange }}
          note={replicasNote(view)}
          trend={view.trends.ready}
        />
        {view.cost.ready !== null && (
          <BigValue
            {...{ label: t("column.cost"), value: formatUsdPerHour(view.cost.ready), timeRange }}
            note={t("summary.cost-desired", { cost: formatUsdPerHour(view.cost.desired) })}
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
  readonly limit?: Series | undefined;
  readonly timeRange: TimeRange;
}

const sparkline = { width: 160, height: 28 } as const;

function BigValue({ label, value, note, tone, trend, limit, timeRange }: BigValueProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.value}>
      <dt className={styles.note}>{label}</dt>
      <dd className={styles.definition}>
        <div className={cx(styles.big, tone)}>{value}</div>
        <div className={styles.note}>{note}</div>
        {trend !== undefined && <Sparkline series={trend} limit={limit} timeRange={timeRange} {...sparkline} />}
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
  over: css({ color: theme.colors.error.text }),
  tight: css({ color: theme.colors.warning.text }),
  ample: css({ color: theme.colors.success.text }),
  unknown: css({ color: theme.colors.text.secondary }),
});
