import { readFileSync } from "node:fs";
import { isLoadlineError } from "@loadline/model";
import { environmentName, flagName } from "@loadline/runtime/settings";
import { expect, test } from "vitest";
import { configKeys, environmentPrefix, printConfig, resolveConfig } from "./config.ts";

const nothing = { file: null, environment: {}, flags: {} };

test("a flag wins over the environment, that over the file, that over the default", () => {
  const { config, origins } = resolveConfig({
    file: { plan: "file.yaml", windowSeconds: 11, heartbeatSeconds: 11 },
    environment: { LOADLINE_RECOMMENDER_WINDOW_SECONDS: "12", LOADLINE_RECOMMENDER_HEARTBEAT_SECONDS: "12" },
    flags: { heartbeatSeconds: "13", ensureStreams: true },
  });
  expect(config).toMatchObject({ plan: "file.yaml", windowSeconds: 12, heartbeatSeconds: 13, intervalSeconds: 5 });
  expect(config.ensureStreams).toBe(true);
  expect(origins).toMatchObject({
    plan: "file",
    windowSeconds: "environment",
    heartbeatSeconds: "flag",
    intervalSeconds: "default",
  });
});

test.each([
  { name: "a missing plan", sources: nothing, key: "plan" },
  {
    name: "an unknown key in the file",
    sources: { ...nothing, file: { plan: "x", windowSecond: 3 } },
    key: "windowSecond",
  },
  {
    name: "an unknown variable",
    sources: { ...nothing, environment: { LOADLINE_RECOMMENDER_WINDOW: "3" } },
    key: "LOADLINE_RECOMMENDER_WINDOW",
  },
  {
    name: "text for a number",
    sources: { ...nothing, flags: { plan: "x", windowSeconds: "soon" } },
    key: "windowSeconds",
  },
  {
    name: "a share above one",
    sources: { ...nothing, flags: { plan: "x", maxScaleDownShare: "2" } },
    key: "maxScaleDownShare",
  },
  { name: "a file that is a list", sources: { ...nothing, file: ["plan"] }, key: "(file)" },
])("$name is refused by its key", ({ sources, key }) => {
  const thrown = (() => {
    try {
      return resolveConfig(sources);
    } catch (error) {
      return error;
    }
  })();
  expect(isLoadlineError(thrown) && thrown.code).toBe("LL_CONFIG_INVALID");
  expect(thrown).toMatchObject({ detail: { key } });
});

test("a path that looks like a number stays text", () => {
  expect(resolveConfig({ ...nothing, flags: { plan: "7" } }).config.plan).toBe("7");
});

test("the printed configuration names value and origin", () => {
  const printed = printConfig(resolveConfig({ ...nothing, flags: { plan: "p.yaml" } }));
  expect(printed).toContain('plan = "p.yaml"  # flag');
  expect(printed).toContain("intervalSeconds = 5  # default");
});

test("the defaults in the README are those of the settings", () => {
  const text = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const { config } = resolveConfig({ ...nothing, flags: { plan: "p.yaml" } });
  const stated = [...text.matchAll(/^\| `(--[a-z-]+)` \| `?([^|` ]+)`? \|/gm)].map(([, flag, value]) => [flag, value]);
  const byFlag = new Map(configKeys.map((key) => [flagName(key), config[key]]));
  const switches = new Map([[false, "off"]]);
  expect(stated.length).toBeGreaterThan(15);
  const actual = stated.map(([flag = ""]) => {
    const value = byFlag.get(flag);
    return [flag, switches.get(value as boolean) ?? String(value)];
  });
  expect(stated).toEqual(actual);
});

test("a key's variable is its name in capitals", () => {
  expect(environmentName(environmentPrefix, "maxScaleDownShare")).toBe("LOADLINE_RECOMMENDER_MAX_SCALE_DOWN_SHARE");
});

test("the settings of the manifests are settings", () => {
  const path = new URL("../../../../deploy/kubernetes/base/loadline.yaml", import.meta.url);
  const text = readFileSync(path, "utf8").match(/recommender\.json: \|\n((?: {4}.*\n)+)/)?.[1] ?? "";
  const { config } = resolveConfig({ file: JSON.parse(text), environment: {}, flags: {} });
  expect(config).toMatchObject({ plan: "kv:prod-eu", kedaListen: null, partition: "0/1" });
});

test.each(["3/3", "1", "-1/2"])("%j is no partition", (partition) => {
  expect(() => resolveConfig({ file: null, environment: {}, flags: { plan: "p", partition } })).toThrow(
    /partition is .*INDEX\/COUNT/,
  );
});
