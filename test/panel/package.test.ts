import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { unzipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { panelFolder } from "./bench-server.ts";

const id = "loadline-capacity-panel";

interface PluginJson {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly info: {
    readonly version: string;
    readonly updated: string;
    readonly keywords: readonly string[];
    readonly description: string;
    readonly logos: Readonly<Record<string, string>>;
    readonly screenshots: readonly { readonly name: string; readonly path: string }[];
  };
  readonly dependencies: { readonly grafanaDependency: string };
}

const packageJson = JSON.parse(readFileSync(join(panelFolder, "package.json"), "utf8")) as {
  version: string;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

let archive: Buffer;
let entries: readonly { readonly name: string; readonly data: Buffer }[];

beforeAll(() => {
  execFileSync(process.execPath, [join(panelFolder, "pack.mjs")], { stdio: "pipe" });
  archive = readFileSync(join(panelFolder, "dist", `${id}-${packageJson.version}.zip`));
  entries = Object.entries(unzipSync(archive)).map(([name, data]) => ({ name, data: Buffer.from(data) }));
});

const file = (path: string): Buffer => {
  const found = entries.find(({ name }) => name === `${id}/${path}`);
  if (found === undefined) throw new Error(`${path} is not in the archive`);
  return found.data;
};

const text = (path: string): string => file(path).toString("utf8");

const plugin = (): PluginJson => JSON.parse(text("plugin.json")) as PluginJson;

/** Rules of Grafana's plugin validator whose breach is an error or a warning, as far as an archive can show them.
 *  @source https://github.com/grafana/plugin-validator README.md and pkg/analysis/passes */
describe("the archive", () => {
  test("has one folder at its root, named as the plugin, and no dist in it", () => {
    expect(new Set(entries.map(({ name }) => name.split("/")[0]))).toEqual(new Set([id]));
    expect(entries.filter(({ name }) => name.includes("/dist/"))).toEqual([]);
  });

  test("has a checksum that is its own", () => {
    const sum = readFileSync(join(panelFolder, "dist", `${id}-${packageJson.version}.zip.sha1`), "utf8");
    expect(sum.split(" ")[0]).toBe(createHash("sha1").update(archive).digest("hex"));
  });

  test.each(["module.js", "module.js.map", "plugin.json", "README.md", "CHANGELOG.md", "LICENSE"])(
    "contains %s",
    (path) => {
      expect(file(path).length).toBeGreaterThan(0);
    },
  );

  test("has a map with the sources of the module", () => {
    const map = JSON.parse(text("module.js.map")) as { sources: readonly string[]; sourcesContent: readonly string[] };
    const at = map.sources.findIndex((source) => source.endsWith("src/module.ts"));
    expect(map.sourcesContent[at]).toBe(readFileSync(join(panelFolder, "src/module.ts"), "utf8"));
    expect(text("module.js")).toContain("//# sourceMappingURL=module.js.map");
  });

  test("is made of the same bytes when it is made again", () => {
    execFileSync(process.execPath, [join(panelFolder, "pack.mjs")], { stdio: "pipe" });
    const again = readFileSync(join(panelFolder, "dist", `${id}-${packageJson.version}.zip`));
    expect(again.equals(archive)).toBe(true);
  });
});

describe("plugin.json", () => {
  test("has an id in the form that Grafana asks for, which ends in its type", () => {
    expect(plugin().id).toMatch(/^[0-9a-z]+-([0-9a-z]+-)?(app|panel|datasource)$/);
    expect(plugin().id.endsWith(`-${plugin().type}`)).toBe(true);
    expect(plugin().id.split("-")).toHaveLength(3);
    expect(plugin().name).not.toBe(plugin().id);
  });

  test("has the version of package.json, a date, keywords and a description", () => {
    const { version, updated, keywords, description } = plugin().info;
    expect(version).toBe(packageJson.version);
    expect(updated).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(keywords.length).toBeGreaterThan(0);
    expect(description).not.toBe("");
  });

  test("names a range of Grafana that is a range", () => {
    expect(plugin().dependencies.grafanaDependency).toMatch(/^>=\d+\.\d+\.\d+$/);
  });

  test("has logos and screenshots of the right type", () => {
    const { logos, screenshots } = plugin().info;
    for (const path of Object.values(logos)) expect(text(path)).toMatch(/^<svg /);
    expect(screenshots.length).toBeGreaterThanOrEqual(3);
    for (const { path, name } of screenshots) {
      expect(name).not.toBe("");
      expect([...file(path).subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    }
  });

  test("has a logo of shapes alone", () => {
    const elements = [...text(plugin().info.logos["small"] ?? "").matchAll(/<([a-zA-Z]+)/g)].map(([, name]) => name);
    const shapes = ["svg", "g", "path", "rect", "circle", "line", "polyline", "polygon", "defs", "title"];
    expect(elements.filter((name) => !shapes.includes(name ?? ""))).toEqual([]);
    expect(text(plugin().info.logos["small"] ?? "")).not.toMatch(/\son[a-z]+=|javascript:|href=/i);
  });
});

describe("documents", () => {
  test("the licence is one that Grafana accepts", () => {
    expect(text("LICENSE")).toContain("Apache License");
  });

  test("the README has no template text, no relative link, no comment and no builder's jargon", () => {
    const readme = text("README.md");
    expect(readme).not.toMatch(/<!--|This README|Grafana panel plugin template/);
    const targets = [...readme.matchAll(/\]\(([^)\s]+)/g)].map(([, target]) => target ?? "");
    expect(targets.filter((target) => !/^(https?:\/\/|\/|#)/.test(target))).toEqual([]);
    expect(readme).not.toMatch(/\byarn\b|\bnodejs\b/i);
  });

  test("the CHANGELOG names the version", () => {
    expect(text("CHANGELOG.md")).toContain(`## ${packageJson.version}`);
  });
});

describe("code", () => {
  test("is at most 60 kB, gzipped", () => {
    expect(gzipSync(file("module.js")).length).toBeLessThanOrEqual(60_000);
  });

  test("asks for nothing but what Grafana shares", () => {
    const [, list = ""] = /^define\(\[([^\]]*)\]/.exec(text("module.js")) ?? [];
    const asked = [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name ?? "");
    const shared = ["@emotion/css", "@grafana/data", "@grafana/runtime", "@grafana/ui", "react", "react/jsx-runtime"];
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((name) => ![...shared, "react-dom", "rxjs", "i18next"].includes(name))).toEqual([]);
  });

  test.each([
    { name: "no log of its own", pattern: /\bconsole\.(log|info|debug|warn|error)\b/ },
    {
      name: "no markup from text",
      pattern: /dangerouslySetInnerHTML|\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML|document\.write\b/,
    },
    { name: "no code from text", pattern: /\beval\(|new Function\(/ },
    {
      name: "no tracking and no address that it asks",
      pattern: /google-analytics|googletagmanager|\bfetch\(|XMLHttpRequest|sendBeacon/,
    },
    {
      name: "nothing that React 19 has dropped",
      pattern: /findDOMNode|\.defaultProps\b|\.propTypes\b|ReactDOM\.render\b/,
    },
    { name: "nothing kept in the browser", pattern: /localStorage|sessionStorage|document\.cookie/ },
  ])("has $name", ({ pattern }) => {
    expect(text("module.js").match(pattern)?.[0] ?? null).toBeNull();
  });

  test("is built in the layout of create-plugin, and without the retired toolkit", () => {
    const config = readFileSync(join(panelFolder, ".config/webpack/webpack.config.ts"), "utf8");
    expect(config).toContain("@grafana/create-plugin");
    const all = { ...packageJson.dependencies, ...packageJson.devDependencies };
    expect(Object.keys(all)).not.toContain("@grafana/toolkit");
  });

  test("has no style of the whole page", () => {
    const sources = readdirSync(join(panelFolder, "src"), { recursive: true, encoding: "utf8" });
    expect(sources.filter((path) => /\.(css|scss|less)$/.test(path))).toEqual([]);
    expect(text("module.js")).not.toMatch(/injectGlobal|createGlobalStyle/);
  });
});
