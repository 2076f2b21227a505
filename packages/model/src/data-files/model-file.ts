import { z } from "zod";
import { precisions } from "../base/precisions.ts";
import { readHuggingFaceConfig } from "../catalogue/import-hugging-face/import-hugging-face-config.ts";
import { checkpointSchema, hasTransformer, type Model, repositorySchema } from "../catalogue/model.ts";
import { kvBytesPerToken } from "../memory/kv-bytes-per-token.ts";

/** How the config.json was read, as it stands behind "<repository> config.json" in the source; any other text is used as it is. */
const readings: Readonly<Record<string, string>> = {
  opened: "",
  quoted:
    "; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
};

/** A model of data/models that its Hugging Face configuration describes; every other number is derived from it. */
const configuredModelSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  twins: z.record(z.string(), repositorySchema).optional(),
  /** On Hugging Face. */
  repository: repositorySchema,
  /** "opened", "quoted", or what follows "<repository> config.json" in the source. */
  reading: z.string().min(1),
  accessed: z.iso.date(),
  use: z.literal("embedding").optional(),
  /** What the maker publishes, to check the derived figures with. */
  published: z.strictObject({
    parameters: z.number().positive(),
    /** Of a 16-bit cache. */
    kvBytesPerToken: z.number().positive().optional(),
  }),
  /** Quantised checkpoints that the configuration does not describe. */
  checkpoints: z.array(checkpointSchema).optional(),
  config: z.record(z.string(), z.unknown()),
});

export const isConfigured = (json: unknown): boolean => typeof json === "object" && json !== null && "config" in json;

/** Derived and published counts of parameters differ by norms and biases that a configuration does not give. */
const parameterTolerance = 0.011;

/** Another release of a model of data/models: the same configuration but for what it states. */
const releaseSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  releaseOf: z.string(),
  aliases: z.array(z.string()),
  twins: z.record(z.string(), repositorySchema).optional(),
  repository: z.string().optional(),
  contextLength: z.number(),
  publishedIn: z.enum(precisions).optional(),
  accessed: z.iso.date(),
});

/** The model whose release an entry is; undefined for other entries. */
export const releasedModel = (json: unknown): unknown => (json as { readonly releaseOf?: unknown }).releaseOf;

/** A release of `base`. @throws ZodError for a key that it has not */
export const releaseOfModel = (json: unknown, base: Model): unknown => {
  const { contextLength: value, accessed, ...stated } = releaseSchema.parse(json);
  const ref = `${stated.repository ?? stated.name}, configuration or model card; quoted as published, not opened`;
  const contextLength = { value, unit: "token", source: { kind: "config", ref, accessed } };
  return { ...base, twins: {}, ...stated, contextLength };
};

const checkPublished = (model: Model, { published }: z.infer<typeof configuredModelSchema>): void => {
  const parameters = model.parameters.value;
  if (Math.abs(parameters / published.parameters - 1) >= parameterTolerance)
    throw new RangeError(`the configuration implies ${parameters} parameters; published are ${published.parameters}`);
  if (published.kvBytesPerToken === undefined || !hasTransformer(model)) return;
  const bytes = kvBytesPerToken(model.transformer, { precision: "bf16", tensor: 1, pipeline: 1 });
  if (bytes !== published.kvBytesPerToken)
    throw new RangeError(`the configuration implies ${bytes} B of cache per token, not ${published.kvBytesPerToken}`);
};

/**
 * The model of an entry of data/models that gives a configuration.
 * @throws RangeError where the configuration contradicts the published figures; LL_MODEL_CONFIG_UNSUPPORTED
 */
export const modelOfConfiguration = (json: unknown): Model => {
  const entry = configuredModelSchema.parse(json);
  const ref = `${entry.repository} config.json${readings[entry.reading] ?? entry.reading}`;
  const model = readHuggingFaceConfig(entry.config, { ...entry, ref }).model;
  checkPublished(model, entry);
  const { repository, twins = {} } = entry;
  return { ...model, twins, repository };
};
