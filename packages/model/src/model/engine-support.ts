import { z } from "zod";
import { precisions } from "../base/precisions.ts";
import { dataEntry, idsOfKind, lazily } from "../catalogue/data.ts";
import { engines } from "../catalogue/engine-facts.ts";
import { generations } from "../catalogue/gpu.ts";
import { partitionIn } from "../catalogue/name-key.ts";
import { bytesPerElement } from "../catalogue/precision.ts";
import { isVersionFrom } from "./engine-version.ts";
import type { ReplicaSpec } from "./replica.ts";

const layoutKinds = ["tensor", "pipeline", "expert", "attentionData"] as const;
const formats = z.array(z.enum(precisions));
const ref = z.string().min(1);
const onGenerations = { generations: z.array(z.enum(generations)).min(1), weights: formats, ref };

/** One engine of data/engines: what it runs, by generation of GPU and version. What is not listed does not run. */
export const engineSupportSchema = z.strictObject({
  id: z.enum(engines),
  layouts: z.array(z.enum(layoutKinds)),
  /** Versions from which on there is a layout; left out: every one. */
  layoutsFrom: z.partialRecord(z.enum(layoutKinds), z.string()).optional(),
  layoutsRef: ref,
  devices: z.array(
    z.strictObject({
      ...onGenerations,
      /** Versions from this one on; left out: every one. */
      from: z.string().optional(),
      /** Versions before this one; left out: every one. */
      until: z.string().optional(),
      /** Formats of the cache that are narrower than 16 bits. */
      kvCache: formats,
    }),
  ),
  /** Formats that run, far slower than the format would on units of its own: no estimate stands for them. */
  emulated: z.array(z.strictObject(onGenerations)),
});
type EngineSupport = z.infer<typeof engineSupportSchema>;

type Asked = Pick<ReplicaSpec, "engine" | "engineVersion" | "gpu" | "weights" | "kvCache" | "parallel">;

const unsupportedLayout = (asked: Asked, { layouts, layoutsFrom = {}, layoutsRef }: EngineSupport) => {
  const { engine, engineVersion, gpu, parallel } = asked;
  const wide = (Object.keys(parallel) as (keyof Asked["parallel"])[]).filter((key) => parallel[key] > 1);
  if (wide.length > 0 && partitionIn(gpu.id) !== null)
    return `a slice of a GPU reaches no other, so that ${gpu.id} runs alone (NVIDIA Multi-Instance GPU User Guide)`;
  const missing = wide.filter((key) => !layouts.includes(key));
  if (missing.length > 0) return `${engine} has no ${missing.join(" and no ")} parallelism (${layoutsRef})`;
  const later = wide.find((key) => !isVersionFrom(engineVersion, layoutsFrom[key] ?? "0.0"));
  return later === undefined
    ? null
    : `${engine} ${engineVersion} has no ${later} parallelism, which came with ${layoutsFrom[later]} (${layoutsRef})`;
};

const versionText = (version: string | null): string => (version === null ? "" : ` ${version}`);

const unsupportedFormat = (asked: Asked, { devices, emulated }: EngineSupport): string | null => {
  const { engine, engineVersion, gpu, weights, kvCache } = asked;
  const { generation } = gpu;
  // Nobody lists a device of the user's own.
  if (generation === "other") return null;
  const program = `${engine}${versionText(engineVersion)}`;
  const onDevice = devices.filter((one) => one.generations.includes(generation));
  const rows = onDevice.filter(
    ({ from, until }) =>
      (from === undefined || isVersionFrom(engineVersion, from)) &&
      (until === undefined || !isVersionFrom(engineVersion, until)),
  );
  const [first = onDevice[0]] = rows;
  if (rows.length === 0)
    return `${program} does not run on ${gpu.id}${first === undefined ? "" : ` (${first.until === undefined ? `from ${first.from} on` : `before ${first.until} alone`}: ${first.ref})`}`;
  if (!rows.some((row) => row.weights.includes(weights))) {
    const inSoftware = emulated.find((one) => one.generations.includes(generation) && one.weights.includes(weights));
    const later = onDevice.find((row) => row.weights.includes(weights));
    return `${program} ${inSoftware === undefined ? "has no" : "only emulates"} ${weights} weights on ${gpu.id} (${(inSoftware ?? later ?? first)?.ref})`;
  }
  if (bytesPerElement(kvCache) >= 2 || rows.some((row) => row.kvCache.includes(kvCache))) return null;
  return `${program} has no cache in ${kvCache} on ${gpu.id} (${first?.ref})`;
};

/** Engines without an entry have nothing listed. */
const supportOf = new Map(
  engines.map((id) => [
    id,
    lazily(() => (idsOfKind("engines").includes(id) ? dataEntry<EngineSupport>("engines", id) : undefined)),
  ]),
);

/**
 * Why no version of the engine that is meant runs this format and layout on this GPU, with the source; null where it runs, or
 * where nothing is listed of the GPU. A version that is not stated is the newest.
 * @source data/engines/support.json
 */
export const whyUnsupported = (asked: Asked): string | null => {
  const support = supportOf.get(asked.engine)?.();
  if (support === undefined) return null;
  return unsupportedLayout(asked, support) ?? unsupportedFormat(asked, support);
};
