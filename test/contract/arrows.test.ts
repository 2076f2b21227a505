import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";
import { describe, expect, test } from "vitest";

const skipped = new Set(["node_modules", "dist", "testdata"]);

const sourcesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesBelow(path);
    return /\.tsx?$/.test(entry.name) && !/\.(test|config)\.tsx?$/.test(entry.name) ? [path] : [];
  });

const importsOf = (path: string): readonly string[] =>
  [...readFileSync(path, "utf8").matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, name]) => name ?? "");

/** What the sources of a folder import that the rule forbids, as `file imports name`. */
const offences = (folder: string, forbidden: (name: string) => boolean): readonly string[] => {
  const files = sourcesBelow(join(repositoryRoot, folder));
  expect(files.length).toBeGreaterThan(0);
  return files.flatMap((path) =>
    importsOf(path)
      .filter(forbidden)
      .map((name) => `${relative(repositoryRoot, path)} imports ${name}`),
  );
};

/** Relative imports that lead back to their own file, each as the files on the way; type imports count. */
const circlesIn = (folder: string): readonly string[] => {
  const files = sourcesBelow(join(repositoryRoot, folder));
  expect(files.length).toBeGreaterThan(0);
  const imported = new Map(
    files.map((path) => [
      path,
      importsOf(path)
        .filter((name) => name.startsWith("."))
        .map((name) => join(path, "..", name)),
    ]),
  );
  const finished = new Set<string>();
  const visit = (path: string, way: readonly string[]): readonly string[] => {
    if (way.includes(path)) return [[...way.slice(way.indexOf(path)), path].map((file) => basename(file)).join(" → ")];
    if (finished.has(path)) return [];
    const found = (imported.get(path) ?? []).flatMap((next) => visit(next, [...way, path]));
    finished.add(path);
    return found;
  };
  return files.flatMap((path) => visit(path, []));
};

const isApp = (name: string): boolean =>
  /^(@loadline\/(agent|recommender|cli)|loadline-capacity-panel)(\/|$)/.test(name);
const isTools = (name: string): boolean => name.startsWith("@loadline/tools");

describe("arrows point one way", () => {
  test.each([
    { folder: "core", allowed: ["zod"] },
    { folder: "simulation", allowed: ["zod", "papaparse", "@loadline/core", "@loadline/core/internal"] },
    { folder: "calibration", allowed: ["zod", "@loadline/core", "@loadline/core/internal", "@loadline/simulation"] },
  ])("$folder imports itself and $allowed", ({ folder, allowed }) => {
    expect(offences(`packages/${folder}/src`, (name) => !name.startsWith(".") && !allowed.includes(name))).toEqual([]);
  });

  test.each(["packages/wire", "apps/agent", "apps/recommender", "apps/cli", "apps/grafana-panel"])(
    "%s uses the public surface of core only",
    (folder) => {
      expect(offences(`${folder}/src`, (name) => name === "@loadline/core/internal")).toEqual([]);
    },
  );

  test("wire imports no app and no tool", () => {
    expect(offences("packages/wire/src", (name) => isApp(name) || isTools(name))).toEqual([]);
  });

  test.each(["apps/agent", "apps/recommender", "apps/cli", "apps/grafana-panel"])(
    "%s imports no other app and no tool",
    (app) => {
      expect(offences(`${app}/src`, (name) => isApp(name) || isTools(name))).toEqual([]);
    },
  );

  test.each([
    "packages/core",
    "packages/simulation",
    "packages/calibration",
    "packages/wire",
    "packages/servers",
    "apps/agent",
    "apps/cli",
    "apps/grafana-panel",
    "apps/recommender",
    "tools",
  ])("no import in %s leads back to its own file", (folder) => {
    expect(circlesIn(`${folder}/src`)).toEqual([]);
  });

  test("no relative import leaves its package", () => {
    const outside = [
      "packages/core",
      "packages/simulation",
      "packages/calibration",
      "packages/wire",
      "apps/agent",
      "apps/recommender",
      "apps/cli",
    ].flatMap((folder) =>
      sourcesBelow(join(repositoryRoot, folder, "src")).flatMap((path) =>
        importsOf(path)
          .filter((name) => name.startsWith("."))
          .filter((name) => !join(path, "..", name).startsWith(join(repositoryRoot, folder, "src")))
          .map((name) => `${relative(repositoryRoot, path)} imports ${name}`),
      ),
    );
    expect(outside).toEqual([]);
  });
});
