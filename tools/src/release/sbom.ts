import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../repository.ts";
import { pnpm, publishedFolders } from "./npm-packages.ts";
import { ReleaseFault, run } from "./run.ts";

interface Component {
  readonly name: string;
  readonly version: string;
  readonly group?: string;
  readonly purl: string;
  readonly licenses?: readonly unknown[];
}

interface Sbom {
  serialNumber?: string;
  readonly metadata: { timestamp?: string };
  readonly components: readonly Component[];
  dependencies?: unknown;
}

/** Components that no lockfile pins: what is installed is then another thing than what is listed. */
export const unpinned = (components: readonly Pick<Component, "name" | "version" | "group">[], lockfile: string) => {
  const pinned = new Set([...lockfile.matchAll(/^ {2}'?(@?[^@\s']+@[^:('\s]+)/gm)].map(([, key]) => key));
  return components
    .map(({ group = "", name, version }) => `${group === "" ? "" : `${group}/`}${name}@${version}`)
    .filter((key) => !key.startsWith("@loadline/") && !pinned.has(key));
};

/**
 * CycloneDX of everything that the published packages and the bundles contain, with licences. Number, time of making and graph are
 * left out, which are optional: pnpm leaves edges of the graph out by chance, and the same lockfile gives the same bytes.
 */
export const writeSbom = (path: string): number => {
  const filters = publishedFolders.map((folder) => `--filter=./${folder}`);
  run("npm", pnpm(["sbom", "--sbom-format", "cyclonedx", "--prod", ...filters, "--out", path]), {
    cwd: repositoryRoot,
  });
  const sbom = JSON.parse(readFileSync(path, "utf8")) as Sbom;
  delete sbom.serialNumber;
  delete sbom.metadata.timestamp;
  delete sbom.dependencies;
  const components = sbom.components.toSorted((a, b) => (a.purl < b.purl ? -1 : 1));
  const unlicensed = sbom.components.filter(({ licenses }) => licenses === undefined || licenses.length === 0);
  if (unlicensed.length > 0)
    throw new ReleaseFault(`no licence is known of ${unlicensed.map(({ purl }) => purl).join(", ")}`);
  const unlisted = unpinned(components, readFileSync(join(repositoryRoot, "pnpm-lock.yaml"), "utf8"));
  if (unlisted.length > 0) throw new ReleaseFault(`not in pnpm-lock.yaml: ${unlisted.join(", ")}`);
  writeFileSync(path, `${JSON.stringify({ ...sbom, components }, null, 2)}\n`);
  return sbom.components.length;
};
