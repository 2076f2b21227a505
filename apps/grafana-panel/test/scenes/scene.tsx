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
import {
  DataSourceVariable,
  dataLayers,
  EmbeddedScene,
  QueryVariable,
  SceneControlsSpacer,
  SceneDataLayerControls,
  SceneDataLayerSet,
  SceneDataTransformer,
  SceneGridItem,
  SceneGridLayout,
  SceneQueryRunner,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  SceneVariableSet,
  TextBoxVariable,
  VariableValueSelectors,
  VizPanel,
} from "@grafana/scenes";
import type { VizLegendOptions } from "@grafana/schema";
import { BigValue, Table, TimeSeries, useTheme2, VizRepeater } from "@grafana/ui";

type QueryRunnerState = ConstructorParameters<typeof SceneQueryRunner>[0];
type PanelState = NonNullable<ConstructorParameters<typeof VizPanel>[0]>;
type TransformerState = ConstructorParameters<typeof SceneDataTransformer>[0];
type AnnotationState = ConstructorParameters<typeof dataLayers.AnnotationsDataLayer>[0];

/** The part of a provisioned dashboard that these have. */
export interface DashboardModel {
  readonly title: string;
  readonly templating: { readonly list: readonly VariableModel[] };
  readonly annotations: { readonly list: readonly (AnnotationState["query"] & { readonly name: string })[] };
  readonly panels: readonly PanelModel[];
}

interface VariableModel {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly query: string | { readonly query: string; readonly refId: string };
}

interface PanelModel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource: { readonly type: string; readonly uid: string };
  readonly targets: QueryRunnerState["queries"];
  readonly transformations?: TransformerState["transformations"];
  readonly options: Record<string, unknown>;
  readonly fieldConfig: NonNullable<PanelState["fieldConfig"]>;
}

const variableOf = ({ name, label, type, query }: VariableModel) => {
  if (type === "datasource") return new DataSourceVariable({ name, label, pluginId: "prometheus" });
  if (type === "textbox") return new TextBoxVariable({ name, label, value: String(query) });
  return new QueryVariable({
    name,
    label,
    isMulti: true,
    includeAll: true,
    allValue: ".*",
    value: ["$__all"],
    text: ["All"],
    datasource: { type: "prometheus", uid: "$datasource" },
    query: typeof query === "string" ? query : { ...query },
  });
};

/** Height of a row of Grafana's grid holds for scenes too. */
const gridItemOf = ({ id, gridPos, targets, transformations = [], datasource, ...panel }: PanelModel) => {
  const queries = new SceneQueryRunner({ datasource, queries: targets });
  const { type: pluginId, title, description, options, fieldConfig } = panel;
  return new SceneGridItem({
    x: gridPos.x,
    y: gridPos.y,
    width: gridPos.w,
    height: gridPos.h,
    body: new VizPanel({
      key: `panel-${id}`,
      pluginId,
      title,
      description,
      options,
      fieldConfig,
      $data: transformations.length === 0 ? queries : new SceneDataTransformer({ $data: queries, transformations }),
    }),
  });
};

/** A provisioned dashboard as a scene: what Grafana's own page makes of its JSON. */
export const sceneOf = (model: DashboardModel, range: { readonly from: string; readonly to: string }): EmbeddedScene =>
  new EmbeddedScene({
    $timeRange: new SceneTimeRange({ ...range, timeZone: "utc" }),
    $variables: new SceneVariableSet({ variables: model.templating.list.map(variableOf) }),
    $data: new SceneDataLayerSet({
      layers: model.annotations.list.map((query) => new dataLayers.AnnotationsDataLayer({ name: query.name, query })),
    }),
    controls: [
      new VariableValueSelectors({}),
      new SceneDataLayerControls(),
      new SceneControlsSpacer(),
      new SceneTimePicker({}),
      new SceneRefreshPicker({}),
    ],
    body: new SceneGridLayout({ children: model.panels.map(gridItemOf) }),
  });
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
      frames={frames}
      width={width}
      height={height}
      timeZone={timeZone}
      timeRange={timeRange}
      legend={options.legend}
      options={options}
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
      fieldConfig,
      reduceOptions: options.reduceOptions,
      replaceVariables,
      theme,
      timeZone,
      data: data.series,
      sparkline: options.graphMode === "area",
    });
  return (
    <VizRepeater
      width={width}
      height={height}
      getValues={values}
      source={data}
      renderCounter={0}
      orientation={"auto" as never}
      renderValue={({ value: { display, sparkline }, width: across, height: down }) => (
        <BigValue
          value={{ ...display, title: "" }}
          width={across}
          height={down}
          theme={theme}
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
const ownProperties = ["lineWidth", "lineStyle", "fillOpacity", "stacking", "spanNulls", "thresholdsStyle", "width"];

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
          id: path,
          path,
          name: path,
          editor: () => null,
          override: () => null,
          process: identityOverrideProcessor,
          shouldApply: () => true,
        });
    },
  });
  plugin.meta = { id, name: id, type: "panel", module: "", baseUrl: "", info: {}, sort: 1 } as never;
  return plugin;
};

export const corePanels: Readonly<Record<string, PanelPlugin>> = {
  timeseries: pluginOf("timeseries", Chart as React.ComponentType<PanelProps>, FieldColorModeId.PaletteClassic),
  "state-timeline": pluginOf("state-timeline", Chart as React.ComponentType<PanelProps>),
  stat: pluginOf("stat", Stat as React.ComponentType<PanelProps>),
  table: pluginOf("table", Rows),
};
