import { servingMemory } from "../catalogue/calibration-data.ts";
import { cacheLayout, type MemorySpec } from "./cache-layout.ts";

/** A second cache in the memory of the host, which has a copy of each block that the GPUs computed. */
interface HostCache {
  /** Of the whole replica. */
  readonly tokens: number;
  /** Of one block in one worker. */
  readonly blockBytes: number;
  /** That one token takes from the host to the GPUs, each over its own link. */
  readonly secondsPerToken: number;
}

const pageBytes = 4096;

/**
 * What vLLM keeps of the KV cache in host memory: whole blocks of all workers, in pages. The size is that of one engine, so
 * that each attention-data rank has as much. A model without a cache that grows keeps none there.
 * @param gibibytes as `--kv-offloading-size` states them
 * @returns null where the link of the GPU to its host is not known
 * @source vLLM 0.32: vllm/v1/kv_offload/cpu/spec.py; vllm/config/cache.py: the sum over tensor ranks
 */
export const hostCache = (spec: MemorySpec, gibibytes: number): HostCache | null => {
  const { kvBlock, hostLinks, hostLinkOf, hostLinkShare } = servingMemory();
  const { tensor, pipeline, attentionData } = spec.parallel;
  const link = hostLinkOf[spec.gpu.generation];
  if (link === undefined) return null;
  const { perToken } = cacheLayout(spec);
  const blockBytes = (perToken ?? 0) * kvBlock.value;
  const inAll = Math.ceil((blockBytes * tensor * pipeline) / pageBytes) * pageBytes;
  const blocks = inAll === 0 ? 0 : Math.floor((gibibytes * 2 ** 30) / inAll);
  return {
    tokens: blocks * kvBlock.value * attentionData,
    blockBytes,
    secondsPerToken: blockBytes / kvBlock.value / (hostLinks[link].value * hostLinkShare.value),
  };
};
