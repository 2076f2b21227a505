import { isRecord, LoadlineError, precisions } from "@loadline/model";
import { z } from "zod";

type Json = Readonly<Record<string, unknown>>;

const key = (description: string, example: string) => ({ description, examples: [example] });

/** One version of a model registry, and the configuration that it runs with. */
export const RegistryEntry = z
  .strictObject({
    name: z.string().min(1).max(200).meta(key("Name of the model in the registry.", "support")),
    version: z
      .union([z.string().min(1).max(100), z.number().int().nonnegative()])
      .meta(key("Its version; a deployment names it as `name@version`.", "4")),
    model: z.string().min(1).optional().meta(key("Model of the catalogue that it is.", "llama-3.1-8b")),
    config: z
      .record(z.string(), z.unknown())
      .optional()
      .meta(key("Its `config.json`, where the catalogue lacks it.", '{ "model_type": "llama", … }')),
    engine: z.string().min(1).optional().meta(key("Engine that it runs on.", "vllm")),
    weights: z.enum(precisions).optional().meta(key("Number format of its weights.", "fp8")),
    kvCache: z.enum(precisions).optional().meta(key("Number format of its KV cache.", "fp8")),
    parallel: z
      .record(z.string(), z.unknown())
      .optional()
      .meta(key("How one replica is spread over GPUs, as of a deployment.", "{ tensor: 2 }")),
    engineConfig: z
      .record(z.string(), z.unknown())
      .optional()
      .meta(key("Flags of its engine, as of a deployment.", "{ maxSequences: 256 }")),
    measurements: z
      .string()
      .min(1)
      .optional()
      .meta(key("File of measured rows of it, beside the plan; they correct the model.", "support-4.jsonl")),
  })
  .refine(({ model, config }) => (model === undefined) !== (config === undefined), {
    error: "a model of the catalogue or the config of its config.json, one of them",
    params: { isExpectation: true },
  });
export type RegistryEntry = z.infer<typeof RegistryEntry>;

const addressOf = ({ name, version }: Json): string => `${String(name)}@${String(version)}`;

/** As people write it: name@version, or MLflow's models:/name/version. */
const addressIn = (model: unknown): string | null => {
  if (typeof model !== "string") return null;
  const [, name, version] = /^models:\/(.+)\/([^/@]+)$/.exec(model) ?? [];
  if (name !== undefined) return `${name}@${version}`;
  return model.includes("@") ? model.replace(/^models:\//, "") : null;
};

/** What a deployment takes from its version; what it states itself counts. */
const settings = ["engine", "weights", "kvCache", "parallel", "engineConfig"] as const;
/** A canary runs on the same engine and GPUs. */
const settingsOfCanary = settings.slice(1).filter((key) => key !== "parallel");

const configured = (entry: Json, keys: readonly string[], own: Json): Json => {
  const stated = Object.fromEntries(
    keys.flatMap((key) => {
      const [given, owned] = [entry[key], own[key]];
      return given === undefined ? [] : [[key, isRecord(given) && isRecord(owned) ? { ...given, ...owned } : given]];
    }),
  );
  const tables = Object.fromEntries(Object.entries(stated).filter(([, value]) => isRecord(value)));
  return { ...stated, ...own, ...tables, model: entry["config"] === undefined ? entry["model"] : addressOf(entry) };
};

/** The entry that a model names; null: it names none. @throws LL_PLAN_INVALID where the registry has no such version */
const entryOf = (entries: readonly Json[], model: unknown, path: string): Json | null => {
  const address = addressIn(model);
  if (address === null) return null;
  const found = entries.find((entry) => addressOf(entry) === address);
  if (found !== undefined) return found;
  const known = entries.slice(0, 10).map(addressOf).join(", ");
  throw new LoadlineError("LL_PLAN_INVALID", { path, detail: `${address} is not in the registry; known: ${known}` });
};

const withEntry = (deployment: unknown, index: number, entries: readonly Json[]): unknown => {
  if (!isRecord(deployment)) return deployment;
  const path = `deployments.${index}`;
  const own = entryOf(entries, deployment["model"], `${path}.model`);
  const rollout = isRecord(deployment["rollout"]) ? deployment["rollout"] : {};
  const canary = isRecord(rollout["canary"]) ? rollout["canary"] : null;
  const other = canary && entryOf(entries, canary["model"], `${path}.rollout.canary.model`);
  return {
    ...(own === null ? deployment : { version: String(own["version"]), ...configured(own, settings, deployment) }),
    ...(canary === null || other === null
      ? {}
      : {
          rollout: {
            toVersion: String(other["version"]),
            ...rollout,
            canary: configured(other, settingsOfCanary, canary),
          },
        }),
  };
};

/** A written plan with the configuration of each version that a deployment, or its canary, names. @throws LL_PLAN_INVALID */
export const withRegistered = (plan: unknown): unknown => {
  if (!isRecord(plan) || !Array.isArray(plan["registry"]) || !Array.isArray(plan["deployments"])) return plan;
  const entries = plan["registry"].filter(isRecord);
  const deployments = plan["deployments"].map((one: unknown, index) => withEntry(one, index, entries));
  const used = JSON.stringify(deployments);
  const models = entries
    .filter((entry) => entry["config"] !== undefined && used.includes(JSON.stringify(addressOf(entry))))
    .map((entry) => ({ name: addressOf(entry), config: entry["config"] }));
  const own: unknown[] = Array.isArray(plan["models"]) ? plan["models"] : [];
  return { ...plan, deployments, ...(models.length === 0 ? {} : { models: [...own, ...models] }) };
};
