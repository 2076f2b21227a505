import { PanelPlugin } from "@grafana/data";
import { CapacityPanel } from "./components/CapacityPanel.tsx";
import { type CapacityOptions, defaultOptions } from "./options.ts";
import { deploymentNames } from "./view-model/capacity-view-model.ts";

const phaseOptions = [
  { value: "auto", label: "Fuller", description: "The phase with the least headroom" },
  { value: "prefill", label: "Prefill" },
  { value: "decode", label: "Decode" },
] as const;

/** The name under which Grafana looks for a panel plugin in module.js. */
export const plugin = new PanelPlugin<CapacityOptions>(CapacityPanel).setPanelOptions((builder) =>
  builder
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
    .addBooleanSwitch({
      path: "showTable",
      name: "Show table",
      description: "Current values as a table, for reading without the chart",
      defaultValue: defaultOptions.showTable,
    })
    .addNumberInput({
      path: "staleAfterSeconds",
      name: "Stale after (seconds)",
      description: "Older values count as unknown",
      defaultValue: defaultOptions.staleAfterSeconds,
      settings: { min: 1, integer: true },
    }),
);
