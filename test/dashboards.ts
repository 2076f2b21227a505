import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";

const prometheus = { type: "prometheus", uid: "$datasource" } as const;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

interface Panel {
  readonly type: string;
  readonly title: string;
  readonly gridPos: Place;
  readonly datasource: typeof prometheus;
  readonly targets: readonly { readonly expr: string; readonly datasource: typeof prometheus }[];
  readonly fieldConfig: {
    readonly defaults: { readonly thresholds?: { readonly steps: readonly { readonly color: string }[] } };
  };
}

interface Variable {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly definition: string;
}

/** What tests read of a dashboard of Grafana. */
export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly links: readonly object[];
  readonly annotations: { readonly list: readonly { readonly expr: string }[] };
  readonly templating: { readonly list: readonly Variable[] };
  readonly panels: readonly Panel[];
}

const folder = join(repositoryRoot, "deploy/dashboards");

/** Every provisioned dashboard, as Grafana reads it. */
export const dashboards: readonly Dashboard[] = readdirSync(folder).map(
  (file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Dashboard,
);

/** The queries of all panels. */
export const panelQueries = dashboards.flatMap(({ title, panels }) =>
  panels.flatMap((panel) =>
    panel.targets.map(({ expr }, index) => ({ name: `${title} / ${panel.title} / ${index + 1}`, expr })),
  ),
);

/** The variables whose values Prometheus lists. */
export const queryVariables = dashboards.flatMap(({ title, templating }) =>
  templating.list
    .filter(({ type }) => type === "query")
    .map(({ name, definition }) => ({ title, name, query: definition })),
);
