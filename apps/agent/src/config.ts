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
  node: tokenText.nullable().default(null).describe("Name of the node in subjects; null makes it from the host name."),
  nats: z.boolean().default(true).describe("Publish to a broker."),
  server: z.string().min(1).default("nats://127.0.0.1:4222").describe("Broker addresses, separated by commas."),
  user: optionalText.describe("User name at the broker."),
  passwordFile: optionalText.describe("File that holds the password at the broker."),
  intervalSeconds: seconds(z.number().min(0.1)).default(5).describe("Distance of two samples."),
  nvidiaSmi: z.string().min(1).default("nvidia-smi").describe("Program that describes the GPUs."),
  nvidiaSmiFormat: z.enum(["xml", "csv"]).default("xml").describe("Which of its outputs is read: xml or csv."),
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
  freshnessSeconds: seconds(z.number().positive()).default(30).describe("Older values are unknown."),
  engines: z.array(EngineEntry).default([]).describe("Inference engines to read."),
  enginesFile: optionalText.describe("Prometheus file_sd JSON file with more of them; followed while running."),
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
