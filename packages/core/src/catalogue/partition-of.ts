import type { Gpu, GpuPartition } from "./gpu.ts";
import type { Sourced } from "./sourced.ts";

const share = <T extends Sourced>(whole: T, { value }: Sourced): T => ({ ...whole, value: whole.value * value });

const peakShare = (peak: Gpu["denseFlops"], part: Sourced): Gpu["denseFlops"] => {
  const of = (rate: Gpu["denseFlops"]["fp32"]) => (rate === null ? null : share(rate, part));
  return {
    fp32: of(peak.fp32),
    fp16: of(peak.fp16),
    bf16: of(peak.bf16),
    fp8: of(peak.fp8),
    int8: of(peak.int8),
    fp4: of(peak.fp4),
  };
};

/** The partition as a GPU: memory as in its profile, less what the driver keeps of the whole part; nothing linked. */
export const partitionOf = (gpu: Gpu, partition: GpuPartition): Gpu => {
  const offered = gpu.physicalMemory.value / gpu.memoryCapacity.value;
  const alone = { ...gpu.link.gpusPerNode, value: 1 };
  return {
    ...gpu,
    id: `${gpu.id}-${partition.name.replaceAll(".", "-")}`,
    name: `${gpu.name}, ${partition.name}`,
    aliases: [],
    memoryCapacity: partition.memory,
    physicalMemory: { ...gpu.physicalMemory, value: Math.min(1, offered) * partition.memory.value },
    memoryBandwidth: share(gpu.memoryBandwidth, partition.bandwidthShare),
    denseFlops: peakShare(gpu.denseFlops, partition.computeShare),
    sparseFlops: peakShare(gpu.sparseFlops, partition.computeShare),
    link: { ...gpu.link, kind: "pcie", gpusPerNode: alone, gpusPerDomain: alone },
    power: share(gpu.power, partition.computeShare),
    partitions: [],
  };
};
