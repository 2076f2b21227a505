import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repositoryRoot } from "../repository.ts";
import { faultsOfVersion, firstBlock, publishedFolders } from "./npm-packages.ts";
import { unpinned } from "./sbom.ts";

describe("the first block of a README", () => {
  test.each([
    {
      name: "commands",
      readme: "# a\n```sh\nrun\n```\n```ts\ncode\n```\n",
      expected: { language: "sh", text: "run\n" },
    },
    { name: "code", readme: "```json\n{}\n```\n```ts\ncode\n```\n", expected: { language: "ts", text: "code\n" } },
    {
      name: "what is not run is passed over",
      readme: "```sh no-run\n# needs a broker\n```\n```sh\nrun\n```\n",
      expected: { language: "sh", text: "run\n" },
    },
  ])("$name", ({ readme, expected }) => expect(firstBlock(readme)).toEqual(expected));

  test.each(publishedFolders)("of %s imports what its package has", async (folder) => {
    const { text } = firstBlock(readFileSync(join(repositoryRoot, folder, "README.md"), "utf8"));
    for (const [, names = "", place = ""] of text.matchAll(/import \{([^}]+)\} from "@loadline\/\w+\/?([^"]*)"/g)) {
      const source = join(repositoryRoot, folder, "src", place);
      const module = existsSync(`${source}.ts`) ? `${source}.ts` : join(source, "index.ts");
      expect(Object.keys(await import(module))).toEqual(
        expect.arrayContaining(names.split(",").map((name) => name.trim())),
      );
    }
  });

  test("none is a fault of the release", () => expect(() => firstBlock("# a\n")).toThrow(/no block/));
});

test("packages have one version, which the changelog has a section of", () => {
  const changelog = "# Changelog\n\n## 0.2.0 (unreleased)\n\n## 0.1.0 - 2026-11-26\n";
  const packages = (...versions: string[]) => versions.map((version, at) => ({ name: `p${at}`, version }));
  expect(faultsOfVersion(packages("0.1.0", "0.1.0"), changelog)).toEqual([]);
  expect(faultsOfVersion(packages("0.2.0", "0.1.0"), changelog)).toEqual([
    "p1: version 0.1.0, expected 0.2.0 as of the others",
  ]);
  expect(faultsOfVersion(packages("0.1.1"), changelog)).toEqual(["CHANGELOG.md has no section ## 0.1.1"]);
});

test("a component that the lockfile has in another version is found", () => {
  const lockfile = "packages:\n\n  '@nats-io/jwt@0.0.11':\n    resolution: {}\n\n  zod@4.1.0:\n    resolution: {}\n";
  const component = (group: string, name: string, version: string) => ({ group, name, version });
  expect(unpinned([component("@nats-io", "jwt", "0.0.11"), component("@loadline", "core", "9")], lockfile)).toEqual([]);
  expect(unpinned([{ name: "@nats-io/jwt", version: "0.0.11" }, component("", "zod", "4.1.0")], lockfile)).toEqual([]);
  expect(unpinned([component("", "zod", "4.1.1")], lockfile)).toEqual(["zod@4.1.1"]);
});
