import * as emotionCss from "@emotion/css";
import * as emotionReact from "@emotion/react";
import * as grafanaData from "@grafana/data";
import {
  getPanelOptionsWithDefaults,
  type PanelPlugin,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
} from "@grafana/data";
import * as grafanaRuntime from "@grafana/runtime";
import * as grafanaUi from "@grafana/ui";
import * as i18next from "i18next";
import * as lodash from "lodash";
import * as moment from "moment";
import * as react from "react";
import * as jsxDevRuntime from "react/jsx-dev-runtime";
import * as jsxRuntime from "react/jsx-runtime";
import * as reactDom from "react-dom";
import * as rxjs from "rxjs";
import * as rxjsOperators from "rxjs/operators";
import type { CapacityOptions } from "../src/view-model/options.ts";

/** Modules that a plugin gets from the page instead of bundling its own copy. */
const sharedModules: Readonly<Record<string, object>> = {
  "@emotion/css": emotionCss,
  "@emotion/react": emotionReact,
  "@grafana/data": grafanaData,
  "@grafana/runtime": grafanaRuntime,
  "@grafana/ui": grafanaUi,
  i18next,
  lodash,
  moment,
  react,
  "react-dom": reactDom,
  "react/jsx-dev-runtime": jsxDevRuntime,
  "react/jsx-runtime": jsxRuntime,
  rxjs,
  "rxjs/operators": rxjsOperators,
};

/** The part of SystemJS that is used here. */
interface SystemLoader {
  readonly constructor: { readonly prototype: LoaderHooks };
  addImportMap(map: { readonly imports: Readonly<Record<string, string>> }): void;
  set(id: string, module: object): void;
  import(url: string): Promise<unknown>;
}

interface LoaderHooks {
  shouldFetch: () => boolean;
  fetch: (url: string, options?: RequestInit) => Promise<Response>;
}

declare const System: SystemLoader;

const editors = ["boolean", "color", "multi-select", "number", "radio", "select", "slider", "text", "unit"];

/** Options are declared with editors; the real ones live in Grafana itself and are not needed to show a panel. */
const registerEditors = (): void => {
  const noEditor = () => null;
  standardEditorsRegistry.setInit(() => editors.map((id) => ({ id, name: id, editor: noEditor })));
  standardFieldConfigEditorRegistry.setInit(() => []);
};

/** Plugin code is fetched as text and called with an AMD define of its own, as Grafana does. */
const fetchPluginCode: LoaderHooks["fetch"] = async (url, options) => {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${url} answered ${response.status}; build the panel with: node build.mjs`);
  const code = await response.text();
  return new Response(`(function(define){\n${code}\n})(window.__grafana_amd_define);`, {
    headers: { "content-type": "application/javascript" },
  });
};

const isPluginModule = (module: unknown): module is { readonly plugin: PanelPlugin<CapacityOptions> } =>
  typeof module === "object" && module !== null && "plugin" in module;

export interface LoadedPlugin {
  readonly plugin: PanelPlugin<CapacityOptions>;
  readonly options: CapacityOptions;
}

/** The built plugin at a URL, loaded the way Grafana loads it, with its default options. */
export const loadPlugin = async (url: string, register = registerEditors): Promise<LoadedPlugin> => {
  register();
  const imports = Object.keys(sharedModules).map((name) => [name, `package:${name}`]);
  System.addImportMap({ imports: Object.fromEntries(imports) });
  for (const [name, module] of Object.entries(sharedModules)) System.set(`package:${name}`, module);
  const hooks = System.constructor.prototype;
  hooks.shouldFetch = () => true;
  hooks.fetch = fetchPluginCode;
  const module = await System.import(url);
  if (!isPluginModule(module)) throw new Error(`${url} does not export a plugin`);
  const { plugin } = module;
  const defaults = getPanelOptionsWithDefaults({
    plugin,
    currentOptions: {},
    currentFieldConfig: { defaults: {}, overrides: [] },
    isAfterPluginChange: false,
  });
  return { plugin, options: defaults.options as unknown as CapacityOptions };
};
