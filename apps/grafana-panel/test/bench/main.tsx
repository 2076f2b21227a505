import { createRoot } from "react-dom/client";
import { loadPlugin } from "../../host/load-plugin.ts";
import { BenchPage } from "./BenchPage.tsx";
import { benchSettings } from "./bench-settings.ts";
import { largeMap, measure, stream } from "./measure.tsx";

declare global {
  interface Window {
    /** Measures the panel beside the chart of @grafana/ui, in this browser. */
    loadlineMeasure?: (renders: number) => ReturnType<typeof measure>;
    loadlineLarge?: ReturnType<typeof largeMap>;
    loadlineStream?: (name: Parameters<typeof stream>[1], updates: number) => ReturnType<typeof stream>;
  }
}

const pluginUrl = "/public/plugins/loadline-capacity-panel/module.js";

const start = async (root: HTMLElement): Promise<void> => {
  try {
    const loaded = await loadPlugin(pluginUrl);
    window.loadlineMeasure = (renders) => measure(loaded, renders);
    window.loadlineLarge = largeMap(loaded);
    window.loadlineStream = (name, updates) => stream(loaded, name, updates);
    createRoot(root).render(<BenchPage loaded={loaded} initial={benchSettings(window.location.search)} />);
  } catch (error) {
    document.body.dataset["loadlineState"] = "error";
    root.textContent = `The panel could not be loaded: ${error instanceof Error ? error.message : String(error)}`;
  }
};

const root = document.getElementById("root");
if (root !== null) void start(root);
