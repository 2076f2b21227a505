import {
  type DataQueryRequest,
  type DataSourceApi,
  type DataSourceInstanceSettings,
  EventBusSrv,
  FieldConfigProperty,
  identityOverrideProcessor,
  LoadingState,
  type PanelData,
  type PanelPlugin,
  type ScopedVars,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  standardTransformers,
  standardTransformersRegistry,
  ThemeContext,
} from "@grafana/data";
import { PrometheusDatasource } from "@grafana/prometheus";
import {
  type BackendSrvRequest,
  config,
  setAppEvents,
  setBackendSrv,
  setDataSourceSrv,
  setPluginImportUtils,
  setRunRequest,
  setTemplateSrv,
} from "@grafana/runtime";
import { type EmbeddedScene, SceneQueryRunner, sceneGraph, VizPanel } from "@grafana/scenes";
import { GlobalStyles, PortalContainer } from "@grafana/ui";
import { useEffect, useMemo, useState } from "react";
import { createRoot } from "react-dom/client";
import { MemoryRouter } from "react-router-dom";
import { from, map, type Observable } from "rxjs";
import { loadPlugin } from "../../host/load-plugin.ts";
import { createPageTheme } from "../../host/page-theme.ts";
import { corePanels, type DashboardModel, sceneOf } from "./scene.tsx";

/** What Grafana's own page gives to data sources, panels and scenes. */
const settings = {
  id: 1,
  uid: "prometheus",
  name: "Prometheus",
  type: "prometheus",
  access: "proxy",
  url: "",
  readOnly: true,
  meta: { id: "prometheus", name: "Prometheus", type: "datasource", module: "", baseUrl: "", info: {} },
  jsonData: { httpMethod: "GET", timeInterval: "10s", disableRecordingRules: true },
} as unknown as DataSourceInstanceSettings;

const answerOf = async ({ url, method = "GET", data, params }: BackendSrvRequest) => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params ?? {})) {
    for (const one of [value].flat()) search.append(name, String(one));
  }
  const path = search.size === 0 ? url : `${url}${url.includes("?") ? "&" : "?"}${search}`;
  const body = data === undefined || method === "GET" ? {} : { body: JSON.stringify(data) };
  const response = await fetch(path, { method, headers: { "content-type": "application/json" }, ...body });
  const read: unknown = await response.json();
  const { ok, status, statusText, headers } = response;
  if (!ok) throw { status, statusText, data: read };
  return { data: read, ok, status, statusText, headers, url, type: "basic", redirected: false, config: { url } };
};

const backend = {
  fetch: (request: BackendSrvRequest) => from(answerOf(request)),
  get: (url: string, params?: BackendSrvRequest["params"]) =>
    answerOf({ url, params: params ?? {} }).then(({ data }) => data),
  resolveCancelerIfExists: () => undefined,
};

type Query = DataSourceApi["query"];

/** @param ask what a data source answers the queries of variables with */
const runRequest = (source: DataSourceApi, request: DataQueryRequest, ask?: Query): Observable<PanelData> => {
  const answer = (ask ?? source.query.bind(source))(request);
  const { range: timeRange } = request;
  return from(answer as Observable<{ data: unknown[]; state?: LoadingState; error?: PanelData["error"] }>).pipe(
    map(({ data, error, state = LoadingState.Done }) => ({
      request,
      timeRange,
      annotations: [],
      state: error === undefined ? state : LoadingState.Error,
      series: data as PanelData["series"],
      ...(error === undefined ? {} : { error }),
    })),
  );
};

const inScene = (text = "", scoped?: ScopedVars, format?: string | ((value: unknown) => string)): string => {
  const scene = (window as { __grafanaSceneContext?: EmbeddedScene }).__grafanaSceneContext;
  return scene === undefined ? text : sceneGraph.interpolate(scene, text, scoped, format as never);
};

/** Every standard property of a field, as Grafana registers them, and no editor. */
const registerProperties = (): void => {
  const noEditor = () => null;
  const properties = Object.values(FieldConfigProperty).map((id) => ({
    id,
    path: id,
    name: id,
    editor: noEditor,
    override: noEditor,
    process: identityOverrideProcessor,
    shouldApply: () => true,
  }));
  const editors = ["boolean", "color", "multi-select", "number", "radio", "select", "slider", "text", "unit"];
  standardEditorsRegistry.setInit(() => editors.map((id) => ({ id, name: id, editor: noEditor })));
  standardFieldConfigEditorRegistry.setInit(() => properties);
};

