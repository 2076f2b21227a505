/**
 * Shares of the KV cache in use, by the names of engines. Without a recommender they are what says how full an engine
 * is: its headroom is the share that is left.
 * @source https://docs.vllm.ai/en/latest/usage/metrics.html
 * @source https://docs.sglang.ai/references/production_metrics.html
 */
const cacheUsage: ReadonlySet<string> = new Set([
  "vllm:kv_cache_usage_perc",
  "vllm:gpu_cache_usage_perc",
  "sglang:token_usage",
]);

/** True for a metric whose 1 − value is a headroom. */
export const isCacheUsage = (metric: string): boolean => cacheUsage.has(metric);

type Labels = Readonly<Record<string, string>>;

/** What tells apart the engines that one address answers for. */
const rankLabels = ["engine", "engine_id", "dp_rank", "engine_type", "tp_rank", "pp_rank"] as const;

/** Each engine stands for itself: named by its model, told apart by the address that it is scraped at. */
export const engineIdentity = (labels: Labels): { readonly deployment: string; readonly cluster: string } => {
  const parts = rankLabels.flatMap((name) => (labels[name] === undefined ? [] : [`${name} ${labels[name]}`]));
  const place = labels["pod"] || labels["instance"];
  return {
    deployment: labels["model_name"] || labels["model"] || "",
    cluster: [...(place === undefined ? [] : [place]), ...parts].join(", "),
  };
};
