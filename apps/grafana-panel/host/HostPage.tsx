import {
  type AbsoluteTimeRange,
  CoreApp,
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
import { type CapacityOptions, views } from "../src/view-model/options.ts";
import { type LiveData, useLiveData } from "./live-data.ts";
import type { LoadedPlugin } from "./load-plugin.ts";
import { createPageTheme, getStyles } from "./page-theme.ts";
import { columns, outcomeColumns, outcomeRow, rowOf } from "./tables.ts";

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
