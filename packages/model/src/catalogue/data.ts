import { embedded, embeddedNames } from "./data.generated.js";

/** `make()`, computed at the first call and kept: a constant that costs nothing before its first use. */
export const lazily = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** `value` with everything below it frozen. */
export const deepFreeze = <T>(value: T): T => {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
};

type EntryNames = readonly [id: string, ...names: string[]];

/** Names of all GPUs or models, ordered by id. */
export const namesOfKind = (kind: "gpus" | "models"): readonly EntryNames[] => JSON.parse(embeddedNames[kind] ?? "[]");

/** Ids of every entry of this kind, in order. */
export const idsOfKind = (kind: string): readonly string[] => Object.keys(embedded[kind] ?? {});

/**
 * One entry of packages/model/data, frozen. `T` is the type of the schema that the build checked the kind with.
 * @throws RangeError when the data have no such entry
 */
export const dataEntry = <T>(kind: string, id: string): T => {
  const text = embedded[kind]?.[id];
  if (text === undefined) throw new RangeError(`packages/model/data has no ${kind}/${id}`);
  return deepFreeze(JSON.parse(text) as T);
};
