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
  readonly datasource?: typeof prometheus;
  readonly targets?: readonly { readonly expr: string; readonly datasource?: typeof prometheus }[];
  readonly fieldConfig?: {
    readonly defaults: {
      readonly thresholds?: { readonly steps: readonly { readonly color: string }[] };
      readonly color?: { readonly mode: string };
    };
    readonly overrides: readonly {
      readonly matcher: { readonly options: string };
      readonly properties: readonly { readonly id: string; readonly value: unknown }[];
    }[];
  };
  /** Of a row that was saved folded: what is under it. */
  readonly panels?: readonly Panel[];
}

interface Variable {
  readonly name: string;
  readonly label: string;
  readonly type: string;
}

/** A variable whose values Prometheus lists. Grafana asks `query`; `definition` is what its list of variables shows. */
interface QueryVariable extends Variable {
  readonly type: "query";
  readonly query: { readonly query: string };
  readonly definition?: string;
}

/** What tests read of a dashboard of Grafana. */
export interface Dashboard {
  readonly id?: number | null;
  readonly uid: string;
  readonly title: string;
  readonly links: readonly object[];
  readonly annotations: { readonly list: readonly { readonly name: string; readonly expr?: string }[] };
  readonly templating: { readonly list: readonly (Variable | QueryVariable)[] };
  readonly panels: readonly Panel[];
}

const folder = join(repositoryRoot, "deploy/dashboards");

export const dashboardFiles = readdirSync(folder);

/** Every provisioned dashboard, as Grafana reads it, in the order of their files. */
export const dashboards: readonly Dashboard[] = dashboardFiles.map(
  (file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Dashboard,
);

/** The panels, those under folded rows included. */
export const panelsOf = ({ panels }: Dashboard): readonly Panel[] =>
  panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);

/** The queries of all panels. */
export const panelQueries = dashboards.flatMap((dashboard) =>
  panelsOf(dashboard).flatMap((panel) =>
    (panel.targets ?? []).map(({ expr }, index) => ({
      name: `${dashboard.title} / ${panel.title} / ${index + 1}`,
      expr,
    })),
  ),
);

/** The variables whose values Prometheus lists. */
export const queryVariables = dashboards.flatMap(({ title, templating }) =>
  templating.list
    .filter((variable): variable is QueryVariable => variable.type === "query")
    .map(({ name, query: { query }, definition }) => ({ title, name, query, definition })),
);
