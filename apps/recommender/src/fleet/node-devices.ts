import type { PlanDeployment } from "@loadline/plan";
import type { Telemetry } from "@loadline/protocol";

/** GPUs and slices of a node, and which of them somebody has. */
export interface NodeDevices {
  /** GPUs that are not divided. */
  readonly whole: number;
  readonly wholeFree: number;
  /** Slices by profile, e.g. 1g.10gb. */
  readonly slices: ReadonlyMap<string, number>;
  readonly slicesFree: ReadonlyMap<string, number>;
}

const countsOf = (profiles: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const profile of profiles) counts.set(profile, (counts.get(profile) ?? 0) + 1);
  return counts;
};

const noSlices: ReadonlyMap<string, number> = new Map();

/** Devices of engines and of pods; null where an engine does not report on which it runs. */
const takenOf = ({ engines, pods }: Telemetry): ReadonlySet<string> | null => {
  const taken = new Set(pods?.device);
  for (const uuids of engines.gpuUuids) {
    if (uuids === null || uuids.length === 0) return null;
    for (const uuid of uuids) taken.add(uuid);
  }
  return taken;
};

/**
 * The devices of a sample. A GPU whose slices are listed is not a whole one, and a slice that is taken takes no other.
 * null where the node lists no GPU, or an engine does not report which are its: then what is free is unknown.
 */
export const devicesOf = (sample: Telemetry): NodeDevices | null => {
  const taken = takenOf(sample);
  const { gpus, slices } = sample;
  if (taken === null || gpus.uuid.length === 0) return null;
  const free = (uuids: readonly string[]): number => uuids.filter((uuid) => !taken.has(uuid)).length;
  if (slices === undefined)
    return { whole: gpus.uuid.length, wholeFree: free(gpus.uuid), slices: noSlices, slicesFree: noSlices };
  const divided = new Set(slices.parentUuid);
  const whole = gpus.uuid.filter((uuid) => !divided.has(uuid));
  const rows = slices.uuid.flatMap((uuid, row) => {
    const profile = slices.profile[row] ?? null;
    const parent = slices.parentUuid[row] ?? null;
    return profile === null ? [] : [{ profile, free: !taken.has(uuid) && (parent === null || !taken.has(parent)) }];
  });
  return {
    whole: whole.length,
    wholeFree: free(whole),
    slices: countsOf(rows.map(({ profile }) => profile)),
    slicesFree: countsOf(rows.filter(({ free: isFree }) => isFree).map(({ profile }) => profile)),
  };
};

/** Replicas that so many GPUs carry; a replica that spans nodes counts where its engine is. */
export const replicasOn = (gpus: number, { tensor, pipeline, attentionData }: PlanDeployment["parallel"]): number =>
  Math.max(1, Math.floor(gpus / (tensor * pipeline * attentionData)));

/** The MIG profile that a pool's GPU names, as in "h100-sxm-80gb/3g.40gb"; null for whole GPUs. */
export const sliceProfile = (gpu: string): string | null =>
  gpu.includes("/") ? (gpu.split("/").at(-1) ?? null) : null;
