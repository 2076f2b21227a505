import { createTheme, type DataFrame, EventBusSrv, type PanelData, ThemeContext } from "@grafana/data";
import { LegendDisplayMode } from "@grafana/schema";
import { PanelContextProvider, TimeSeries, TooltipPlugin2 } from "@grafana/ui";
import { useMemo } from "react";
import type { LoadedPlugin } from "../../host/load-plugin.ts";
import type { View } from "../../src/view-model/options.ts";

/** Size of both, so that they draw the same area. */
export const measuredSize = { width: 1200, height: 700 } as const;

interface MeasuredProps {
  readonly loaded: LoadedPlugin;
  readonly data: PanelData;
}

/** One for all that is shown, as in Grafana. */
const theme = createTheme({ colors: { mode: "dark" } });

/** What Grafana puts around a panel. */
function Around({ children }: { readonly children: React.ReactNode }) {
  const context = useMemo(() => ({ eventBus: new EventBusSrv(), eventsScope: "measure" }), []);
  return (
    <ThemeContext.Provider value={theme}>
      <PanelContextProvider value={context}>{children}</PanelContextProvider>
    </ThemeContext.Provider>
  );
}

const noFieldConfig = { defaults: {}, overrides: [] };
const eventBus = new EventBusSrv();
const nothing = () => undefined;
const nothingShown = () => null;

/** This project's panel. */
export function MeasuredPanel({ loaded, data, view = "timeline" }: MeasuredProps & { readonly view?: View }) {
  const View = loaded.plugin.panel;
  if (View === null) return null;
  return (
    <Around>
      <View
        id={1}
        title=""
        transparent={false}
        renderCounter={0}
        {...measuredSize}
        data={data}
        eventBus={eventBus}
        timeRange={data.timeRange}
        timeZone="utc"
        fieldConfig={noFieldConfig}
        options={{ ...loaded.options, view }}
        replaceVariables={(text) => text}
        onOptionsChange={nothing}
        onFieldConfigChange={nothing}
        onChangeTimeRange={nothing}
      />
    </Around>
  );
}

const noLegend = { displayMode: LegendDisplayMode.List, placement: "bottom", showLegend: false, calcs: [] } as const;

/** TooltipHoverMode.xAll, as in the panel. */
const hoverAllSeries: Parameters<typeof TooltipPlugin2>[0]["hoverMode"] = 1;

interface TimeSeriesProps extends Pick<MeasuredProps, "data"> {
  /** With the tooltip that Grafana's own panel gives it from the start; this panel's comes with the pointer. */
  readonly tooltip: boolean;
}

/** The time series chart of @grafana/ui on the same frames. */
export function MeasuredTimeSeries({ data, tooltip }: TimeSeriesProps) {
  return (
    <Around>
      <TimeSeries
        {...measuredSize}
        timeRange={data.timeRange}
        timeZone="utc"
        structureRev={1}
        frames={data.series as DataFrame[]}
        legend={{ ...noLegend, calcs: [] }}
      >
        {(config) =>
          tooltip ? <TooltipPlugin2 config={config} hoverMode={hoverAllSeries} render={nothingShown} /> : null
        }
      </TimeSeries>
    </Around>
  );
}
