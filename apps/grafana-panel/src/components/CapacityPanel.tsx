import { css, cx } from "@emotion/css";
import type { GrafanaTheme2, PanelProps } from "@grafana/data";
import { useStyles2, useTheme2 } from "@grafana/ui";
import { useId, useMemo, useState } from "react";
import { isLow } from "../chart/panel-layout.ts";
import { migrateOptions } from "../migrate-options.ts";
import type { CapacityOptions } from "../options.ts";
import { type CapacityViewModel, viewModelOf } from "../view-model/capacity-view-model.ts";
import { fleetMap } from "../view-model/fleet-map.ts";
import type { View } from "../view-model/option-values.ts";
import { readFrames } from "../view-model/read-frames.ts";
import { worstText } from "../view-model/summary-text.ts";
import type { WhatIf } from "../view-model/what-if.ts";
import { EmptyState } from "./EmptyState.tsx";
import { FleetMapView } from "./FleetMapView.tsx";
import { FrameProblems } from "./FrameProblems.tsx";
import { FormatsContext, formatsOf, useFormats } from "./formats-context.ts";
import { RankingView } from "./RankingView.tsx";
import { SummaryView } from "./SummaryView.tsx";
import { TimelineView } from "./TimelineView.tsx";
import { useAsOf } from "./use-as-of.ts";
import { tabId, tabPanelId, ViewTabs } from "./ViewTabs.tsx";
import { WhatIfContext, WhatIfControls } from "./WhatIf.tsx";

export type CapacityPanelProps = PanelProps<CapacityOptions>;

/** Capacity of a fleet, in the view that the option names or the reader chooses. */
export function CapacityPanel(props: CapacityPanelProps) {
  const { data, timeRange, width, height, fieldConfig } = props;
  const options = useMemo(() => migrateOptions(props.options), [props.options]);
  const styles = useStyles2(getStyles);
  const asOfMs = useAsOf(timeRange, Date.now);
  const model = useModel(data, options, asOfMs);
  const theme = useTheme2();
  const formats = useMemo(() => formatsOf(fieldConfig.defaults, theme), [fieldConfig.defaults, theme]);
  const [view, setView] = useView(options.view);
  const [change, setChange] = useState<WhatIf | null>(null);
  const id = useId();
  const shown = { panel: { ...props, options }, view, model, asOfMs };
  return (
    <FormatsContext.Provider value={formats}>
      <WhatIfContext.Provider value={change}>
        <div className={styles.panel} style={{ width, height }}>
          <div className={styles.head}>
            <ViewTabs id={id} view={view} onChange={setView} />
            <WhatIfControls change={change} onChange={setChange} />
            {model.kind === "deployments" && <Worst model={model} oneLine={isLow({ width, height })} />}
          </div>
          <TabPanel id={id} {...shown} />
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

const useModel = (data: CapacityPanelProps["data"], options: CapacityOptions, asOfMs: number): CapacityViewModel => {
  const read = useMemo(() => readFrames(data.series), [data.series]);
  return useMemo(
    () =>
      viewModelOf(data.series, read, {
        asOfMs,
        staleAfterMs: options.staleAfterSeconds * 1000,
        phase: options.phase,
        deployments: options.deployments,
        forecastSeconds: options.forecastSeconds,
      }),
    [data.series, read, asOfMs, options],
  );
};

/** What the reader chose holds until somebody changes the option. */
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
  readonly model: CapacityViewModel;
  readonly asOfMs: number;
}

function ShownView({ panel, view, model, asOfMs }: ShownViewProps) {
  if (view === "fleet-map") return <Fleet panel={panel} asOfMs={asOfMs} />;
  if (model.kind === "empty") return <EmptyState because={model.because} problems={model.problems} panel={panel} />;
  return (
    <>
      {view === "timeline" && <TimelineView panel={panel} views={model.deployments} asOfMs={asOfMs} />}
      {view === "ranking" && <RankingView views={model.deployments} />}
      {view === "summary" && <SummaryView views={model.deployments} timeRange={panel.timeRange} />}
      <FrameProblems problems={model.problems} />
    </>
  );
}

function Fleet({ panel, asOfMs }: Pick<ShownViewProps, "panel" | "asOfMs">) {
  const { data, options } = panel;
  const staleAfterMs = options.staleAfterSeconds * 1000;
  const fleet = useMemo(() => fleetMap(data.series, { asOfMs, staleAfterMs }), [data.series, asOfMs, staleAfterMs]);
  if (fleet.nodes.length === 0) return <EmptyState because="no-gpus" problems={[]} panel={panel} />;
  return <FleetMapView fleet={fleet} />;
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
