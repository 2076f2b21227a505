import { z } from "zod";
import { calibrationSchema } from "../catalogue/calibration.ts";
import { gpuSchema } from "../catalogue/gpu.ts";
import { leadTimeSchema } from "../catalogue/lead-time.ts";
import { type Model, modelSchema } from "../catalogue/model.ts";
import { offlineRowsSchema } from "../catalogue/offline-rows.ts";
import { priceSchema, type SharedSources, withSources } from "../catalogue/sources.ts";
import { operationsSchema } from "../cost/operations.ts";
import { engineSupportSchema } from "../model/engine-support.ts";
import { isConfigured, modelOfConfiguration, releasedModel, releaseOfModel } from "./model-file.ts";

/** A file of packages/model/data; `path` starts below that folder. */
export interface DataFile {
  readonly path: string;
  readonly json: unknown;
}

/** Schema of an entry, by the folder that its file is in. */
const schemas: { readonly [kind: string]: z.ZodType<{ readonly id: string }> } = {
  calibration: calibrationSchema,
  engines: engineSupportSchema,
  gpus: gpuSchema,
  models: modelSchema,
  operations: operationsSchema,
  prices: priceSchema,
  provisioning: leadTimeSchema,
  workloads: offlineRowsSchema,
};

interface Entry {
  readonly kind: string;
  readonly id: string;
  readonly value: {
    readonly id: string;
    readonly name?: string;
    readonly aliases?: readonly string[];
    readonly twins?: object;
  };
}

/** Their numbers have no unit and no source each: the file states where all of them come from. */
const withoutUnits: readonly unknown[] = ["speed-coefficients", "speed-priors"];

const itemsOf = ({ json }: DataFile): readonly unknown[] => (Array.isArray(json) ? json : [json]);

/** What entries of other files give to one: sources by name, and items by their id. */
interface Shared {
  readonly sources: SharedSources;
  readonly items: ReadonlyMap<unknown, unknown>;
}

const completed = (json: unknown, shared: Shared): unknown => {
  const base = releasedModel(json);
  if (base !== undefined) return releaseOfModel(json, completed(shared.items.get(base), shared) as Model);
  if (isConfigured(json)) return modelOfConfiguration(json);
  return withoutUnits.includes((json as { readonly id?: unknown }).id) ? json : withSources(json, shared.sources);
};

/** A file has one entry or a list of entries. */
const entriesOf = (file: DataFile, shared: Shared): readonly Entry[] => {
  const kind = file.path.split("/")[0] ?? "";
  const schema = schemas[kind];
  if (schema === undefined) throw new RangeError(`no such folder; expected one of ${Object.keys(schemas).join(", ")}`);
  return itemsOf(file).map((item) => {
    const result = schema.safeParse(completed(item, shared));
    if (!result.success) throw new RangeError(`${JSON.stringify(item).slice(0, 60)}: ${z.prettifyError(result.error)}`);
    return { kind, id: result.data.id, value: result.data };
  });
};

const sharedSourcesFile = "sources.json";

/**
 * Every entry of the data files, derived and checked, ordered by kind and id.
 * @throws RangeError naming the file and what is wrong in it
 */
export const deriveCatalogue = (files: readonly DataFile[]): readonly Entry[] => {
  const sources = (files.find(({ path }) => path === sharedSourcesFile)?.json ?? {}) as SharedSources;
  const models = files.filter(({ path }) => path.startsWith("models/")).flatMap(itemsOf);
  const shared: Shared = { sources, items: new Map(models.map((item) => [(item as { id?: unknown }).id, item])) };
  const byOrder = new Map<string, Entry>();
  for (const file of files) {
    if (file.path === sharedSourcesFile) continue;
    try {
      for (const entry of entriesOf(file, shared)) {
        const order = `${entry.kind}/${entry.id}`;
        if (byOrder.has(order)) throw new RangeError(`the id ${entry.id} is there twice`);
        byOrder.set(order, entry);
      }
    } catch (error) {
      throw new RangeError(`data/${file.path}: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  }
  return [...byOrder].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
};

/** Text of catalogue/data.generated.js, in the form that data.generated.d.ts declares. */
export const renderCatalogue = (files: readonly DataFile[]): string => {
  const embedded: { [kind: string]: { [id: string]: string } } = {};
  const names: { [kind: string]: (readonly string[])[] } = {};
  for (const { kind, id, value } of deriveCatalogue(files)) {
    embedded[kind] = { ...embedded[kind], [id]: JSON.stringify(value) };
    const { name = id, aliases = [], twins = {} } = value;
    names[kind] = [...(names[kind] ?? []), [id, name, ...aliases, ...Object.keys(twins)]];
  }
  const embeddedNames = { gpus: JSON.stringify(names["gpus"]), models: JSON.stringify(names["models"]) };
  return `export const embedded = ${JSON.stringify(embedded, null, 1)};
export const embeddedNames = ${JSON.stringify(embeddedNames, null, 1)};
`;
};
