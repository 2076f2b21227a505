import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { Command } from "commander";
import { reportFailure } from "../processes/report-failure.ts";
import { repositoryRoot } from "../repository.ts";
import { runCoreInBrowserBundle } from "./browser.ts";
import { faultsOfStart, startImage } from "./check-images.ts";
import { fetchNode, imageApps } from "./image-parts.ts";
import { faultsOfPackage, faultsOfVersion, installAndRun, type PackedPackage, packAll } from "./npm-packages.ts";
import { baseLayer, writeImage } from "./oci-image.ts";
import { signerWith, writeProvenance } from "./provenance.ts";
import { ReleaseFault, run } from "./run.ts";
import { writeSbom } from "./sbom.ts";
import { canConfine } from "./start-container.ts";

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const failOn = (faults: readonly string[]): void => {
  if (faults.length > 0) throw new ReleaseFault(faults.join("\n"));
};

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const npmPackages = async (out: string): Promise<readonly PackedPackage[]> => {
  const packages = packAll(join(out, "npm"));
  failOn(faultsOfVersion(packages, readFileSync(join(repositoryRoot, "CHANGELOG.md"), "utf8")));
  failOn((await Promise.all(packages.map(faultsOfPackage))).flat());
  print(`npm       ${packages.length} packages packed; publint and the check of their types find nothing`);
  installAndRun(packages);
  print("npm       installed into an empty folder; the first example of each README runs");
  print(`npm       model in a browser bundle: ${megabytes(await runCoreInBrowserBundle())}, nothing of Node in it`);
  return packages;
};

const bundles = (out: string): void => {
  for (const { bundle } of imageApps) {
    run(process.execPath, [join(bundle, "../../build/bundle.mjs")], { cwd: repositoryRoot });
    for (const file of [bundle, `${bundle}.LEGAL.txt`]) copyFileSync(file, join(out, "bundles", basename(file)));
  }
  print("bundles   agent and recommender, one file each");
};

const plugin = (out: string): void => {
  const folder = join(repositoryRoot, "apps/grafana-panel");
  run(process.execPath, [join(folder, "pack.mjs")], { cwd: folder });
  const zips = readdirSync(join(folder, "dist")).filter((name) => /\.zip$/.test(name));
  for (const name of zips) copyFileSync(join(folder, "dist", name), join(out, "grafana", name));
  print(`plugin    ${zips.join(", ")}`);
};

/** For a web server, and as one file that works from disk. */
const plannerPage = (out: string): void => {
  cpSync(join(repositoryRoot, "apps/planner-page/dist"), join(out, "planner"), { recursive: true });
  print("planner   the page as a folder, and as one HTML file");
};

const images = async (out: string, version: string): Promise<void> => {
  const base = baseLayer(fetchNode(join(repositoryRoot, ".loadline/release")));
  const confined = canConfine();
  for (const app of imageApps) {
    const layout = join(out, "images", app.name);
    const digest = writeImage(layout, app, version, base);
    if (!confined) {
      print(`image     ${app.name} ${digest}; not started: that needs root, unshare and capsh`);
      continue;
    }
    const started = await startImage(layout, app);
    failOn(faultsOfStart(app, started));
    const memory = started.memoryBytes === null ? "no memory limit could be set" : megabytes(started.memoryBytes);
    const { throttledPeriods: throttled } = started;
    const processors =
      throttled === null ? "no limit of processors" : `held at its processors' limit ${throttled} times`;
    print(`image     ${app.name} ${digest}; runs under the restrictions of its manifest (${memory}, ${processors})`);
  }
};

/** A folder of something else is not emptied. */
const refuseForeign = (out: string): void => {
  const names = existsSync(out) ? readdirSync(out) : [];
  if (names.length > 0 && !names.includes("npm"))
    throw new ReleaseFault(`--out ${out} has other files and would be emptied; give an empty or a new folder`);
};

const release = async (out: string, signingKey?: string): Promise<void> => {
  refuseForeign(out);
  const signer = signingKey === undefined ? null : signerWith(signingKey);
  rmSync(out, { recursive: true, force: true });
  for (const folder of ["npm", "bundles", "grafana", "images"]) mkdirSync(join(out, folder), { recursive: true });
  const packages = await npmPackages(out);
  bundles(out);
  plugin(out);
  plannerPage(out);
  await images(out, packages[0]?.version ?? "");
  print(
    `sbom      CycloneDX, ${writeSbom(join(out, "loadline.cdx.json"))} components, each with its licence and pinned by the lockfile`,
  );
  const { files, hash } = writeProvenance(out, signer);
  print(`checksums ${files} files, all of them ${hash}${signer === null ? "; not signed" : ", signed"}`);
};

const publishing = (out: string): string => `
Nothing was published. To publish what lies in ${out}:
  npm publish ${out}/npm/PACKAGE.tgz                                        for each package, model first
  skopeo copy oci:${out}/images/loadline-agent docker://REGISTRY/loadline-agent:VERSION
  skopeo copy oci:${out}/images/loadline-recommender docker://REGISTRY/loadline-recommender:VERSION`;

const program = new Command("npm run release --")
  .description(
    "Builds and checks everything that a release consists of: npm packages, bundles, Grafana plugin, images, SBOM.",
  )
  .requiredOption("--dry-run", "build and check, publish nothing; required, as publishing is a step of its own")
  .option(
    "--out <folder>",
    "where the artefacts go; it is emptied first",
    join(repositoryRoot, ".loadline/release/out"),
  )
  .option("--signing-key <file>", "an Ed25519 key in PEM that signs SHA256SUMS; nothing is signed without it")
  .addHelpText("after", "\nExample:\n  npm run release -- --dry-run --out /tmp/loadline-release");

try {
  const { out, signingKey } = program.exitOverride().parse().opts<{ out: string; signingKey?: string }>();
  const folder = resolve(out);
  await release(folder, signingKey);
  print(publishing(folder));
} catch (error) {
  process.exitCode = reportFailure(error);
}
