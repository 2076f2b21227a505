import { DaemonSet, Deployment, StatefulSet } from "kubernetes-models/apps/v1";
import { Job } from "kubernetes-models/batch/v1";
import { NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1";
import { ClusterRole, ClusterRoleBinding } from "kubernetes-models/rbac.authorization.k8s.io/v1";
import { ConfigMap, Service, ServiceAccount } from "kubernetes-models/v1";

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly [key: string]: unknown;
}

const kinds: Readonly<Record<string, new (data: never) => { validate(): void }>> = {
  ClusterRole,
  ClusterRoleBinding,
  ConfigMap,
  DaemonSet,
  Deployment,
  Job,
  NetworkPolicy,
  PodDisruptionBudget,
  Service,
  ServiceAccount,
  StatefulSet,
};

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** The same value, noting the path of every key that is looked at. */
const watched = (value: object, path: string, seen: Set<string>): object =>
  new Proxy(value, {
    get: (target, key, receiver) => {
      const inner: unknown = Reflect.get(target, key, receiver);
      if (typeof key === "symbol" || !Object.hasOwn(target, key)) return inner;
      const place = `${path}/${key}`;
      seen.add(place);
      return isObject(inner) ? watched(inner, place, seen) : inner;
    },
  });

const pathsOf = (value: unknown, path = ""): readonly string[] =>
  isObject(value)
    ? Object.entries(value).flatMap(([key, inner]) => [`${path}/${key}`, ...pathsOf(inner, `${path}/${key}`)])
    : [];

/**
 * What is wrong with a manifest by Kubernetes' own schemas, unknown keys too. The schemas ignore keys that they do not
 * know; but what they know they look at, so that a key which a valid manifest has and nobody looked at is unknown.
 */
export const faultsOf = (manifest: Manifest): readonly string[] => {
  const kind = kinds[manifest.kind];
  if (kind === undefined) return [`no schema for kind ${manifest.kind}`];
  const seen = new Set<string>();
  const model = new kind({} as never);
  const validate = model.validate.bind(watched(Object.assign(model, manifest), "", seen));
  try {
    validate();
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
  const topmost = pathsOf(manifest).filter((path) => !seen.has(path));
  return topmost
    .filter((path) => !topmost.includes(path.slice(0, path.lastIndexOf("/"))))
    .map((path) => `unknown key ${path}`);
};

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
