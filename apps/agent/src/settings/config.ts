import { LoadlineError } from "@loadline/model";
import {
  brokerSecuritySettings,
  listenPattern,
  type ResolvedSettings,
  redact,
  resolveSettings,
  type SettingsLayers,
  serverSecuritySettings,
} from "@loadline/runtime/settings";
import { z } from "zod";
import { logLevels } from "../system/logger.ts";

const isHttp = (url: string): boolean => /^https?:\/\/[^/\s]+/.test(url) && URL.canParse(url);

const EngineEntry = z.strictObject({
  url: z.string().refine(isHttp, "an http or https URL"),
  id: z.string().min(1).optional(),
  deployment: z.string().min(1).optional(),
  engine: z.string().min(1).optional(),
  gpus: z.array(z.string().min(1)).optional(),
  tokenFile: z.string().min(1).optional(),
});

const seconds = (key: z.ZodNumber): z.ZodNumber => key.max(86_400);
const someSeconds = seconds(z.number().positive());
const optionalSeconds = someSeconds.nullable().default(null);
const optionalText = z.string().min(1).nullable().default(null);
const optionalUrl = z.string().refine(isHttp, "an http or https URL").nullable().default(null);
const tokenText = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, "lower-case letters, digits, hyphens");

/** Every setting. The file, the environment (`LOADLINE_AGENT_<KEY>`) and flags set it; the later wins. */
export const AgentConfig = z.strictObject({
  cluster: tokenText.default("default").describe("Cluster of the node; part of the subject."),
  host: optionalText.describe("Name of the host, as in spec.nodeName of a pod; default: what the system reports."),
  node: tokenText
    .nullable()
    .default(null)
    .describe("Name of the node in subjects; default: made from the host's name."),
  nats: z.boolean().default(true).describe("Publish to a broker."),
  server: z.string().min(1).default("nats://127.0.0.1:4222").describe("Broker addresses, separated by commas."),
  user: optionalText.describe("User name at the broker."),
  passwordFile: optionalText.describe("File with the password at the broker."),
  ...brokerSecuritySettings,
  ...serverSecuritySettings,
  intervalSeconds: seconds(z.number().min(0.01)).default(5).describe("Time between two samples."),
  nvidiaSmiIntervalSeconds: optionalSeconds.describe(
    "Least time between two reads of nvidia-smi; default: every sample.",
  ),
  engineIntervalSeconds: optionalSeconds.describe(
    "Least time between two reads of the engines; default: every sample.",
  ),
  dcgmIntervalSeconds: optionalSeconds.describe("Least time between two reads of an exporter; default: every sample."),
  nvidiaSmi: z.string().min(1).default("nvidia-smi").describe("The nvidia-smi program."),
  nvidiaSmiDeadlineSeconds: someSeconds.default(10).describe("A run of nvidia-smi that takes longer is stopped."),
  nvidiaSmiFirstDeadlineSeconds: someSeconds
    .default(30)
    .describe("The same until the first run succeeds; drivers without persistence mode start slowly."),
  dcgmExporter: optionalUrl.describe("Address of a dcgm-exporter, for Xids, and for GPUs where nvidia-smi has none."),
  exporterTokenFile: optionalText.describe("File with the bearer token that dcgmExporter and amdExporter ask for."),
  dcgmDeadlineSeconds: someSeconds.default(5).describe("A read of an exporter that takes longer has failed."),
  kmsg: optionalText.describe("The kernel log to read Xids from, /dev/kmsg; needs the right to read it."),
  amdExporter: optionalUrl.describe("Address of AMD's device metrics exporter, for AMD GPUs."),
  podResources: optionalText.describe(
    "The kubelet's socket, /var/lib/kubelet/pod-resources/kubelet.sock, for the pods of each GPU.",
  ),
  podResourcesDeadlineSeconds: someSeconds
    .default(5)
    .describe("An answer of the kubelet that takes longer has failed."),
  freshnessSeconds: someSeconds.default(30).describe("Older values are unknown."),
  engines: z.array(EngineEntry).default([]).describe("Inference engines to read."),
  enginesFile: optionalText.describe("Prometheus file_sd JSON file with more engines; read again when it changes."),
  podsFile: optionalText.describe("JSON list of pods in which engines run; read again when it changes."),
  podSource: z
    .string()
    .refine((text) => text === "api" || /^https:\/\/[^/\s]+/.test(text), "api, or an https URL of a kubelet's pods")
    .nullable()
    .default(null)
    .describe("Find engines in the pods of this node: by the API server (api), or by the kubelet at this URL."),
  podNamespaces: optionalText.describe("Namespaces whose pods may be read, separated by commas; default: all."),
  serviceAccount: z
    .string()
    .min(1)
    .default("/var/run/secrets/kubernetes.io/serviceaccount")
    .describe("Folder with the token and ca.crt that podSource uses."),
  engineSearch: z.boolean().default(false).describe("Search for engines on well-known ports of this host."),
  engineDeadlineSeconds: someSeconds.default(2).describe("An engine that takes longer to answer is unreachable."),
  listen: z
    .string()
    .regex(listenPattern, "host:port")
    .default("127.0.0.1:9464")
    .describe("Address of /metrics, /healthz and /readyz; port 0 takes a free one."),
  expectedGpus: z.number().int().nonnegative().nullable().default(null).describe("GPUs that the node should have."),
  ringSamples: z.number().int().min(1).max(1_000_000).default(720).describe("Most messages kept until acknowledged."),
  ringBytes: z
    .number()
    .int()
    .min(1024)
    .default(8 * 2 ** 20)
    .describe("Most bytes of all of them together."),
  stateDirectory: optionalText.describe(
    "Directory of this agent alone that keeps unacknowledged health events over a restart; default: memory only.",
  ),
  compression: z
    .enum(["none", "deflate"])
    .default("deflate")
    .describe("Compression of samples on the wire: none, or deflate (zlib) to about a third."),
  logLevel: z.enum(logLevels).default("info").describe("Lowest level of the log lines."),
});
export type AgentConfig = z.infer<typeof AgentConfig>;
export type ConfigKey = keyof AgentConfig;
export const configKeys = Object.keys(AgentConfig.shape) as readonly ConfigKey[];

