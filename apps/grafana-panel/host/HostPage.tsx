import { css } from "@emotion/css";
import {
  type AbsoluteTimeRange,
  CoreApp,
  createTheme,
  dateTimeFormat,
  EventBusSrv,
  type GrafanaTheme2,
  type PanelData,
  type PanelProps,
  ThemeContext,
} from "@grafana/data";
import {
  Alert,
  Button,
  type Column,
  ErrorBoundaryAlert,
  GlobalStyles,
  InteractiveTable,
  PanelContextProvider,
  PortalContainer,
  RadioButtonGroup,
  useStyles2,
} from "@grafana/ui";
import { type ComponentType, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { t } from "../src/text/text.ts";
import { verdictText } from "../src/view-model/decision.ts";
import { formatCount, shortened, unknownText } from "../src/view-model/format-value.ts";
import { type CapacityOptions, views } from "../src/view-model/options.ts";
import { type LiveData, type Outcome, type Recommendation, useLiveData } from "./live-data.ts";
import type { LoadedPlugin } from "./load-plugin.ts";

/** Grafana's own fonts are not part of its packages; the reader's system fonts replace them. */
const fontFamily = 'system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "Noto Sans", Arial, sans-serif';
const fontFamilyMonospace = 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace';

export const createPageTheme = (mode: "dark" | "light"): GrafanaTheme2 =>
  createTheme({ colors: { mode }, typography: { fontFamily, fontFamilyMonospace } });

interface HostPageProps {
  readonly loaded: LoadedPlugin;
  readonly mode: "dark" | "light";
}

/** The page around the panel: it has the part of a Grafana dashboard. */
export function HostPage({ loaded, mode }: HostPageProps) {
  const theme = useMemo(() => createPageTheme(mode), [mode]);
  const eventBus = useMemo(() => new EventBusSrv(), []);
  const context = useMemo(() => ({ eventBus, eventsScope: "page", app: CoreApp.PanelViewer }), [eventBus]);
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <PanelContextProvider value={context}>
        <Page loaded={loaded} eventBus={eventBus} theme={theme} />
        <PortalContainer />
      </PanelContextProvider>
    </ThemeContext.Provider>
  );
}

interface PageProps {
  readonly loaded: LoadedPlugin;
  readonly eventBus: EventBusSrv;
  readonly theme: GrafanaTheme2;
}

function Page({ loaded, eventBus, theme }: PageProps) {
  const styles = useStyles2(getStyles);
  const [zoomed, zoom] = useState<AbsoluteTimeRange | null>(null);
  const live = useLiveData(theme, zoomed);
  const { state, deployments, data, caption, recommendations, outcomes, failure } = live;
  // A program that drives the browser waits for these.
  useEffect(() => {
    document.body.dataset["loadlineState"] = state;
    document.body.dataset["deployments"] = String(deployments);
  }, [state, deployments]);
  return (
    <div className={styles.page}>
      <Header live={live} />
      <main className={styles.main}>
        <section aria-label="Capacity">
          <h2>Capacity, planned and actual</h2>
          <p className={styles.caption} role="status">
            {caption}
          </p>
          {failure !== null && <Alert title={`The query failed: ${failure}. Trying again.`} />}
          {data === null || deployments === 0 ? (
            failure === null && (
              <p role="status">
                Waiting for the first data: they come with Prometheus' first scrape of the recommender.
              </p>
            )
          ) : (
            <Panel
              loaded={loaded}
              eventBus={eventBus}
              data={data}
              deployments={deployments}
              zoom={zoom}
              isZoomed={zoomed !== null}
            />
          )}
        </section>
        {outcomes.length > 0 && (
          <section aria-label="Outcome">
            <h2>Since the start, beside an HPA</h2>
            <p>
              Missed: the time with more demand than the ready replicas carry. The HPA is simulated over the same
              demand, and loses no node.
            </p>
            <InteractiveTable columns={outcomeColumns} data={outcomes.map(outcomeRow)} getRowId={({ id }) => id} />
          </section>
        )}
        <section aria-label="Recommendations">
          <h2>Recommendations</h2>
          <div className={styles.table}>
            <InteractiveTable
              columns={columns}
              data={recommendations.slice(0, mostShown).map(rowOf)}
              getRowId={({ id }) => id}
            />
          </div>
        </section>
      </main>
    </div>
  );
}

/** Product, clusters, and how fresh the data are. */
function Header({ live: { state, data, recommendations } }: { readonly live: LiveData }) {
  const styles = useStyles2(getStyles);
  const clusters = new Set(recommendations.map((one) => one.data.target.cluster));
  return (
    <header className={styles.header}>
      <img className={styles.logo} src="/public/plugins/loadline-capacity-panel/img/logo.svg" alt="" />
      <h1>Loadline</h1>
      <span className={styles.clusters}>{[...clusters].sort().join(", ")}</span>
      <span>
        {stateTexts[state]}
        {data !== null && ` ${dateTimeFormat(data.timeRange.to, { format: "HH:mm:ss" })}`}
      </span>
    </header>
  );
}

const stateTexts = { loading: "Connecting", waiting: "Waiting for data", live: "Live", error: "No answer" } as const;

/** Of the latest decisions, newest first. */
const mostShown = 12;

