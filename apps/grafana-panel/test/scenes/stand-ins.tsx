import {
  type DataFrame,
  FieldColorModeId,
  FieldConfigProperty,
  getDisplayProcessor,
  getFieldDisplayValues,
  identityOverrideProcessor,
  PanelPlugin,
  type PanelProps,
} from "@grafana/data";
import type { VizLegendOptions } from "@grafana/schema";
import { BigValue, Table, TimeSeries, useTheme2, VizRepeater } from "@grafana/ui";

/**
 * Grafana's own panels are not published as packages. In their place the same components of @grafana/ui draw the same
 * frames with the same options, so that queries, units, legends and overrides are those of the dashboard.
 */
interface ChartOptions {
  readonly legend: VizLegendOptions;
}

function Chart({ data, options, width, height, timeZone, timeRange }: PanelProps<ChartOptions>) {
  if (data.series.length === 0) return <p>No data</p>;
  const frames = data.series as DataFrame[];
  return (
    <TimeSeries
      {...{ frames, width, height, timeZone, timeRange, legend: options.legend, options }}
      structureRev={data.structureRev ?? 1}
    />
  );
}

interface StatOptions {
  readonly reduceOptions: Parameters<typeof getFieldDisplayValues>[0]["reduceOptions"];
  readonly graphMode: "area" | "none";
  readonly colorMode: "value" | "none";
}

function Stat({ data, options, fieldConfig, width, height, timeZone, replaceVariables }: PanelProps<StatOptions>) {
  const theme = useTheme2();
  const values = () =>
    getFieldDisplayValues({
      ...{ fieldConfig, reduceOptions: options.reduceOptions, replaceVariables, theme, timeZone },
      data: data.series,
      sparkline: options.graphMode === "area",
    });
  return (
    <VizRepeater
      {...{ width, height, getValues: values, source: data, renderCounter: 0, orientation: "auto" as never }}
      renderValue={({ value: { display, sparkline }, width: across, height: down }) => (
        <BigValue
          {...{ value: { ...display, title: "" }, width: across, height: down, theme }}
          {...(sparkline === undefined ? {} : { sparkline })}
          colorMode={options.colorMode as never}
          graphMode={options.graphMode as never}
        />
      )}
    />
  );
}

function Rows({ data, width, height }: PanelProps) {
  const theme = useTheme2();
  const [frame] = data.series;
  if (frame === undefined) return <p>No data</p>;
  for (const field of frame.fields) field.display ??= getDisplayProcessor({ field, theme });
  return <Table data={frame} width={width} height={height} />;
}

/** Properties of a series that Grafana's chart adds to the standard ones. */
const ownProperties = ["lineWidth", "lineStyle", "fillOpacity", "stacking", "spanNulls", "thresholdsStyle"];

const pluginOf = (
  id: string,
  component: React.ComponentType<PanelProps>,
  color = FieldColorModeId.Thresholds,
): PanelPlugin => {
  // biome-ignore lint/correctness/useHookAtTopLevel: useFieldConfig is a method of Grafana, not a hook of React
  const plugin = new PanelPlugin(component).useFieldConfig({
    standardOptions: { [FieldConfigProperty.Color]: { defaultValue: { mode: color } } },
    useCustomConfig: (builder) => {
      for (const path of ownProperties)
        builder.addCustomEditor({
          ...{ id: path, path, name: path, editor: () => null, override: () => null },
          ...{ process: identityOverrideProcessor, shouldApply: () => true },
        });
    },
  });
  plugin.meta = { id, name: id, type: "panel", module: "", baseUrl: "", info: {}, sort: 1 } as never;
  return plugin;
};

export const standIns: Readonly<Record<string, PanelPlugin>> = {
  timeseries: pluginOf("timeseries", Chart as React.ComponentType<PanelProps>, FieldColorModeId.PaletteClassic),
  stat: pluginOf("stat", Stat as React.ComponentType<PanelProps>),
  table: pluginOf("table", Rows),
};
