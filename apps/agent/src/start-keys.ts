import type { ConfigKey } from "./config.ts";

/** Read again at the next start only; all others take effect while the agent runs. */
export const startKeys = [
  "cluster",
  "host",
  "node",
  "nats",
  "server",
  "user",
  "passwordFile",
  "listen",
  "ringSamples",
  "ringBytes",
  "ringDirectory",
  "ringMaxAgeSeconds",
  "ringSyncSeconds",
  "compression",
] as const satisfies readonly ConfigKey[];
