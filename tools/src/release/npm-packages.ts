import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { transformSync } from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { repositoryRoot } from "../repository.ts";
import { ReleaseFault, run } from "./run.ts";

/** Packages that are published, in the order in which they depend on each other. */
export const publishedFolders = [
  "packages/model",
  "packages/control",
  "packages/protocol",
  "packages/runtime",
  "packages/plan",
  "packages/planner",
  "research/simulation",
  "research/calibration",
  "apps/cli",
  "apps/agent",
  "apps/recommender",
] as const;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

export interface PackedPackage extends Manifest {
  readonly folder: string;
  readonly tarball: string;
}

const manifestOf = (folder: string) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;

/** Arguments of `npm` that run the pinned pnpm. */
export const pnpm = (args: readonly string[]): readonly string[] => {
  const { packageManager } = JSON.parse(readFileSync(join(repositoryRoot, "package.json"), "utf8")) as {
    readonly packageManager: string;
  };
  return ["exec", "--yes", "--prefer-offline", `--package=${packageManager}`, "--", "pnpm", ...args];
};

export const packAll = (destination: string): readonly PackedPackage[] =>
  publishedFolders.map((name) => {
    const folder = join(repositoryRoot, name);
    run("npm", pnpm(["pack", "--pack-destination", destination]), { cwd: folder });
    const manifest = manifestOf(folder);
    const file = `${manifest.name.replace("@", "").replace("/", "-")}-${manifest.version}.tgz`;
    return { ...manifest, folder, tarball: join(destination, file) };
  });

/** Types are for "nodenext" and bundlers only: the packages are ES modules, and `require` of them needs no types. */
const acceptedProblems: ReadonlySet<string> = new Set(["CJSResolvesToESM", "NoResolution"]);

const typeProblems = async (data: Uint8Array): Promise<readonly string[]> => {
  const result = await checkPackage(createPackageFromTarballData(data));
  if (result.types === false) return [];
  return result.problems
    .filter((problem) => {
      if (!acceptedProblems.has(problem.kind)) return true;
      return !("resolutionKind" in problem && /node10|node16-cjs/.test(problem.resolutionKind));
    })
    .map((problem) => `types: ${JSON.stringify(problem)}`);
};

/** What publint and "are the types wrong" find in a packed package, and what a user misses in it. */
export const faultsOfPackage = async ({ tarball, license, name }: PackedPackage): Promise<readonly string[]> => {
  const data = readFileSync(tarball);
  const copy = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer;
  const { messages, pkg } = await publint({ pack: { tarball: copy }, strict: true });
  const listed = run("tar", ["tzf", tarball], { cwd: repositoryRoot }).split("\n");
  const missing = ["package/LICENSE", "package/README.md"].filter((file) => !listed.includes(file));
  return [
    ...messages.map((message) => formatMessage(message, pkg as Record<string, unknown>) ?? message.code),
    ...(await typeProblems(data)),
    ...missing.map((file) => `${file} is missing`),
    ...(license === "Apache-2.0" ? [] : [`license is ${license}`]),
  ].map((fault) => `${name}: ${fault}`);
};

/** What is wrong with the version: one for all packages, with a section of the changelog. */
export const faultsOfVersion = (packages: readonly Pick<Manifest, "name" | "version">[], changelog: string) => {
  const [version = ""] = packages.map((item) => item.version);
  const others = packages.filter((item) => item.version !== version);
  return [
    ...others.map((item) => `${item.name}: version ${item.version}, expected ${version} as of the others`),
    ...(changelog.includes(`\n## ${version} `) ? [] : [`CHANGELOG.md has no section ## ${version}`]),
  ];
};

/** The first block of commands or code of a README: what a user types first. */
export const firstBlock = (readme: string): { readonly language: string; readonly text: string } => {
  const [, language = "", text = ""] = /^```(sh|ts)\n([\s\S]*?)^```/m.exec(readme) ?? [];
  if (text === "") throw new ReleaseFault("a README has no block of commands or code");
  return { language, text };
};

const runFirstBlock = ({ folder, name }: PackedPackage, home: string): string => {
  const { language, text } = firstBlock(readFileSync(join(folder, "README.md"), "utf8"));
  const env = { PATH: `${join(home, "node_modules/.bin")}:${process.env["PATH"]}`, INIT_CWD: undefined };
  if (language === "sh") return run("bash", ["-euo", "pipefail", "-c", text], { cwd: home, env });
  const script = join(home, `${name.replace(/\W/g, "-")}.mjs`);
  writeFileSync(script, transformSync(text, { loader: "ts", format: "esm" }).code);
  return run(process.execPath, [script], { cwd: home, env });
};

/** Installs all packed packages into an empty folder outside of the repository, and runs what each README shows first. */
export const installAndRun = (packages: readonly PackedPackage[]): void => {
  const home = mkdtempSync(join(tmpdir(), "loadline-install-"));
  try {
    mkdirSync(join(home, "node_modules"));
    const tarballs = Object.fromEntries(packages.map(({ name, tarball }) => [name, `file:${tarball}`]));
    // Nothing is published yet, so the packages find each other here.
    writeFileSync(
      join(home, "package.json"),
      JSON.stringify({ private: true, dependencies: tarballs, overrides: tarballs }),
    );
    run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"], { cwd: home });
    for (const item of packages) {
      if (runFirstBlock(item, home).trim() === "")
        throw new ReleaseFault(`${item.name}: its first example prints nothing`);
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
};
