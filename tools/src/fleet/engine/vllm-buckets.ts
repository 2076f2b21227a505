/**
 * Histogram bounds of vLLM's `/metrics`, upper bounds in the unit of the metric.
 * @source https://github.com/vllm-project/vllm/blob/005a810bc40faa25b8870fbc8559c3462581eee3/vllm/v1/metrics/loggers.py
 */
export const vllmBuckets = {
  timeToFirstToken: [
    0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160, 640, 2560,
  ],
  interTokenLatency: [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80],
  requestLatency: [0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680],
} as const;

const decades = [1, 2, 5] as const;

/** Bounds of token counts: 1, 2, 5, 10, 20 … up to the longest sequence, as vLLM builds them. */
export const tokenBuckets = (longest: number): readonly number[] => {
  const buckets: number[] = [];
  for (let scale = 1; ; scale *= 10) {
    for (const step of decades) {
      if (step * scale > longest) return buckets;
      buckets.push(step * scale);
    }
  }
};
