import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import * as calibration from "@loadline/calibration";
import * as control from "@loadline/control";
import * as model from "@loadline/model";
import * as plan from "@loadline/plan";
import * as protocol from "@loadline/protocol";
import * as nats from "@loadline/runtime/nats";
import * as prometheus from "@loadline/runtime/prometheus";
import * as simulation from "@loadline/simulation";
import { repositoryRoot } from "@loadline/tools/repository";
import { describe, expect, test } from "vitest";

const page = readFileSync(join(repositoryRoot, "docs/architecture.md"), "utf8");

/** The listed functions with their files, in order. */
const way = [...page.matchAll(/^\d+\. (.+) — `([^`]+)`$/gm)].map(([, step = "", file = ""]) => ({
  name: /`(?:\w+\.)?#?(\w+)`/.exec(step)?.[1] ?? "",
  file,
}));

const stages = page.slice(page.indexOf("## Stages"), page.indexOf("## The way"));
const shapes = [...stages.matchAll(/^\| [A-Z][^|]*\| ([^|]+) \|/gm)].flatMap(
  ([, cell = ""]) => cell.match(/`\w+`/g) ?? [],
);

/** Times that the way enters a file that it has left before. */
const returnsIn = (files: readonly string[]): number =>
  files.filter((file, at) => file !== files[at - 1] && files.slice(0, at).includes(file)).length;

/** Declared as a function, a class, or one of its methods. */
const declarationOf = (name: string): RegExp =>
  new RegExp(`(?:\\b(?:const|class|readonly) #?|^ +(?:async )?\\*?#?)${name}(?: =|[ <(:])`, "m");

test.each(way)("$name is declared in $file", ({ name, file }) => {
  expect(existsSync(join(repositoryRoot, file))).toBe(true);
  expect(readFileSync(join(repositoryRoot, file), "utf8")).toMatch(declarationOf(name));
});

