import { writeFile } from "node:fs/promises";
import { stringify } from "yaml";
import { cluster, leadTimeSeconds, nodes } from "./scenario.ts";

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

const planOf = (deployments: readonly string[], { min, max }: Bounds, spareReplicas: number): string =>
  stringify({
    version: 1,
    cluster,
    pools: [{ name: "h100", gpu: "h100", gpusPerNode: 4, nodes: nodes.length }],
    deployments: deployments.map((name) => ({
      name,
      model: "llama-3.1-8b",
      pool: "h100",
      slo: { timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.05 },
      replicas: { planned: 3, min, max },
      spareReplicas,
      leadTimeSeconds,
      expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 10 },
    })),
  });

const first: Bounds = { min: 1, max: 12 };
const goodEdits: readonly Bounds[] = [{ min: 2, max: 12 }, { min: 1, max: 6 }, { min: 3, max: 8 }, first];

const brokenEdits = (good: string): readonly string[] => [
  "pools: [",
  "",
  good.replace("llama-3.1-8b", "no-such-model"),
  good.replace("min: ", "min: 10"),
  good.replace(`cluster: ${cluster}`, "cluster: elsewhere"),
  good.replaceAll("spareReplicas: ", "spareReplicas: -"),
  `${good}surplus: 1\n`,
];

/** The plan file that the simulated operators edit, well and badly. */
export class PlanEdits {
  readonly path: string;
  readonly #deployments: readonly string[];
  /** Limits of the last good edit. */
  bounds = first;
  spareReplicas = 1;
  edits = 0;
  isBroken = false;

  constructor(path: string, deployments: readonly string[]) {
    this.path = path;
    this.#deployments = deployments;
  }

  get #good(): string {
    return planOf(this.#deployments, this.bounds, this.spareReplicas);
  }

  async #write(text: string): Promise<void> {
    this.edits += 1;
    await writeFile(this.path, text);
  }

  async begin(): Promise<void> {
    await this.#write(this.#good);
  }

  async edit(choice: number): Promise<void> {
    this.bounds = goodEdits[Math.floor(choice * goodEdits.length)] ?? first;
    this.isBroken = false;
    await this.#write(this.#good);
  }

  /** What nobody should take for a plan. */
  async break(choice: number): Promise<void> {
    const broken = brokenEdits(this.#good);
    this.isBroken = true;
    await this.#write(broken[Math.floor(choice * broken.length)] ?? "");
  }
}
