import { css } from "@emotion/css";
import { type PanelProps, rangeUtil, type TimeRange } from "@grafana/data";
import { useTheme2 } from "@grafana/ui";
import { useEffect, useMemo, useState } from "react";
import { viewModelOf } from "../view-model/capacity-view-model.ts";
import { fleetReader } from "../view-model/fleet-map.ts";
import { staleAfterMs } from "../view-model/nodes.ts";
import { type CapacityOptions, usableOptions } from "../view-model/options.ts";
import { readFrames } from "../view-model/read-series.ts";
import { FleetMapView } from "./FleetMapView.tsx";
import { FormatsContext, formatsOf } from "./formats-context.ts";
import { LedgerView } from "./LedgerView.tsx";
import { EmptyState, FrameProblems } from "./Notices.tsx";
import { TimelineView } from "./TimelineView.tsx";

/** Capacity of a fleet, in the view that the option names. */
export function CapacityPanel(props: PanelProps<CapacityOptions>) {
  const { width, height, fieldConfig } = props;
  const theme = useTheme2();
  const { defaults } = fieldConfig;
  const formats = useMemo(() => formatsOf(defaults, theme), [defaults, theme]);
  const options = useMemo(() => usableOptions(props.options), [props.options]);
  const shown = { panel: { ...props, options }, shownAt: useShownAt(props.timeRange, Date.now) };
  return (
    <FormatsContext.Provider value={formats}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={region} style={{ width, height }} aria-label={props.title} tabIndex={0}>
        {options.view === "fleet-map" ? <Fleet {...shown} /> : <Deployments {...shown} />}
      </section>
    </FormatsContext.Provider>
  );
}

const region = css({ overflowX: "hidden", overflowY: "auto" });

/** The instant whose values are shown, and whether it is the present. */
interface ShownAt {
  readonly asOfMs: number;
  readonly isPresent: boolean;
}

/** How often ages are updated while no data arrives. */
const tickMs = 5000;

/** The clock for a range that ends now, else the end of the range. */
const useShownAt = ({ raw, to }: TimeRange, now: () => number): ShownAt => {
  const [tick, setTick] = useState(now);
  const end = to.valueOf();
  // A range such as "yesterday" is relative too.
  const isPresent = raw.to === "now" || end >= tick;
  const live = isPresent && rangeUtil.isRelativeTimeRange(raw);
  useEffect(() => {
    if (!live) return undefined;
    const timer = setInterval(() => setTick(now()), tickMs);
    return () => clearInterval(timer);
  }, [live, now]);
  return { asOfMs: live ? Math.max(tick, end) : end, isPresent };
};

interface ViewProps {
  readonly panel: PanelProps<CapacityOptions>;
  readonly shownAt: ShownAt;
}

function Deployments({ panel, shownAt: { asOfMs, isPresent } }: ViewProps) {
  const { data, options } = panel;
  const { deployments } = options;
  const read = useMemo(() => readFrames(data.series, { gpusAtMs: null, known: null }), [data.series]);
  const model = useMemo(
    () => viewModelOf(read, { asOfMs, staleAfterMs: staleAfterMs(read, asOfMs), deployments, isPresent }),
    [read, asOfMs, isPresent, deployments],
  );
  if (model.kind === "empty") return <EmptyState because={model.because} problems={model.problems} panel={panel} />;
  const { deployments: views } = model;
  return (
    <>
      {options.view === "timeline" ? (
        <TimelineView panel={panel} views={views} asOfMs={asOfMs} />
      ) : (
        <LedgerView views={views} runbooks={options.runbooks} />
      )}
      <FrameProblems problems={model.problems} />
    </>
  );
}

function Fleet({ panel, shownAt: { asOfMs } }: ViewProps) {
  const { data, options } = panel;
  const [mapOf] = useState(fleetReader);
  const fleet = useMemo(() => mapOf(data, asOfMs), [mapOf, data, asOfMs]);
  if (fleet.nodes.length === 0) return <EmptyState because="no-gpus" problems={[]} panel={panel} />;
  return <FleetMapView fleet={fleet} width={panel.width} groupBy={options.groupBy} shadeBy={options.shadeBy} />;
}
