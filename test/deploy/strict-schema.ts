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
