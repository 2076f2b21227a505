import { LoadlineError } from "../../base/errors.ts";
import { isRecord } from "../../base/zod-expectation.ts";

type Json = Readonly<Record<string, unknown>>;
type Names = Readonly<Record<string, string>>;

const isCount = (value: unknown): value is number => typeof value === "number" && Number.isInteger(value) && value >= 0;
const isFlag = (value: unknown): value is boolean => typeof value === "boolean";
const isText = (value: unknown): value is string => typeof value === "string";
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** No model has more: beyond, the file is damaged, and a layer at a time would take the machine's memory. */
const mostOf = (key: string): number => (/layer/.test(key) && !/per_layer/.test(key) ? 1000 : 1e9);

/** Reads keys of a config.json; a key that is missing or cannot be meant ends the import with its name. */
export class ConfigReader {
  readonly architecture: string;
  readonly notes: string[];
  readonly #config: Json;
  readonly #names: Names;

  /**
   * @param notes defaults taken for keys that the file leaves out; grows as it is read
   * @param names as the file has the keys that it has under other names than the common ones
   * @throws LL_MODEL_CONFIG_UNSUPPORTED when `json` is no object
   */
  constructor(json: unknown, architecture: string, notes: string[] = [], names: Names = {}) {
    this.architecture = architecture;
    this.notes = notes;
    this.#names = names;
    this.#config = isRecord(json)
      ? json
      : this.refuse("", `it is ${JSON.stringify(json)?.slice(0, 40)}, not a JSON object`);
  }

  /** Ends the import. */
  refuse(key: string, detail: string): never {
    const { architecture } = this;
    throw new LoadlineError("LL_MODEL_CONFIG_UNSUPPORTED", { architecture, key: this.#names[key] ?? key, detail });
  }

  /** Whether the key is there with a value other than null. */
  has(key: string): boolean {
    return this.#at(key) !== null;
  }

  /** The count at `key`: "a|b" is the first of these that the file has, and "a?" is 0 where it is left out. */
  count(key: string): number {
    const keys = key.replace("?", "").split("|");
    const own = keys.find((each) => this.has(each)) ?? keys.at(-1) ?? "";
    if (!this.has(own)) return key.endsWith("?") ? 0 : this.refuse(own, "it is missing");
    const value = this.#checked(own, this.#at(own), isCount, "not a whole number of at least 0");
    return value <= mostOf(own) ? value : this.refuse(own, `${value} is more than any model has`);
  }

  /** As `count`; the fallback is the one that transformers takes, and is noted. */
  countOr(key: string, fallback: number, why: string): number {
    if (this.has(key)) return this.count(key);
    this.notes.push(`${key} is left out and taken as ${fallback}: ${why}`);
    return fallback;
  }

  flag(key: string, fallback: boolean): boolean {
    return this.#checked(key, this.#at(key) ?? fallback, isFlag, "neither true nor false");
  }

  /** A number above 0, whole or not. */
  ratio(key: string): number {
    const value = this.#at(key);
    return typeof value === "number" && value > 0 && value <= mostOf(key)
      ? value
      : this.refuse(key, `${JSON.stringify(value)} is not a number above 0`);
  }

  list(key: string): readonly unknown[] | null {
    return this.has(key) ? this.requiredList(key) : null;
  }

  requiredList(key: string): readonly unknown[] {
    return this.has(key) ? this.#checked(key, this.#at(key), isList, "not a list") : this.refuse(key, "it is missing");
  }

  /** As `list`; null where something else than a list stands there. */
  listOr(key: string): readonly unknown[] | null {
    const value = this.#at(key);
    return isList(value) ? value : null;
  }

  text(key: string): string | null {
    return this.has(key) ? this.#checked(key, this.#at(key), isText, "not a text") : null;
  }

  /** The object at the key, read in the same way; null where there is none. */
  section(key: string): ConfigReader | null {
    return this.has(key) ? this.#reader(this.#at(key)) : null;
  }

  requiredSection(key: string): ConfigReader {
    return this.section(key) ?? this.refuse(key, "it is missing");
  }

  /** The objects of the list at the key. */
  sections(key: string): readonly ConfigReader[] {
    return this.requiredList(key).map((item) => this.#reader(item));
  }

  keys(): readonly string[] {
    return Object.keys(this.#config);
  }

  /** What stands at the key, as JSON. */
  json(key: string): string {
    return JSON.stringify(this.#at(key));
  }

  /** The same object with these values. */
  with(values: Json): ConfigReader {
    return this.#reader({ ...this.#config, ...values }, this.#names);
  }

  /** The same object with these values where it leaves keys out; each is noted. */
  filled(values: Readonly<Record<string, number>>, why: string): ConfigReader {
    const missing = Object.entries(values).filter(([key]) => !this.has(key));
    this.notes.push(...missing.map(([key, value]) => `${key} is left out and taken as ${value}: ${why}`));
    return this.with(Object.fromEntries(missing));
  }

  /** The same object where some keys have other names: from the common key to the one in this file. */
  renamed(keys: Names): ConfigReader {
    return this.overridden(Object.fromEntries(Object.entries(keys).filter(([key]) => !this.has(key))));
  }

  /** As `renamed`, where the file may have both and the other name is the one that counts. */
  overridden(keys: Names): ConfigReader {
    const values = Object.entries(keys).map(([key, own]) => [key, this.#config[own]]);
    return this.#reader({ ...this.#config, ...Object.fromEntries(values) }, { ...this.#names, ...keys });
  }

  #at(key: string): unknown {
    return this.#config[key] ?? null;
  }

  #reader(json: unknown, names: Names = {}): ConfigReader {
    return new ConfigReader(json, this.architecture, this.notes, names);
  }

  #checked<T>(key: string, value: unknown, is: (value: unknown) => value is T, otherwise: string): T {
    return is(value) ? value : this.refuse(key, `${JSON.stringify(value)} is ${otherwise}`);
  }
}
