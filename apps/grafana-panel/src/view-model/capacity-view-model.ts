import { type DeploymentSettings, type DeploymentView, deploymentView } from "./deployment-view.ts";
import { type FrameLike, groupBy } from "./frame.ts";
import { nodeFacts } from "./nodes.ts";
import { type FrameProblem, readFrames } from "./read-series.ts";

export interface ViewSettings extends Omit<DeploymentSettings, "nodes"> {
  /** Names of the deployments to show; an empty list shows all. */
  readonly deployments: readonly string[];
}

/** Why there is nothing to show. */
export type EmptyReason = "no-frames" | "no-known-series" | "filtered-out";

export type CapacityViewModel =
  | { readonly kind: "empty"; readonly because: EmptyReason; readonly problems: readonly FrameProblem[] }
  | {
      readonly kind: "deployments";
      /** In the order of their names. */
      readonly deployments: readonly DeploymentView[];
      readonly problems: readonly FrameProblem[];
    };

/**
 * What the panel shows, from the frames of its queries that have been read: reading them again whenever the clock moves
 * would be the larger part. Never throws on what a query can return.
 */
export const viewModelOf = (
  { series, nodes, problems, isEmpty }: ReturnType<typeof readFrames>,
  settings: ViewSettings,
): CapacityViewModel => {
  const known = series.filter(({ timesMs }) => timesMs.length > 0);
  const names = settings.deployments;
  const wanted = names.length === 0 ? known : known.filter(({ deployment }) => names.includes(deployment));
  if (wanted.length === 0) {
    const because = known.length > 0 ? "filtered-out" : isEmpty ? "no-frames" : "no-known-series";
    return { kind: "empty", because, problems };
  }
  const facts = nodeFacts(nodes, settings);
  const views = groupBy(wanted, ({ deployment }) => deployment)
    .flatMap((ofName) => groupBy(ofName, ({ cluster }) => cluster))
    .map((group) => deploymentView(group[0], group, { ...settings, nodes: facts }));
  return { kind: "deployments", deployments: views.sort(byName), problems };
};

/** Names of the deployments in the frames, in alphabetical order, each once. */
export const deploymentNames = (frames: readonly FrameLike[]): readonly string[] =>
  [...new Set(readFrames(frames).series.map(({ deployment }) => deployment))].sort();

/** Of texts by code unit, so that the order does not depend on the reader's locale; infinite numbers have no difference. */
const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** By name, so that no deployment changes its place while its headroom changes. */
const byName = (a: DeploymentView, b: DeploymentView): number =>
  compare(a.deployment, b.deployment) || compare(a.cluster, b.cluster);

/** So many with the least headroom, by name; an unknown headroom counts as none. Steps of 5 % keep noise from choosing. */
export const leastHeadroom = (views: readonly DeploymentView[], most: number) => {
  if (views.length <= most) return views;
  const ranks = new Map(views.map((view) => [view, Math.floor((view.leastHeadroomRatio ?? 0) / 0.05)]));
  const rank = (view: DeploymentView): number => ranks.get(view) ?? 0;
  return views
    .toSorted((a, b) => compare(rank(a), rank(b)) || byName(a, b))
    .slice(0, most)
    .sort(byName);
};
