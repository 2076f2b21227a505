import { css, cx } from "@emotion/css";
import { dateTimeFormat, type GrafanaTheme2 } from "@grafana/data";
import { useStyles2 } from "@grafana/ui";
import type { PageSettings } from "./page-settings.ts";
import type { LiveData } from "./use-live-data.ts";

const ranges = [5, 10, 30, 60, 180] as const;

interface PageHeaderProps {
  readonly live: LiveData;
  readonly settings: PageSettings;
  readonly onChange: (settings: PageSettings) => void;
}

/** Product, cluster, freshness, time range and theme. */
export function PageHeader({ live, settings, onChange }: PageHeaderProps) {
  const styles = useStyles2(getStyles);
  const next = settings.theme === "dark" ? "light" : "dark";
  const minutes = [...new Set([...ranges, ...(settings.minutes === null ? [] : [settings.minutes])])];
  return (
    <header className={styles.header}>
      <img className={styles.logo} src="/public/plugins/loadline-capacity-panel/img/logo.svg" alt="" />
      <h1 className={styles.product}>Loadline</h1>
      <span className={styles.clusters}>{clusterNames(live).join(", ")}</span>
      <Freshness live={live} />
      <label className={styles.range}>
        <span className={styles.rangeLabel}>Range</span>
        <select
          className={styles.control}
          value={settings.minutes ?? ""}
          onChange={(event) => onChange({ ...settings, minutes: Number(event.target.value) || null })}
        >
          <option value="">auto</option>
          {minutes
            .sort((a, b) => a - b)
            .map((value) => (
              <option key={value} value={value}>
                {value < 60 || value % 60 !== 0 ? `${value} min` : `${value / 60} h`}
              </option>
            ))}
        </select>
      </label>
      <button type="button" className={styles.control} onClick={() => onChange({ ...settings, theme: next })}>
        {next === "dark" ? "Dark" : "Light"}
        <span className={styles.wide}> theme</span>
      </button>
    </header>
  );
}

const stateTexts = { loading: "Connecting", waiting: "Waiting for data", live: "Live", error: "No answer" } as const;

function Freshness({ live }: { readonly live: LiveData }) {
  const styles = useStyles2(getStyles);
  const at = live.data === null ? null : dateTimeFormat(live.data.timeRange.to.valueOf(), { format: "HH:mm:ss" });
  return (
    <span className={styles.freshness}>
      <span className={cx(styles.dot, styles[live.state])} aria-hidden="true" />
      {stateTexts[live.state]}
      {at !== null && <span className={cx(styles.time, styles.wide)}>{at}</span>}
    </span>
  );
}

const clusterNames = ({ data }: LiveData): readonly string[] => {
  const labels = (data?.series ?? []).flatMap(({ fields }) => fields.map((field) => field.labels?.["cluster"]));
  return [...new Set(labels.filter((name) => name !== undefined))].sort();
};

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({
    display: "flex",
    alignItems: "center",
    gap: theme.spacing(1.5),
    padding: theme.spacing(1, 2),
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    "@media (max-width: 560px)": { gap: theme.spacing(1), padding: theme.spacing(1) },
  }),
  logo: css({ width: 26, height: 26 }),
  product: css({ margin: 0, fontSize: 18, fontWeight: 600, letterSpacing: "-0.01em" }),
  clusters: css({
    flex: 1,
    minWidth: 0,
    color: theme.colors.text.secondary,
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  }),
  freshness: css({ display: "inline-flex", alignItems: "center", gap: theme.spacing(0.75), whiteSpace: "nowrap" }),
  time: css({ color: theme.colors.text.secondary, fontVariantNumeric: "tabular-nums" }),
  dot: css({ width: 8, height: 8, borderRadius: "50%" }),
  loading: css({ background: theme.colors.text.disabled }),
  waiting: css({ background: theme.colors.warning.main }),
  live: css({ background: theme.colors.success.main }),
  error: css({ background: theme.colors.error.main }),
  range: css({ display: "inline-flex", alignItems: "center", gap: theme.spacing(0.75), margin: 0 }),
  rangeLabel: css({ color: theme.colors.text.secondary, "@media (max-width: 560px)": { display: "none" } }),
  wide: css({ "@media (max-width: 560px)": { display: "none" } }),
  control: css({
    width: "auto",
    height: 30,
    padding: theme.spacing(0, 1),
    color: theme.colors.text.primary,
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    whiteSpace: "nowrap",
    cursor: "pointer",
  }),
});
