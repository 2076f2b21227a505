/** Bounds that the plan may name at a time; the others are within them. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

export type BoundsOf = Readonly<Record<string, Bounds>>;

export const usualBounds: BoundsOf = { chat: { min: 1, max: 4 }, tagger: { min: 1, max: 8 } };
export const otherBounds: BoundsOf = { chat: { min: 2, max: 3 }, tagger: { min: 2, max: 6 } };

/** Text of the plan: two deployments on two GPU types, small enough for a slow machine. */
export const planText = (bounds: BoundsOf = usualBounds): string => `version: 1
cluster: demo
pools:
  - { name: h100, gpu: h100-sxm-80gb, nodes: 2, gpusPerNode: 8, purchase: reserved, failureDomain: zone-a }
  - { name: a100, gpu: a100-sxm-80gb, nodes: 1, gpusPerNode: 8, purchase: on-demand, failureDomain: zone-b }
deployments:
  - name: chat
    model: llama-3.1-70b
    pool: h100
    weights: fp8
    parallel: { tensor: 4 }
    slo: { percentile: 0.95, timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.06 }
    replicas: { planned: 2, min: ${bounds["chat"]?.min}, max: ${bounds["chat"]?.max} }
    reserveReplicas: 1
    leadTimeSeconds: 10
    expected: { inputTokens: 1155, outputTokens: 211, requestsPerSecond: 12 }
  - name: tagger
    model: llama-3.1-8b
    pool: a100
    parallel: { tensor: 1 }
    slo: { percentile: 0.95, timeToFirstTokenSeconds: 1.5, interTokenLatencySeconds: 0.05 }
    replicas: { planned: 3, min: ${bounds["tagger"]?.min}, max: ${bounds["tagger"]?.max} }
    reserveReplicas: 1
    leadTimeSeconds: 10
    expected: { inputTokens: 600, outputTokens: 100, requestsPerSecond: 20 }
`;

/** Texts that are no plan, or none of this cluster. */
export const brokenPlans: Readonly<Record<string, string>> = {
  empty: "",
  "half written": planText().slice(0, 700),
  "no YAML": "version: 1\n\t- {[",
  "unknown key": planText().replace("purchase: reserved", "bought: reserved"),
  "min above max": planText({ chat: { min: 5, max: 2 }, tagger: { min: 1, max: 8 } }),
  "another cluster": planText().replace("cluster: demo", "cluster: other"),
  "no deployments": "version: 1\ncluster: demo\npools: []\ndeployments: []\n",
  "a name twice": planText().replace("name: tagger", "name: chat"),
  "a bomb of aliases": `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefgh"
    .split("")
    .map((key, at) => `${key}: &${key} [${`*${"abcdefg"[at]},`.repeat(9)}]`)
    .join("\n")}\n`,
};
