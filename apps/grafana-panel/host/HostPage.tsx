import { css } from "@emotion/css";
import { CoreApp, createTheme, dateTimeFormat, EventBusSrv, type GrafanaTheme2, ThemeContext } from "@grafana/data";
import { GlobalStyles, PanelContextProvider, PortalContainer, useStyles2 } from "@grafana/ui";
import { useEffect, useMemo, useState } from "react";
import { deploymentNames } from "../src/view-model/capacity-view-model.ts";
import { verdictText } from "../src/view-model/decision.ts";
import { formatCount, shortened } from "../src/view-model/format-value.ts";
import type { LoadedPlugin } from "./load-plugin.ts";
import { PageHeader } from "./PageHeader.tsx";
import { PanelCard } from "./PanelCard.tsx";
import { type PageSettings, searchFor } from "./page-settings.ts";
import { forecastHorizon, type RecommendationRow, useRecommendations } from "./recommendations.ts";
import { useLiveData } from "./use-live-data.ts";

const mostShown = 12;

/** The latest decisions with their reasons, newest first. */
function RecommendationList({ rows }: { readonly rows: readonly RecommendationRow[] }) {
  const styles = useStyles2(listStyles);
  return (
    <section aria-label="Recommendations">
      <h2>Recommendations</h2>
      {rows.length === 0 ? (
        <p className={styles.none}>No recommendation yet.</p>
      ) : (
        <ol className={styles.list}>
          {rows.slice(0, mostShown).map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ol>
      )}
    </section>
  );
}

const replicasChange = ({ fromReplicas, toReplicas }: RecommendationRow): string =>
  toReplicas === null || fromReplicas === toReplicas
    ? `${formatCount(fromReplicas)} replicas`
    : `${formatCount(fromReplicas)} → ${formatCount(toReplicas)} replicas`;

function Row({ row }: { readonly row: RecommendationRow }) {
  const styles = useStyles2(listStyles);
  return (
    <li className={styles.row} data-verdict={row.verdict}>
      <time className={styles.time} dateTime={row.time}>
        {dateTimeFormat(row.time, { format: "HH:mm:ss" })}
      </time>
      <span className={styles.deployment}>{shortened(row.deployment)}</span>
      <span className={styles.verdict}>{verdictText(row.verdict)}</span>
      <span className={styles.replicas}>{replicasChange(row)}</span>
      <span className={styles.reason}>{row.reason}</span>
    </li>
  );
}

const listStyles = (theme: GrafanaTheme2) => ({
  none: css({ margin: 0, color: theme.colors.text.secondary }),
  list: css({ listStyle: "none", margin: 0, padding: 0 }),
  row: css({
    display: "grid",
    gridTemplateColumns: "72px minmax(96px, 180px) 96px 128px minmax(0, 1fr)",
    gap: theme.spacing(0, 1.5),
    padding: theme.spacing(0.75, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    "@media (max-width: 900px)": {
      gridTemplateColumns: "64px minmax(0, 1fr) auto",
      "& > :nth-child(4), & > :nth-child(5)": { gridColumn: "2 / -1" },
    },
  }),
  time: css({ color: theme.colors.text.secondary, fontVariantNumeric: "tabular-nums" }),
  deployment: css({ fontWeight: theme.typography.fontWeightMedium, overflowWrap: "anywhere" }),
  verdict: css({ whiteSpace: "nowrap" }),
  replicas: css({ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }),
  reason: css({ color: theme.colors.text.secondary, overflowWrap: "anywhere" }),
});

/** Grafana's own fonts are not part of its packages; the reader's system fonts replace them. */
const fontFamily = 'system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "Noto Sans", Arial, sans-serif';
const fontFamilyMonospace = 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace';

export const createPageTheme = (mode: "dark" | "light"): GrafanaTheme2 =>
  createTheme({ colors: { mode }, typography: { fontFamily, fontFamilyMonospace } });

interface HostPageProps {
  readonly loaded: LoadedPlugin;
  readonly initial: PageSettings;
}

/** The page around the panel: it has the part of a Grafana dashboard. */
export function HostPage({ loaded, initial }: HostPageProps) {
  const [settings, setSettings] = useState(initial);
  const theme = useMemo(() => createPageTheme(settings.theme), [settings.theme]);
  const eventBus = useMemo(() => new EventBusSrv(), []);
  const context = useMemo(() => ({ eventBus, eventsScope: "page", app: CoreApp.PanelViewer }), [eventBus]);
  useEffect(() => {
    window.history.replaceState(null, "", searchFor(window.location.search, settings));
  }, [settings]);
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <PanelContextProvider value={context}>
        <Page {...{ loaded, eventBus, settings, theme }} onChange={setSettings} />
        <PortalContainer />
      </PanelContextProvider>
    </ThemeContext.Provider>
  );
}

interface PageProps {
  readonly loaded: LoadedPlugin;
  readonly eventBus: EventBusSrv;
  readonly settings: PageSettings;
  readonly onChange: (settings: PageSettings) => void;
  readonly theme: GrafanaTheme2;
}

function Page({ loaded, eventBus, settings, onChange, theme }: PageProps) {
  const styles = useStyles2(getStyles);
  const live = useLiveData(settings, theme);
  const recommendations = useRecommendations(settings.refreshSeconds);
  const deployments = useMemo(() => deploymentNames(live.data?.series ?? []).length, [live.data]);
  // A program that drives the browser waits for these.
  useEffect(() => {
    document.body.dataset["loadlineState"] = live.state;
    document.body.dataset["deployments"] = String(deployments);
  }, [live.state, deployments]);
  return (
    <div className={styles.page}>
      <PageHeader live={live} settings={settings} onChange={onChange} />
      <main className={styles.main}>
        <PanelCard {...{ loaded, live, eventBus }} horizonSeconds={forecastHorizon(recommendations ?? [])} />
        {recommendations !== null && <RecommendationList rows={recommendations} />}
      </main>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ minHeight: "100vh", background: theme.colors.background.canvas, color: theme.colors.text.primary }),
  main: css({
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gap: theme.spacing(2),
    maxWidth: 1760,
    margin: "0 auto",
    padding: theme.spacing(2),
    "@media (max-width: 560px)": { padding: theme.spacing(1) },
    "& > section": {
      padding: theme.spacing(2),
      background: theme.colors.background.primary,
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
      "@media (max-width: 560px)": { padding: theme.spacing(1.5) },
    },
    h2: { margin: theme.spacing(0, 0, 1.5), fontSize: 15, fontWeight: 600 },
  }),
});
