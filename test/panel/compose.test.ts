import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { promtool } from "./alert-tools.ts";

const folder = join(repositoryRoot, "deploy/compose");

const read = (path: string): unknown => parse(readFileSync(join(folder, path), "utf8"));

interface Compose {
  readonly services: Readonly<
    Record<string, { readonly volumes: readonly string[]; readonly environment?: Readonly<Record<string, string>> }>
  >;
}

const { services } = read("compose.yaml") as Compose;

interface Mount {
  readonly from: string;
  readonly to: string;
}

const mounts: readonly Mount[] = Object.values(services)
  .flatMap(({ volumes }) => volumes)
  .filter((volume) => volume.startsWith("."))
  .map((volume) => {
    const [from = "", to = ""] = volume.split(":");
    return { from: join(folder, from), to };
  });

describe("deploy/compose", () => {
  test.each(mounts.map((mount) => ({ ...mount })))("$to is mounted from what is there", ({ from }) => {
    expect(existsSync(from)).toBe(true);
  });

  test("the panel may be loaded unsigned, from the folder that its id names", () => {
    const id = "loadline-capacity-panel";
    const plugin = mounts.find(({ to }) => to.includes("/plugins/"));
    expect(basename(plugin?.to ?? "")).toBe(id);
    expect(services["grafana"]?.environment?.["GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS"]).toBe(id);
    expect(JSON.parse(readFileSync(join(plugin?.from ?? "", "plugin.json"), "utf8"))).toMatchObject({ id });
  });

  test("dashboards are provisioned from where they are mounted", () => {
    const { providers } = read("grafana/dashboards/loadline.yaml") as {
      providers: readonly { options: { path: string } }[];
    };
    expect(mounts.map(({ to }) => to)).toContain(providers[0]?.options.path);
    const home = services["grafana"]?.environment?.["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"] ?? "";
    expect(existsSync(join(repositoryRoot, "deploy/dashboards", basename(home)))).toBe(true);
  });

  test("promtool accepts the configuration of Prometheus, rules included", () => {
    const folderOfBoth = mkdtempSync(join(tmpdir(), "loadline-compose-"));
    try {
      copyFileSync(join(folder, "prometheus.yml"), join(folderOfBoth, "prometheus.yml"));
      copyFileSync(
        join(repositoryRoot, "deploy/alerts/loadline-rules.yaml"),
        join(folderOfBoth, "loadline-rules.yaml"),
      );
      const output = execFileSync(promtool(), ["check", "config", join(folderOfBoth, "prometheus.yml")], {
        encoding: "utf8",
      });
      expect(output).toContain("SUCCESS");
    } finally {
      rmSync(folderOfBoth, { recursive: true, force: true });
    }
  });
});