export const describeKey = (key: ConfigKey): { readonly description: string; readonly unit: string | undefined } => ({
  description: AgentConfig.shape[key].description ?? "",
  unit: key.endsWith("Seconds") ? "s" : key.endsWith("Bytes") ? "B" : undefined,
});

const namedParts = ["id", "deployment", "engine", "gpus", "tokenFile"] as const;

/**
 * Reads `URL[,deployment=…][,engine=…][,id=…][,gpus=…;…][,tokenFile=…]`.
 * @throws LL_CONFIG_INVALID for an unknown name or one without value
 */
export const parseEngineFlag = (text: string): unknown => {
  const [url = "", ...parts] = text.split(",").map((part) => part.trim());
  const pairs = parts.map((part) => part.split("="));
  const isKnown = ([name, value = "", ...rest]: readonly string[]): boolean =>
    namedParts.some((known) => known === name) && value !== "" && rest.length === 0;
  if (!pairs.every(isKnown)) {
    const expected = "URL, or URL,deployment=NAME,engine=NAME,id=NAME,gpus=UUID-or-index;…,tokenFile=PATH";
    // Nothing but names: the value of `token` is the secret that belongs in the file of `tokenFile`, and may have commas.
    const value = [redact(url), ...parts.flatMap((part) => /^([A-Za-z]+)=(?!=*$)/.exec(part)?.[1] ?? [])].join();
    throw new LoadlineError("LL_CONFIG_INVALID", { key: "engines", value, expected });
  }
  const { gpus, ...names } = Object.fromEntries(pairs) as Readonly<Record<string, string>>;
  return { url, ...names, ...(gpus === undefined ? {} : { gpus: gpus.split(";").map((gpu) => gpu.trim()) }) };
};

export const environmentPrefix = "LOADLINE_AGENT_";

type ResolvedConfig = ResolvedSettings<typeof AgentConfig>;

const sourceIntervals = ["nvidiaSmiIntervalSeconds", "engineIntervalSeconds", "dcgmIntervalSeconds"] as const;

/** Values would be unknown in between. @throws LL_CONFIG_INVALID */
const rejectRareReads = (config: AgentConfig): void => {
  for (const key of sourceIntervals) {
    const { [key]: value, freshnessSeconds } = config;
    if (value === null || value < freshnessSeconds) continue;
    const expected = `less than freshnessSeconds (${freshnessSeconds}), beyond which values are unknown`;
    throw new LoadlineError("LL_CONFIG_INVALID", { key, value, expected });
  }
};

/**
 * Lays file, environment and flags over the defaults.
 * @throws LL_CONFIG_INVALID naming the first key that is unknown or has a value that it does not take
 */
export const resolveConfig = (layers: SettingsLayers): ResolvedConfig => {
  const resolved = resolveSettings(
    {
      schema: AgentConfig,
      prefix: environmentPrefix,
      // Kubernetes sets these in every container beside a service of the agent's name.
      ignored: /^LOADLINE_AGENT_(?:SERVICE_|PORT(?:_|$))/,
      parse: { engines: (text) => text.split(/\s+/).filter(Boolean).map(parseEngineFlag) },
    },
    layers,
  );
  rejectRareReads(resolved.config);
  return resolved;
};

/** Every key with its value, where that came from, its unit and meaning. */
export const describeConfig = ({ config, origins }: ResolvedConfig): object =>
  Object.fromEntries(
    configKeys.map((key) => {
      const { description, unit } = describeKey(key);
      return [key, { value: config[key], origin: origins[key], ...(unit === undefined ? {} : { unit }), description }];
    }),
  );
