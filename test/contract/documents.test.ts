import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ledgerCauseTexts, reasonCodes, verdicts } from "@loadline/control";
import { bindingLimits } from "@loadline/model";
import { metrics, problemSeverities } from "@loadline/protocol";
import { repositoryRoot } from "@loadline/tools/repository";
import { describe, expect, test } from "vitest";
import enUs from "../../apps/grafana-panel/src/text/en-US.json" with { type: "json" };
import { panelQuery } from "../../apps/grafana-panel/src/view-model/metrics.ts";

const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: repositoryRoot,
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => path !== "" && existsSync(join(repositoryRoot, path)));

const documents = tracked.filter((path) => path.endsWith(".md"));

const withoutCode = (text: string): string => text.replaceAll(/^```[\s\S]*?^```/gm, "");

/** Targets of the links of a page that stay inside the repository. */
const linksOf = (text: string): readonly string[] =>
  [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target ?? "")
    .filter((target) => !/^[a-z]+:/.test(target));

/** Anchors that GitHub gives the headings of a page, and those set in HTML. */
const anchorsOf = (text: string): ReadonlySet<string> => {
  const page = withoutCode(text);
  const titles = [...page.matchAll(/^#{1,6} +(.+)$/gm)].map(([, title = ""]) => title);
  const slugs = titles.map((title) =>
    title
      .toLowerCase()
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(/\s/g, "-"),
  );
  const numbered = slugs.map((slug, at) => {
    const before = slugs.slice(0, at).filter((other) => other === slug).length;
    return before === 0 ? slug : `${slug}-${before}`;
  });
  return new Set([...numbered, ...[...page.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id = ""]) => id)]);
};

const textOf = (file: string): string => readFileSync(file, "utf8");

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
    const own = join(repositoryRoot, path);
    const broken = linksOf(textOf(own)).filter((target) => {
      const [file = "", anchor] = target.split("#");
      const behind = file === "" ? own : fileBehind(path, file);
      if (!existsSync(behind)) return true;
      return anchor !== undefined && behind.endsWith(".md") && !anchorsOf(textOf(behind)).has(anchor);
    });
    expect(broken).toEqual([]);
  });

  test("an anchor is that of GitHub", () => {
    const anchors = [
      ...anchorsOf("# `plan`: what, why?\n## Flags\n## Flags\n## LL_PORT_TAKEN\n```sh\n# no title\n```\n"),
    ];
    expect(anchors).toEqual(["plan-what-why", "flags", "flags-1", "ll_port_taken"]);
  });

  // In a fresh clone nothing is installed or built.
  test("every command of npm that a page names installs and builds what it needs", () => {
    const { scripts } = JSON.parse(textOf(join(repositoryRoot, "package.json"))) as { scripts: Record<string, string> };
    const named = documents.flatMap((path) =>
      [...textOf(join(repositoryRoot, path)).matchAll(/npm run (?:-s )?([a-z:]+)/g)].map(([, name = ""]) => name),
    );
    expect(named).toContain("release");
    for (const name of new Set(named)) expect(scripts[name], name).toMatch(/^node tools\/bootstrap\.mjs /);
  });

  test("README's map names every top-level folder, and only those that exist", () => {
    const readme = readFileSync(join(repositoryRoot, "README.md"), "utf8");
    const folders = new Set(tracked.filter((path) => path.includes("/")).map((path) => path.split("/")[0] ?? ""));
    folders.delete(".ci");
    for (const folder of folders) expect(readme).toContain(`${folder}/`);
  });
});

const names: ReadonlySet<string> = new Set(metrics.map(({ name }) => name));

describe("what the panel reads and shows", () => {
  test.each(panelQuery.match(/loadline_\w+/g) ?? [])("%s is in the metric registry", (metric) => {
    expect(names).toContain(metric);
  });

  test.each([
    ...reasonCodes.map((code) => `reason.${code}`),
    ...verdicts.map((code) => `verdict.${code}`),
    ...bindingLimits.map((code) => `limit.${code}`),
  ])("%s has a text of its own", (key) => {
    expect(enUs).toHaveProperty([key]);
  });

  const problems = Object.values(problemSeverities).flatMap((codes) => Object.entries(codes));

  test.each(problems.filter(([, severity]) => severity !== "none"))("%s says what is wrong and what to do", (code) => {
    expect(Object.keys(enUs)).toEqual(expect.arrayContaining([`todo.${code}`]));
    expect([`cause.${code}`, `reason.${code}`].some((key) => key in enUs)).toBe(true);
  });

  test.each(Object.entries(ledgerCauseTexts))(
    "the cause %s of the ledger reads as in the command line",
    (cause, texts) => {
      expect(enUs).toMatchObject({ [`ledger.cause.${cause}`]: texts.means, [`ledger.todo.${cause}`]: texts.todo });
    },
  );
});
