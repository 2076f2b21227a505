// What Grafana's page does before its own code starts. It has to run before the first import of @grafana/runtime.
import "systemjs/dist/system.js";
import "systemjs/dist/extras/amd.js";

declare global {
  interface Window {
    grafanaBootData?: unknown;
    __grafana_public_path__?: string;
    /** AMD's define, out of the way of libraries that would register themselves with it. */
    __grafana_amd_define?: unknown;
    define?: unknown;
  }
}

window.__grafana_public_path__ = "/public/";
window.grafanaBootData = {
  assets: { dark: "", light: "" },
  settings: { featureToggles: {} },
  user: { theme: "dark", locale: "en-US" },
  navTree: [],
};
window.__grafana_amd_define = window.define;
delete window.define;
