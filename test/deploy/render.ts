import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [key: string]: unknown;
}

export const deployFolder = new URL("../../deploy/agent/", import.meta.url).pathname;

/** False where there is no kustomize; then only the resources themselves are read, without what it adds to them. */
export const hasKustomize = spawnSync("kustomize", ["version"]).status === 0;

const documents = (text: string): readonly Manifest[] =>
  parseAllDocuments(text).map((document) => document.toJS() as Manifest);

const resourcesOf = (folder: string): readonly Manifest[] => {
  const { resources } = parse(readFileSync(join(folder, "kustomization.yaml"), "utf8")) as {
    readonly resources: readonly string[];
  };
  return resources.flatMap((name) => documents(readFileSync(join(folder, name), "utf8")));
};

/** The manifests of one folder below deploy/agent, or below another part's. */
export const render = (name: string, root = deployFolder): readonly Manifest[] => {
  const folder = join(root, name);
  if (!hasKustomize) return resourcesOf(folder);
  return documents(execFileSync("kustomize", ["build", folder], { encoding: "utf8" }));
};

export const only = (manifests: readonly Manifest[], kind: string): Manifest => {
  const found = manifests.filter((manifest) => manifest.kind === kind);
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${found.length} manifests of kind ${kind}`);
  return first;
};
