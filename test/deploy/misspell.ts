import type { Manifest } from "./render.ts";

/** Maps in which any key is allowed. */
const freeMaps = ["labels", "annotations", "matchLabels", "nodeSelector", "selector", "requests", "limits", "metadata"];

const isFree = (way: readonly string[]): boolean => {
  const parent = way.at(-2) ?? "";
  // The metadata of a trigger is free, that of an object is not; a service's selector is, others have matchLabels.
  if (parent === "metadata") return way.includes("triggers");
  if (parent === "selector") return way.length === 3 && way.at(-1)?.includes("/") === true;
  return freeMaps.includes(parent);
};

/** Every key of a manifest that its schema knows, as the way there. */
export const namedKeys = (value: unknown, way: readonly string[] = []): readonly (readonly string[])[] => {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...way, key];
    const isKey = !Array.isArray(value) && !isFree(here) && !["apiVersion", "kind"].includes(here.join("/"));
    return [...(isKey ? [here] : []), ...namedKeys(inner, here)];
  });
};

/** The manifest with one key misspelt. */
export const misspelt = (manifest: Manifest, way: readonly string[]): Manifest => {
  const copy = structuredClone(manifest) as unknown;
  const parent = way.slice(0, -1).reduce((inner, key) => (inner as Record<string, unknown>)[key], copy);
  const key = way.at(-1) ?? "";
  const record = parent as Record<string, unknown>;
  record[`${key}x`] = record[key];
  delete record[key];
  return copy as Manifest;
};
