import { decisionDefaults } from "@loadline/control";
import { isPartition } from "@loadline/protocol";
import {
  brokerSecuritySettings,
  listenPattern,
  type ResolvedSettings,
  resolveSettings,
  type SettingsLayers,
  serverSecuritySettings,
} from "@loadline/runtime/settings";
import { z } from "zod";

// From the agents' shortest interval to the longest timer of Node.js: a longer one fires at once, again and again.
const seconds = z
  .number()
  .min(0.01)
  .max((2 ** 31 - 1) / 1000);
const share = z.number().min(0).max(1);
const quantile = z.number().min(0.5).max(0.999);
const text = z.string().min(1);
const optionalText = text.nullable().default(null);
const address = z.string().regex(listenPattern, "host:port");

/** Every setting with its default, unit and meaning. */
export const RecommenderConfig = z.strictObject({
  server: text.default("nats://127.0.0.1:4222").describe("NATS server; several separated by commas."),
  natsUser: optionalText.describe("Account at the NATS server."),
  natsPasswordFile: optionalText.describe("File with its password."),
  ...brokerSecuritySettings,
  plan: text.describe(
    "Path of the plan file (YAML), or kv:CLUSTER for its entry in loadline_plans; re-read when it changes.",
  ),
  partition: z
    .string()
    .refine(isPartition, "INDEX/COUNT with 0 ≤ INDEX < COUNT, such as 0/3")
    .default("0/1")
    .describe("Share of the deployments that this recommender decides: INDEX/COUNT. Two or more run for each share."),
  intervalSeconds: seconds.default(5).describe("Seconds between two decisions."),
  heartbeatSeconds: seconds.default(30).describe("Seconds after which an unchanged decision is repeated."),
  windowSeconds: seconds
    .default(decisionDefaults.windowSeconds)
    .describe("Window over which arriving requests are averaged: the more come, the more its newest half counts."),
  freshnessSeconds: seconds.default(20).describe("Telemetry of a node that is older counts as missing."),
  scaleDownStabilisationSeconds: seconds
    .default(decisionDefaults.scaleDownStabilisation)
    .describe("Seconds for which fewer replicas must have been enough before any are drained."),
  scaleDownMargin: share
    .default(decisionDefaults.scaleDownMargin)
    .describe("Demand above the forecast that a smaller count must carry, and least share of a count that goes."),
  maxScaleDownShare: share
    .default(decisionDefaults.maxScaleDownShare)
    .describe("Most of the ready replicas one decision drains, and of those that stood one stabilisation window does."),
  demandQuantile: quantile
    .default(decisionDefaults.demandQuantile)
    .describe("Demand quantile the load line must cover."),
  sizeQuantile: quantile
    .default(decisionDefaults.sizeQuantile)
    .describe("Demand quantile that a new count is sized by, once the load line no longer covers demandQuantile."),
  listen: address
    .default("127.0.0.1:9465")
    .describe("host:port of /metrics, /healthz, /readyz and /api/v1; port 0 takes a free one."),
  kedaListen: address
    .nullable()
    .default(null)
    .describe("host:port of the KEDA external scaler (gRPC); without it there is none."),
  ...serverSecuritySettings,
  kedaClientCaFile: optionalText.describe(
    "PEM file of the CA that KEDA's client certificate has to be signed by; takes tlsCertificateFile.",
  ),
  kubernetesCounts: z
    .boolean()
    .default(false)
    .describe(
      "Watch the workloads that the plan names, their pods and quotas, and the nodes: pods that wait or that no agent sees, nodes that are drained.",
    ),
  shadow: z.boolean().default(false).describe("Only advise: nothing is published; /api/v1 has the decisions."),
  replicas: z.number().int().min(1).max(5).default(1).describe("Copies of each stream, with ensureStreams."),
  ensureStreams: z.boolean().default(false).describe("Create or update the streams at start; else they must exist."),
  replaySeconds: seconds
    .default(600)
    .describe("Telemetry replayed at start, and for how long a stale node is remembered."),
  warmUpSeconds: seconds
    .default(180)
    .describe("Engines younger than this are not measured: they load, compile and fill their caches."),
  leaseSeconds: seconds.default(3).describe("Length of the lease; a standby takes over at most two of them later."),
  checkpointSeconds: seconds.default(10).describe("Seconds between two checkpoints of a deployment."),
  signingKey: optionalText.describe(
    "File with the Ed25519 private key (PEM) that signs recommendations; without it they are unsigned.",
  ),
  verifyingKeys: optionalText.describe(
    "Files with public keys (PEM), separated by commas, that recommendations may be signed with besides signingKey. With any key, the KEDA scaler acts on nothing unsigned.",
  ),
  logLevel: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"])
    .default("info")
    .describe("Least level of the log lines on stderr."),
});
export type RecommenderConfig = z.infer<typeof RecommenderConfig>;
type ConfigKey = keyof RecommenderConfig;

export const configKeys = Object.keys(RecommenderConfig.shape) as readonly ConfigKey[];

export const environmentPrefix = "LOADLINE_RECOMMENDER_";

/**
 * The configuration with the origin of each value: default < file < environment < flag.
 * @throws LL_CONFIG_INVALID for an unknown key or a value out of range
 */
export const resolveConfig = (layers: SettingsLayers): ResolvedConfig =>
  resolveSettings(
    {
      schema: RecommenderConfig,
      prefix: environmentPrefix,
      whenAbsent: { plan: "the path of a plan file, or kv:CLUSTER for a stored one; give it with --plan" },
    },
    layers,
  );

export type ResolvedConfig = ResolvedSettings<typeof RecommenderConfig>;

/** One line per key: value and where it came from. */
export const printConfig = ({ config, origins }: ResolvedConfig): string =>
  configKeys.map((key) => `${key} = ${JSON.stringify(config[key])}  # ${origins[key]}`).join("\n");
