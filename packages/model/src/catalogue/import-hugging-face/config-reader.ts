import { LoadlineError } from "../../base/errors.ts";
import { isRecord } from "../../base/zod-expectation.ts";

type Json = Readonly<Record<string, unknown>>;

/** Further names of the common keys; the common one goes before. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  hidden_size: ["n_embd", "n_embed", "d_model", "dim"],
  num_hidden_layers: ["n_layer", "n_layers", "num_layers"],
  num_attention_heads: ["n_head", "n_heads", "num_heads"],
  num_key_value_heads: ["multi_query_group_num", "num_attention_groups", "kv_n_heads"],
  head_dim: ["kv_channels"],
  intermediate_size: ["ffn_hidden_size", "ffn_dim", "n_inner", "hidden_dim"],
  vocab_size: ["padded_vocab_size"],
  max_position_embeddings: ["n_positions", "seq_length", "max_seq_len", "model_max_length"],
  layer_types: ["layers_block_type"],
  num_experts: ["num_local_experts", "n_routed_experts", "moe_num_experts"],
  num_experts_per_tok: ["num_experts_per_token", "moe_topk", "moe_top_k", "moe_k", "top_k_experts"],
  num_shared_experts: ["n_shared_experts", "num_shared_expert", "moe_num_shared_experts"],
};

const isCount = (value: unknown): value is number => typeof value === "number" && Number.isInteger(value) && value >= 0;
const isFlag = (value: unknown): value is boolean => typeof value === "boolean";

/** No model has more; of a damaged file a layer at a time would take the machine's memory. */
const mostOf = (key: string): number => (/layer/.test(key) && !/per_layer/.test(key) ? 1000 : 1e9);

/** Reads keys of a config.json; a missing or implausible one ends the import with its name. */
export class ConfigReader {
  readonly architecture: string;
  readonly notes: string[];
  readonly #config: Json;

  /**
   * @param notes defaults taken for keys that the file leaves out; grows as it is read
   * @throws LL_MODEL_CONFIG_UNSUPPORTED when `json` is no object
   */
  constructor(json: unknown, architecture: string, notes: string[] = []) {
    this.architecture = architecture;
    this.notes = notes;
    this.#config = isRecord(json)
      ? json
      : this.refuse("", `it is ${JSON.stringify(json)?.slice(0, 40)}, not a JSON object`);
  }

  /** Ends the import. */
  refuse(key: string, detail: string): never {
    throw new LoadlineError("LL_MODEL_CONFIG_UNSUPPORTED", { architecture: this.architecture, key, detail });
  }

  /** What stands at the key, unchecked; null where nothing does. */
  raw(key: string): unknown {
    return this.#config[this.#nameOf(key)] ?? null;
  }

  /** Whether the key is there with a value other than null. */
  has(key: string): boolean {
    return this.raw(key) !== null;
  }

  /** The count at `key`; "a|b": the first that the file has; "a?": 0 where it is left out. */
  count(key: string): number {
    const keys = key.replace("?", "").split("|");
    const own = this.#nameOf(keys.find((each) => this.has(each)) ?? keys.at(-1) ?? "");
    if (!this.has(own)) return key.endsWith("?") ? 0 : this.refuse(own, "it is missing");
    const value = this.#checked(own, this.raw(own), isCount, "not a whole number of at least 0");
    return value <= mostOf(own) ? value : this.refuse(own, `${value} is more than any model has`);
  }

  /** As `count`; the fallback is the one that transformers takes, and is noted. */
  countOr(key: string, fallback: number, why = "the default of transformers"): number {
    return this.filled({ [key]: fallback }, why).count(key);
  }

  flag(key: string, fallback: boolean): boolean {
    return this.#checked(key, this.raw(key) ?? fallback, isFlag, "neither true nor false");
  }

  /** A number above 0, whole or not. */
  ratio(key: string): number {
    const value = this.raw(key);
    return typeof value === "number" && value > 0 && value <= mostOf(key)
      ? value
      : this.refuse(key, `${JSON.stringify(value)} is not a number above 0`);
  }

  list(key: string): readonly unknown[] | null {
    return this.has(key) ? this.#checked(key, this.raw(key), (value) => Array.isArray(value), "not a list") : null;
  }

  requiredList(key: string): readonly unknown[] {
    return this.list(key) ?? this.refuse(key, "it is missing");
  }

  text(key: string): string | null {
    return this.has(key) ? this.#checked(key, this.raw(key), (value) => typeof value === "string", "not a text") : null;
  }

  /** The object at the key, read in the same way; null where there is none. */
  section(key: string): ConfigReader | null {
    return this.has(key) ? this.#reader(this.raw(key)) : null;
  }

  requiredSection(key: string): ConfigReader {
    return this.section(key) ?? this.refuse(key, "it is missing");
  }

  /** The objects of the list or object at the key. */
  sections(key: string): readonly ConfigReader[] {
    return Object.values(this.raw(key) ?? []).map((item) => this.#reader(item));
  }

  /** The same object with these values. */
  with(values: object): ConfigReader {
    return this.#reader({ ...this.#config, ...values });
  }

  /** The same object with these values where it leaves keys out; each is noted. */
  filled(values: Readonly<Record<string, number>>, why = "the default of transformers"): ConfigReader {
    const missing = Object.entries(values).filter(([key]) => !this.has(key));
    this.notes.push(...missing.map(([key, value]) => `${key} is left out and taken as ${value}: ${why}`));
    return this.with(Object.fromEntries(missing));
  }

  /** The same object with the values of other keys for some of its keys, where it has those. */
  overridden(own: Readonly<Record<string, string>>): ConfigReader {
    const values = Object.entries(own).filter(([, key]) => this.has(key));
    return this.with(Object.fromEntries(values.map(([key, other]) => [key, this.raw(other)])));
  }

  /** Name under which the file has the key. */
  #nameOf(key: string): string {
    const has = (name: string): boolean => (this.#config[name] ?? null) !== null;
    return has(key) ? key : (otherNames[key]?.find(has) ?? key);
  }

  #reader(json: unknown): ConfigReader {
    return new ConfigReader(json, this.architecture, this.notes);
  }

  #checked<T>(key: string, value: unknown, is: (value: unknown) => value is T, otherwise: string): T {
    return is(value) ? value : this.refuse(key, `${JSON.stringify(value)} is ${otherwise}`);
  }
}
