import { expect, test } from "vitest";
import { checkPnpm, pinnedPackages, pinnedPnpm } from "./pinned-pnpm.mjs";

const platforms = ["linux-x64", "linux-arm64"];

test.each(platforms)("on %s the package and the program in it are pinned", (platform) => {
  const [, version] = /^pnpm@([\d.]+)\+/.exec(pinnedPnpm());
  expect(Object.keys(pinnedPackages(pinnedPnpm(), platform))).toEqual([
    `pnpm@${version}`,
    `@pnpm/exe.${platform}@${version}`,
  ]);
});

test("one without a hash is refused", () => {
  expect(() => pinnedPackages("pnpm@12.21.0")).toThrow("LL_INSTALL_FAILED: packageManager is pnpm@12.21.0");
});

/** A registry with the pinned hashes, but for one package. */
const registry =
  (answers = {}) =>
  async (_npm, [, name]) =>
    answers[name] ?? { code: 0, output: `${pinnedPackages(pinnedPnpm(), "linux-x64")[name]}\n` };
const pinned = Object.keys(pinnedPackages(pinnedPnpm(), "linux-x64"));
const check = (answers) => checkPnpm(pinnedPackages(pinnedPnpm(), "linux-x64"), registry(answers));

test("a registry with the pinned hashes is trusted", async () => {
  await expect(check()).resolves.toBeUndefined();
});

test.each(pinned)("another %s is refused, and so is no answer", async (name) => {
  const other = { code: 0, output: `sha512-${"A".repeat(86)}==\n` };
  await expect(check({ [name]: other })).rejects.toThrow(`LL_INSTALL_FAILED: ${name} is pinned with sha512-`);
  await expect(check({ [name]: { code: 1, output: "ENOTFOUND" } })).rejects.toThrow("ENOTFOUND");
});
