import { normalBusId } from "../kmsg-xid/normal-bus-id.ts";
import type { GpuReading } from "./gpu-report.ts";
import type { UnreachableGpu } from "./stray-text.ts";

const isBehind = ({ pciBusId }: GpuReading, busId: string): boolean => {
  const [own, other] = [pciBusId === null ? null : normalBusId(pciBusId), normalBusId(busId)];
  return own !== null && other !== null && own > other;
};

/** The first index that belongs to a GPU behind the one that is not described. */
const placeOf = (gpus: readonly GpuReading[], { index, busId }: UnreachableGpu): number | null =>
  index ?? (busId === null ? null : (gpus.find((gpu) => isBehind(gpu, busId))?.index ?? null));

/**
 * A document has no indices: a GPU has the one of its place. Where the driver leaves out a GPU that it cannot reach, those
 * behind it keep their indices, which follow the bus ids.
 * @param attached number of GPUs that the driver counts; null when it does not say
 * @param described places in the document
 */
export const placeGpus = (
  gpus: readonly GpuReading[],
  unreachable: readonly UnreachableGpu[],
  { attached, described }: { readonly attached: number | null; readonly described: number },
): readonly GpuReading[] => {
  // A driver that no longer counts a GPU numbers the others anew.
  if (unreachable.length === 0 || (attached !== null && attached < described + unreachable.length)) return gpus;
  return [...unreachable]
    .sort((a, b) => (a.index ?? 0) - (b.index ?? 0))
    .reduce<readonly GpuReading[]>((placed, gpu) => {
      const place = placeOf(placed, gpu);
      if (place === null) return placed;
      return placed.map((other) => (other.index >= place ? { ...other, index: other.index + 1 } : other));
    }, gpus);
};
