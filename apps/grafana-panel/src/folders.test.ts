import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Folders from the one that imports all others to the one that imports none; files beside them come first. */
const order = ["components", "chart", "view-model", "text"];

const folders = ["", ...order];

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
  .map((path) => path.replaceAll("\\", "/"));

const folderOf = (path: string): string => (path.includes("/") ? (path.split("/")[0] ?? "") : "");

test("every folder imports those after it alone", () => {
  expect(new Set(sources.map(folderOf))).toEqual(new Set(folders));
  const upwards = sources.flatMap((path) => {
    const imported = readFileSync(join(import.meta.dirname, path), "utf8").matchAll(/from "(\.\.\/[^"]+)"/g);
    return [...imported]
      .map(([, target = ""]) => target.slice("../".length))
      .filter((target) => folders.indexOf(folderOf(target)) <= folders.indexOf(folderOf(path)))
      .map((target) => `${path} imports ${target}`);
  });
  expect(upwards).toEqual([]);
});
