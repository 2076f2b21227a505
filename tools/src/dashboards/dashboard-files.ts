import type { GeneratedFile } from "../generate/markdown.ts";
import { type Dashboard, dashboardJson } from "./dashboard.ts";
import { costPower } from "./dashboards/cost-power.ts";
import { decisions } from "./dashboards/decisions.ts";
import { deployment } from "./dashboards/deployment.ts";
import { fleet } from "./dashboards/fleet.ts";
import { modelAccuracy } from "./dashboards/model-accuracy.ts";
import { nodeGpu } from "./dashboards/node-gpu.ts";

/** Every dashboard, in the order of a reader's way from the whole to the part. */
export const dashboards: readonly Dashboard[] = [fleet, deployment, nodeGpu, modelAccuracy, decisions, costPower];

/** Dashboards below deploy/, as they are committed. */
export const dashboardFiles = (): readonly GeneratedFile[] =>
  dashboards.map((dashboard) => ({
    path: `deploy/dashboards/${dashboard.uid}.json`,
    text: dashboardJson(dashboard),
  }));
