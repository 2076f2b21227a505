import { z } from "zod";
import { seedSchema } from "../baseline/seed.ts";
import { operationsSchema } from "../cost/operations.ts";
import { offlineRowsSchema } from "../workloads/offline-rows.ts";
import { calibrationSchema } from "./calibration.ts";
import { gpuSchema } from "./gpu.ts";
import { leadTimeSchema } from "./lead-time.ts";
import { modelSchema } from "./model.ts";
import { priceSchema } from "./price.ts";

/** A file of packages/core/data; `path` starts below that folder. */
export interface DataFile {
  readonly path: string;
  readonly json: unknown;
}

/** Schema of an entry, by the folder that its file is in. */
const schemas: { readonly [kind: string]: z.ZodType<{ readonly id: string }> } = {
  baseline: seedSchema,
  calibration: calibrationSchema,
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
  readonly value: { readonly id: string; readonly name?: string; readonly aliases?: readonly string[] };
}

/** @throws RangeError naming the file and what is wrong in it */
const entriesOf = ({ path, json }: DataFile): readonly Entry[] => {
  const kind = path.split("/")[0] ?? "";
  const schema = schemas[kind];
  if (schema === undefined) throw new RangeError(`data/${path}: expected one of ${Object.keys(schemas).join(", ")}`);
  const result = schema.safeParse(json);
  if (!result.success) throw new RangeError(`data/${path}: ${z.prettifyError(result.error)}`);
  return [{ kind, id: result.data.id, value: result.data }];
};

/**
 * Every entry of the data files, checked, ordered by kind and id.
 * @throws RangeError naming the file and what is wrong in it
 */
export const deriveCatalogue = (files: readonly DataFile[]): readonly Entry[] => {
  const order = ({ kind, id }: Entry): string => `${kind}/${id}`;
  const entries = files.flatMap(entriesOf).toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
  for (const [index, entry] of entries.slice(1).entries()) {
    if (order(entry) === order(entries[index] ?? entry)) throw new RangeError(`data has ${order(entry)} twice`);
  }
  return entries;
};

const namesOf = ({ id, name = id, aliases = [] }: Entry["value"]): readonly string[] => [id, name, ...aliases];

/** Text of catalogue/data.generated.js, in the form that data.generated.d.ts declares. */
export const renderCatalogue = (files: readonly DataFile[]): string => {
  const embedded: { [kind: string]: { [id: string]: string } } = {};
  const names: { [kind: string]: (readonly string[])[] } = {};
  for (const { kind, id, value } of deriveCatalogue(files)) {
    embedded[kind] = { ...embedded[kind], [id]: JSON.stringify(value) };
    names[kind] = [...(names[kind] ?? []), namesOf(value)];
  }
  const embeddedNames = { gpus: JSON.stringify(names["gpus"]), models: JSON.stringify(names["models"]) };
  return `export const embedded = ${JSON.stringify(embedded, null, 1)};
export const embeddedNames = ${JSON.stringify(embeddedNames, null, 1)};
`;
};
