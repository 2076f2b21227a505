import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";
import { describe, expect, test } from "vitest";

const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: repositoryRoot,
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => path !== "" && existsSync(join(repositoryRoot, path)));

const documents = tracked.filter((path) => path.endsWith(".md"));

const relativeLinks = (path: string): readonly string[] =>
  [...readFileSync(join(repositoryRoot, path), "utf8").matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target ?? "")
    .filter((target) => !/^([a-z]+:|#)/.test(target))
    .map((target) => target.replace(/#.*$/, ""));

/** Grafana serves a plugin's files below this address; they lie in its source folder here. */
const servedByGrafana = "/public/plugins/loadline-capacity-panel/";

const fileBehind = (path: string, target: string): string =>
  target.startsWith(servedByGrafana)
    ? join(repositoryRoot, "apps/grafana-panel/src", target.slice(servedByGrafana.length))
    : join(repositoryRoot, dirname(path), target);

describe("documents", () => {
  test("there are some to check", () => {
    expect(documents).toContain("README.md");
  });

  test.each(documents)("every relative link of %s leads somewhere", (path) => {
    const broken = relativeLinks(path).filter((target) => !existsSync(fileBehind(path, target)));
    expect(broken).toEqual([]);
  });

  test("README's map names every top-level folder, and only those that exist", () => {
    const readme = readFileSync(join(repositoryRoot, "README.md"), "utf8");
    const folders = new Set(tracked.filter((path) => path.includes("/")).map((path) => path.split("/")[0] ?? ""));
    folders.delete(".ci");
    for (const folder of folders) expect(readme).toContain(`${folder}/`);
  });
});
