import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./report.mjs";
import { root, runCommand, tail } from "./run-command.mjs";

export const pinnedPnpm = () => JSON.parse(readFileSync(join(root, "package.json"), "utf8")).packageManager;

/** The program itself, which `pnpm` takes from a package for each platform: those that the tests run on. */
const programs = {
  "@pnpm/exe.linux-x64@12.21.0":
    "sha512-8eufCjHXspKbNS/kh8q4Q0gqJoOuvC4Q5pgos6XS8By/nAMtP+jf8F1Cw9er840kfAX+PJ/ts+A9qnLE91rvXQ==",
  "@pnpm/exe.linux-arm64@12.21.0":
    "sha512-4Oj/iF2TDCe2lcH0n4TupPR5sSdrNLclJB6xBElLMPCUOAvBhdf2rRlSaO5M4erJ6g4Fyy7YTXTpcmfFsKyxEA==",
};

/** Hashes by package and version. @throws where packageManager names no hash */
export const pinnedPackages = (packageManager, platform = `${process.platform}-${process.arch}`) => {
  const [, version, hash] = /^pnpm@([\d.]+)\+sha512\.([0-9a-f]{128})$/.exec(packageManager) ?? [];
  if (hash === undefined)
    throw new Failure(`LL_INSTALL_FAILED: packageManager is ${packageManager}, without a SHA-512.`);
  const program = `@pnpm/exe.${platform}@${version}`;
  return {
    [`pnpm@${version}`]: `sha512-${Buffer.from(hash, "hex").toString("base64")}`,
    ...(program in programs ? { [program]: programs[program] } : {}),
  };
};

/**
 * npm holds a package to the hash that its registry names, and overlooks the one behind a version: the two are compared,
 * before anything of the package runs.
 */
export const checkPnpm = async (packages, run = runCommand) => {
  for (const [name, expected] of Object.entries(packages)) {
    const { code, output } = await run("npm", ["view", name, "dist.integrity", "--prefer-offline", "--loglevel=error"]);
    if (code === 0 && output.trim() === expected) continue;
    throw new Failure(
      `LL_INSTALL_FAILED: ${name} is pinned with ${expected}, and the registry answers:\n${tail(output)}\n  Check the network and \`npm config get registry\`; where the hash differs, trust neither.`,
    );
  }
};
