import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import * as calibration from "@loadline/calibration";
import * as core from "@loadline/core";
import * as simulation from "@loadline/simulation";
import { repositoryRoot } from "@loadline/tools/repository";
import * as wire from "@loadline/wire";
import * as nats from "@loadline/wire/nats";
import * as prometheus from "@loadline/wire/prometheus";
import { describe, expect, test } from "vitest";

const page = readFileSync(join(repositoryRoot, "docs/architecture.md"), "utf8");

/** The listed functions with their files, in order. */
const way = [...page.matchAll(/^\d+\. (.+) — `([^`]+)`$/gm)].map(([, step = "", file = ""]) => ({
  name: /`(?:\w+\.)?#?(\w+)`/.exec(step)?.[1] ?? "",
  file: file.startsWith("packages") ? file : `apps/recommender/src/${file}`,
}));

const stages = page.slice(page.indexOf("## Stages"), page.indexOf("## The way"));
const shapes = [...stages.matchAll(/^\| [A-Z][^|]*\| ([^|]+) \|/gm)].flatMap(
  ([, cell = ""]) => cell.match(/`\w+`/g) ?? [],
);

/** Times that the way enters a file that it has left before. */
const stepsBack = (files: readonly string[]): number =>
  files.filter((file, at) => file !== files[at - 1] && files.slice(0, at).includes(file)).length;

test.each(way)("$name is in $file", ({ name, file }) => {
  expect(existsSync(join(repositoryRoot, file))).toBe(true);
  expect(readFileSync(join(repositoryRoot, file), "utf8")).toMatch(new RegExp(`\\b${name}\\b`));
});

test("the way of a sample is short enough to follow", () => {
  const files = way.map(({ file }) => file);
  expect(files.length).toBeGreaterThan(40);
  expect(files.length).toBeLessThanOrEqual(60);
  expect(new Set(files).size).toBeLessThanOrEqual(30);
  expect(stepsBack(files)).toBeLessThanOrEqual(8);
  expect(new Set(shapes).size).toBeGreaterThan(10);
  expect(new Set(shapes).size).toBeLessThanOrEqual(15);
});

const skipped = new Set(["node_modules", "dist", "testdata"]);

const sourcesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesBelow(path);
    return /\.tsx?$/.test(entry.name) && !/\.(test|config)\.tsx?$/.test(entry.name) ? [path] : [];
  });

/**
 * What is added is paid for by what goes; a change that removes more lowers it. The aim is 55,000. Raised once, from 76,823, by
 * literals of objects and lists that spreads had packed into fewer lines.
 */
const mostLines = 77_530;

test(`sources have at most ${mostLines} lines, those of tests and generated ones not counted`, () => {
  const isCounted = (path: string): boolean => !/[/\\](?:test|testing|dist-test)[/\\]|\.generated\./.test(path);
  const files = ["packages", "apps", "tools"].flatMap((folder) => sourcesBelow(join(repositoryRoot, folder)));
  const lines = files.filter(isCounted).map((path) => readFileSync(path, "utf8").split("\n").length - 1);
  const all = lines.reduce((sum, count) => sum + count, 0);
  expect(all).toBeGreaterThan(mostLines - 2_000);
  expect(all).toBeLessThanOrEqual(mostLines);
});

/** What CONTRIBUTING.md has to be touched to add one thing; each is followed by a test that adds an entry. */
const recipes = [
  ...readFileSync(join(repositoryRoot, "CONTRIBUTING.md"), "utf8").matchAll(
    /^\| (an? [^|]+) \| ([^|]+) \| ([^|]+) \|$/gm,
  ),
].map(([, what = "", ...cells]) => ({ what, files: cells.join(" ").match(/(?<=`)(?:packages|apps)\/[^`]+/g) ?? [] }));

test.each([
  { what: "a GPU", most: 2 },
  { what: "an architecture of Hugging Face models", most: 3 },
  { what: "an engine to plan with", most: 3 },
  { what: "an engine to read", most: 3 },
  { what: "a scaling policy to simulate", most: 3 },
])("to add $what takes $most files at the most, and those that are named exist", ({ what, most }) => {
  const files = recipes.find((recipe) => recipe.what === what)?.files ?? [];
  expect(files.length).toBeGreaterThan(0);
  expect(files.length).toBeLessThanOrEqual(most);
  const named = files.map((file) => join(repositoryRoot, file.replace(/<.*/, "")));
  expect(named.filter((file) => !existsSync(file))).toEqual([]);
});

describe("arrows between packages", () => {
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
      if (way.includes(path))
        return [[...way.slice(way.indexOf(path)), path].map((file) => basename(file)).join(" → ")];
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
      expect(offences(`packages/${folder}/src`, (name) => !name.startsWith(".") && !allowed.includes(name))).toEqual(
        [],
      );
    });

    test.each(["packages/wire", "apps/agent", "apps/recommender", "apps/cli", "apps/grafana-panel"])(
      "%s uses the public surface of core only",
      (folder) => {
        expect(offences(`${folder}/src`, (name) => name === "@loadline/core/internal")).toEqual([]);
      },
    );

    test("the recommender imports no simulation", () => {
      expect(offences("apps/recommender/src", (name) => name.startsWith("@loadline/simulation"))).toEqual([]);
    });

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
});

describe("public names", () => {
  const entries = {
    "@loadline/core": core,
    "@loadline/simulation": simulation,
    "@loadline/calibration": calibration,
    "@loadline/wire": wire,
    "@loadline/wire/nats": nats,
    "@loadline/wire/prometheus": prometheus,
  };

  const golden = new URL("./testdata/surface.golden.txt", import.meta.url);

  describe("public surface", () => {
    test("is what was reviewed; a change is a difference in the golden file", () => {
      const surface = Object.entries(entries)
        .flatMap(([name, module]) =>
          Object.keys(module)
            .toSorted()
            .map((exported) => `${name} ${exported}`),
        )
        .join("\n");
      if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(golden, `${surface}\n`);
      expect(`${surface}\n`).toBe(readFileSync(golden, "utf8"));
    });

    test("of core has at most 150 names, types included", () => {
      const index = readFileSync(new URL("../../packages/core/src/index.ts", import.meta.url), "utf8");
      const names = [...index.matchAll(/\{([^}]*)\}/g)]
        .flatMap(([, list = ""]) => list.split(","))
        .filter((name) => /\w/.test(name));
      expect(names.length).toBeGreaterThan(100);
      expect(names.length).toBeLessThanOrEqual(150);
    });
  });
});
