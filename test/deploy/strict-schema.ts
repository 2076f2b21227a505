import { ScaledObject, TriggerAuthentication } from "@kubernetes-models/keda/keda.sh/v1alpha1";
import {
  PodMonitor,
  PrometheusRule,
  ServiceMonitor,
} from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1";
import { Ajv, type ValidateFunction } from "ajv";
import { DaemonSet, Deployment, StatefulSet } from "kubernetes-models/apps/v1";
import { Job } from "kubernetes-models/batch/v1";
import { NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1";
import { ClusterRole, ClusterRoleBinding, Role, RoleBinding } from "kubernetes-models/rbac.authorization.k8s.io/v1";
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
  PodMonitor,
  PrometheusRule,
  Role,
  RoleBinding,
  ScaledObject,
  Service,
  ServiceAccount,
  ServiceMonitor,
  StatefulSet,
  TriggerAuthentication,
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

/** The part of an OpenAPI document that a release of Kubernetes publishes. */
export interface ApiDefinitions {
  readonly definitions: Readonly<Record<string, ApiDefinition>>;
}

interface ApiDefinition {
  readonly properties?: object;
  readonly "x-kubernetes-group-version-kind"?: readonly {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
  }[];
}

/** A quantity or a port may be a number too, which the document describes as text alone. */
const textOrNumber = [
  "io.k8s.apimachinery.pkg.api.resource.Quantity",
  "io.k8s.apimachinery.pkg.util.intstr.IntOrString",
];

/** What is wrong with a manifest by the definitions of one release, unknown keys too. */
export const faultsBy = ({ definitions }: ApiDefinitions): ((manifest: Manifest) => readonly string[]) => {
  const closed = Object.entries(definitions).map(([name, definition]) => {
    if (textOrNumber.includes(name)) return [name, { type: ["string", "number"] }] as const;
    return [name, definition.properties === undefined ? definition : { ...definition, additionalProperties: false }];
  });
  const ajv = new Ajv({ strict: false, validateFormats: false, inlineRefs: false });
  ajv.addSchema({ $id: "kubernetes", definitions: Object.fromEntries(closed) });
  const names = new Map(
    Object.entries(definitions).flatMap(([name, definition]) =>
      (definition["x-kubernetes-group-version-kind"] ?? []).map(({ group, version, kind }) => [
        `${group === "" ? "" : `${group}/`}${version} ${kind}`,
        name,
      ]),
    ),
  );
  return (manifest) => {
    const name = names.get(`${manifest.apiVersion} ${manifest.kind}`);
    const validate = name === undefined ? undefined : ajv.getSchema(`kubernetes#/definitions/${name}`);
    if (validate === undefined) return [`no ${manifest.kind} of ${manifest.apiVersion}`];
    return validate(manifest) ? [] : (validate.errors ?? []).map(faultText);
  };
};

const faultText = ({ instancePath, message, params }: NonNullable<ValidateFunction["errors"]>[number]): string =>
  `${instancePath}: ${message} ${JSON.stringify(params)}`;
