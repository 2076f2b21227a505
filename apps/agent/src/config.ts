import { z } from "zod";
import { logLevels } from "./logger.ts";

const listenPattern = /^(?:\[[0-9a-fA-F:.]+\]|[a-zA-Z0-9.-]+):\d{1,5}$/;
const isHttp = (url: string): boolean => /^https?:\/\/[^/\s]+/.test(url) && URL.canParse(url);

const EngineEntry = z.strictObject({
  url: z.string().refine(isHttp, "an http or https URL"),
  id: z.string().min(1).optional(),
  deployment: z.string().min(1).optional(),
  engine: z.string().min(1).optional(),
  gpus: z.array(z.string().min(1)).optional(),
});

const seconds = (key: z.ZodNumber): z.ZodNumber => key.max(86_400).meta({ unit: "s" });
const optionalText = z.string().min(1).nullable().default(null);
const tokenText = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, "lower-case letters, digits, hyphens");

/** Everything that can be set. A file, the environment (`LOADLINE_AGENT_<KEY>`) and flags say it, the later wins. */
export const AgentConfig = z.strictObject({
  cluster: tokenText.default("default").describe("Cluster that the node belongs to; part of the subject."),
  host: optionalText.describe("Name of the host, as in spec.nodeName of a pod; none asks the system."),
  node: tokenText
    .nullable()
    .default(null)
    .describe("Name of the node in subjects; none makes it from the host's name."),
  nats: z.boolean().default(true).describe("Publish to a broker."),
  server: z.string().min(1).default("nats://127.0.0.1:4222").describe("Broker addresses, separated by commas."),
  user: optionalText.describe("User name at the broker."),
  passwordFile: optionalText.describe("File that holds the password at the broker."),
  intervalSeconds: seconds(z.number().min(0.01)).default(5).describe("Distance of two samples."),
  nvidiaSmiIntervalSeconds: seconds(z.number().positive())
    .nullable()
    .default(null)
    .describe("Least distance of two reads of nvidia-smi; null reads it for every sample."),
  engineIntervalSeconds: seconds(z.number().positive()).nullable().default(null).describe("The same for the engines."),
  dcgmIntervalSeconds: seconds(z.number().positive())
    .nullable()
    .default(null)
    .describe("The same for dcgm-exporter, dcgmi and AMD's exporter."),
  nvidiaSmi: z.string().min(1).default("nvidia-smi").describe("Program that describes the GPUs."),
  nvidiaSmiFormat: z
    .enum(["auto", "xml", "csv", "csv-loop"])
    .default("auto")
    .describe(
      "Which of its outputs is read: xml, csv, csv-loop (the table from one long-lived process), or auto: xml at the start, every 10 minutes and where a GPU is divided, else csv-loop.",
    ),
  nvidiaSmiDeadlineSeconds: seconds(z.number().positive())
    .default(10)
    .describe("A call of nvidia-smi that takes longer is stopped and counts as hanging."),
  nvidiaSmiFirstDeadlineSeconds: seconds(z.number().positive())
    .default(30)
    .describe("The same until the first call succeeds; drivers without persistence mode start slowly."),
  dcgmExporter: z
    .string()
    .refine(isHttp, "an http or https URL")
    .nullable()
    .default(null)
    .describe("Address of a dcgm-exporter, for profiling counters."),
  dcgmi: optionalText.describe("Program dcgmi, for profiling counters where there is no exporter."),
  dcgmDeadlineSeconds: seconds(z.number().positive()).default(5).describe("A read of either that takes longer failed."),
  kmsg: optionalText.describe("The kernel's log, /dev/kmsg, to read Xids from; needs the right to read it."),
  amdExporter: z
    .string()
    .refine(isHttp, "an http or https URL")
    .nullable()
    .default(null)
    .describe("Address of AMD's device metrics exporter, for AMD GPUs."),
  podResources: optionalText.describe(
    "The kubelet's socket, /var/lib/kubelet/pod-resources/kubelet.sock, for the pods of each GPU.",
  ),
  podResourcesDeadlineSeconds: seconds(z.number().positive())
    .default(5)
    .describe("An answer that takes longer failed."),
  freshnessSeconds: seconds(z.number().positive()).default(30).describe("Older values are unknown."),
  engines: z.array(EngineEntry).default([]).describe("Inference engines to read."),
  enginesFile: optionalText.describe("Prometheus file_sd JSON file with more of them; followed while running."),
  podsFile: optionalText.describe("List of pods as JSON whose annotations name more; followed while running."),
  engineSearch: z.boolean().default(false).describe("Look for engines on well-known ports of this host."),
  engineDeadlineSeconds: seconds(z.number().positive()).default(2).describe("An engine that answers later did not."),
  listen: z
    .string()
    .regex(listenPattern, "host:port")
    .default("127.0.0.1:9464")
    .describe("Address of /metrics, /healthz and /readyz; port 0 takes a free one."),
  expectedGpus: z.number().int().nonnegative().nullable().default(null).describe("GPUs that should be there."),
  ringSamples: z.number().int().min(1).max(1_000_000).default(720).describe("Messages kept until acknowledged."),
  ringBytes: z
    .number()
    .int()
    .min(1024)
    .meta({ unit: "B" })
    .default(8 * 2 ** 20)
    .describe("Size of all of them together; with ringDirectory, of its files."),
  ringDirectory: optionalText.describe("Directory that keeps them over a restart, this agent's alone; none is memory."),
  ringMaxAgeSeconds: seconds(z.number().positive())
    .default(86_400)
    .describe("Messages in ringDirectory that are older are given up."),
  ringSyncSeconds: seconds(z.number().nonnegative())
    .default(5)
    .describe("Files in ringDirectory are forced to the medium this often; 0 is before each message is sent."),
  compression: z
    .enum(["none", "deflate"])
    .default("deflate")
    .describe("How samples are packed on the wire: none, or deflate (zlib) to about a third."),
  logLevel: z.enum(logLevels).default("info").describe("Least important lines that are still written."),
});
export type AgentConfig = z.infer<typeof AgentConfig>;
export type ConfigKey = keyof AgentConfig;
export const configKeys = Object.keys(AgentConfig.shape) as readonly ConfigKey[];

export interface KeyDescription {
  readonly description: string;
  /** Unit of the number; undefined where there is none. */
  readonly unit: string | undefined;
}

export const describeKey = (key: ConfigKey): KeyDescription => {
  const schema = AgentConfig.shape[key];
  const inner = "unwrap" in schema ? schema.unwrap() : schema;
  const unit = inner.meta()?.["unit"];
  return { description: schema.description ?? "", unit: typeof unit === "string" ? unit : undefined };
};