const rowOf = ({ id, time, data: { target, verdict, reason, replicas } }: Recommendation) => {
  const [from, to] = [replicas.currentTarget ?? replicas.ready, replicas.desired];
  return {
    id,
    time: dateTimeFormat(time, { format: "HH:mm:ss" }),
    deployment: shortened(target.deployment),
    verdict: verdictText(verdict),
    reason: reason.message,
    replicas: to === null || from === to ? formatCount(from) : `${formatCount(from)} → ${formatCount(to)}`,
  };
};

const columns: Column<ReturnType<typeof rowOf>>[] = [
  { id: "time", header: "Time" },
  { id: "deployment", header: "Deployment" },
  { id: "verdict", header: "Verdict" },
  { id: "replicas", header: "Replicas" },
  { id: "reason", header: "Reason" },
];

const outcomeRow = ({ deployment, by, usd, missedSeconds }: Outcome) => ({
  id: `${deployment} ${by}`,
  deployment: shortened(deployment),
  by: by.replace(" %", "\u00a0%"),
  cost: usd === null ? unknownText() : `${usd.toFixed(2)}\u00a0$`,
  missed: `${missedSeconds} s`,
});

const outcomeColumns: Column<ReturnType<typeof outcomeRow>>[] = [
  { id: "deployment", header: "Deployment" },
  { id: "by", header: "By" },
  { id: "cost", header: "Cost" },
  { id: "missed", header: "Missed" },
];

interface PanelViewProps extends Pick<PageProps, "loaded" | "eventBus"> {
  readonly data: PanelData;
  readonly deployments: number;
  readonly zoom: (range: AbsoluteTimeRange | null) => void;
  readonly isZoomed: boolean;
}

/** Pixels for one row of charts with its header, and from which width the panel puts two in a row. */
const sizes = { row: 580, narrowRow: 700, toolbar: 92, narrowToolbar: 224, narrowBelow: 640, twoFrom: 1200 } as const;

/** The panel scrolls beyond it. */
const mostInSight = 12;

const panelHeight = (deployments: number, width: number): number => {
  const rows = Math.ceil(Math.min(deployments, mostInSight) / (width >= sizes.twoFrom ? 2 : 1));
  return width < sizes.narrowBelow ? sizes.narrowToolbar + rows * sizes.narrowRow : sizes.toolbar + rows * sizes.row;
};

function Panel({ loaded, data, eventBus, deployments, zoom, isZoomed }: PanelViewProps) {
  const [container, width] = useWidth();
  const [options, setOptions] = useState(loaded.options);
  const View: ComponentType<PanelProps<CapacityOptions>> | null = loaded.plugin.panel;
  return (
    <div ref={container}>
      <RadioButtonGroup
        size="sm"
        aria-label="View"
        options={views.map((view) => ({ value: view, label: t(`view.${view}`) }))}
        value={options.view}
        onChange={(view) => setOptions({ ...options, view })}
      />
      {isZoomed && (
        <Button size="sm" variant="secondary" onClick={() => zoom(null)}>
          Back to now
        </Button>
      )}
      {View !== null && width > 0 && (
        <ErrorBoundaryAlert>
          <View
            id={1}
            title="Capacity"
            transparent={false}
            timeZone="browser"
            renderCounter={0}
            data={data}
            timeRange={data.timeRange}
            options={options}
            width={width}
            eventBus={eventBus}
            fieldConfig={{ defaults: {}, overrides: [] }}
            height={panelHeight(deployments, width)}
            replaceVariables={(text) => text}
            onOptionsChange={setOptions}
            onFieldConfigChange={() => undefined}
            onChangeTimeRange={zoom}
          />
        </ErrorBoundaryAlert>
      )}
    </div>
  );
}

const useWidth = () => {
  const container = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = container.current;
    if (element === null) return undefined;
    // A hidden or just resizing window is 0 wide for a moment; the panel keeps its width and its state.
    const observer = new ResizeObserver(() => setWidth((before) => Math.floor(element.clientWidth) || before));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [container, width] as const;
};

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    minHeight: "100vh",
    background: theme.colors.background.canvas,
    "h1, h2": { margin: 0, fontSize: theme.typography.h4.fontSize },
  }),
  header: css({
    display: "flex",
    alignItems: "center",
    gap: theme.spacing(1.5),
    padding: theme.spacing(1, 2),
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  logo: css({ width: 26, height: 26 }),
  clusters: css({ flex: 1, minWidth: 0, color: theme.colors.text.secondary, overflowWrap: "anywhere" }),
  main: css({
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gap: theme.spacing(2),
    maxWidth: 1760,
    margin: "0 auto",
    padding: theme.spacing(1),
    "& > section": {
      padding: theme.spacing(2),
      background: theme.colors.background.primary,
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
    },
  }),
  // It has its height without a text too, so that nothing moves when one comes.
  caption: css({ margin: theme.spacing(1, 0), minHeight: "1.6em", fontSize: theme.typography.h5.fontSize }),
  // On a narrow page a reason stands beneath its decision.
  table: css({
    [theme.breakpoints.down("sm")]: {
      "& thead": { display: "none" },
      "& tr": { display: "flex", flexWrap: "wrap", height: "auto", padding: theme.spacing(0.5, 0) },
      "& td": { padding: theme.spacing(0, 1) },
      "& td:last-child": { flexBasis: "100%" },
    },
  }),
});
