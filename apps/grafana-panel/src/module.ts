import { FieldConfigProperty, PanelPlugin, VisualizationSuggestionScore } from "@grafana/data";
import { CapacityPanel } from "./components/CapacityPanel.tsx";
import { t } from "./text/text.ts";
import { deploymentNames } from "./view-model/capacity-view-model.ts";
import { allRoles } from "./view-model/metrics.ts";
import {
  type CapacityOptions,
  defaultOptions,
  groupings,
  shadings,
  suggestedViews,
  views,
} from "./view-model/options.ts";

const viewOptions = views.map((value) => ({ value, label: t(`view.${value}`) }));

const groupOptions = groupings.map((value) => ({ value, label: t(`grouping.${value}`) }));

const shadeOptions = shadings.map((value) => ({ value, label: t(`shading.${value}`) }));

const ofFleetMap = ({ view }: CapacityOptions): boolean => view === "fleet-map";

const roleOptions = allRoles.map((value) => ({ value, label: value }));

/** Standard options that the panel applies. */
const applied: readonly FieldConfigProperty[] = [
  FieldConfigProperty.Unit,
  FieldConfigProperty.Decimals,
  FieldConfigProperty.Mappings,
  FieldConfigProperty.Links,
];

/** The name under which Grafana looks for a panel plugin in module.js. */
// biome-ignore lint/correctness/useHookAtTopLevel: useFieldConfig is a method of Grafana, not a hook of React
export const plugin = new PanelPlugin<CapacityOptions, { readonly role?: string }>(CapacityPanel)
  .useFieldConfig({
    disableStandardOptions: Object.values(FieldConfigProperty).filter((property) => !applied.includes(property)),
    useCustomConfig: (builder) =>
      builder.addSelect({
        path: "role",
        name: t("option.role"),
        description: t("option.role-help"),
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
        name: t("option.view"),
        defaultValue: defaultOptions.view,
        settings: { options: viewOptions },
      })
      .addMultiSelect({
        path: "deployments",
        name: t("option.deployments"),
        description: t("option.deployments-none"),
        settings: {
          options: [],
          getOptions: async ({ data }) => deploymentNames(data).map((name) => ({ value: name, label: name })),
        },
      })
      .addBooleanSwitch({
        path: "showReplicas",
        name: t("option.rows"),
        defaultValue: defaultOptions.showReplicas,
        showIf: ({ view }) => view === "timeline",
      })
      .addRadio({
        path: "groupBy",
        name: t("option.group"),
        defaultValue: defaultOptions.groupBy,
        settings: { options: groupOptions },
        showIf: ofFleetMap,
      })
      .addRadio({
        path: "shadeBy",
        name: t("option.shade"),
        defaultValue: defaultOptions.shadeBy,
        settings: { options: shadeOptions },
        showIf: ofFleetMap,
      })
      .addTextInput({
        path: "runbooks",
        name: t("option.runbooks"),
        defaultValue: defaultOptions.runbooks,
        showIf: ({ view }) => view !== "fleet-map",
      }),
  );
