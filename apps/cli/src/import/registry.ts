import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isRecord, modelById, precisionByName } from "@loadline/model";
import type { RegistryEntry } from "@loadline/plan";
import { parseYaml } from "@loadline/planner/checked";
import { messages, orElse, UserError } from "@loadline/planner/messages";
import { readText } from "../files.ts";
import { readModelConfig } from "../model/own-entries.ts";

const yamlIn = async (path: string): Promise<Readonly<Record<string, unknown>>> => {
  const text = await readText(path);
  const value = parseYaml(
    text,
    (reason) => new UserError(messages.invalid(path, text.slice(0, 40), `YAML (${reason})`)),
  );
  return isRecord(value) ? value : {};
};

const textOf = (value: unknown): string | undefined =>
  (typeof value === "string" && value !== "") || typeof value === "number" ? String(value) : undefined;

/** The name where the catalogue has it and the checkpoint states no format of its own, else the whole config.json. */
const modelOf = async (name: string, configPath: string): Promise<Pick<RegistryEntry, "model" | "config">> => {
  const isKnown = orElse(() => modelById(name) !== null, false);
  if (!existsSync(configPath)) return { model: name };
  const { json } = await readModelConfig(configPath);
  if (!isRecord(json)) throw new UserError(messages.invalid(configPath, "", "an object, as Hugging Face writes it"));
  return isKnown && (json["quantization_config"] ?? null) === null ? { model: name } : { config: json };
};

/**
 * @source https://mlflow.org/docs/latest/ml/model/ (MLmodel, flavors), its transformers flavor (source_model_name,
 * source_model_revision, torch_dtype, model_binary), and registered_model_meta, which a download from its registry writes
 */
const mlflowEntry = async (folder: string): Promise<RegistryEntry> => {
  const path = join(folder, "MLmodel");
  const { flavors, model_uuid: uuid } = await yamlIn(path);
  const flavor = isRecord(flavors) && isRecord(flavors["transformers"]) ? flavors["transformers"] : {};
  const source = textOf(flavor["source_model_name"]);
  if (source === undefined)
    throw new UserError(
      messages.invalid(
        path,
        Object.keys(isRecord(flavors) ? flavors : {}).join(", "),
        "a model of the flavor transformers",
      ),
    );
  const metaPath = join(folder, "registered_model_meta");
  const meta = existsSync(metaPath) ? await yamlIn(metaPath) : {};
  const version = textOf(meta["model_version"]) ?? textOf(flavor["source_model_revision"]) ?? textOf(uuid);
  if (version === undefined) throw new UserError(messages.invalid(path, "no model_uuid", "a version of the model"));
  const format = textOf(flavor["torch_dtype"])?.replace(/^torch\./, "");
  const weights = format === undefined ? null : orElse(() => precisionByName(format), null);
  return {
    name: textOf(meta["model_name"]) ?? basename(source),
    version,
    ...(await modelOf(source, join(folder, textOf(flavor["model_binary"]) ?? "model", "config.json"))),
    ...(weights === null ? {} : { weights }),
  };
};

/**
 * The name and revision of a folder of Hugging Face: of its cache (`models--owner--name/snapshots/revision`), or of a
 * download to a folder of its own, which has the revision beside it.
 * @source https://huggingface.co/docs/huggingface_hub/guides/manage-cache and .../guides/download
 */
const huggingFaceEntry = async (folder: string): Promise<RegistryEntry | null> => {
  const branch = join(folder, "refs", "main");
  if (existsSync(branch)) return huggingFaceEntry(join(folder, "snapshots", (await readText(branch)).trim()));
  const config = join(folder, "config.json");
  if (!existsSync(config)) return null;
  const [, owner, cached] = /^models--(.+?)--(.+)$/.exec(basename(dirname(dirname(folder)))) ?? [];
  if (owner !== undefined && cached !== undefined && basename(dirname(folder)) === "snapshots") {
    const name = `${owner}/${cached}`;
    return { name, version: basename(folder), ...(await modelOf(name, config)) };
  }
  const stated = join(folder, ".cache", "huggingface", "download", "config.json.metadata");
  const [revision = ""] = existsSync(stated) ? (await readText(stated)).split("\n") : [];
  if (revision.trim() === "")
    throw new UserError(
      messages.invalid(
        folder,
        "no revision",
        "a folder of Hugging Face's cache or of hf download, which state the revision",
      ),
    );
  const name = basename(folder);
  return { name, version: revision.trim(), ...(await modelOf(name, config)) };
};

/** A model's folder as an entry of a registry file; null: it is no folder of MLflow or Hugging Face. */
export const registryEntryOf = async (path: string): Promise<RegistryEntry | null> => {
  const folder = ["MLmodel", "config.json"].includes(basename(path)) ? dirname(path) : path;
  return existsSync(join(folder, "MLmodel")) ? mlflowEntry(folder) : huggingFaceEntry(folder);
};
