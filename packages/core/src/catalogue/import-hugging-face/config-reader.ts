import { LoadlineError } from "../../errors.ts";

/** Reads keys of a config.json; a key that is missing or cannot be meant ends the import with its name. */
export interface ConfigReader {
  readonly architecture: string;
  /** Whether the key is there with a value other than null. */
  readonly has: (key: string) => boolean;
  readonly count: (key: string) => number;
  readonly flag: (key: string, fallback: boolean) => boolean;
  /** As `count`; the fallback is the one that transformers takes, and is noted. */
  readonly countOr: (key: string, fallback: number, why: string) => number;
  readonly list: (key: string) => readonly unknown[] | null;
  readonly text: (key: string) => string | null;
  /** The object at the key, read in the same way; null where there is none. */
  readonly section: (key: string) => ConfigReader | null;
  /** Ends the import. */
  readonly refuse: (key: string, detail: string) => never;
  /** Defaults that stood in for keys which the file leaves out. */
  readonly notes: readonly string[];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isCount = (value: unknown): value is number => typeof value === "number" && Number.isInteger(value) && value >= 0;

/** A reader of one object of a config.json. @throws LL_MODEL_CONFIG_UNSUPPORTED when it is no object */
export const configReader = (json: unknown, architecture: string, notes: string[] = []): ConfigReader => {
  const refuse = (key: string, detail: string): never => {
    throw new LoadlineError("LL_MODEL_CONFIG_UNSUPPORTED", { architecture, key, detail });
  };
  const config = isRecord(json) ? json : refuse("", `it is ${JSON.stringify(json)?.slice(0, 40)}, no JSON object`);
  const at = (key: string): unknown => config[key] ?? null;
  const count = (key: string): number => {
    const value = at(key);
    if (value === null) return refuse(key, "it is missing");
    return isCount(value) ? value : refuse(key, `${JSON.stringify(value)} is no whole number of at least 0`);
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
    flag: (key, fallback) => {
      const value = at(key) ?? fallback;
      return typeof value === "boolean" ? value : refuse(key, `${JSON.stringify(value)} is neither true nor false`);
    },
    list: (key) => {
      const value = at(key);
      if (value === null || Array.isArray(value)) return value;
      return refuse(key, `${JSON.stringify(value)} is no list`);
    },
    text: (key) => {
      const value = at(key);
      if (value === null || typeof value === "string") return value;
      return refuse(key, `${JSON.stringify(value)} is no text`);
    },
    section: (key) => (at(key) === null ? null : configReader(at(key), architecture, notes)),
  };
};