test("the way from a GPU to a count begins in the agent, ends where the recommender acts, and is short enough to follow", () => {
  const files = way.map(({ file }) => file);
  expect(files[0]).toMatch(/^apps\/agent\//);
  expect(files.some((file) => file.startsWith("apps/recommender/src/act/"))).toBe(true);
  expect(files.length).toBeGreaterThan(60);
  expect(new Set(files).size).toBeLessThanOrEqual(45);
  expect(returnsIn(files)).toBeLessThanOrEqual(6);
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

/** What is added is paid for by what goes; a change that removes more lowers it. */
const mostLines = 82_400;

test(`sources have at most ${mostLines} lines, those of tests and generated ones not counted`, () => {
  const isCounted = (path: string): boolean => !/[/\\](?:test|testing|dist-test)[/\\]|\.generated\./.test(path);
  const files = ["packages", "apps", "research", "tools"].flatMap((folder) =>
    sourcesBelow(join(repositoryRoot, folder)),
  );
  const lines = files.filter(isCounted).map((path) => readFileSync(path, "utf8").split("\n").length - 1);
  const all = lines.reduce((sum, count) => sum + count, 0);
  expect(all).toBeGreaterThan(mostLines - 3_000);
  expect(all).toBeLessThanOrEqual(mostLines);
});

/** What CONTRIBUTING.md has to be touched to add one thing; each is followed by a test that adds an entry. */
const recipes = [
  ...readFileSync(join(repositoryRoot, "CONTRIBUTING.md"), "utf8").matchAll(
    /^\| (an? [^|]+) \| ([^|]+) \| ([^|]+) \|$/gm,
  ),
].map(([, what = "", ...cells]) => ({
  what,
  files: cells.join(" ").match(/(?<=`)(?:packages|apps|research)\/[^`]+/g) ?? [],
}));

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

  /** Files below a folder, each with the files that it imports by a relative path; type imports count. */
  const importedIn = (folder: string): ReadonlyMap<string, readonly string[]> => {
    const files = sourcesBelow(join(repositoryRoot, folder));
    expect(files.length).toBeGreaterThan(0);
    const importedBy = (path: string): readonly string[] =>
      importsOf(path)
        .filter((name) => name.startsWith("."))
        .map((name) => join(path, "..", name));
    return new Map(files.map((path) => [path, importedBy(path)]));
  };

  /** Folders, each with the others that its files import. */
  const foldersOf = (files: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> => {
    const folders = new Map<string, string[]>();
    for (const [path, imported] of files) {
      const others = imported.map(dirname).filter((folder) => folder !== dirname(path));
      folders.set(dirname(path), [...(folders.get(dirname(path)) ?? []), ...others]);
    }
    return folders;
  };

  /** Ways from a file or folder over what it imports back to itself. */
  const circlesIn = (imported: ReadonlyMap<string, readonly string[]>): readonly string[] => {
    const finished = new Set<string>();
    const visit = (path: string, way: readonly string[]): readonly string[] => {
      if (way.includes(path)) {
        const circle = [...way.slice(way.indexOf(path)), path];
        return [circle.map((file) => relative(repositoryRoot, file)).join(" → ")];
      }
      if (finished.has(path)) return [];
      const found = (imported.get(path) ?? []).flatMap((next) => visit(next, [...way, path]));
      finished.add(path);
      return found;
    };
    return [...imported.keys()].flatMap((path) => visit(path, []));
  };

  const isApp = (name: string): boolean =>
    /^(@loadline\/(agent|recommender|cli)|loadline-capacity-panel|loadline-planner-page)(\/|$)/.test(name);
  const isTools = (name: string): boolean => name.startsWith("@loadline/tools");

  describe("arrows point one way", () => {
    /** What a package may import beside itself and libraries; the others nothing of the workspace. */
    const allowed: Readonly<Record<string, readonly string[]>> = {
      "packages/model": [],
      "packages/control": ["model"],
      "packages/protocol": ["model", "control"],
      "packages/runtime": ["model", "protocol"],
      "packages/plan": ["model", "protocol", "runtime"],
      "packages/planner": ["model", "protocol", "runtime", "plan", "simulation"],
      "research/simulation": ["model", "control"],
      "research/calibration": ["model", "control", "simulation"],
      "apps/agent": ["model", "protocol", "runtime"],
      "apps/recommender": ["model", "control", "protocol", "runtime", "plan"],
      "apps/cli": ["model", "control", "protocol", "runtime", "plan", "planner", "simulation", "calibration"],
      "apps/grafana-panel": ["control"],
      "apps/planner-page": ["model", "plan", "planner"],
    };

    test.each(Object.entries(allowed))("%s imports %s of the workspace at the most", (folder, packages) => {
      const isForbidden = (name: string): boolean => {
        const [, own] = /^@loadline\/([\w-]+)/.exec(name) ?? [];
        return isApp(name) || isTools(name) || (own !== undefined && !packages.includes(own));
      };
      expect(offences(`${folder}/src`, isForbidden)).toEqual([]);
    });

    test.each(["model", "control"])("%s imports zod and what is pure", (folder) => {
      const pure = ["zod", "@loadline/model"];
      expect(offences(`packages/${folder}/src`, (name) => !name.startsWith(".") && !pure.includes(name))).toEqual([]);
    });

    test.each(Object.keys(allowed).filter((folder) => !folder.startsWith("research")))(
      "%s uses the public surface of the model only",
      (folder) => {
        expect(offences(`${folder}/src`, (name) => name.endsWith("/internal") && name.startsWith("@"))).toEqual([]);
      },
    );

    const everywhere = [...Object.keys(allowed), "tools/servers", "tools"];

    test.each(everywhere)("no import in %s leads back to its own file", (folder) => {
      expect(circlesIn(importedIn(`${folder}/src`))).toEqual([]);
    });

    test.each(everywhere)("no two folders of %s import each other, nor several in a circle", (folder) => {
      expect(circlesIn(foldersOf(importedIn(`${folder}/src`)))).toEqual([]);
    });

    test("two folders that import each other are found, the root too", () => {
      const files = new Map([
        ["src/main.ts", ["src/a/one.ts"]],
        ["src/a/one.ts", ["src/a/two.ts", "src/root.ts"]],
      ]);
      const [circle] = circlesIn(
        foldersOf(
          new Map(
            [...files].map(([path, all]) => [join(repositoryRoot, path), all.map((one) => join(repositoryRoot, one))]),
          ),
        ),
      );
      expect(circle).toBe("src → src/a → src");
    });

    test("the recommender is its stages, with at most six files beside them", () => {
      const beside = readdirSync(join(repositoryRoot, "apps/recommender/src")).filter((name) => name.endsWith(".ts"));
      expect(beside.length).toBeLessThanOrEqual(6);
    });

    test("no relative import leaves its package", () => {
      const outside = Object.keys(allowed).flatMap((folder) =>
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
    "@loadline/model": model,
    "@loadline/control": control,
    "@loadline/plan": plan,
    "@loadline/protocol": protocol,
    "@loadline/runtime/nats": nats,
    "@loadline/runtime/prometheus": prometheus,
    "@loadline/simulation": simulation,
    "@loadline/calibration": calibration,
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

    test("of the model has at most 150 names, types included", () => {
      const index = readFileSync(new URL("../../packages/model/src/index.ts", import.meta.url), "utf8");
      const names = [...index.matchAll(/\{([^}]*)\}/g)]
        .flatMap(([, list = ""]) => list.split(","))
        .filter((name) => /\w/.test(name));
      expect(names.length).toBeGreaterThan(100);
      expect(names.length).toBeLessThanOrEqual(150);
    });
  });
});
