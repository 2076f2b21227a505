import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkPnpm, pinnedPackages, pinnedPnpm } from "./pinned-pnpm.mjs";
import { Failure, step } from "./report.mjs";
import { root, runCommand, tail } from "./run-command.mjs";

const stampFolder = join(root, "node_modules", ".cache", "loadline");
const workspaceFolders = ["packages", "research", "apps", "tools", "test"];
// data.generated.js is made of packages/model/data by each test run, beside which nothing is to be built.
const notSource = new Set([
  "node_modules",
  "data.generated.js",
  "dist",
  "dist-test",
  ".turbo",
  "testdata",
  "golden",
  "schema",
  "artifacts",
]);

const pnpm = (args) =>
  runCommand("npm", ["exec", "--yes", "--prefer-offline", `--package=${pinnedPnpm()}`, "--", "pnpm", ...args]);

const filesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (notSource.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });

const digest = (parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
};

const manifests = () =>
  ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"].map((file) => readFileSync(join(root, file)));

/** Size and time of every source file: enough to see that nothing changed, in a few milliseconds. */
export const sources = () =>
  [join(root, "tsconfig.base.json"), ...workspaceFolders.flatMap((folder) => filesBelow(join(root, folder)))].map(
    (path) => {
      const { size, mtimeMs } = statSync(path);
      return `${path} ${size} ${mtimeMs}`;
    },
  );

/** Does `work` unless the last success had the same key. */
const unlessDone = async (name, key, work) => {
  const file = join(stampFolder, name);
  if (existsSync(file) && readFileSync(file, "utf8") === key) return "skip";
  rmSync(file, { force: true });
  await work();
  mkdirSync(stampFolder, { recursive: true });
  writeFileSync(file, key);
  return undefined;
};

const failed = (code, what, output, advice) => new Failure(`${code}: ${what} failed:\n${tail(output)}\n  ${advice}`);

const offline = /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|ERR_PNPM_META_FETCH_FAIL|network/i;

export const install = ({ quiet }) =>
  step(
    "dependencies",
    () =>
      unlessDone("install", digest(manifests()), async () => {
        await checkPnpm(pinnedPackages(pinnedPnpm()));
        const { code, output } = await pnpm(["install", "--frozen-lockfile", "--reporter=append-only"]);
        if (code === 0) return;
        const advice = offline.test(output)
          ? "The npm registry was not reached: check the network and `npm config get registry`, then run the command again."
          : "Run the command again; if it fails the same way, delete node_modules first.";
        throw failed("LL_INSTALL_FAILED", "installing the dependencies", output, advice);
      }),
    { quiet },
  );

export const build = ({ quiet }) =>
  step(
    "build",
    () =>
      unlessDone("build", digest(sources()), async () => {
        const { code, output } = await pnpm([
          "exec",
          "turbo",
          "run",
          "build",
          "--concurrency=2",
          "--output-logs=errors-only",
        ]);
        if (code !== 0) {
          throw failed("LL_BUILD_FAILED", "the build", output, "Correct the error above and run the command again.");
        }
      }),
    { quiet },
  );
