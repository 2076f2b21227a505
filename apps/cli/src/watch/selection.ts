import type { ReadEvent } from "./read-event.ts";

export interface SelectionSettings {
  readonly deployment: string | null;
  readonly cluster: string | null;
  readonly heartbeats: boolean;
}

const named = (wanted: string | null, name: string): boolean => wanted === null || wanted === name;

/** True for an address that was asked for. */
export const isWanted = (
  { deployment, cluster }: SelectionSettings,
  address: { readonly cluster: string; readonly deployment: string },
): boolean => named(deployment, address.deployment) && named(cluster, address.cluster);

/** Which events are shown, in order of arrival: repeats are not, unless they are the first word on a deployment. */
export const selectEvents = (
  settings: SelectionSettings,
): ((event: Extract<ReadEvent, { kind: "event" }>) => boolean) => {
  const seen = new Set<string>();
  return (read) => {
    if (!isWanted(settings, read)) return false;
    const key = `${read.cluster}/${read.deployment}`;
    const first = !seen.has(key);
    seen.add(key);
    return first || settings.heartbeats || !read.event.data.decision.heartbeat;
  };
};
