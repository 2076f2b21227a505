import { utimes, writeFile } from "node:fs/promises";
import { stringify } from "yaml";
import { cluster, leadTimeSeconds } from "./scenario.ts";

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

interface Planned {
  readonly deployments: readonly string[];
  readonly nodes: number;
}

const planOf = ({ deployments, nodes }: Planned, { min, max }: Bounds, reserveReplicas: number): string =>
  stringify({
    version: 1,
    cluster,
    pools: [{ name: "h100", gpu: "h100", gpusPerNode: 4, nodes }],
    deployments: deployments.map((name) => ({
      name,
      model: "llama-3.1-8b",
      pool: "h100",
      slo: { timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.05 },
      replicas: { planned: 3, min, max },
      reserveReplicas,
      leadTimeSeconds,
      expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 10 },
    })),
  });

/** Limits by the number of nodes: three of the four places of each at most. */
const firstOf = (nodes: number): Bounds => ({ min: 1, max: 3 * nodes });
const goodEditsOf = (nodes: number): readonly Bounds[] => [
  { min: 2, max: 3 * nodes },
  { min: 1, max: Math.ceil(1.5 * nodes) },
  { min: 3, max: 2 * nodes },
  firstOf(nodes),
];

const brokenEdits = (good: string): readonly string[] => [
  "pools: [",
  "",
  good.replace("llama-3.1-8b", ""),
  good.replace("min: ", "min: 10"),
  good.replace(`cluster: ${cluster}`, "cluster: elsewhere"),
  good.replaceAll("reserveReplicas: ", "reserveReplicas: -"),
  `${good}surplus: 1\n`,
];

/** The plan file that the simulated operators edit, well and badly. */
export class PlanEdits {
  readonly path: string;
  readonly #planned: Planned;
  /** Limits of the last good edit. */
  bounds: Bounds;
  reserveReplicas = 1;
  edits = 0;
  isBroken = false;

  constructor(path: string, planned: Planned) {
    this.path = path;
    this.#planned = planned;
    this.bounds = firstOf(planned.nodes);
  }

  get #good(): string {
    return planOf(this.#planned, this.bounds, this.reserveReplicas);
  }

  async #write(text: string): Promise<void> {
    this.edits += 1;
    await writeFile(this.path, text);
    // A whole step takes less than the time resolution of some file systems.
    await utimes(this.path, this.edits, this.edits);
  }

  async begin(): Promise<void> {
    await this.#write(this.#good);
  }

  async edit(choice: number): Promise<void> {
    const edits = goodEditsOf(this.#planned.nodes);
    this.bounds = edits[Math.floor(choice * edits.length)] ?? this.bounds;
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
