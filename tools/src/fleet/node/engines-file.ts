/** An engine endpoint as the agent's engine list names it. */
export interface EngineEndpoint {
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
