import { css } from "@emotion/css";
import type { EventBusSrv, GrafanaTheme2, PanelProps } from "@grafana/data";
import { Alert, ErrorBoundaryAlert, useStyles2 } from "@grafana/ui";
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import type { CapacityOptions } from "../src/options.ts";
import { deploymentNames } from "../src/view-model/capacity-view-model.ts";
import type { LoadedPlugin } from "./load-plugin.ts";
import type { LiveData } from "./use-live-data.ts";

interface PanelCardProps {
  readonly loaded: LoadedPlugin;
  readonly live: LiveData;
  readonly eventBus: EventBusSrv;
  /** How far ahead the recommender's forecast looks; null: unknown. */
  readonly horizonSeconds: number | null;
}

/** The frame of the panel, as wide as the page; without data it shows what it waits for. */
export function PanelCard({ loaded, live, eventBus, horizonSeconds }: PanelCardProps) {
  const [container, width] = useWidth();
  const styles = useStyles2(getStyles);
  const shown = live.data === null ? "" : " The charts show the last answer.";
  return (
    <section aria-label="Capacity">
      <h2>Capacity, planned and actual</h2>
      <p className={styles.caption} role="status">
        {live.captions.at(-1)?.text}
      </p>
      {live.failure !== null && <Alert title={`The query failed: ${live.failure}.${shown} Trying again.`} />}
      <div ref={container}>
        {live.data === null || live.state === "waiting" ? (
          <Waiting state={live.state} />
        ) : (
          <Panel {...{ loaded, eventBus, width, horizonSeconds }} data={live.data} />
        )}
      </div>
    </section>
  );
}

const waitingTexts = {
  loading: ["Connecting", "Querying Prometheus for the series of the recommender."],
  waiting: [
    "Waiting for the first data",
    "Prometheus has no series of the recommender yet: they come with its first scrape.",
  ],
  error: ["No data yet", "The charts appear with the first answer of Prometheus."],
} as const;

function Waiting({ state }: Pick<LiveData, "state">) {
  const styles = useStyles2(getStyles);
  const [title, detail] = waitingTexts[state === "live" ? "waiting" : state];
  return (
    <div className={styles.waiting} role="status">
      <p className={styles.waitingTitle}>{title}</p>
      <p>{detail}</p>
    </div>
  );
}

interface PanelViewProps extends Pick<PanelCardProps, "loaded" | "horizonSeconds"> {
  readonly data: NonNullable<LiveData["data"]>;
  readonly eventBus: EventBusSrv;
  readonly width: number;
}

/** Pixels for one row of charts with its header, and from which width the panel puts two in a row. */
const sizes = { row: 476, narrowRow: 520, toolbar: 92, narrowToolbar: 224, narrowBelow: 640, twoFrom: 1200 } as const;

/** The panel scrolls beyond it. */
const mostInSight = 12;

const panelHeight = (deployments: number, width: number): number => {
  const rows = Math.max(1, Math.ceil(Math.min(deployments, mostInSight) / (width >= sizes.twoFrom ? 2 : 1)));
  return width < sizes.narrowBelow ? sizes.narrowToolbar + rows * sizes.narrowRow : sizes.toolbar + rows * sizes.row;
};

function Panel({ loaded, data, eventBus, width, horizonSeconds }: PanelViewProps) {
  const [options, setOptions] = useState(loaded.options);
  const View: React.ComponentType<PanelProps<CapacityOptions>> | null = loaded.plugin.panel;
  // Without a horizon there is no forecast: the lead time is the plan's, not the page's.
  const shown = useMemo(() => ({ ...options, forecastSeconds: horizonSeconds ?? 0 }), [options, horizonSeconds]);
  if (View === null || width === 0) return null;
  return (
    <ErrorBoundaryAlert>
      <View
        {...{ id: 1, title: "", transparent: false, timeZone: "browser", renderCounter: 0 }}
        {...{ data, timeRange: data.timeRange, options: shown, width, eventBus }}
        fieldConfig={{ defaults: {}, overrides: [] }}
        height={panelHeight(deploymentNames(data.series).length, width)}
        replaceVariables={(text) => text}
        onOptionsChange={setOptions}
        onFieldConfigChange={() => undefined}
        onChangeTimeRange={() => undefined}
      />
    </ErrorBoundaryAlert>
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
  // It has its height without a text too, so that nothing moves when one comes.
  caption: css({ margin: theme.spacing(0, 0, 1), minHeight: "1.6em", fontSize: theme.typography.h5.fontSize }),
  waiting: css({
    display: "grid",
    placeContent: "center",
    minHeight: 320,
    textAlign: "center",
    color: theme.colors.text.secondary,
  }),
  waitingTitle: css({ margin: 0, fontSize: 18, color: theme.colors.text.primary }),
});