const provide = (panel: PanelPlugin): void => {
  const plugins: Readonly<Record<string, PanelPlugin>> = { ...corePanels, [panel.meta.id]: panel };
  setBackendSrv(backend as never);
  setTemplateSrv({
    replace: inScene,
    containsTemplate: (text = "") => text.includes("$"),
    getVariables: () => [],
  } as never);
  const source = new PrometheusDatasource(settings as never);
  setDataSourceSrv({
    get: () => Promise.resolve(source),
    getInstanceSettings: () => settings,
    getList: () => [settings],
  } as never);
  setAppEvents(new EventBusSrv());
  setRunRequest(runRequest as never);
  setPluginImportUtils({
    importPanelPlugin: (id: string) => Promise.resolve(plugins[id] ?? Promise.reject(new Error(`no panel ${id}`))),
    getPanelPluginFromCache: (id: string) => plugins[id],
  });
  config.panels = Object.fromEntries(Object.entries(plugins).map(([id, { meta }]) => [id, meta])) as never;
  standardTransformersRegistry.setInit(
    () =>
      [standardTransformers.organizeFieldsTransformer, standardTransformers.mergeTransformer].map((transformation) => ({
        id: transformation.id,
        name: transformation.name,
        description: "",
        editor: () => null,
        // The newest major loads it when it is used.
        transformation: Object.assign(() => Promise.resolve(transformation), {
          operator: transformation.operator,
          defaultOptions: transformation.defaultOptions,
        }),
      })) as never,
  );
};

interface Shown {
  readonly dashboard: DashboardModel;
  readonly theme: "dark" | "light";
  readonly from: string;
  readonly to: string;
}

/** One panel of the scene as it is shown. */
interface Reported {
  readonly title: string;
  readonly plugin: string;
  readonly error: string | null;
  /** Series with at least one value. */
  readonly series: number;
}

declare global {
  interface Window {
    /** Shows a dashboard; answers with its panels once the data of all of them are on the screen. */
    loadlineScene?: (shown: Shown) => Promise<readonly Reported[]>;
    /** The scene on the screen and its panels, for whoever drives the page. */
    loadlineShown?: { readonly scene: EmbeddedScene; readonly panels: readonly VizPanel[] };
  }
}

const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

const hasValue = ({ fields }: PanelData["series"][number]): boolean =>
  fields.some(({ type, values }) => type !== "time" && values.some((value) => value !== null && value !== undefined));

const reported = (panel: VizPanel): Reported => {
  const { data } = sceneGraph.getData(panel).state;
  return {
    title: panel.state.title,
    plugin: panel.state.pluginId,
    error: panel.state._pluginLoadError ?? data?.errors?.[0]?.message ?? data?.error?.message ?? null,
    series: (data?.series ?? []).filter(hasValue).length,
  };
};

const settled = async (scene: EmbeddedScene): Promise<readonly VizPanel[]> => {
  const done = (one: unknown): boolean =>
    one instanceof SceneQueryRunner &&
    [LoadingState.Done, LoadingState.Error].some((state) => one.state.data?.state === state);
  const runners = sceneGraph.findAllObjects(scene, (one) => one instanceof SceneQueryRunner);
  while (!runners.every(done)) await frame();
  const panels = sceneGraph.findAllObjects(scene, (one) => one instanceof VizPanel) as VizPanel[];
  while (panels.some((panel) => panel.getPlugin() === undefined && !panel.state._pluginLoadError)) await frame();
  for (let frames = 0; frames < 4; frames++) await frame();
  return panels;
};

function Page() {
  useEffect(() => {
    document.body.dataset["loadlineState"] = "live";
  }, []);
  const [shown, show] = useState<Shown | null>(null);
  const scene = useMemo(() => (shown === null ? null : sceneOf(shown.dashboard, shown)), [shown]);
  const theme = useMemo(() => createPageTheme(shown?.theme ?? "dark"), [shown?.theme]);
  // As Grafana's own page has it: fields take their colours from there.
  config.theme2 = theme;
  window.loadlineScene = async (next) => {
    const before = window.loadlineShown?.scene;
    show(next);
    while (window.loadlineShown?.scene === before) await frame();
    const { scene: now } = window.loadlineShown as { scene: EmbeddedScene };
    const panels = await settled(now);
    window.loadlineShown = { scene: now, panels };
    return panels.map(reported);
  };
  if (scene !== null && window.loadlineShown?.scene !== scene) window.loadlineShown = { scene, panels: [] };
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <main style={{ padding: 8, minHeight: "100vh", background: theme.colors.background.canvas }}>
        {shown !== null && <h1 style={{ fontSize: 18 }}>{shown.dashboard.title}</h1>}
        {scene !== null && <scene.Component key={scene.state.key} model={scene} />}
      </main>
      <PortalContainer />
    </ThemeContext.Provider>
  );
}

const start = async (root: HTMLElement): Promise<void> => {
  try {
    const { plugin } = await loadPlugin("/public/plugins/loadline-capacity-panel/module.js", registerProperties);
    const meta = await (await fetch("/public/plugins/loadline-capacity-panel/plugin.json")).json();
    plugin.meta = { ...meta, module: "", baseUrl: "", sort: 1 };
    provide(plugin as unknown as PanelPlugin);
    createRoot(root).render(
      <MemoryRouter>
        <Page />
      </MemoryRouter>,
    );
  } catch (error) {
    document.body.dataset["loadlineState"] = "error";
    root.textContent = `The page could not be opened: ${error instanceof Error ? error.message : String(error)}`;
  }
};

const root = document.getElementById("root");
if (root !== null) void start(root);
