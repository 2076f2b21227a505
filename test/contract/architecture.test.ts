import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";
import { expect, test } from "vitest";

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
  expect(new Set(files).size).toBeLessThanOrEqual(34);
  expect(stepsBack(files)).toBeLessThanOrEqual(8);
  expect(new Set(shapes).size).toBeGreaterThan(10);
  expect(new Set(shapes).size).toBeLessThanOrEqual(15);
});
