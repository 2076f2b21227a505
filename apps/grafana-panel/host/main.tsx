import { createRoot } from "react-dom/client";
import { HostPage } from "./HostPage.tsx";
import { loadPlugin } from "./load-plugin.ts";

const pluginUrl = "/public/plugins/loadline-capacity-panel/module.js";

const asked = new URLSearchParams(window.location.search).get("theme");
const preferred = window.matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";

const start = async (root: HTMLElement): Promise<void> => {
  try {
    const loaded = await loadPlugin(pluginUrl);
    createRoot(root).render(
      <HostPage loaded={loaded} mode={asked === "dark" || asked === "light" ? asked : preferred} />,
    );
  } catch (error) {
    document.body.dataset["loadlineState"] = "error";
    root.textContent = `The panel could not be loaded: ${error instanceof Error ? error.message : String(error)}`;
  }
};

const root = document.getElementById("root");
if (root !== null) void start(root);
