import { type DeploymentSettings, type DeploymentView, deploymentView } from "./deployment-view.ts";
import type { FrameLike } from "./frame.ts";
import { groupBy } from "./group-by.ts";
import { rankDeployments } from "./rank-deployments.ts";
import { type FrameProblem, type ReadFrames, readFrames, type Series } from "./read-frames.ts";

export interface ViewSettings extends DeploymentSettings {
  /** Names of the deployments to show; an empty list shows all. */
  readonly deployments: readonly string[];
}

export type CapacityViewModel =
  | { readonly kind: "empty"; readonly because: EmptyReason; readonly problems: readonly FrameProblem[] }
  | {
      readonly kind: "deployments";
      /** Worst headroom first. */
      readonly deployments: readonly DeploymentView[];
      readonly problems: readonly FrameProblem[];
    };

/** Why there is nothing to show. */
export type EmptyReason = "no-frames" | "no-known-series" | "filtered-out";

const identityKey = ({ cluster, deployment }: Series): string => JSON.stringify([cluster, deployment]);

const hasSamples = ({ timesMs }: Series): boolean => timesMs.length > 0;

/** What the panel shows, from the frames of its queries. Never throws on what a query can answer. */
export const capacityViewModel = (frames: readonly FrameLike[], settings: ViewSettings): CapacityViewModel =>
  viewModelOf(frames, readFrames(frames), settings);

/** The same from frames that have been read: reading them again whenever the clock moves would be the larger part. */
export const viewModelOf = (
  frames: readonly FrameLike[],
  { series, problems }: ReadFrames,
  settings: ViewSettings,
): CapacityViewModel => {
  const known = series.filter(hasSamples);
  const wanted = known.filter(
    ({ deployment }) => settings.deployments.length === 0 || settings.deployments.includes(deployment),
  );
  if (frames.length === 0) return { kind: "empty", because: "no-frames", problems };
  if (known.length === 0) return { kind: "empty", because: "no-known-series", problems };
  if (wanted.length === 0) return { kind: "empty", because: "filtered-out", problems };
  const views = groupBy(wanted, identityKey).map((group) => {
    const [{ cluster, deployment }] = group;
    return deploymentView({ cluster, deployment }, group, settings);
  });
  return { kind: "deployments", deployments: rankDeployments(views), problems };
};

/** Names of the deployments in the frames, in alphabetical order, each once. */
export const deploymentNames = (frames: readonly FrameLike[]): readonly string[] =>
  [...new Set(readFrames(frames).series.map(({ deployment }) => deployment))].sort();
