import { bytesCell, countCell, textCell } from "../values/cell.ts";
import { orNull } from "../values/unknown.ts";
import type { SliceReading } from "./gpu-report.ts";
import { at, isNode, listAt, type XmlNode } from "./xml-node.ts";

/** A key for a slice whose UUID the driver does not tell; the same for as long as the layout is. */
export const sliceKey = (parent: string, gpuInstanceId: number | null, computeInstanceId: number | null): string =>
  `${parent}/gi${gpuInstanceId ?? "?"}/ci${computeInstanceId ?? 0}`;

const readSlice = (node: XmlNode, parent: string): SliceReading => {
  const count = (path: string): number | null => orNull(countCell(at(node, path)));
  const gpuInstanceId = count("gpu_instance_id");
  const computeInstanceId = count("compute_instance_id");
  return {
    uuid: orNull(textCell(at(node, "uuid"))) ?? sliceKey(parent, gpuInstanceId, computeInstanceId),
    index: count("index"),
    gpuInstanceId,
    computeInstanceId,
    profile: orNull(textCell(at(node, "profile"))),
    memoryTotalBytes: orNull(bytesCell(at(node, "fb_memory_usage/total"))),
    memoryUsedBytes: orNull(bytesCell(at(node, "fb_memory_usage/used"))),
  };
};

/** MIG slices below a `<gpu>` element; none where its list is the text `None`. A key that occurs twice counts once. */
export const readSlices = (gpu: XmlNode, parent: string): readonly SliceReading[] => {
  const slices = listAt(gpu, "mig_devices/mig_device")
    .filter(isNode)
    .map((node) => readSlice(node, parent));
  return [...new Map(slices.toReversed().map((slice) => [slice.uuid, slice])).values()].toReversed();
};
