import { type DeploymentSettings, type DeploymentView, deploymentView } from "./deployment-view.ts";
import { type FrameLike, groupBy } from "./frame.ts";
import { type FrameProblem, readFrames } from "./read-series.ts";

export interface ViewSettings extends DeploymentSettings {
  /** Names of the deployments to show; an empty list shows all. */
  readonly deployments: readonly string[];
}

/** Why there is nothing to show. */
export type EmptyReason = "no-frames" | "no-known-series" | "filtered-out";

export type CapacityViewModel =
  | { readonly kind: "empty"; readonly because: EmptyReason; readonly problems: readonly FrameProblem[] }
  | {
      readonly kind: "deployments";
      /** Least headroom first. */
      readonly deployments: readonly DeploymentView[];
      readonly problems: readonly FrameProblem[];
    };

/**
 * What the panel shows, from the frames of its queries that have been read: reading them again whenever the clock moves
 * would be the larger part. Never throws on what a query can return.
 */
export const viewModelOf = (
  { series, problems, isEmpty }: ReturnType<typeof readFrames>,
  settings: ViewSettings,
): CapacityViewModel => {
  const known = series.filter(({ timesMs }) => timesMs.length > 0);
  const names = settings.deployments;
  const wanted = names.length === 0 ? known : known.filter(({ deployment }) => names.includes(deployment));
  if (wanted.length === 0) {
    const because = known.length > 0 ? "filtered-out" : isEmpty ? "no-frames" : "no-known-series";
    return { kind: "empty", because, problems };
  }
  const views = groupBy(wanted, ({ deployment }) => deployment)
    .flatMap((ofName) => groupBy(ofName, ({ cluster }) => cluster))
    .map((group) => deploymentView(group[0], group, settings));
  return { kind: "deployments", deployments: stableOrder(views), problems };
};

/** Names of the deployments in the frames, in alphabetical order, each once. */
export const deploymentNames = (frames: readonly FrameLike[]): readonly string[] =>
  [...new Set(readFrames(frames).series.map(({ deployment }) => deployment))].sort();

/** By code unit: the order must not depend on the reader's locale. */
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Least headroom first by its rounded value, then by name; an unknown headroom ranks as none. */
const ranked = (views: readonly DeploymentView[], round: (headroomRatio: number) => number) => {
  const keyed = views.map((view) => {
    const { deployment, cluster, leastHeadroomRatio } = view;
    return { view, deployment, cluster, rank: round(leastHeadroomRatio ?? 0) };
  });
  keyed.sort((a, b) => a.rank - b.rank || compareText(a.deployment, b.deployment) || compareText(a.cluster, b.cluster));
  return keyed.map(({ view }) => view);
};

/** Deployments within 5 % of headroom keep their order by name, so that charts do not change places on noise. */
const stableOrder = (views: readonly DeploymentView[]) => ranked(views, (headroom) => Math.floor(headroom / 0.05));

/** Deployments by headroom in whole percent, as the table shows it. */
export const worstFirst = (views: readonly DeploymentView[]) => ranked(views, (headroom) => Math.round(headroom * 100));

type Sortable = number | string | null;

/** In the order of a value, ascending or descending; what is unknown comes last either way. */
export const sortedBy = (
  views: readonly DeploymentView[],
  sortValue: (view: DeploymentView) => Sortable,
  direction: 1 | -1,
): readonly DeploymentView[] => {
  const keyed = views.map((view) => ({ view, value: sortValue(view) }));
  const compared = (a: Sortable, b: Sortable): number => {
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    if (typeof a === "number" && typeof b === "number") return direction * (a - b);
    return direction * compareText(String(a), String(b));
  };
  return keyed.toSorted((a, b) => compared(a.value, b.value)).map(({ view }) => view);
};

/** More labels are not offered, in the order of the alphabet. */
const mostLabels = 6;

/** Labels that divide these deployments into more than one group, none of which is a deployment of its own. */
export const groupingLabels = (views: readonly DeploymentView[]): readonly string[] => {
  const names = [...new Set(views.flatMap(({ groupLabels }) => Object.keys(groupLabels)))].sort(compareText);
  const groups = (name: string): number => new Set(views.map(({ groupLabels }) => groupLabels[name])).size;
  return names.filter((name) => groups(name) > 1 && groups(name) < views.length).slice(0, mostLabels);
};

/** One group for each value of the label, in the order of their first deployment; without a label a single one, of the name null. */
export const groupedBy = (views: readonly DeploymentView[], label: string | null) =>
  label === null
    ? [{ name: null, views }]
    : groupBy(views, ({ groupLabels }) => JSON.stringify(groupLabels[label] ?? null)).map((group) => ({
        name: group[0].groupLabels[label] ?? null,
        views: group,
      }));
