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
    ...{ name, label, isMulti: true, includeAll: true, allValue: ".*", value: ["$__all"], text: ["All"] },
    datasource: { type: "prometheus", uid: "$datasource" },
    query: typeof query === "string" ? query : { ...query },
  });
};

/** Height of a row of Grafana's grid holds for scenes too. */
const gridItemOf = ({ id, gridPos, targets, transformations = [], datasource, ...panel }: PanelModel) => {
  const queries = new SceneQueryRunner({ datasource, queries: targets });
  const { type: pluginId, title, description, options, fieldConfig } = panel;
  return new SceneGridItem({
    ...{ x: gridPos.x, y: gridPos.y, width: gridPos.w, height: gridPos.h },
    body: new VizPanel({
      ...{ key: `panel-${id}`, pluginId, title, description, options, fieldConfig },
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
