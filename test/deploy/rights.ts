import type { Manifest } from "./strict-schema.ts";

interface Rule {
  readonly resources?: readonly string[];
  readonly verbs: readonly string[];
}

interface Binding {
  readonly roleRef: { readonly name: string };
  readonly subjects: readonly { readonly name: string }[];
}

/**
 * The verbs of every role that neither agents, the authenticator nor the Job that makes the Secret have: those of the
 * recommender, and of roles that are left for whoever installs it to bind.
 */
export const recommenderVerbs = (manifests: readonly Manifest[]): readonly string[] => {
  const isOther = ({ name }: { readonly name: string }): boolean => /-(?:agent|authenticator|credentials)$/.test(name);
  const bindings = manifests.filter(({ kind }) => /^(?:Cluster)?RoleBinding$/.test(kind)) as unknown as Binding[];
  const others = new Set(bindings.filter(({ subjects }) => subjects.every(isOther)).map(({ roleRef }) => roleRef.name));
  const roles = manifests.filter(({ kind, metadata }) => /^(?:Cluster)?Role$/.test(kind) && !others.has(metadata.name));
  const rules = roles.flatMap((role) => role["rules"] as readonly Rule[]);
  const named = ({ resources = [], verbs }: Rule): readonly string[] =>
    verbs.map((verb) => (verb === "create" ? `create ${resources.join()}` : verb));
  return [...new Set(rules.flatMap(named))].sort();
};

/** It reads, and writes Events, which change nothing. */
export const readingVerbs: readonly string[] = ["create events", "get", "list", "watch"];
