import {
  FieldConfigProperty,
  PanelPlugin,
  type ThresholdsConfig,
  ThresholdsMode,
  VisualizationSuggestionScore,
} from "@grafana/data";
import { CapacityPanel } from "./components/CapacityPanel.tsx";
import { t } from "./text/text.ts";
import { deploymentNames } from "./view-model/capacity-view-model.ts";
import { defaultThresholds } from "./view-model/format-value.ts";
import { allRoles } from "./view-model/metrics.ts";
import { type CapacityOptions, defaultOptions, suggestedViews, views } from "./view-model/options.ts";

const phaseOptions = [
  { value: "auto", label: "Fuller", description: "The phase with the least headroom" },
  { value: "prefill", label: "Prefill" },
  { value: "decode", label: "Decode" },
] as const;

const viewOptions = views.map((value) => ({ value, label: t(`view.${value}`) }));

const roleOptions = allRoles.map((value) => ({ value, label: value }));

/** Standard options that the panel applies. */
const applied: readonly FieldConfigProperty[] = [
  FieldConfigProperty.Unit,
  FieldConfigProperty.Decimals,
  FieldConfigProperty.Mappings,
  FieldConfigProperty.Thresholds,
  FieldConfigProperty.Links,
];

const thresholds: ThresholdsConfig = {
  mode: ThresholdsMode.Absolute,
  steps: [Number.NEGATIVE_INFINITY, ...defaultThresholds].map((value, index) => ({
    value,
    color: ["red", "orange", "green"][index] ?? "green",
  })),
};

/** The name under which Grafana looks for a panel plugin in module.js. */
// biome-ignore lint/correctness/useHookAtTopLevel: useFieldConfig is a method of Grafana, not a hook of React
export const plugin = new PanelPlugin<CapacityOptions, { readonly role?: string }>(CapacityPanel)
  .useFieldConfig({
    standardOptions: { [FieldConfigProperty.Thresholds]: { defaultValue: thresholds } },
    disableStandardOptions: Object.values(FieldConfigProperty).filter((property) => !applied.includes(property)),
    useCustomConfig: (builder) =>
      builder.addSelect({
        path: "role",
        name: "Role",
        description: "What the field means, if its metric name is not one of Loadline's",
        settings: { options: roleOptions, isClearable: true },
      }),
  })
  .setDataSupport({ annotations: true, alertStates: false })
  .setSuggestionsSupplier(({ rawFrames }) =>
    suggestedViews(rawFrames ?? []).map((view) => ({
      name: `Loadline ${t(`view.${view}`).toLowerCase()}`,
      score: VisualizationSuggestionScore.Best,
      options: { view },
    })),
  )
  .setPanelOptions((builder) =>
    builder
      .addRadio({
        path: "view",
        name: "View",
        defaultValue: defaultOptions.view,
        settings: { options: viewOptions },
      })
      .addRadio({
        path: "phase",
        name: "Phase",
        description: "Whose tokens the chart shows",
        defaultValue: defaultOptions.phase,
        settings: { options: [...phaseOptions] },
      })
      .addMultiSelect({
        path: "deployments",
        name: "Deployments",
        description: "None selected: all",
        settings: {
          options: [],
          getOptions: async ({ data }) => deploymentNames(data).map((name) => ({ value: name, label: name })),
        },
      })
      .addBooleanSwitch({ path: "showReplicas", name: "Show replicas", defaultValue: defaultOptions.showReplicas })
      .addNumberInput({
        path: "staleAfterSeconds",
        name: "Stale after (seconds)",
        description: "Older values count as unknown",
        defaultValue: defaultOptions.staleAfterSeconds,
        settings: { min: 1, integer: true },
      })
      .addNumberInput({
        path: "forecastSeconds",
        name: "Forecast horizon (seconds)",
        description: "The lead time of the plan, for which demand is forecast; 0: no forecast is drawn",
        defaultValue: defaultOptions.forecastSeconds,
        settings: { min: 0, integer: true },
      }),
  );
