import { css, cx } from "@emotion/css";
import { type GrafanaTheme2, type PanelProps, rangeUtil, type TimeRange } from "@grafana/data";
import { useStyles2, useTheme2 } from "@grafana/ui";
import { useEffect, useId, useMemo, useState } from "react";
import { isLow, isSmall } from "../chart/panel-layout.ts";
import { type CapacityOptions, migrateOptions, type View } from "../options.ts";
import { type CapacityViewModel, viewModelOf, worstFirst } from "../view-model/capacity-view-model.ts";
import { fleetMap } from "../view-model/fleet-map.ts";
import { readFrames } from "../view-model/read-series.ts";
import { worstText } from "../view-model/summary-text.ts";
import type { WhatIf } from "../view-model/what-if.ts";
import { FleetMapView } from "./FleetMapView.tsx";
import { FormatsContext, formatsOf, useFormats } from "./formats-context.ts";
import { LeagueView } from "./LeagueView.tsx";
import { LedgerView } from "./LedgerView.tsx";
import { EmptyState, FrameProblems } from "./Notices.tsx";
import { RankingView } from "./RankingView.tsx";
import { SmallView, SummaryView } from "./SummaryView.tsx";
import { TimelineView } from "./TimelineView.tsx";
import { tabId, tabPanelId, ViewTabs } from "./ViewTabs.tsx";
import { WhatIfContext, WhatIfControls } from "./WhatIf.tsx";

type CapacityPanelProps = PanelProps<CapacityOptions>;

/** Capacity of a fleet, in the view that the option names or the reader chooses. */
export function CapacityPanel(props: CapacityPanelProps) {
  const { data, timeRange, width, height, fieldConfig } = props;
  const options = useMemo(() => migrateOptions(props.options), [props.options]);
  const styles = useStyles2(getStyles);
  const asOfMs = useAsOf(timeRange, Date.now);
  const [view, setView] = useView(options.view);
  const withGpus = view === "fleet-map";
  const read = useMemo(() => readFrames(data.series, withGpus), [data.series, withGpus]);
  const model = useModel(read, options, asOfMs);
  const theme = useTheme2();
  const formats = useMemo(() => formatsOf(fieldConfig.defaults, theme), [fieldConfig.defaults, theme]);
  const [change, setChange] = useState<WhatIf | null>(null);
  const id = useId();
  const shown = { panel: { ...props, options }, view, read, model, asOfMs };
  const small = isSmall({ width, height });
  return (
    <FormatsContext.Provider value={formats}>
      <WhatIfContext.Provider value={change}>
        <div className={styles.panel} style={{ width, height }}>
          {!small && (
            <div className={styles.head}>
              <ViewTabs id={id} view={view} onChange={setView} />
              <WhatIfControls change={change} onChange={setChange} />
              {model.kind === "deployments" && <Worst model={model} oneLine={isLow({ width, height })} />}
            </div>
          )}
          {small ? <ShownView {...shown} /> : <TabPanel id={id} {...shown} />}
        </div>
      </WhatIfContext.Provider>
    </FormatsContext.Provider>
  );
}

function TabPanel({ id, ...shown }: ShownViewProps & { readonly id: string }) {
  const styles = useStyles2(getStyles);
  const labelledBy = tabId(id, shown.view);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div id={tabPanelId(id)} role="tabpanel" aria-labelledby={labelledBy} tabIndex={0} className={styles.view}>
      <ShownView {...shown} />
    </div>
  );
}

type FramesRead = ReturnType<typeof readFrames>;

const useModel = (read: FramesRead, options: CapacityOptions, asOfMs: number): CapacityViewModel =>
  useMemo(
    () =>
      viewModelOf(read, {
        asOfMs,
        staleAfterMs: options.staleAfterSeconds * 1000,
        phase: options.phase,
        deployments: options.deployments,
        forecastSeconds: options.forecastSeconds,
      }),
    [read, asOfMs, options],
  );

/** How often ages are updated while no data arrives. */
const tickMs = 5000;

/** The instant whose values are shown: the clock for a range that ends now, else the end of the range. */
const useAsOf = (timeRange: TimeRange, now: () => number): number => {
  const live = rangeUtil.isRelativeTimeRange(timeRange.raw);
  const [tick, setTick] = useState(now);
  useEffect(() => {
    if (!live) return undefined;
    const timer = setInterval(() => setTick(now()), tickMs);
    return () => clearInterval(timer);
  }, [live, now]);
  const end = timeRange.to.valueOf();
  return live ? Math.max(tick, end) : end;
};

/** The view that the reader chose stays until the option changes. */
const useView = (option: View): readonly [View, (view: View) => void] => {
  const [chosen, setChosen] = useState({ option, view: option });
  const view = chosen.option === option ? chosen.view : option;
  return [view, (next) => setChosen({ option, view: next })];
};

type Deployments = Extract<CapacityViewModel, { readonly kind: "deployments" }>;

function Worst({ model, oneLine }: { readonly model: Deployments; readonly oneLine: boolean }) {
  const styles = useStyles2(getStyles);
  const text = worstText(model.deployments, useFormats()) ?? undefined;
  return (
    <p className={cx(styles.worst, oneLine && styles.oneLine)} title={oneLine ? text : undefined} dir="auto">
      {text}
    </p>
  );
}

interface ShownViewProps {
  readonly panel: CapacityPanelProps;
  readonly view: View;
  readonly read: FramesRead;
  readonly model: CapacityViewModel;
  readonly asOfMs: number;
}

function ShownView({ panel, view, read, model, asOfMs }: ShownViewProps) {
  if (view === "fleet-map") return <Fleet panel={panel} read={read} asOfMs={asOfMs} />;
  if (model.kind === "empty") return <EmptyState because={model.because} problems={model.problems} panel={panel} />;
  const { deployments: views } = model;
  const [worst] = worstFirst(views);
  if (isSmall(panel) && worst !== undefined)
    return <SmallView view={worst} count={views.length} height={panel.height} />;
  return (
    <>
      {view === "timeline" && <TimelineView panel={panel} views={views} asOfMs={asOfMs} />}
      {view === "ledger" && <LedgerView views={views} panel={panel} />}
      {view === "league" && <LeagueView views={views} />}
      {view === "ranking" && <RankingView views={views} />}
      {view === "summary" && <SummaryView views={views} timeRange={panel.timeRange} />}
      <FrameProblems problems={model.problems} />
    </>
  );
}

function Fleet({ panel, read: { gpus }, asOfMs }: Pick<ShownViewProps, "panel" | "read" | "asOfMs">) {
  const staleAfterMs = panel.options.staleAfterSeconds * 1000;
  const fleet = useMemo(() => fleetMap(gpus, { asOfMs, staleAfterMs }), [gpus, asOfMs, staleAfterMs]);
  if (fleet.nodes.length === 0) return <EmptyState because="no-gpus" problems={[]} panel={panel} />;
  return <FleetMapView fleet={fleet} small={isSmall(panel)} />;
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({ display: "flex", flexDirection: "column" }),
  head: css({
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: theme.spacing(0.5, 2),
    paddingBottom: theme.spacing(1),
  }),
  worst: css({
    flex: "1 1 480px",
    minWidth: 0,
    margin: 0,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: "anywhere",
  }),
  oneLine: css({ overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" }),
  view: css({ flex: 1, minHeight: 0, overflowX: "hidden", overflowY: "auto" }),
});
