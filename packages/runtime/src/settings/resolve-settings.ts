import { expectationOf, LoadlineError } from "@loadline/model";
import type { z } from "zod";
import { redact } from "../redact.ts";

export type Origin = "default" | "file" | "environment" | "flag";

/** What was given, by where it was given; a later layer wins over an earlier one. */
export interface SettingsLayers {
  /** Parsed content of the settings file; null when there is none. */
  readonly file: unknown;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Values as typed, by key of the schema; other names are ignored. */
  readonly flags: Readonly<Record<string, unknown>>;
}

export interface SettingsForm<S extends z.ZodObject> {
  readonly schema: S;
  /** Beginning of the variables, e.g. `LOADLINE_AGENT_`. */
  readonly prefix: string;
  /** Variables with the prefix that are not settings. */
  readonly ignored?: RegExp;
  /** Reads the text of a key that takes more than a text, a number or a boolean. */
  readonly parse?: Readonly<Record<string, (text: string) => unknown>>;
  /** What to do about a required key that is absent. */
  readonly whenAbsent?: Readonly<Record<string, string>>;
}

export interface ResolvedSettings<S extends z.ZodObject> {
  readonly config: z.infer<S>;
  readonly origins: Readonly<Record<keyof z.infer<S> & string, Origin>>;
}

type Layer = Readonly<Record<string, unknown>>;

/** A value as an error shows it: of a list or an object the kind alone, as it may be long and hold a secret. */
const shownOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  // Before it is cut: half of a secret looks like none. Behind a comma, an engine of the agent's may have a token.
  return typeof value === "string" ? redact(value).replace(/,.*/s, ",…") : value;
};

const invalid = (key: string, value: unknown, expected: string): LoadlineError =>
  new LoadlineError("LL_CONFIG_INVALID", { key, value: shownOf(value), expected });

/** Without its value: that of `password` is the secret that belongs in the file of `passwordFile`. */
const unknown = (key: string, known: Iterable<string>) => invalid(key, undefined, `one of ${[...known].join(", ")}`);

/** @example environmentName("LOADLINE_AGENT_", "intervalSeconds") // "LOADLINE_AGENT_INTERVAL_SECONDS" */
export const environmentName = (prefix: string, key: string): string =>
  prefix + key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** @example flagName("intervalSeconds") // "--interval-seconds" */
export const flagName = (key: string): string => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** A text in the type that its key takes; unchanged where it cannot be converted, so that the schema rejects it. */
const fromText = <S extends z.ZodObject>({ schema, parse }: SettingsForm<S>, key: string, text: string): unknown => {
  const parser = parse?.[key];
  if (parser !== undefined) return parser(text);
  const asText = (schema.shape[key] as z.ZodType).safeParse(text);
  if (asText.success || asText.error.issues[0]?.code !== "invalid_type" || text.trim() === "") return text;
  if (text === "true" || text === "false") return text === "true";
  return Number.isNaN(Number(text)) ? text : Number(text);
};

const fileLayer = (file: unknown): Layer => {
  if (file === null) return {};
  if (typeof file !== "object" || Array.isArray(file)) throw invalid("(file)", file, "one object of keys");
  return { ...file };
};

const environmentLayer = <S extends z.ZodObject>(form: SettingsForm<S>, environment: SettingsLayers["environment"]) => {
  const keys = new Map(Object.keys(form.schema.shape).map((key) => [environmentName(form.prefix, key), key]));
  const entries = Object.entries(environment).flatMap(([name, text]) => {
    if (!name.startsWith(form.prefix) || form.ignored?.test(name) || text === undefined) return [];
    const key = keys.get(name);
    if (key === undefined) throw unknown(name, keys.keys());
    return [[key, fromText(form, key, text)] as const];
  });
  return Object.fromEntries(entries);
};

const flagLayer = <S extends z.ZodObject>(form: SettingsForm<S>, flags: SettingsLayers["flags"]): Layer => {
  const entries = Object.keys(form.schema.shape).flatMap((key) => {
    const value = flags[key];
    if (value === undefined) return [];
    return [[key, typeof value === "string" ? fromText(form, key, value) : value] as const];
  });
  return Object.fromEntries(entries);
};

/** What stands at a path of a value; undefined where nothing does. */
export const valueAt = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((part, key) => (part as Readonly<Record<PropertyKey, unknown>> | null | undefined)?.[key], root);

const firstProblem = <S extends z.ZodObject>(form: SettingsForm<S>, error: z.ZodError, values: Layer) => {
  const [issue] = error.issues;
  const path = issue?.path ?? [];
  if (issue?.code === "unrecognized_keys")
    return unknown([...path, issue.keys[0] ?? ""].join("."), Object.keys(form.schema.shape));
  const key = path.join(".");
  const value = valueAt(values, path) ?? null;
  const hint = value === null ? form.whenAbsent?.[key] : undefined;
  return invalid(key, value, hint ?? expectationOf(issue));
};

/**
 * The configuration with the origin of each value: default < file < environment < flag.
 * @throws LL_CONFIG_INVALID naming the first key that is unknown or has a value that it does not take
 */
export const resolveSettings = <S extends z.ZodObject>(form: SettingsForm<S>, layers: SettingsLayers) => {
  const file = fileLayer(layers.file);
  const environment = environmentLayer(form, layers.environment);
  const flag = flagLayer(form, layers.flags);
  const values = { ...file, ...environment, ...flag };
  const parsed = form.schema.safeParse(values);
  if (!parsed.success) throw firstProblem(form, parsed.error, values);
  const originOf = (key: string): Origin =>
    key in flag ? "flag" : key in environment ? "environment" : key in file ? "file" : "default";
  const origins = Object.fromEntries(Object.keys(form.schema.shape).map((key) => [key, originOf(key)]));
  return { config: parsed.data, origins: origins as ResolvedSettings<S>["origins"] };
};
