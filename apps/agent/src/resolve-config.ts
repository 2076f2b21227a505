import { LoadlineError } from "@loadline/core";
import { AgentConfig, type ConfigKey, configKeys, describeKey } from "./config.ts";
import { parseEngineFlag } from "./engine-flag.ts";

export type Origin = "default" | "file" | "environment" | "flag";

export interface ConfigLayers {
  /** Parsed content of the file; null when there is none. */
  readonly file: unknown;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Values of flags as they were typed. */
  readonly flags: Readonly<Partial<Record<ConfigKey, string | boolean | readonly string[]>>>;
}

export interface ResolvedConfig {
  readonly config: AgentConfig;
  readonly origins: Readonly<Record<ConfigKey, Origin>>;
}

const environmentPrefix = "LOADLINE_AGENT_";
/** Kubernetes puts these into every container beside a service of the agent's name. */
const serviceVariable = /^LOADLINE_AGENT_(?:SERVICE_|PORT(?:_|$))/;

export const environmentName = (key: ConfigKey): string =>
  environmentPrefix + key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

const invalid = (key: string, value: unknown, expected: string): never => {
  throw new LoadlineError("LL_CONFIG_INVALID", { key, value, expected });
};

/** A text becomes a number or a truth value where the key takes one; otherwise it stays what it is. */
const fromText = (key: ConfigKey, text: string): unknown => {
  const accepts = (value: unknown): boolean => AgentConfig.shape[key].safeParse(value).success;
  if (key === "engines") return text.split(/\s+/).filter(Boolean).map(parseEngineFlag);
  if (accepts(text)) return text;
  if (/^(?:true|false)$/.test(text)) return text === "true";
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
};

const fromFile = (file: unknown): Readonly<Record<string, unknown>> => {
  if (file === null) return {};
  if (typeof file !== "object" || Array.isArray(file)) return invalid("(file)", file, "one JSON object");
  return { ...file };
};

const fromEnvironment = (environment: ConfigLayers["environment"]): Readonly<Record<string, unknown>> => {
  const names = new Map(configKeys.map((key) => [environmentName(key), key]));
  const entries = Object.entries(environment).flatMap(([name, text]) => {
    if (!name.startsWith(environmentPrefix) || serviceVariable.test(name) || text === undefined) return [];
    const key = names.get(name) ?? invalid(name, text, `one of ${[...names.keys()].join(", ")}`);
    return [[key, fromText(key, text)] as const];
  });
  return Object.fromEntries(entries);
};

const fromFlag = (key: ConfigKey, value: string | boolean | readonly string[]): unknown => {
  if (typeof value === "boolean") return value;
  return typeof value === "string" ? fromText(key, value) : value.map(parseEngineFlag);
};

const fromFlags = (flags: ConfigLayers["flags"]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    configKeys.flatMap((key) => {
      const value = flags[key];
      return value === undefined ? [] : [[key, fromFlag(key, value)]];
    }),
  );

/** What zod says, without its preface. */
const expectation = (message: string): string => message.replace(/^[^:]*: expected /, "");

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, step) =>
      typeof inner === "object" && inner !== null ? (inner as Readonly<Record<PropertyKey, unknown>>)[step] : undefined,
    value,
  );

/**
 * Lays file, environment and flags over the defaults.
 * @throws LL_CONFIG_INVALID naming the first key that is unknown or has a value it does not take
 */
export const resolveConfig = (layers: ConfigLayers): ResolvedConfig => {
  const file = fromFile(layers.file);
  const environment = fromEnvironment(layers.environment);
  const flags = fromFlags(layers.flags);
  const wanted = { ...file, ...environment, ...flags };
  const parsed = AgentConfig.safeParse(wanted);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    if (issue?.code === "unrecognized_keys") {
      const [key = ""] = issue.keys;
      return invalid(
        [...issue.path, key].join("."),
        valueAt(wanted, [...issue.path, key]),
        `one of ${configKeys.join(", ")}`,
      );
    }
    const path = issue?.path ?? [];
    return invalid(path.join("."), valueAt(wanted, path) ?? null, expectation(issue?.message ?? "a valid value"));
  }
  const originOf = (key: ConfigKey): Origin =>
    key in flags ? "flag" : key in environment ? "environment" : key in file ? "file" : "default";
  const origins = Object.fromEntries(configKeys.map((key) => [key, originOf(key)])) as Record<ConfigKey, Origin>;
  return { config: parsed.data, origins };
};

/** Every key with its value, where that came from, its unit and meaning. */
export const describeConfig = ({ config, origins }: ResolvedConfig): object =>
  Object.fromEntries(
    configKeys.map((key) => {
      const { description, unit } = describeKey(key);
      return [key, { value: config[key], origin: origins[key], ...(unit === undefined ? {} : { unit }), description }];
    }),
  );
