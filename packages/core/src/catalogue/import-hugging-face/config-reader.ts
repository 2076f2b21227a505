import { LoadlineError } from "../../errors.ts";
import { isRecord } from "../../zod-expectation.ts";

/** Reads keys of a config.json; a key that is missing or cannot be meant ends the import with its name. */
export interface ConfigReader {
  readonly architecture: string;
  /** Whether the key is there with a value other than null. */
  readonly has: (key: string) => boolean;
  readonly count: (key: string) => number;
  readonly flag: (key: string, fallback: boolean) => boolean;
  /** As `count`; the fallback is the one that transformers takes, and is noted. */
  readonly countOr: (key: string, fallback: number, why: string) => number;
  /** The count at the first of these keys that the file has; the last one must be there. */
  readonly countAt: (...keys: readonly string[]) => number;
  /** As `count`; 0 where the key is left out. */
  readonly countOrZero: (key: string) => number;
  /** A number above 0, whole or not. */
  readonly ratio: (key: string) => number;
  readonly list: (key: string) => readonly unknown[] | null;
  /** As `list`; null where something else than a list stands there. */
  readonly listOr: (key: string) => readonly unknown[] | null;
  /** The number of a layer; the fallback where the key is left out or counts from the end as -1. */
  readonly endOr: (key: string, fallback: number) => number;
  readonly text: (key: string) => string | null;
  /** The object at the key, read in the same way; null where there is none. */
  readonly section: (key: string) => ConfigReader | null;
  /** As `section`, which must be there. */
  readonly requiredSection: (key: string) => ConfigReader;
  /** The objects of the list at the key, read in the same way. */
  readonly sections: (key: string) => readonly ConfigReader[];
  readonly keys: () => readonly string[];
  /** What stands at the key, as JSON. */
  readonly json: (key: string) => string;
  /** The same object where some keys have other names: from the common key to the one in this file. */
  readonly renamed: (keys: Readonly<Record<string, string>>) => ConfigReader;
  /** The same object with these values where it leaves keys out; each is noted. */
  readonly filled: (values: Readonly<Record<string, number>>, why: string) => ConfigReader;
  /** The same object with these values. */
  readonly with: (values: Readonly<Record<string, number>>) => ConfigReader;
  /** As `renamed`, where the file has both and the other name is the one that counts. */
  readonly overridden: (keys: Readonly<Record<string, string>>) => ConfigReader;
  /** Ends the import. */
  readonly refuse: (key: string, detail: string) => never;
  /** Defaults taken for keys that the file leaves out. */
  readonly notes: readonly string[];
}

const isCount = (value: unknown): value is number => typeof value === "number" && Number.isInteger(value) && value >= 0;
const isFlag = (value: unknown): value is boolean => typeof value === "boolean";
const isText = (value: unknown): value is string => typeof value === "string";
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** No model has more: beyond, the file is damaged, and a layer at a time would take the machine's memory. */
const mostOf = (key: string): number => (/layer/.test(key) && !/per_layer/.test(key) ? 1000 : 1e9);

/**
 * A reader of one object of a config.json.
 * @param names as the file has the keys that it has under other names than the common ones
 * @throws LL_MODEL_CONFIG_UNSUPPORTED when it is no object
 */
export const configReader = (
  json: unknown,
  architecture: string,
  notes: string[] = [],
  names: Readonly<Record<string, string>> = {},
): ConfigReader => {
  const refuse = (key: string, detail: string): never => {
    throw new LoadlineError("LL_MODEL_CONFIG_UNSUPPORTED", { architecture, key: names[key] ?? key, detail });
  };
  const config = isRecord(json) ? json : refuse("", `it is ${JSON.stringify(json)?.slice(0, 40)}, not a JSON object`);
  const at = (key: string): unknown => config[key] ?? null;
  const checked = <T>(key: string, value: unknown, is: (value: unknown) => value is T, otherwise: string): T =>
    is(value) ? value : refuse(key, `${JSON.stringify(value)} is ${otherwise}`);
  const count = (key: string): number => {
    if (at(key) === null) return refuse(key, "it is missing");
    const value = checked(key, at(key), isCount, "not a whole number of at least 0");
    return value <= mostOf(key) ? value : refuse(key, `${value} is more than any model has`);
  };
  const derived = (values: object, own = names) => configReader({ ...config, ...values }, architecture, notes, own);
  const withKeys = (keys: Readonly<Record<string, string>>, of: (key: string, own: string) => unknown) => {
    const common = Object.entries(keys).map(([key, own]) => [key, of(key, own)]);
    const other = Object.entries(keys).filter(([key]) => config[key] === undefined);
    return derived(Object.fromEntries(common), { ...names, ...Object.fromEntries(other) });
  };
  return {
    architecture,
    notes,
    refuse,
    count,
    has: (key) => at(key) !== null,
    countOr: (key, fallback, why) => {
      if (at(key) !== null) return count(key);
      notes.push(`${key} is left out and taken as ${fallback}: ${why}`);
      return fallback;
    },
    countAt: (...keys) => count(keys.find((key) => at(key) !== null) ?? keys.at(-1) ?? ""),
    countOrZero: (key) => (at(key) === null ? 0 : count(key)),
    flag: (key, fallback) => checked(key, at(key) ?? fallback, isFlag, "neither true nor false"),
    ratio: (key) => {
      const value = at(key);
      return typeof value === "number" && value > 0 && value <= mostOf(key)
        ? value
        : refuse(key, `${JSON.stringify(value)} is not a number above 0`);
    },
    list: (key) => (at(key) === null ? null : checked(key, at(key), isList, "not a list")),
    listOr: (key) => {
      const value = at(key);
      return isList(value) ? value : null;
    },
    endOr: (key, fallback) => (at(key) === null || at(key) === -1 ? fallback : count(key)),
    text: (key) => (at(key) === null ? null : checked(key, at(key), isText, "not a text")),
    keys: () => Object.keys(config),
    json: (key) => JSON.stringify(at(key)),
    renamed: (keys) => withKeys(keys, (key, own) => config[key] ?? config[own]),
    filled: (values, why) => {
      const missing = Object.entries(values).filter(([key]) => at(key) === null);
      notes.push(...missing.map(([key, value]) => `${key} is left out and taken as ${value}: ${why}`));
      return derived(Object.fromEntries(missing));
    },
    with: (values) => derived(values),
    overridden: (keys) => withKeys(keys, (_, own) => config[own]),
    sections: (key) =>
      checked(key, at(key), isList, "not a list").map((item) => configReader(item, architecture, notes)),
    section: (key) => (at(key) === null ? null : configReader(at(key), architecture, notes)),
    requiredSection: (key) => configReader(at(key) ?? refuse(key, "it is missing"), architecture, notes),
  };
};
