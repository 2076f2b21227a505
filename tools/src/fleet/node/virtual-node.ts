import { join } from "node:path";
import { type Gpu, gpuById, seededRandom } from "@loadline/model";
import type { Plan } from "@loadline/plan";
import { derivedSeed } from "../common/random.ts";

export interface VirtualGpu {
  readonly uuid: string;
  readonly index: number;
  readonly pciBusId: string;
}

/** A machine that exists as a folder: what its agent reads is there. */
export interface VirtualNode {
  readonly name: string;
  readonly pool: string;
  readonly gpuType: Gpu;
  readonly gpus: readonly VirtualGpu[];
  readonly dir: string;
}

const hex = (value: number, width: number): string => value.toString(16).padStart(width, "0");

/** A UUID in NVIDIA's spelling, the same for the same seed, node and index. */
export const gpuUuid = (seed: number, node: string, index: number): string => {
  const random = seededRandom(derivedSeed(seed, `gpu/${node}/${index}`));
  const digits = Array.from({ length: 4 }, () => hex(Math.floor(random() * 2 ** 32), 8)).join("");
  const parts = [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)];
  return `GPU-${parts.join("-")}`;
};

/** Bus numbers start after those of a chipset and leave numbers between two GPUs, as on real boards. */
const pciBusId = (index: number): string => `00000000:${hex(0x18 + index * 8, 2).toUpperCase()}:00.0`;

const virtualGpus = (seed: number, node: string, count: number): readonly VirtualGpu[] =>
  Array.from({ length: count }, (_, index) => ({ uuid: gpuUuid(seed, node, index), index, pciBusId: pciBusId(index) }));

/** The nodes of every pool of a plan, named `<pool>-<n>` from 1. */
export const virtualNodes = (plan: Plan, seed: number, dir: string): readonly VirtualNode[] =>
  plan.pools.flatMap((pool) => {
    const gpuType = pool.device?.gpu ?? gpuById(pool.gpu);
    return Array.from({ length: pool.nodes }, (_, index) => {
      const name = `${pool.name}-${index + 1}`;
      const gpus = virtualGpus(seed, name, pool.gpusPerNode);
      return { name, pool: pool.name, gpuType, gpus, dir: join(dir, name) };
    });
  });
