import { readFileSync, writeFileSync } from "node:fs";
import { repositoryRoot } from "../repository.ts";
import { pnpm, publishedFolders } from "./npm-packages.ts";
import { ReleaseFault, run } from "./run.ts";

interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses?: readonly unknown[];
}

interface Dependency {
  readonly ref: string;
  readonly dependsOn?: readonly string[];
}

interface Sbom {
  serialNumber?: string;
  readonly metadata: { timestamp?: string };
  readonly components: readonly Component[];
  readonly dependencies?: readonly Dependency[];
}

/** The lists in one order: pnpm writes them as it comes upon them. */
const sorted = ({ components, dependencies = [], ...rest }: Sbom): Sbom => ({
  ...rest,
  components: components.toSorted((a, b) => (a.purl < b.purl ? -1 : 1)),
  dependencies: dependencies
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.toSorted() }))
    .toSorted((a, b) => (a.ref < b.ref ? -1 : 1)),
});

/**
 * CycloneDX of everything that the published packages and the bundles contain, with licences. Number and time of making are left out:
 * both are optional, and the same lockfile gives the same bytes.
 */
export const writeSbom = (path: string): number => {
  const filters = publishedFolders.map((folder) => `--filter=./${folder}`);
  run("npm", pnpm(["sbom", "--sbom-format", "cyclonedx", "--prod", ...filters, "--out", path]), {
    cwd: repositoryRoot,
  });
  const sbom = JSON.parse(readFileSync(path, "utf8")) as Sbom;
  delete sbom.serialNumber;
  delete sbom.metadata.timestamp;
  const unlicensed = sbom.components.filter(({ licenses }) => licenses === undefined || licenses.length === 0);
  if (unlicensed.length > 0) {
    throw new ReleaseFault(`no licence is known of ${unlicensed.map(({ purl }) => purl).join(", ")}`);
  }
  writeFileSync(path, `${JSON.stringify(sorted(sbom), null, 2)}\n`);
  return sbom.components.length;
};
