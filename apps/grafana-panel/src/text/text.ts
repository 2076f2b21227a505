import i18next from "i18next";
import enUs from "./en-US.json" with { type: "json" };

// The catalogue of texts: {{name}} stands for a value, and a key that ends in _one or _other is chosen by the value `count`.
// A translation is a file of the same keys under the name of its language.
type TextKey = keyof typeof enUs;

/** The name under which Grafana keeps the translations of a plugin: its id. */
const namespace = "loadline-capacity-panel";

type TextValues = Readonly<Record<string, string | number>>;

type Plain<K> = K extends `${infer Stem}_one` ? Stem : K extends `${string}_other` ? never : K;

/** Keys as code uses them: without the plural ending that a count chooses. */
export type Key = Plain<TextKey>;

const templates: Readonly<Record<string, string>> = enUs;

const noValues: TextValues = {};

/**
 * The template in the reader's language. Grafana loads the texts of a plugin for the languages that its plugin.json
 * names before the plugin itself, into the i18next that it shares: what `t` of @grafana/i18n reads, without a second copy.
 * Without a translation, and outside Grafana, it is the English one.
 */
const templateOf = (key: string, values: TextValues): string => {
  const written = templates[key] ?? templates[`${key}_${values["count"] === 1 ? "one" : "other"}`] ?? key;
  if (!i18next.isInitialized || (i18next.language ?? "en").startsWith("en")) return written;
  const translated: unknown = i18next.getFixedT(null, namespace)(key, {
    defaultValue: written,
    ...(typeof values["count"] === "number" ? { count: values["count"] } : {}),
    // Values are labels from anywhere: they must not be interpreted as templates.
    skipInterpolation: true,
  });
  return typeof translated === "string" ? translated : written;
};

/** A text of the panel in the reader's language, with the values filled in. */
export const t = (key: Key, values: TextValues = noValues): string => {
  const template = templateOf(key, values);
  return values === noValues
    ? template
    : template.replace(/\{\{(\w+)\}\}/g, (name, value: string) => String(values[value] ?? name));
};

/** True for a key that has a text: the code of a newer recommender may have none. */
export const hasText = (key: string): key is Key => Object.hasOwn(enUs, key);
