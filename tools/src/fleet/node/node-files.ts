import { chmod, mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type GpuActivity, type GpuReading, gpuReading } from "./gpu-reading.ts";
import { nvidiaSmiXml } from "./nvidia-smi-xml.ts";
import type { VirtualNode } from "./virtual-node.ts";

/** An engine endpoint as the agent's engine list names it. */
interface EngineEndpoint {
  readonly id: string;
  readonly deployment: string;
  readonly gpuUuids: readonly string[];
  readonly draining: boolean;
}

/** Path under which the fleet's HTTP server answers for one engine. */
export const enginePath = (id: string): string => `/engines/${id}/metrics`;

/**
 * The engines of a node as a Prometheus file_sd document, one entry each.
 * @param target host:port of the HTTP server
 * @source https://prometheus.io/docs/prometheus/latest/configuration/configuration/#file_sd_config
 */
export const enginesFile = (target: string, engines: readonly EngineEndpoint[]): string => {
  const entries = engines.map((engine) => ({
    targets: [target],
    labels: {
      deployment: engine.deployment,
      engine: "vllm",
      gpus: engine.gpuUuids.join(","),
      draining: String(engine.draining),
      __metrics_path__: enginePath(engine.id),
      __engine_id__: engine.id,
    },
  }));
  return `${JSON.stringify(entries, null, 2)}\n`;
};

/**
 * The executable that stands for nvidia-smi on a virtual node: a POSIX shell script that knows `-q -x` and nothing
 * else, and reads the file beside it. A reader that asks for more learns so by exit status 2.
 */
const fakeNvidiaSmi = `#!/bin/sh
if [ "$#" -eq 2 ] && [ "$1" = "-q" ] && [ "$2" = "-x" ]; then
  exec cat "$(dirname "$0")/gpus.xml"
fi
echo "nvidia-smi of the simulated fleet: only '-q -x' is understood, got '$*'" >&2
exit 2
`;

/** A reader sees the old text or the new one, never a part. */
const writeAtomically = async (path: string, text: string): Promise<void> => {
  const temporary = `${path}.new`;
  await writeFile(temporary, text);
  await rename(temporary, path);
};

const executable = 0o755;

/** The folder of one virtual node: `nvidia-smi`, `gpus.xml` and `engines.json`. */
export class NodeFiles {
  readonly node: VirtualNode;
  readonly nvidiaSmi: string;
  readonly enginesFile: string;
  readonly #gpusFile: string;
  #engines = "";
  #readings: readonly GpuReading[] | null = null;

  constructor(node: VirtualNode) {
    this.node = node;
    this.nvidiaSmi = join(node.dir, "nvidia-smi");
    this.enginesFile = join(node.dir, "engines.json");
    this.#gpusFile = join(node.dir, "gpus.xml");
  }

  async prepare(): Promise<void> {
    await mkdir(this.node.dir, { recursive: true });
    await writeFile(this.nvidiaSmi, fakeNvidiaSmi);
    await chmod(this.nvidiaSmi, executable);
  }

  /** Rewrites the engine list if it changed. @param target host:port that serves the engines */
  async writeEngines(target: string, engines: readonly EngineEndpoint[]): Promise<void> {
    const text = enginesFile(target, engines);
    if (text === this.#engines) return;
    await writeAtomically(this.enginesFile, text);
    this.#engines = text;
  }

  /** Rewrites the GPU readings. @param seconds time since the last ones */
  async writeGpus(activityOf: (uuid: string) => GpuActivity | null, seconds: number, at: Date): Promise<void> {
    const { gpuType, gpus } = this.node;
    const limits = { memory: gpuType.physicalMemory.value, power: gpuType.power.value };
    const readings = gpus.map(({ uuid }, index) => {
      const before = this.#readings?.[index]?.temperatureCelsius ?? null;
      return gpuReading(limits, activityOf(uuid), { before, seconds });
    });
    this.#readings = readings;
    await writeAtomically(this.#gpusFile, nvidiaSmiXml(this.node, readings, at.toUTCString()));
  }
}
